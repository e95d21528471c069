package org.usher.technow.rest;

import java.util.Locale;
import java.util.Optional;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import org.usher.technow.account.Accounts;
import org.usher.technow.account.Tokens;
import org.usher.technow.table.Actor;

/** Lets nobody call the API who does not show who they are, by user name and password or by a token. */
@ServerFilter("/api/**")
@Order(100)
class SignIn {

    private static final String ACTOR = "technow.actor";
    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    private final Accounts accounts;
    private final Tokens tokens;

    SignIn(Accounts accounts, Tokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /** Who makes a call that was let through. */
    static Actor actor(HttpRequest<?> request) {
        return request.getAttribute(ACTOR, Actor.class).orElseThrow(() -> new IllegalStateException("The call was not let through"));
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        var actor = Optional.ofNullable(request.getHeaders().get(HttpHeaders.AUTHORIZATION)).flatMap(this::actor);
        if (actor.isEmpty()) {
            return Answers.failure(HttpStatus.UNAUTHORIZED, "User Not Authenticated", "Required to provide Auth information")
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Service-now\"");
        }
        request.setAttribute(ACTOR, actor.get());
        return null;
    }

    private Optional<Actor> actor(String authorization) {
        var scheme = authorization.toLowerCase(Locale.ROOT);
        if (scheme.startsWith(BEARER)) {
            return tokens.actorOf(authorization.substring(BEARER.length()).strip());
        }
        return scheme.startsWith(BASIC)
                ? Accounts.credentials(authorization).flatMap(user -> accounts.signIn(user.name(), user.password()))
                : Optional.empty();
    }
}
