package org.usher.web;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;

/** Takes a person who is not signed in to the sign-in page, and from there back to where they wanted to go; tells a program 401. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class SignedOut implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

    private final Problems problems;

    SignedOut(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
        if (exception.isForbidden()) {
            return problems.answer(request, Problem.Kind.FORBIDDEN, "You are signed in, but you may not do this.");
        }
        if (Problems.isForPrograms(request)) {
            return problems
                    .answer(request, Problem.Kind.NOT_SIGNED_IN,
                            "This needs a signed-in person, and no valid token or cookie came with the request.")
                    .header("WWW-Authenticate", "Bearer");
        }
        var wanted = request.getMethod() == HttpMethod.GET ? request.getUri().toString() : "/";
        return HttpResponse.seeOther(UriBuilder.of("/sign-in").queryParam("next", wanted).build());
    }
}
