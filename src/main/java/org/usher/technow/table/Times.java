package org.usher.technow.table;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** Times as the vendor writes them: {@code yyyy-MM-dd HH:mm:ss}, in UTC. */
public final class Times {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .withResolverStyle(ResolverStyle.STRICT);
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private Times() {}

    public static String write(Instant instant) {
        return FORM.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Reads a time, or a day, which stands for its first second. */
    public static Optional<Instant> read(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException notATime) {
            return readDay(text);
        }
    }

    /** Reads a length of time, which the vendor writes as a time after the beginning of 1970. */
    public static Optional<Duration> readDuration(String text) {
        return read(text).map(instant -> Duration.between(EPOCH.toInstant(ZoneOffset.UTC), instant));
    }

    /** Writes a length of time as {@link #readDuration} reads it. */
    public static String write(Duration duration) {
        return write(Instant.EPOCH.plus(duration));
    }

    private static Optional<Instant> readDay(String text) {
        try {
            return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
