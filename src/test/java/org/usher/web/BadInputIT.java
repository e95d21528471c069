package org.usher.web;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.usher.RunningSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Whatever is posted gets a clear answer below 500 and changes nothing. */
class BadInputIT {

    private static final String MEGABYTE = "x".repeat(1_000_000);

    private static RunningSystem system;
    private static Wire wire;
    private static String marcus;
    private String dialogue;

    @BeforeAll
    static void start() {
        system = RunningSystem.start();
        wire = new Wire(system.usherUrl());
        marcus = wire.token("10311862");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @BeforeEach
    void begin() {
        dialogue = Wire.json(wire.call(marcus, "POST", "/api/dialogues", "{\"conversation\":\"gb-provision-user\"}")).path("id").asText();
    }

    static Stream<Arguments> turns() {
        return Stream.of(arguments("no body", "", 400), arguments("broken JSON", "{\"turn\":", 400), arguments("a list", "[]", 400),
                arguments("a text", "\"back\"", 400), arguments("null", "null", 400), arguments("an empty object", "{}", 400),
                arguments("no turn", "{\"say\":\"10455230\"}", 400),
                arguments("a turn that is no number", "{\"turn\":\"x\",\"say\":\"a\"}", 400),
                arguments("a turn beyond all numbers", "{\"turn\":99999999999999999999,\"say\":\"a\"}", 400),
                arguments("a negative turn", "{\"turn\":-1,\"say\":\"10455230\"}", 409),
                arguments("a turn to come", "{\"turn\":7,\"say\":\"10455230\"}", 409),
                arguments("neither answer nor command", "{\"turn\":0}", 400),
                arguments("two at once", "{\"turn\":0,\"say\":\"a\",\"command\":\"back\"}", 400),
                arguments("an unknown command", "{\"turn\":0,\"command\":\"explode\"}", 400),
                arguments("nothing chosen", "{\"turn\":0,\"choose\":[]}", 400),
                arguments("null chosen", "{\"turn\":0,\"choose\":[null]}", 400),
                arguments("an object chosen", "{\"turn\":0,\"choose\":[{\"a\":1}]}", 400),
                arguments("a text where a list belongs", "{\"turn\":0,\"choose\":{}}", 400),
                arguments("a megabyte said", "{\"turn\":0,\"say\":\"" + MEGABYTE + "\"}", 413),
                arguments("a megabyte chosen", "{\"turn\":0,\"choose\":[\"" + MEGABYTE + "\"]}", 413),
                arguments("three megabytes", "{\"turn\":0,\"say\":\"" + MEGABYTE + MEGABYTE + MEGABYTE + "\"}", 413),
                arguments("control characters", "{\"turn\":0,\"say\":\"10455230\\u0000\\u001b[31m\"}", 400),
                arguments("control characters in a question", "{\"turn\":0,\"say\":\"a\",\"question\":\"\\u0007\"}", 400),
                arguments("a very deep nest", "{\"turn\":0,\"choose\":" + "[".repeat(5000) + "]".repeat(5000) + "}", 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("turns")
    void isAnsweredClearlyAndChangesNothing(String what, String body, int status) {
        var before = wire.call(marcus, "GET", "/api/dialogues/" + dialogue).body();
        var answer = wire.call(marcus, "POST", "/api/dialogues/" + dialogue + "/turns", body);
        assertThat(answer.statusCode()).as("%s: %s", what, answer.body()).isEqualTo(status);
        if (status != 409) {
            isProblem(answer, status);
        }
        assertThat(wire.call(marcus, "GET", "/api/dialogues/" + dialogue).body()).isEqualTo(before);
    }

    @Test
    void aScriptIsOnlyAWordAndIsShownAsOne() {
        var answer = wire.call(marcus, "POST", "/api/dialogues/" + dialogue + "/turns",
                "{\"turn\":0,\"say\":\"<script>alert(1)</script>\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Wire.json(answer).at("/refusal/text").asText()).contains("<script>");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void anAnswerToAnEarlierQuestionIsKindlyTurnedDownWithTheViewAsItStands() {
        var first = "{\"turn\":0,\"say\":\"10455230\"}";
        assertThat(wire.call(marcus, "POST", "/api/dialogues/" + dialogue + "/turns", first).statusCode()).isEqualTo(200);
        var late = wire.call(marcus, "POST", "/api/dialogues/" + dialogue + "/turns", first);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Wire.json(late).path("turn").asInt()).isEqualTo(1);
        assertThat(Wire.json(late).at("/prompt/question").asText()).isEqualTo("subject_ok");
    }

    @Test
    void anAnswerThatIsMeantForAnotherQuestionIsNotTakenForThisOne() {
        var answer = wire.call(marcus, "POST", "/api/dialogues/" + dialogue + "/turns",
                "{\"turn\":0,\"question\":\"odr\",\"say\":\"10455230\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Wire.json(answer).path("answers")).isEmpty();
    }

    static Stream<Arguments> requests() {
        return Stream.of(arguments("POST", "/api/dialogues", "{}", 400),
                arguments("POST", "/api/dialogues", "{\"conversation\":\"no-such\"}", 404),
                arguments("POST", "/api/dialogues", "{\"conversation\":\"" + MEGABYTE + "\"}", 413),
                arguments("POST", "/api/dialogues", "{\"conversation\":7}", 404), arguments("GET", "/api/dialogues/no-such", "", 404),
                arguments("GET", "/api/dialogues/00000000-0000-0000-0000-000000000000", "", 404),
                arguments("POST", "/api/dialogues/no-such/turns", "{\"turn\":0,\"say\":\"x\"}", 404),
                arguments("GET", "/api/dialogues/no-such/options?q=a", "", 404),
                arguments("POST", "/api/dialogues/no-such/hand-over", "{\"to\":\"10311990\"}", 404),
                arguments("POST", "/api/dialogues/no-such/accept", "{}", 404), arguments("DELETE", "/api/cart/UI-999999", "", 404),
                arguments("DELETE", "/api/cart/%20", "", 404), arguments("POST", "/api/cart/checkout", "{}", 422),
                arguments("GET", "/api/requests/REQ9999999", "", 404), arguments("POST", "/api/requests/UR-999999/copy", "{}", 404),
                arguments("POST", "/api/requests/UR-999999/cancel", "{}", 404), arguments("GET", "/api/approvals/no-such", "", 404),
                arguments("POST", "/api/approvals/99999/decision", "{\"decision\":\"approve\"}", 404),
                arguments("POST", "/api/approvals/no-such/decision", "{\"decision\":\"approve\"}", 404),
                arguments("POST", "/api/approvals/1/decision", "{\"decision\":\"perhaps\"}", 400),
                arguments("POST", "/api/approvals/1/decision", "{}", 400),
                arguments("POST", "/api/reminders/no-such/answer", "{\"answer\":\"done\"}", 404),
                arguments("POST", "/api/reminders/1/answer", "{}", 400),
                arguments("GET", "/api/nowhere", "", 404), arguments("PUT", "/api/cart", "{}", 405),
                arguments("DELETE", "/api/conversations", "", 405),
                arguments("GET", "/api/dialogues/%00", "", 404), arguments("GET", "/api/requests/..%2f..%2fetc%2fpasswd", "", 404));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void saysWhatIsWrong(String method, String path, String body, int status) {
        var answer = body.isEmpty() ? wire.call(marcus, method, path) : wire.call(marcus, method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        isProblem(answer, status);
    }

    @Test
    void aBodyOfAnotherKindIsTurnedDown() {
        var answer = wire.send("POST", "/api/dialogues", "conversation=gb-provision-user", "Content-Type", "text/plain", "Authorization",
                "Bearer " + marcus);
        assertThat(answer.statusCode()).isEqualTo(415);
        isProblem(answer, 415);
    }

    @Test
    void aPageOfUshersExplainsWhatThereIsNotToFind() {
        var answer = wire.send("GET", "/nowhere", "", "Accept", "text/html");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no such thing").doesNotContain("Exception");
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        var problem = Wire.json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        for (var field : new String[]{"type", "title", "detail", "instance"}) {
            assertThat(problem.path(field).asText()).as(field).isNotBlank();
        }
        assertThat(answer.body()).doesNotContain("Exception", "java.", "org.usher", "micronaut", "SQL");
        assertThat(answer.body().length()).isLessThan(2000);
    }
}
