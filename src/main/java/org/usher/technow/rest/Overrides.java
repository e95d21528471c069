package org.usher.technow.rest;

import java.util.Locale;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;

/** {@code X-HTTP-Method-Override}, for clients behind proxies that let GET and POST through only. */
final class Overrides {

    private static final String HEADER = "X-HTTP-Method-Override";

    private Overrides() {}

    /** What the method of a call is meant to be. */
    static HttpMethod method(HttpRequest<?> request) {
        var override = request.getHeaders().get(HEADER);
        return override == null ? request.getMethod() : HttpMethod.parse(override.strip().toUpperCase(Locale.ROOT));
    }
}
