package org.usher.conversation;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MomentsTest {

    /** A Monday. */
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-23T10:00");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-12-07 09:00          | 2026-12-07 | 09:00
            2026-12-07T09:00          | 2026-12-07 | 09:00
            2026-12-07T09:00:00       | 2026-12-07 | 09:00
            tomorrow 9:00             | 2026-11-24 | 09:00
            Tomorrow at 9am           | 2026-11-24 | 09:00
            1 Dec 2026 09:00          | 2026-12-01 | 09:00
            1st December 2026, 5 pm   | 2026-12-01 | 17:00
            Tuesday 1 December 2026 at 09:00 | 2026-12-01 | 09:00
            December 1 2026 09.30     | 2026-12-01 | 09:30
            01/12/2026 09:00          | 2026-12-01 | 09:00
            1.12.26 9:05              | 2026-12-01 | 09:05
            next monday at noon       | 2026-11-30 | 12:00
            friday 17:00              | 2026-11-27 | 17:00
            in 2 weeks 08:00          | 2026-12-07 | 08:00
            in 3 days 12am            | 2026-11-26 | 00:00
            in two weeks at 9:00      | 2026-12-07 | 09:00
            om en uge kl. 9.00        | 2026-11-30 | 09:00
            i morgen kl. 9.00         | 2026-11-24 | 09:00
            næste fredag 14:30        | 2026-11-27 | 14:30
            1. december 2026 09:00    | 2026-12-01 | 09:00
            yfory 9:00                | 2026-11-24 | 09:00
            dydd Gwener nesaf 14:30   | 2026-11-27 | 14:30
            1 Rhagfyr 2026 09:00      | 2026-12-01 | 09:00
            3 Jan 10:00               | 2027-01-03 | 10:00
            """)
    void understandsADayAndATimeAsPeopleTypeThem(String typed, LocalDate day, LocalTime time) {
        assertThat(Moments.read(typed, NOW)).isEqualTo(new Moments.Understood.Day(day, Optional.of(time)));
    }

    @ParameterizedTest
    @CsvSource({"today,2026-11-23", "yesterday,2026-11-22", "i går,2026-11-22", "ddoe,2026-11-22", "i overmorgen,2026-11-25",
            "drennydd,2026-11-25", "24 November,2026-11-24", "2027-02-28,2027-02-28", "29/2/2028,2028-02-29"})
    void understandsADayAlone(String typed, LocalDate day) {
        assertThat(Moments.read(typed, NOW)).isEqualTo(new Moments.Understood.Day(day, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31 February 2027", "2027-13-01 09:00", "1 Dec 2026 25:00", "29/2/2027", "1 Dec 2026 13pm"})
    void saysThatThereIsNoSuchDayRatherThanTakingAnother(String typed) {
        assertThat(Moments.read(typed, NOW)).isEqualTo(new Moments.Understood.NoSuchDay());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "9:00", "12", "TL012", "10455021", "as soon as possible", "in many days", "the day the music died"})
    void doesNotGuessADateFromSomethingElse(String typed) {
        assertThat(Moments.read(typed, NOW)).isEqualTo(new Moments.Understood.Nothing());
    }

    @Test
    void takesAWeekdayForTheNextOneEvenOnThatDay() {
        assertThat(Moments.read("monday", NOW)).isEqualTo(new Moments.Understood.Day(LocalDate.parse("2026-11-30"), Optional.empty()));
    }
}
