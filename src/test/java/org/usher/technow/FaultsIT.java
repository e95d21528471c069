package org.usher.technow;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

    private static final String SWITCHES = "/technow/faults";
    private static final String TABLE = "/api/now/table/incident";

    private final TechNowServer server = TechNowServer.start();
    private final Caller usher = Caller.of(server, "usher");
    private final Caller admin = Caller.of(server, "admin");

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void tooManyRequestsSaysWhenToComeBack() {
        ask(Map.of("kind", "too_many", "seconds", 7));
        var answer = usher.get(TABLE);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.header("X-RateLimit-Limit")).isNotEmpty();
        assertThat(answer.header("X-RateLimit-Reset")).matches("\\d+");
        assertThat(answer.header("X-RateLimit-Rule")).isNotEmpty();
        assertThat(answer.json().path("status").asText()).isEqualTo("failure");
        assertThat(usher.get(TABLE).status()).isEqualTo(200);
    }

    @Test
    void aFaultMeetsAsManyCallsAsAskedForOfTheMethodAndPathAskedFor() {
        ask(Map.of("kind", "unavailable", "times", 2, "method", "POST", "path", TABLE));
        assertThat(usher.get(TABLE).status()).isEqualTo(200);
        assertThat(usher.post("/api/now/table/sc_request", Map.of()).status()).isEqualTo(201);
        assertThat(usher.post(TABLE, Map.of()).status()).isEqualTo(503);
        assertThat(usher.post(TABLE, Map.of()).status()).isEqualTo(503);
        assertThat(usher.post(TABLE, Map.of()).status()).isEqualTo(201);
    }

    @Test
    void aDroppedCallIsCarriedOutAndNotAnswered() {
        var mark = UUID.randomUUID().toString();
        ask(Map.of("kind", "drop", "method", "POST", "path", TABLE));
        assertThatThrownBy(() -> usher.post(TABLE, Map.of("correlation_id", mark))).isInstanceOf(UncheckedIOException.class);
        assertThat(usher.find("incident", "correlation_id=" + mark).result().size()).isEqualTo(1);
    }

    @Test
    void aServiceThatIsUnavailableAfterwardsHasCarriedOutTheCall() {
        var mark = UUID.randomUUID().toString();
        ask(Map.of("kind", "unavailable_after", "method", "POST", "path", TABLE));
        assertThat(usher.post(TABLE, Map.of("correlation_id", mark)).status()).isEqualTo(503);
        assertThat(usher.find("incident", "correlation_id=" + mark).result().size()).isEqualTo(1);
    }

    @Test
    void aSlowAnswerComesLate() {
        ask(Map.of("kind", "slow", "seconds", 1));
        var start = Instant.now();
        assertThat(usher.get(TABLE).status()).isEqualTo(200);
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void faultsCanBeSeenAndTakenBack() {
        ask(Map.of("kind", "drop", "times", 5, "path", "/api/sn_sc"));
        assertThat(admin.get(SWITCHES).text()).contains("\"kind\":\"drop\"", "\"times\":5");
        assertThat(admin.delete(SWITCHES).status()).isEqualTo(204);
        assertThat(admin.get(SWITCHES).text()).isEqualTo("[]");
        assertThat(usher.get("/api/sn_sc/servicecatalog/cart").status()).isEqualTo(200);
    }

    @Test
    void onlyAnAdministratorMaySwitchAndOnlyToWhatThereIs() {
        assertThat(usher.post(SWITCHES, Map.of("kind", "drop")).status()).isEqualTo(403);
        assertThat(usher.as("").get(SWITCHES).status()).isEqualTo(403);
        assertThat(usher.delete(SWITCHES).status()).isEqualTo(403);
        assertThat(admin.post(SWITCHES, Map.of("kind", "explode")).status()).isEqualTo(422);
        assertThat(admin.post(SWITCHES, Map.of("kind", "slow", "seconds", -1)).status()).isEqualTo(422);
    }

    private void ask(Map<String, ?> fault) {
        assertThat(admin.post(SWITCHES, fault).status()).isEqualTo(201);
    }
}
