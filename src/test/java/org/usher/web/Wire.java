package org.usher.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Requests as they go over the wire, well-formed or not. */
record Wire(String url) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    /** The token of somebody who signs in. */
    String token(String person) {
        return json(send("POST", "/api/session", "{\"person\":\"" + person + "\"}", "Content-Type", "application/json")).path("token")
                .asText();
    }

    /** The token of somebody of an organisation who signs in. */
    String token(String organisation, String person) {
        var body = "{\"person\":\"" + person + "\",\"organisation\":\"" + organisation + "\"}";
        return json(send("POST", "/api/session", body, "Content-Type", "application/json")).path("token").asText();
    }

    HttpResponse<String> call(String token, String method, String path, String body) {
        return send(method, path, body, "Content-Type", "application/json", "Authorization", "Bearer " + token);
    }

    HttpResponse<String> call(String token, String method, String path) {
        return send(method, path, "", "Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + ' ' + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The only value of a cookie that an answer sets. */
    static String cookie(HttpResponse<?> response) {
        var cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.body(), e);
        }
    }

    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
