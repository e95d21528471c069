package org.usher.story;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** A member of staff who uses Usher over its HTTP API, signed in with a bearer token, as any program might. */
public final class Member {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String url;
    private final String token;
    private final String number;

    private Member(String url, String number, String token) {
        this.url = url;
        this.number = number;
        this.token = token;
    }

    /** What the server answered. */
    public record Answer(int status, JsonNode body) {

        public Answer expecting(int wanted) {
            if (status != wanted) {
                throw new AssertionError("Expected " + wanted + " but the answer was " + status + ": " + body);
            }
            return this;
        }

        public String text(String pointer) {
            return body.at(pointer).asText();
        }
    }

    /** Signs a sample person in. */
    public static Member signIn(String url, String number) {
        var answer = send(url, "", "POST", "/api/session", Map.of("person", number));
        if (answer.status() / 100 != 2) {
            throw new AssertionError("Could not sign " + number + " in: " + answer);
        }
        return new Member(url, number, answer.text("/token"));
    }

    public String number() {
        return number;
    }

    /** The token that this member's calls are made with. */
    public String token() {
        return token;
    }

    public Answer get(String path) {
        return send(url, token, "GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send(url, token, "POST", path, body);
    }

    public Answer delete(String path) {
        return send(url, token, "DELETE", path, null);
    }

    /** Begins a conversation. */
    public Talk start(String conversation) {
        return new Talk(this, post("/api/dialogues", Map.of("conversation", conversation)).expecting(201).body());
    }

    /** Comes back to a dialogue. */
    public Talk resume(String id) {
        return new Talk(this, get("/api/dialogues/" + id).expecting(200).body());
    }

    /** Sends everything in the cart. */
    public JsonNode checkOut() {
        return post("/api/cart/checkout", Map.of()).expecting(200).body();
    }

    /** The approvals that wait for this person. */
    public List<JsonNode> approvals() {
        return list(get("/api/approvals").expecting(200).body());
    }

    public Answer decide(String approval, String decision, String reason) {
        return post("/api/approvals/" + approval + "/decision", Map.of("decision", decision, "reason", reason));
    }

    public List<JsonNode> reminders() {
        return list(get("/api/reminders").expecting(200).body());
    }

    public static List<JsonNode> list(JsonNode array) {
        var all = new java.util.ArrayList<JsonNode>();
        array.forEach(all::add);
        return List.copyOf(all);
    }

    /** Hands a file in as the answer to what a dialogue asks. */
    public Answer handIn(String dialogue, String turn, String name, byte[] content) {
        var boundary = "boundary-of-the-tests";
        var start = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"turn\"\r\n\r\n" + turn + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        var request = HttpRequest.newBuilder(URI.create(url + "/api/dialogues/" + dialogue + "/files")).timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json").header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(BodyPublishers.ofString(start), BodyPublishers.ofByteArray(content),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                .build();
        var response = sent(request);
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (java.io.IOException noJson) {
            throw new java.io.UncheckedIOException(noJson);
        }
    }

    /** Fetches a file, or what is said instead. */
    public HttpResponse<byte[]> fetch(String path) {
        return sent(
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + token)
                        .build());
    }

    private static HttpResponse<byte[]> sent(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (java.io.IOException unreachable) {
            throw new java.io.UncheckedIOException(request.uri().toString(), unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static Answer send(String url, String token, String method, String path, @org.jspecify.annotations.Nullable Object body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60)).header("Accept",
                    "application/json");
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(),
                    response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body()));
        } catch (java.io.IOException unreachable) {
            throw new java.io.UncheckedIOException(method + ' ' + path, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
