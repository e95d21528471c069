package org.usher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TimeFactoryTest {

    @Test
    void aClockRegisteredByATestIsTheOneThatCounts() {
        var clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
        try (var context = withoutDatabase().singletons(clock).start()) {
            clock.advance(Duration.ofMinutes(5));
            assertThat(context.getBean(Clock.class).instant()).isEqualTo("2026-11-23T10:05:00Z");
            assertThat(context.getBean(InstantSource.class).instant()).isEqualTo("2026-11-23T10:05:00Z");
        }
    }

    @Test
    void withoutOneTheSystemsClockCounts() {
        try (var context = withoutDatabase().start()) {
            assertThat(context.getBean(Clock.class).instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            assertThat(context.getBean(InstantSource.class)).isSameAs(context.getBean(Clock.class));
        }
    }

    private static ApplicationContextBuilder withoutDatabase() {
        return ApplicationContext.builder().environments("none")
                .properties(Map.of("datasources.default.enabled", "false", "flyway.enabled", "false"));
    }
}
