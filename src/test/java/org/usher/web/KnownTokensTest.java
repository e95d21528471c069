package org.usher.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.util.locale.HttpLocaleResolver;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.reader.TokenResolver;
import io.micronaut.security.token.validator.TokenValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.usher.SettableClock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class KnownTokensTest {

    private static final Instant END = Instant.parse("2026-11-23T22:00:00Z");

    private final SettableClock clock = new SettableClock(END.minus(Duration.ofHours(12)));
    private final List<String> validated = new ArrayList<>();
    private List<String> sent = List.of();

    private final KnownTokens tokens = new KnownTokens(List.of(this.<TokenValidator<HttpRequest<?>>>as((token, _) -> {
        validated.add(token);
        return token.startsWith("good") ? Mono.just(Authentication.build(token, Map.of("exp", Date.from(END)))) : Mono.empty();
    })), new TokenResolver<>() {
        @Override
        @SuppressWarnings("removal") // it has to be there as long as the interface wants it
        public Optional<String> resolveToken(HttpRequest<?> request) {
            return sent.stream().findFirst();
        }

        @Override
        public List<String> resolveTokens(HttpRequest<?> request) {
            return sent;
        }
    }, ApplicationEventPublisher.noOp(), _ -> "usher", new HttpLocaleResolver() {
        @Override
        public Optional<Locale> resolve(HttpRequest<?> request) {
            return Optional.of(Locale.ENGLISH);
        }

        @Override
        public Locale resolveOrDefault(HttpRequest<?> request) {
            return Locale.ENGLISH;
        }
    }, clock);

    private <T> T as(T itself) {
        return itself;
    }

    /** Whose the request is; null: nobody's. */
    private @Nullable String whose(String... sentTokens) {
        sent = List.of(sentTokens);
        var found = Flux.from(tokens.fetchAuthentication(HttpRequest.GET("/"))).next().block();
        return found == null ? null : found.getName();
    }

    @Test
    void aTokenThatWasReadOnceIsKnown() {
        assertThat(whose("good")).isEqualTo("good");
        assertThat(whose("good")).isEqualTo("good");
        assertThat(validated).containsExactly("good");
    }

    @Test
    void aTokenIsKnownNoLongerThanItCounts() {
        whose("good");
        clock.set(END);
        whose("good");
        assertThat(validated).containsExactly("good", "good");
    }

    @Test
    void aTokenOfNobodysIsLookedAtEveryTime() {
        assertThat(whose("bad")).isNull();
        assertThat(whose("bad")).isNull();
        assertThat(validated).containsExactly("bad", "bad");
    }

    @Test
    void aBadTokenGainsNothingByAGoodOneBesideIt() {
        assertThat(whose("bad", "good")).isEqualTo("good");
        assertThat(whose("bad")).isNull();
    }
}
