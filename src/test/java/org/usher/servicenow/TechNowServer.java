package org.usher.servicenow;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.usher.SeedForTests;
import org.usher.mariadb.TestDatabase;

/** TechNow on an empty schema and a free port, whose faults can be switched, and which can be stopped and started again. */
public final class TechNowServer implements AutoCloseable {

    public static final String PASSWORD = "a password of the tests, which no person has to type";
    private static final String ADMIN = "another password of the tests";

    private final TestDatabase database = TestDatabase.fresh("technow");
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Object> further;
    private final Clock clock;
    private EmbeddedServer server;
    private int port = -1;

    TechNowServer() {
        this(Map.of(), Clock.systemUTC());
    }

    /** With further properties, and a clock that counts there. */
    public TechNowServer(Map<String, Object> further, Clock clock) {
        this.further = Map.copyOf(further);
        this.clock = clock;
        server = serve();
        port = server.getPort();
    }

    private EmbeddedServer serve() {
        var properties = new HashMap<String, Object>(database.properties());
        properties.put("micronaut.server.port", port);
        properties.put("technow.seed.integration-password", PASSWORD);
        properties.put("technow.seed.admin-password", ADMIN);
        properties.put("technow.seed.folder", SeedForTests.folder());
        properties.put("technow.oauth.client-secret", PASSWORD);
        properties.put("technow.faults.enabled", "true");
        properties.putAll(further);
        return ApplicationContext.builder().environments("technow").deduceEnvironment(false).banner(false).properties(properties)
                .singletons(clock).start()
                .getBean(EmbeddedServer.class).start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public void stop() {
        server.getApplicationContext().close();
    }

    public void startAgain() {
        server = serve();
    }

    /** The next calls that begin so meet a fault. */
    public void fault(String kind, String method, String path, int times, int seconds) {
        var answer = admin("POST", "/technow/faults",
                "{\"kind\":\"%s\",\"method\":\"%s\",\"path\":\"%s\",\"times\":%d,\"seconds\":%d}".formatted(kind, method, path, times,
                        seconds));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("No fault: " + answer.statusCode() + " " + answer.body());
        }
    }

    public void noFaults() {
        admin("DELETE", "/technow/faults", "");
    }

    /** How many records match, as an administrator sees them. */
    public int count(String table, String query) {
        var answer = admin("GET",
                "/api/now/table/" + table + "?sysparm_fields=sys_id&sysparm_query=" + query.replace("^", "%5E").replace(" ", "%20"), "");
        return Integer.parseInt(answer.headers().firstValue("X-Total-Count").orElseThrow());
    }

    public HttpResponse<String> admin(String method, String path, String body) {
        return sent(method, path, body, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> sent(String method, String path, String body, HttpResponse.BodyHandler<T> as) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url() + path)).method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json").header("Accept", "application/json")
                    .header("Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(("admin:" + ADMIN).getBytes(StandardCharsets.UTF_8)))
                    .build(), as);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The value of a field of the only record that matches. */
    public String value(String table, String query, String field) {
        var found = records(table, query, field);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " records of " + table + " match " + query + ": " + found);
        }
        return found.getFirst().path(field).asText();
    }

    /** Fields, parted by commas, of the records that match. */
    public List<JsonNode> records(String table, String query, String fields) {
        var answer = admin("GET", "/api/now/table/" + table + "?sysparm_exclude_reference_link=true&sysparm_fields=" + fields
                + "&sysparm_query=" + query.replace("^", "%5E").replace(" ", "%20"), "");
        try {
            var records = new ArrayList<JsonNode>();
            new ObjectMapper().readTree(answer.body()).path("result").forEach(records::add);
            return records;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What is in an attachment. */
    public byte[] file(String id) {
        return sent("GET", "/api/now/attachment/" + id + "/file", "", HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    @Override
    public void close() {
        stop();
        database.close();
    }
}
