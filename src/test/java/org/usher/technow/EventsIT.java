package org.usher.technow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes posted out, to a receiver that can be told to fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsIT {

    private static final String SECRET = "known to both";

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    /** How often messages about something are still to be turned away, by its correlation id. */
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    /** What the test that runs has made: messages about anything else come from a test before it. */
    private final Set<String> mine = ConcurrentHashMap.newKeySet();
    private HttpServer receiver;
    private TechNowServer server;
    private Caller usher;

    EventsIT() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
    }

    @BeforeAll
    void start() {
        receiver.start();
        server = TechNowServer.start(Clock.systemUTC(),
                Map.of("technow.events.url", "http://localhost:" + receiver.getAddress().getPort() + "/events",
                        "technow.events.secret", SECRET, "technow.events.first-pause", "50ms", "technow.events.interval", "20ms"));
        usher = Caller.of(server, "usher");
    }

    @BeforeEach
    void forget() {
        mine.clear();
        received.clear();
        failures.clear();
    }

    @AfterAll
    void stop() {
        server.close();
        receiver.stop(0);
    }

    @Test
    void aChangeOfAnItemATaskOrAnApprovalIsPostedAndSigned() throws Exception {
        var correlation = UUID.randomUUID().toString();
        var item = item(correlation);
        var made = next();
        assertThat(made.body().path("operation").asText()).isEqualTo("insert");
        assertThat(made.body().path("table").asText()).isEqualTo("sc_req_item");
        assertThat(made.body().path("sys_id").asText()).isEqualTo(item);
        assertThat(made.body().path("correlation_id").asText()).isEqualTo(correlation);
        assertThat(made.body().at("/record/approval").asText()).isEqualTo("requested");
        assertThat(made.signature()).isEqualTo("sha256=" + hmac(made.timestamp() + "." + made.text()));
        assertThat(made.event()).isEqualTo(made.body().path("event").asText());

        var approval = usher.create("sysapproval_approver",
                Map.of("sysapproval", item, "approver", usher.key("sys_user", "user_name=10311862"), "state", "requested"));
        assertThat(next().body().path("table").asText()).isEqualTo("sysapproval_approver");
        usher.change("sysapproval_approver", approval, Map.of("state", "approved", "comments", "Go on"));
        var tables = new ArrayList<String>();
        while (!tables.contains("sysapproval_approver")) {
            var event = next();
            tables.add(event.body().path("table").asText());
            assertThat(event.body().path("correlation_id").asText()).isEqualTo(correlation);
            if (event.body().path("table").asText().equals("sysapproval_approver")) {
                assertThat(event.body().at("/record/state").asText()).isEqualTo("approved");
                assertThat(event.body().at("/journal/comments").asText()).isEqualTo("Go on");
                assertThat(event.body().path("changed").toString()).contains("state");
            }
        }
        assertThat(tables).contains("sc_req_item", "sc_task");
    }

    @Test
    void aMessageThatIsNotTakenComesAgainUntilItIs() throws Exception {
        var item = item(turnedAway(3));
        var tries = new ArrayList<Received>();
        for (var number = 0; number < 4; number++) {
            tries.add(next());
        }
        assertThat(tries).extracting(Received::event).containsOnly(tries.getFirst().event());
        assertThat(tries).allMatch(message -> message.body().path("sys_id").asText().equals(item));
    }

    @Test
    void messagesAboutOneRecordComeInOrderEvenIfTheFirstIsNotTaken() throws Exception {
        var item = item(turnedAway(2));
        usher.change("sc_req_item", item, Map.of("short_description", "Second"));
        usher.change("sc_req_item", item, Map.of("short_description", "Third"));
        var counts = new ArrayList<String>();
        while (!counts.contains("2")) {
            counts.add(next().body().at("/record/sys_mod_count").asText());
        }
        assertThat(counts).containsExactly("0", "0", "0", "1", "2");
    }

    @Test
    void aChangeThatIsRolledBackIsNotPosted() throws Exception {
        item(UUID.randomUUID().toString());
        next();
        usher.post("/api/now/table/sysapproval_approver", Map.of("sysapproval", "none", "approver", "none"));
        var item = item(UUID.randomUUID().toString());
        assertThat(next().body().path("sys_id").asText()).isEqualTo(item);
    }

    @Test
    void aPollerSeesTheSame() {
        var before = usher.find("sc_req_item", "ORDERBYDESCsys_updated_on").result().path(0).path("sys_updated_on")
                .asText("2000-01-01 00:00:00");
        var item = item(UUID.randomUUID().toString());
        assertThat(usher.find("sc_req_item", "sys_updated_on>=" + before + "^ORDERBYsys_updated_on").column("sys_id")).contains(item);
        assertThat(usher.find("sc_req_item", "sys_updated_on>javascript:gs.minutesAgo(-5)").column("sys_id")).isEmpty();
    }

    /** A new correlation id about which the first messages are turned away. */
    private String turnedAway(int times) {
        var correlation = UUID.randomUUID().toString();
        failures.put(correlation, new AtomicInteger(times));
        return correlation;
    }

    private String item(String correlation) {
        mine.add(correlation);
        return usher.create("sc_req_item", Map.of("correlation_id", correlation, "approval", "requested", "short_description", "First"));
    }

    private Received next() throws InterruptedException {
        var message = received.poll(20, TimeUnit.SECONDS);
        assertThat(message).as("a message within 20 seconds").isNotNull();
        return message;
    }

    private void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var message = new Received(headers.getFirst("X-TechNow-Event"), headers.getFirst("X-TechNow-Timestamp"),
                headers.getFirst("X-TechNow-Signature"), text);
        var correlation = message.body().path("correlation_id").asText();
        if (!correlation.isEmpty() && !mine.contains(correlation)) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        received.add(message);
        var left = failures.getOrDefault(correlation, new AtomicInteger());
        exchange.sendResponseHeaders(left.getAndDecrement() > 0 ? 503 : 204, -1);
        exchange.close();
    }

    private static String hmac(String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private record Received(String event, String timestamp, String signature, String text) {
        JsonNode body() {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }
    }

}
