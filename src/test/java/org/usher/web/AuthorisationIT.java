package org.usher.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.micronaut.web.router.Router;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.usher.RunningSystem;
import org.usher.story.Member;
import org.usher.story.Talk;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody can read or act on what is not theirs, whichever address they call. */
class AuthorisationIT {

    private static final String MARCUS = "10311862";
    private static final String GWEN = "10311990";
    private static final String OWEN = "10312190";

    private static RunningSystem system;
    private static Wire wire;

    @BeforeAll
    static void start() {
        system = RunningSystem.start();
        wire = new Wire(system.usherUrl());
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    private record Call(String method, String path) {
        String with(String value) {
            return path.replaceAll("\\{[^}]*}", value);
        }
    }

    private static List<Call> calls() {
        Map<String, Object> document = new Yaml().load(wire.send("GET", "/openapi.yml", "").body());
        var calls = new ArrayList<Call>();
        ((Map<?, ?>) document.get("paths")).forEach((path, methods) -> ((Map<?, ?>) methods).keySet()
                .forEach(method -> calls.add(new Call(method.toString().toUpperCase(java.util.Locale.ROOT), path.toString()))));
        return calls;
    }

    @Test
    void theDescriptionNamesEveryCallAndNoOther() {
        var routes = system.usher().getBean(Router.class).uriRoutes()
                .filter(route -> route.getUriMatchTemplate().toPathString().startsWith("/api/"))
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString())
                .filter(route -> !route.startsWith("HEAD")).distinct().toList();
        assertThat(calls().stream().map(call -> call.method() + " " + call.path())).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void everyCallButSigningInNeedsSomebodySignedIn() {
        for (var call : calls()) {
            if (call.equals(new Call("POST", "/api/session"))) {
                continue;
            }
            var body = call.method().equals("POST") ? "{}" : "";
            var type = call.path().endsWith("/files") ? "multipart/form-data; boundary=none" : "application/json";
            var answer = wire.send(call.method(), call.with("1"), body, "Content-Type", type);
            assertThat(answer.statusCode()).as("%s without a token: %s", call, answer.body()).isEqualTo(401);
            var forged = wire.send(call.method(), call.with("1"), body, "Content-Type", type, "Authorization",
                    "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMDMxMTg2MiIsIm9yZ2FuaXNhdGlvbiI6ImR3cCJ9.");
            assertThat(forged.statusCode()).as("%s with an unsigned token: %s", call, forged.body()).isEqualTo(401);
        }
    }

    @Test
    void everyPageLeadsAStrangerToTheSignIn() {
        for (var page : List.of("/", "/cart", "/requests", "/requests/UR-000001", "/approvals", "/approvals/1", "/reminders", "/messages",
                "/reports/off-ramps",
                "/dialogues/1", "/dialogues/1/hand-over")) {
            var answer = wire.send("GET", page, "", "Accept", "text/html");
            assertThat(answer.statusCode()).as(page).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/sign-in?next=");
        }
        assertThat(wire.send("GET", "/live", "", "Accept", "text/event-stream").statusCode()).isIn(303, 401);
    }

    @Test
    void dialoguesCartsRequestsAndApprovalsOfOthersAreAsIfTheyWereNotThere() {
        var gwen = Member.signIn(system.usherUrl(), GWEN);
        var owen = Member.signIn(system.usherUrl(), OWEN);
        Talk talk = gwen.start("gb-provision-user");
        talk.say("10455230");
        var before = gwen.get("/api/dialogues/" + talk.id()).body();

        var id = talk.id();
        assertThat(owen.get("/api/dialogues/" + id).status()).isEqualTo(404);
        assertThat(owen.post("/api/dialogues/" + id + "/turns", Map.of("turn", talk.turn(), "say", "yes")).status()).isEqualTo(404);
        assertThat(owen.get("/api/dialogues/" + id + "/options?q=a").status()).isEqualTo(404);
        assertThat(owen.post("/api/dialogues/" + id + "/resume", Map.of()).status()).isEqualTo(404);
        assertThat(owen.post("/api/dialogues/" + id + "/hand-over", Map.of("to", OWEN)).status()).isEqualTo(404);
        assertThat(owen.post("/api/dialogues/" + id + "/accept", Map.of()).status()).isEqualTo(404);
        assertThat(owen.post("/api/dialogues/" + id + "/return", Map.of()).status()).isEqualTo(404);
        assertThat(owen.get("/api/dialogues").body().toString()).doesNotContain(id);
        assertThat(gwen.get("/api/dialogues/" + id).body()).isEqualTo(before);

        Forms.connorFor(talk);
        var item = gwen.get("/api/cart").expecting(200).text("/items/0/number");
        assertThat(owen.delete("/api/cart/" + item).status()).isEqualTo(404);
        assertThat(owen.post("/api/cart/" + item + "/edit", Map.of()).status()).isEqualTo(404);
        assertThat(owen.get("/api/cart").body().path("items")).isEmpty();

        var sent = gwen.checkOut();
        var reference = sent.path("reference").asText();
        var number = sent.at("/items/0/reference").asText();
        for (var known : List.of(reference, number)) {
            assertThat(owen.get("/api/requests/" + known).status()).isEqualTo(404);
            assertThat(owen.post("/api/requests/" + known + "/copy", Map.of()).status()).isIn(404, 422);
            assertThat(owen.post("/api/requests/" + known + "/cancel", Map.of("reason", "mine")).status()).isIn(404, 422);
            assertThat(owen.post("/api/requests/" + known + "/mend", Map.of()).status()).isIn(404, 422);
            assertThat(owen.post("/api/requests/" + known + "/approver", Map.of("approver", OWEN)).status()).isIn(404, 422);
        }
        assertThat(owen.get("/api/requests").body()).isEmpty();

        var marcus = Member.signIn(system.usherUrl(), MARCUS);
        var approval = marcus.approvals().getFirst().path("id").asText();
        assertThat(owen.get("/api/approvals/" + approval).status()).isIn(403, 404);
        assertThat(owen.decide(approval, "approve", "").status()).isIn(403, 404);
        assertThat(gwen.decide(approval, "approve", "").status()).as("the requester must not approve").isEqualTo(403);
        assertThat(owen.get("/api/approvals").body()).isEmpty();
        assertThat(marcus.get("/api/approvals/" + approval).text("/state")).isEqualTo("requested");

        assertThat(owen.get("/api/messages").body().toString()).doesNotContain("Connor");
        assertThat(owen.get("/api/reminders").body()).isEmpty();
    }
}
