package org.usher.servicenow;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.usher.TwoSystems;
import org.usher.ticket.TicketStore;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may say that something changed in the ITSM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsIT {

    private static final String SECRET = "a secret of the tests";
    private TwoSystems usher;

    @BeforeAll
    void start() {
        usher = TwoSystems.withoutTechNow("2026-11-23T10:00:00Z", Map.of("servicenow.event-secret", SECRET));
    }

    @AfterAll
    void stop() {
        usher.close();
    }

    @Test
    void aPostIsBelievedOnlyIfItIsSignedWithTheSecretForItsBodyAndTime() throws Exception {
        var item = usher.connorAsked();
        var body = body(item.correlation());
        var now = now();

        assertThat(post(body, now, "").statusCode()).as("not signed").isEqualTo(401);
        assertThat(post(body, now, sign("another secret", now, body)).statusCode()).as("another secret").isEqualTo(401);
        assertThat(post(body + ' ', now, sign(SECRET, now, body)).statusCode()).as("another body").isEqualTo(401);
        assertThat(post(body, now(), sign(SECRET, "1", body)).statusCode()).as("another time").isEqualTo(401);
        var old = String.valueOf(Long.parseLong(now) - 301);
        assertThat(post(body, old, sign(SECRET, old, body)).statusCode()).as("an old one, posted again").isEqualTo(401);
        assertThat(post(body, "soon", sign(SECRET, "soon", body)).statusCode()).as("no time").isEqualTo(401);
        assertThat(usher.bean(TicketStore.class).errand("ticket.look", item.number())).as("nothing was noted").isEmpty();

        assertThat(post(body, now, sign(SECRET, now, body)).statusCode()).isEqualTo(202);
        assertThat(usher.bean(TicketStore.class).errand("ticket.look", item.number()))
                .hasValueSatisfying(errand -> assertThat(errand.wanted()).isOne());
        assertThat(post(body, now, sign(SECRET, now, body)).statusCode()).as("the same change again").isEqualTo(202);
        assertThat(usher.bean(TicketStore.class).errand("ticket.look", item.number()))
                .hasValueSatisfying(errand -> assertThat(errand.wanted()).isOne());
    }

    @Test
    void whatIsNotUshersOrNotAnEventIsAnsweredAndChangesNothing() throws Exception {
        for (var body : new String[]{body("00000000-0000-0000-0000-000000000000"), "{}", "[]",
                "{\"correlation_id\":{\"a\":1},\"sys_id\":[]}"}) {
            var now = now();
            assertThat(post(body, now, sign(SECRET, now, body)).statusCode()).as(body).isEqualTo(202);
        }
        var now = now();
        assertThat(post("{\"sys_id\":", now, sign(SECRET, now, "{\"sys_id\":")).statusCode()).isEqualTo(400);
        assertThat(post("\u0000\u0001", now, sign(SECRET, now, "\u0000\u0001")).statusCode()).isEqualTo(400);
    }

    private String now() {
        return String.valueOf(usher.clock.instant().getEpochSecond());
    }

    private static String body(String item) {
        return "{\"event\":\"e1\",\"table\":\"sc_task\",\"sys_id\":\"0123456789abcdef0123456789abcdef\",\"correlation_id\":\"%s\",\"record\":{\"sys_mod_count\":\"3\"}}"
                .formatted(item);
    }

    private HttpResponse<String> post(String body, String timestamp, String signature) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(usher.usherUrl() + "/itsm/events")).header("Content-Type", "application/json")
                        .header("X-TechNow-Timestamp", timestamp).header("X-TechNow-Signature", signature)
                        .POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String sign(String secret, String timestamp, String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal((timestamp + '.' + body).getBytes(StandardCharsets.UTF_8)));
    }
}
