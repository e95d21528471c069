package org.usher.validation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/**
 * When an organisation works: its time zone, its working week and its holidays, all of them data.
 *
 * @param zone     the zone in which days are counted
 * @param week     the days of the week that are worked; at least one
 * @param holidays days that are not worked although the week says so
 */
public record WorkingCalendar(ZoneId zone, Set<DayOfWeek> week, Set<LocalDate> holidays) {

    public WorkingCalendar {
        week = Set.copyOf(week);
        holidays = Set.copyOf(holidays);
        if (week.isEmpty()) {
            throw new IllegalArgumentException("A working week needs at least one working day");
        }
    }

    /** Monday to Friday, without holidays. */
    public static WorkingCalendar weekdays(ZoneId zone) {
        return new WorkingCalendar(zone,
                Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY), Set.of());
    }

    public boolean works(LocalDate day) {
        return week.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    /** The day that is so many working days after (before, if negative) a day; zero gives the day itself. */
    public LocalDate plusWorkingDays(LocalDate day, long days) {
        var at = day;
        long step = days < 0 ? -1 : 1;
        for (long left = Math.abs(days); left > 0;) {
            at = at.plusDays(step);
            if (works(at)) {
                left--;
            }
        }
        return at;
    }

    /** The same local time, so many working days later (earlier, if negative). */
    public Instant plusWorkingDays(Instant moment, long days) {
        var local = moment.atZone(zone);
        return plusWorkingDays(local.toLocalDate(), days).atTime(local.toLocalTime()).atZone(zone).toInstant();
    }

    /** The same local day and time, so many calendar months later; where a month is too short, its last day. */
    public Instant plusMonths(Instant moment, long months) {
        return moment.atZone(zone).plusMonths(months).toInstant();
    }

    /** The start of the local day of a moment. */
    public Instant startOfDay(Instant moment) {
        return LocalDate.ofInstant(moment, zone).atStartOfDay(zone).toInstant();
    }
}
