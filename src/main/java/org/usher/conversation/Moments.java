package org.usher.conversation;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Map.entry;

/** Understands days and times as people type them: {@code tomorrow 9:00}, {@code 1 Dec 2026}, {@code next Monday at 3pm}, {@code 01/12/2026 09:00}. */
final class Moments {

    /** What was understood. */
    sealed interface Understood {

        /** A day, with a time if one was given. */
        record Day(LocalDate day, Optional<LocalTime> time) implements Understood {}

        /** It looks like a date, but there is no such day or time. */
        record NoSuchDay() implements Understood {}

        /** Nothing that looks like a date. */
        record Nothing() implements Understood {}
    }

    private static final Pattern TIME = Pattern.compile(
            "(?:^|\\s|t)(?:(?<h>\\d{1,2})[:.](?<m>\\d{2})(?::\\d{2}(?:\\.\\d+)?)?\\s*(?<half>am|pm)?|(?<h2>\\d{1,2})\\s*(?<half2>am|pm)|(?<word>noon|midday|midnight))z?$");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4}|\\d{2})");
    private static final Pattern DAY_MONTH = Pattern.compile("(?:\\p{L}+ )?(\\d{1,2})(?:st|nd|rd|th)? (\\p{L}{3,})(?: (\\d{4}))?");
    private static final Pattern MONTH_DAY = Pattern.compile("(?:\\p{L}+ )?(\\p{L}{3,}) (\\d{1,2})(?:st|nd|rd|th)?(?: (\\d{4}))?");
    private static final Pattern IN = Pattern
            .compile("(?:in|om|mewn) (\\d{1,3}|\\p{L}+) (day|days|week|weeks|dag|dage|uge|uger|diwrnod|wythnos)");
    private static final Map<String, Integer> COUNTS = Map.ofEntries(entry("a", 1), entry("one", 1), entry("two", 2), entry("three", 3),
            entry("four", 4), entry("five", 5), entry("six", 6), entry("ten", 10), entry("en", 1), entry("et", 1), entry("to", 2),
            entry("tre", 3), entry("fire", 4), entry("fem", 5), entry("seks", 6), entry("ti", 10), entry("un", 1), entry("dau", 2),
            entry("tri", 3), entry("pedwar", 4));
    private static final Map<String, Integer> DAYS_AWAY = Map.ofEntries(entry("today", 0), entry("tonight", 0), entry("tomorrow", 1),
            entry("day after tomorrow", 2), entry("yesterday", -1), entry("i dag", 0), entry("i morgen", 1), entry("i overmorgen", 2),
            entry("i går", -1), entry("heddiw", 0), entry("yfory", 1), entry("drennydd", 2), entry("ddoe", -1));
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.forLanguageTag("cy"), Locale.forLanguageTag("da"));

    private Moments() {}

    /** Reads what was typed. A day without a year is the next such day. */
    static Understood read(String typed, LocalDateTime now) {
        var text = typed.strip().toLowerCase(Locale.ROOT).replaceAll(",", " ")
                .replaceAll("\\b(at|on|the|by|of|kl\\.?|am(?= \\d{1,2}[:.]))\\b\\.?", " ")
                .replaceAll("\\s+", " ").strip();
        Optional<LocalTime> time = Optional.empty();
        var clock = TIME.matcher(text);
        if (clock.find()) {
            try {
                time = Optional.of(time(clock));
            } catch (DateTimeException noSuchTime) {
                return new Understood.NoSuchDay();
            }
            text = text.substring(0, clock.start()).strip();
        }
        if (text.isEmpty() && time.isPresent()) {
            return new Understood.Nothing(); // a time alone could be any day
        }
        try {
            var day = day(text, now.toLocalDate());
            if (day.isEmpty()) {
                return new Understood.Nothing();
            }
            return new Understood.Day(day.get(), time);
        } catch (DateTimeException noSuchDay) {
            return new Understood.NoSuchDay();
        }
    }

    private static LocalTime time(Matcher clock) {
        var word = clock.group("word");
        if (word != null) {
            return word.equals("midnight") ? LocalTime.MIDNIGHT : LocalTime.NOON;
        }
        var hourText = clock.group("h") == null ? clock.group("h2") : clock.group("h");
        var half = clock.group("half") == null ? clock.group("half2") : clock.group("half");
        int hour = Integer.parseInt(hourText);
        int minute = clock.group("m") == null ? 0 : Integer.parseInt(clock.group("m"));
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("There is no such hour");
            }
            hour = hour % 12 + (half.equals("pm") ? 12 : 0);
        }
        return LocalTime.of(hour, minute);
    }

    private static Optional<LocalDate> day(String text, LocalDate today) {
        var away = DAYS_AWAY.get(text);
        if (away != null) {
            return Optional.of(today.plusDays(away));
        }
        var in = IN.matcher(text);
        if (in.matches()) {
            var count = in.group(1).matches("\\d+") ? Integer.valueOf(in.group(1)) : COUNTS.get(in.group(1));
            if (count == null) {
                return Optional.empty();
            }
            boolean weeks = in.group(2).startsWith("w") || in.group(2).startsWith("ug");
            return Optional.of(today.plusDays(weeks ? 7L * count : count));
        }
        var iso = ISO.matcher(text);
        if (iso.matches()) {
            return Optional.of(date(iso.group(1), iso.group(2), iso.group(3)));
        }
        var numbers = NUMBERS.matcher(text);
        if (numbers.matches()) {
            var year = numbers.group(3).length() == 2 ? "20" + numbers.group(3) : numbers.group(3);
            return Optional.of(date(year, numbers.group(2), numbers.group(1)));
        }
        var weekday = weekday(
                text.replaceFirst("^(next|this|coming|næste|kommende) ", "").replaceFirst(" nesaf$", "").replaceFirst("^dydd ", ""));
        if (weekday.isPresent()) {
            return Optional.of(today.with(TemporalAdjusters.next(weekday.get())));
        }
        var dayMonth = DAY_MONTH.matcher(text.replace(".", ""));
        if (dayMonth.matches()) {
            return named(dayMonth.group(1), dayMonth.group(2), dayMonth.group(3), today);
        }
        var monthDay = MONTH_DAY.matcher(text.replace(".", ""));
        return monthDay.matches() ? named(monthDay.group(2), monthDay.group(1), monthDay.group(3), today) : Optional.empty();
    }

    private static LocalDate date(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static Optional<LocalDate> named(String day, String monthName, @org.jspecify.annotations.Nullable String year,
            LocalDate today) {
        return month(monthName).map(month -> {
            if (year != null) {
                return LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day));
            }
            var thisYear = LocalDate.of(today.getYear(), month, Integer.parseInt(day));
            return thisYear.isBefore(today) ? thisYear.plusYears(1) : thisYear;
        });
    }

    private static Optional<Month> month(String name) {
        for (var month : Month.values()) {
            for (var language : LANGUAGES) {
                if (begins(month.getDisplayName(TextStyle.FULL, language), name)) {
                    return Optional.of(month);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<DayOfWeek> weekday(String name) {
        for (var day : DayOfWeek.values()) {
            for (var language : LANGUAGES) {
                if (begins(day.getDisplayName(TextStyle.FULL, language).replaceFirst("^Dydd ", ""), name)) {
                    return Optional.of(day);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean begins(String full, String typed) {
        return typed.length() >= 3 && full.toLowerCase(Locale.ROOT).startsWith(typed);
    }
}
