package org.usher.technow.event;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;

/**
 * Where changes are posted.
 *
 * @param url          the address; empty if nobody wants to hear of changes
 * @param secret       what messages are signed with; shared with the receiver
 * @param timeout      how long to wait for an answer
 * @param firstPause   the pause after the first failure; it doubles with each further one
 * @param longestPause the longest pause
 */
@ConfigurationProperties("technow.events")
record EventSettings(@Bindable(defaultValue = "") String url, @Bindable(defaultValue = "") String secret,
        @NotNull @Bindable(defaultValue = "PT10S") Duration timeout, @NotNull @Bindable(defaultValue = "PT1S") Duration firstPause,
        @NotNull @Bindable(defaultValue = "PT5M") Duration longestPause) {

    private static final int DOUBLINGS = 20;

    boolean wanted() {
        return !url.isEmpty();
    }

    /** The pause after a number of failures. */
    Duration pause(int failures) {
        var pause = firstPause.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), DOUBLINGS));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }

    /** Without the secret, so that no log shows it. */
    @Override
    public String toString() {
        return "EventSettings[" + url + "]";
    }
}
