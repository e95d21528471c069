package org.usher.ticket;

import java.time.Duration;
import java.util.Optional;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;

/**
 * How patiently Usher deals with the ITSM.
 *
 * @param pollEvery    how often it asks the ITSM what has changed, besides what the ITSM posts by itself; PT0S: never
 * @param pollFrom     how far back the very first of these questions goes
 * @param firstPause   how long it waits after a first failure; each further failure doubles the pause
 * @param longestPause the longest pause between two attempts
 * @param alarmPause   the pause after a refusal, which somebody has to mend first
 * @param alarmTo      staff number of the person who is told of alarms; empty: only the log and the health report say so
 */
@ConfigurationProperties("ticket")
public record TicketSettings(@NotNull @Bindable(defaultValue = "PT30S") Duration pollEvery,
        @NotNull @Bindable(defaultValue = "P1D") Duration pollFrom,
        @NotNull @Bindable(defaultValue = "PT2S") Duration firstPause, @NotNull @Bindable(defaultValue = "PT5M") Duration longestPause,
        @NotNull @Bindable(defaultValue = "PT10M") Duration alarmPause, @Bindable(defaultValue = "") String alarmTo) {

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    /** The pause after so many failures in a row; never shorter than the ITSM asked for, within reason. */
    Duration pauseAfter(int failures, Optional<Duration> retryAfter) {
        var doubled = firstPause.multipliedBy(1L << Math.min(20, Math.max(0, failures - 1)));
        var own = doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
        var asked = retryAfter.map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait).orElse(Duration.ZERO);
        return asked.compareTo(own) > 0 ? asked : own;
    }
}
