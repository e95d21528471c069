package org.usher.web;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.http.server.util.locale.HttpLocaleResolver;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.event.TokenValidatedEvent;
import io.micronaut.security.filters.SecurityFilter;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import io.micronaut.security.token.reader.TokenResolver;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Remembers whose a token is until it runs out. A token is never called back before that, and the one secret that signs them stays the same while the program
 * runs, so that reading it and reckoning its signature anew with every request would say the same each time.
 */
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
final class KnownTokens extends TokenAuthenticationFetcher {

    private static final int AT_MOST = 10_000;
    private static final String RUNS_OUT = "exp";

    private final TokenResolver<HttpRequest<?>> tokens;
    private final Clock clock;
    private final Map<String, Authentication> known = new ConcurrentHashMap<>();

    KnownTokens(List<TokenValidator<HttpRequest<?>>> validators, TokenResolver<HttpRequest<?>> tokens,
            ApplicationEventPublisher<TokenValidatedEvent> events, HttpHostResolver hosts, HttpLocaleResolver locales, Clock clock) {
        super(validators, tokens, events, hosts, locales);
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        var sent = tokens.resolveTokens(request);
        if (sent.size() != 1) {
            return super.fetchAuthentication(request); // of several it is not said which one counted
        }
        var token = sent.getFirst();
        var whose = known.get(token);
        if (whose != null && counts(whose)) {
            request.setAttribute(SecurityFilter.TOKEN, token);
            return Mono.just(whose);
        }
        return Mono.from(super.fetchAuthentication(request)).doOnNext(authentication -> remember(token, authentication));
    }

    private void remember(String token, Authentication whose) {
        if (known.size() >= AT_MOST) {
            known.clear();
        }
        if (counts(whose)) {
            known.put(token, whose);
        }
    }

    private boolean counts(Authentication whose) {
        return whose.getAttributes().get(RUNS_OUT) instanceof Date end && end.toInstant().isAfter(clock.instant());
    }
}
