package org.usher.technow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Somebody who calls the API over the wire. */
record Caller(HttpClient client, URI url, String authorization) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Caller of(TechNowServer server, String user) {
        return new Caller(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(), server.url(),
                basic(user, TechNowServer.PASSWORD));
    }

    /** The same caller, signing in otherwise. */
    Caller as(String otherAuthorization) {
        return new Caller(client, url, otherAuthorization);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** What came back. */
    record Answer(int status, HttpHeaders headers, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException notJson) {
                throw new AssertionError("Not JSON: " + text, notJson);
            }
        }

        JsonNode result() {
            return json().path("result");
        }

        String field(String name) {
            var value = result().path(name);
            return value.isObject() ? value.path("value").asText() : value.asText();
        }

        List<String> column(String name) {
            return StreamSupport.stream(result().spliterator(), false).map(row -> row.path(name).asText()).toList();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    Answer post(String path, Object body) {
        return send("POST", path, json(body), Map.of("Content-Type", "application/json"));
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, json(body), Map.of("Content-Type", "application/json"));
    }

    Answer put(String path, Object body) {
        return send("PUT", path, json(body), Map.of("Content-Type", "application/json"));
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), Map.of());
    }

    Answer send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(url.resolve(path)).method(method, body).timeout(Duration.ofSeconds(30));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The records of a table that a query finds. */
    Answer find(String table, String query) {
        return get("/api/now/table/" + table + "?sysparm_exclude_reference_link=true&sysparm_query=" + encoded(query));
    }

    /** Makes a record and gives its key. */
    String create(String table, Map<String, ?> fields) {
        var answer = post("/api/now/table/" + table, fields);
        if (answer.status() != 201) {
            throw new AssertionError(answer.text());
        }
        return answer.field("sys_id");
    }

    Answer change(String table, String sysId, Map<String, ?> fields) {
        return patch("/api/now/table/" + table + "/" + sysId, fields);
    }

    Answer read(String table, String sysId) {
        return get("/api/now/table/" + table + "/" + sysId + "?sysparm_exclude_reference_link=true");
    }

    /** The key of the first record that a query finds. */
    String key(String table, String query) {
        return find(table, query).result().path(0).path("sys_id").asText();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
