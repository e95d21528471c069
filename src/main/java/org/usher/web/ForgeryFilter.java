package org.usher.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.filter.FilterBodyParser;
import org.jspecify.annotations.Nullable;

/**
 * Lets nothing change that another site's page sent in a person's name. A request that changes something and rides on the cookie must carry the
 * token of a page of ours, in the form field {@value #FIELD} or the header {@value #HEADER}; whatever a browser says comes from elsewhere is
 * turned away. Requests with a bearer token are safe by themselves, because no browser adds one on its own.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ForgeryFilter {

    static final String FIELD = "csrf";
    static final String HEADER = "X-CSRF-Token";
    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

    private final SignIn signIn;
    private final FilterBodyParser forms;
    private final Problems problems;

    ForgeryFilter(SignIn signIn, FilterBodyParser forms, Problems problems) {
        this.signIn = signIn;
        this.forms = forms;
        this.problems = problems;
    }

    /** What the request is answered at once, if it is not let through. An Optional, because a filter that comes to nothing later, when a body comes late, is lost. */
    @RequestFilter
    CompletableFuture<Optional<HttpResponse<?>>> check(HttpRequest<?> request) {
        if (HARMLESS.contains(request.getMethod()) || request.getHeaders().getAuthorization().isPresent() || isFromTheItsm(request)) {
            return passes();
        }
        if (isFromElsewhere(request)) {
            return CompletableFuture
                    .completedFuture(
                            Optional.of(problems.answer(request, Problem.Kind.FORGED, "This was sent by a page of another site.")));
        }
        if (signIn.cookieIn(request).isEmpty()) {
            return passes();
        }
        var header = request.getHeaders().get(HEADER);
        if (header != null || !isForm(request)) {
            // A form with a file is not read here: it has its token in its address.
            var token = header == null && isFormWithFile(request) ? request.getParameters().get(FIELD) : header;
            return CompletableFuture.completedFuture(verdict(request, token));
        }
        return forms.parseBody(request).thenApply(fields -> verdict(request, fields.get(FIELD)));
    }

    private static CompletableFuture<Optional<HttpResponse<?>>> passes() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private Optional<HttpResponse<?>> verdict(HttpRequest<?> request, @Nullable Object token) {
        if (token instanceof String text && same(text, signIn.formToken(request))) {
            return Optional.empty();
        }
        return Optional.of(problems.answer(request, Problem.Kind.FORGED,
                "The page this came from is out of date, or it was not a page of Usher's. Go back, load the page again, and send it once more."));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isForm(HttpRequest<?> request) {
        return request.getContentType().filter(type -> type.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE)).isPresent();
    }

    private static boolean isFormWithFile(HttpRequest<?> request) {
        return request.getContentType().filter(type -> type.matches(MediaType.MULTIPART_FORM_DATA_TYPE)).isPresent();
    }

    /** Where the ITSM reports its changes; it proves itself otherwise. */
    private static boolean isFromTheItsm(HttpRequest<?> request) {
        return request.getPath().startsWith("/hooks/");
    }

    private static boolean isFromElsewhere(HttpRequest<?> request) {
        var site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("cross-site") || site.equals("same-site");
        }
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin == null) {
            return false;
        }
        try {
            return !String.valueOf(URI.create(origin).getAuthority()).equalsIgnoreCase(request.getHeaders().get(HttpHeaders.HOST));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
