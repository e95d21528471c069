package org.usher;

import java.time.Clock;
import java.time.InstantSource;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.time.InstantSourceFactory;
import jakarta.inject.Singleton;

/**
 * Gives the time to everything at the edge, the scheduler included: inject {@link Clock} or {@link InstantSource}. A test registers a
 * clock of its own, which then counts for both.
 */
@Factory
final class TimeFactory {

    @Singleton
    @Bean(typed = Clock.class)
    @Requires(missingBeans = Clock.class)
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    @Replaces(value = InstantSource.class, factory = InstantSourceFactory.class)
    InstantSource instantSource(Clock clock) {
        return clock;
    }
}
