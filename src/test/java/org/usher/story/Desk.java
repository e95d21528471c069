package org.usher.story;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The service desk at TechNow, over its REST API as an administrator: reads and works on tickets. */
public final class Desk {

    /** The administrator's password, to be set as {@code TECHNOW_SEED_ADMIN_PASSWORD}. */
    public static final String PASSWORD = "for-tests-only, and long enough that nobody guesses it";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;

    public Desk(String url) {
        this.url = url;
    }

    /** The records of a table that match a query, with plain values. */
    public List<JsonNode> records(String table, String query) {
        var path = "/api/now/table/" + table + "?sysparm_exclude_reference_link=true&sysparm_query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
        return Member.list(send("GET", path, null).path("result"));
    }

    /** Changes a record. */
    public JsonNode change(String table, String id, Map<String, String> fields) {
        return send("PATCH", "/api/now/table/" + table + '/' + id, fields).path("result");
    }

    /** The catalog tasks of a request item. */
    public List<JsonNode> tasks(String itemNumber) {
        return records("sc_task", "request_item.number=" + itemNumber);
    }

    private JsonNode send(String method, String path, @org.jspecify.annotations.Nullable Object body) {
        try {
            var basic = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Basic " + basic)
                    .header("Accept", "application/json").header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(method + ' ' + path + " was answered " + response.statusCode() + ": "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            return JSON.readTree(response.body());
        } catch (java.io.IOException unreachable) {
            throw new java.io.UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
