package org.usher.technow.table;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few scripted values that clients put into queries, {@code javascript:gs.daysAgo(3)} and the like. No script is ever run. */
final class Script {

    static final String PREFIX = "javascript:";

    private static final Pattern CALL = Pattern.compile("javascript:\\s*gs\\.(\\w+)\\(([^)]*)\\);?\\s*");

    private final Clock clock;

    Script(Clock clock) {
        this.clock = clock;
    }

    /** What the script would give; empty if it is not one of those known here. */
    Optional<String> read(String text, Actor actor) {
        var call = CALL.matcher(text);
        if (!call.matches()) {
            return text.startsWith(PREFIX) ? Optional.empty() : Optional.of(text);
        }
        return value(call, actor);
    }

    private Optional<String> value(Matcher call, Actor actor) {
        var now = clock.instant();
        var today = now.truncatedTo(ChronoUnit.DAYS);
        return switch (call.group(1)) {
            case "getUserID" -> Optional.of(actor.sysId());
            case "getUserName" -> Optional.of(actor.userName());
            case "now", "nowDateTime" -> Optional.of(Times.write(now));
            case "minutesAgo" -> ago(now, call.group(2), ChronoUnit.MINUTES);
            case "hoursAgo" -> ago(now, call.group(2), ChronoUnit.HOURS);
            case "daysAgo" -> ago(now, call.group(2), ChronoUnit.DAYS);
            case "daysAgoStart" -> ago(today, call.group(2), ChronoUnit.DAYS);
            case "daysAgoEnd" -> ago(today.plus(Duration.ofDays(1)).minusSeconds(1), call.group(2), ChronoUnit.DAYS);
            case "beginningOfToday" -> Optional.of(Times.write(today));
            case "endOfToday" -> Optional.of(Times.write(today.plus(Duration.ofDays(1)).minusSeconds(1)));
            case "beginningOfYesterday" -> Optional.of(Times.write(today.minus(Duration.ofDays(1))));
            case "beginningOfThisMonth" -> Optional.of(Times.write(today.atOffset(ZoneOffset.UTC).withDayOfMonth(1).toInstant()));
            case "dateGenerate" -> generated(call.group(2));
            default -> Optional.empty();
        };
    }

    private static Optional<String> ago(Instant from, String count, ChronoUnit unit) {
        return count.strip().matches("-?\\d{1,5}")
                ? Optional.of(Times.write(from.minus(Long.parseLong(count.strip()), unit)))
                : Optional.empty();
    }

    /** {@code dateGenerate('2026-11-23','10:00:00')}. */
    private static Optional<String> generated(String arguments) {
        var parts = arguments.replace("'", "").replace("\"", "").split(",", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        var time = switch (parts[1].strip()) {
            case "start" -> "00:00:00";
            case "end" -> "23:59:59";
            default -> parts[1].strip();
        };
        return Times.read(parts[0].strip() + " " + time).map(Times::write);
    }
}
