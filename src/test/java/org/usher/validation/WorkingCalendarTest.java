package org.usher.validation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WorkingCalendarTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final WorkingCalendar CALENDAR = new WorkingCalendar(LONDON, WorkingCalendar.weekdays(LONDON).week(),
            Set.of(LocalDate.parse("2026-12-25")));

    @ParameterizedTest
    @CsvSource({"2026-11-23,3,2026-11-26", "2026-11-27,1,2026-11-30", "2026-11-28,1,2026-11-30", "2026-12-24,1,2026-12-28",
            "2026-12-01,-1,2026-11-30", "2026-11-30,-1,2026-11-27",
            "2026-11-28,0,2026-11-28"})
    void passesOverWeekendsAndHolidays(LocalDate from, long days, LocalDate expected) {
        assertThat(CALENDAR.plusWorkingDays(from, days)).isEqualTo(expected);
    }

    @Test
    void keepsTheLocalTimeWhenTheClocksChange() {
        assertThat(CALENDAR.plusWorkingDays(Instant.parse("2026-10-23T08:00:00Z"), 1)).isEqualTo(Instant.parse("2026-10-26T09:00:00Z"));
    }

    @Test
    void countsDaysInItsOwnZone() {
        assertThat(CALENDAR.startOfDay(Instant.parse("2026-06-30T23:30:00Z"))).isEqualTo(Instant.parse("2026-06-30T23:00:00Z"));
    }

    @Test
    void worksOnTheDaysOfItsWeek() {
        var saturdays = new WorkingCalendar(LONDON, Set.of(DayOfWeek.SATURDAY), Set.of());
        assertThat(saturdays.plusWorkingDays(LocalDate.parse("2026-11-23"), 2)).isEqualTo(LocalDate.parse("2026-12-05"));
    }

    @Test
    void aMonthThatIsTooShortGivesItsLastDay() {
        assertThat(CALENDAR.plusMonths(Instant.parse("2026-08-30T23:00:00Z"), 6)).isEqualTo(Instant.parse("2027-02-28T00:00:00Z"));
    }
}
