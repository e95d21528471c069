package org.usher.store;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * How planned jobs are done.
 *
 * @param enabled           whether this program does any (another one may)
 * @param threads           jobs done at the same time
 * @param pollingInterval   how often due jobs are looked for, besides at once after they are planned
 * @param heartbeatInterval how often a running job shows that it is alive; after four missed ones another node takes it over
 * @param firstPause        pause after the first failure; it doubles with every further one
 * @param longestPause      the longest pause between two tries
 */
@ConfigurationProperties("usher.scheduler")
record SchedulerSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "4") @Min(1) @Max(64) int threads,
        @Bindable(defaultValue = "PT1S") @NotNull Duration pollingInterval,
        @Bindable(defaultValue = "PT5S") @NotNull Duration heartbeatInterval,
        @Bindable(defaultValue = "PT1S") @NotNull Duration firstPause,
        @Bindable(defaultValue = "PT5M") @NotNull Duration longestPause) {}
