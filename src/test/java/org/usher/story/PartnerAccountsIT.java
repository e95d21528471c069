package org.usher.story;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The scenarios of Illinois workNet in which several people act, over Usher's HTTP API and TechNow's. It is Monday 23 November 2026, 10:00 in Chicago. */
class PartnerAccountsIT extends StillClock {

    private static final String KEVIN = "kevin.bauer";
    private static final String MARISOL = "marisol.vega";
    private static final String ABIGAIL = "abigail.stone";
    private static final String TERRELL = "terrell.jacobs";

    PartnerAccountsIT() {
        super("2026-11-23T16:00:00Z");
    }

    private static Map<String, String> answers(String... pairs) {
        return with(Map.of("first_name", "Luis", "last_name", "Ortega", "birth_date", "1992-06-14", "phone", "217-555-0147", "email",
                "luis.ortega@example.org", "zip", "62701"), pairs);
    }

    /** Hands in what somebody has filled in, and sends it where it lies in a cart. */
    private JsonNode sent(Member member, Talk talk) {
        talk.submit();
        if (!member.get("/api/cart").expecting(200).body().path("items").isEmpty()) {
            member.checkOut();
        }
        return member.get("/api/requests").expecting(200).body().get(0);
    }

    private JsonNode approval(String person, String about) {
        return as(person).approvals().stream().filter(each -> each.path("summary").asText().contains(about)).findFirst().orElseThrow();
    }

    @Test
    void s185s186s160s161EachOrganisationDecidesAndWhoApprovesAddsThePersonAndSeesThePasswordOnce() throws SQLException {
        var traces = Traces.of(system);
        var request = sent(as(KEVIN), as(KEVIN).start("iw-request-account")
                .fill(answers("for_whom", "colleague", "organisations", "PSA, LJH", "manage_staff", "no", "reason", "Works for both")));
        assertThat(Member.list(request.path("items"))).as("an item for each organisation").hasSize(2);

        // each organisation's administrators are asked about theirs; a Super Administrator may decide about all, unasked
        var atPsa = approval(MARISOL, "Prairie Skills Alliance");
        assertThat(as(MARISOL).approvals()).hasSize(1);
        assertThat(as(ABIGAIL).approvals()).hasSize(1);
        assertThat(as(TERRELL).approvals()).hasSize(2);
        assertThat(toldOf(MARISOL, "please_decide")).hasSize(1);
        assertThat(toldOf(TERRELL, "please_decide")).isEmpty();
        assertThat(
                system.usher().getBean(org.usher.facts.RegisterService.class).current("illinois").entry("accounts", "luis.ortega").exists())
                .as("an account before anybody approves").isFalse();

        // S186: who asked cannot decide
        assertThat(as(KEVIN).decide(atPsa.path("id").asText(), "approve", "").status()).isIn(403, 404);
        as(TERRELL).decide(approval(TERRELL, "Lakeshore Job Hub").path("id").asText(), "reject", "Ask again in spring.").expecting(200);
        assertThat(as(ABIGAIL).approvals()).as("Abigail need not decide any more").isEmpty();
        as(MARISOL).decide(atPsa.path("id").asText(), "approve", "").expecting(200);
        assertThat(toldOf(KEVIN, "rejected")).anySatisfy(text -> assertThat(text).contains("Ask again in spring."));
        assertThat(toldOf(KEVIN, "approved")).hasSize(1);

        // S185: Marisol goes on with the account match, with what Kevin said
        waitUntil("Marisol has a task",
                () -> !as(MARISOL).get("/api/tasks").expecting(200).body().isEmpty());
        var task = as(MARISOL).get("/api/tasks").expecting(200).body().get(0);
        var adding = as(MARISOL).start(task.path("id").asText());
        assertThat(adding.asks()).isEqualTo("add.outcome");
        adding.say("yes");
        assertThat(toldOf(KEVIN, "fulfilled")).as("nothing is done yet").isEmpty();
        assertThat(as(MARISOL).start(task.path("id").asText()).asks()).as("begun again, it goes on where it was")
                .isEqualTo("search_inactive");
        var matched = as(MARISOL).resume(adding.view().path("next").asText());
        assertThat(matched.asks()).isEqualTo("search_inactive");
        assertThat(matched.answers()).containsEntry("first_name", "Luis").containsEntry("organisations", "Prairie Skills Alliance");
        sent(as(MARISOL), matched.fill(Map.of("search_inactive", "yes", "create_new", "yes", "manage_staff", "no")));
        var registers = system.usher().getBean(org.usher.facts.RegisterService.class);
        waitUntil("the account is there",
                () -> registers.current("illinois").entry("accounts", "luis.ortega").exists());
        waitUntil("Kevin is told that it is done", () -> toldOf(KEVIN, "fulfilled").size() == 1);
        assertThat(as(MARISOL).get("/api/tasks").expecting(200).body().toString()).as("what is left for Marisol").contains("/verify")
                .doesNotContain("/add");

        // S160, S161: the password is shown once, to Marisol alone
        waitUntil("there is a password to be shown",
                () -> !as(MARISOL).get("/api/credentials").expecting(200).body().isEmpty());
        var credential = as(MARISOL).get("/api/credentials").expecting(200).body().get(0).path("id").asText();
        as(KEVIN).post("/api/credentials/" + credential + "/show", Map.of()).expecting(404);
        var shown = as(MARISOL).post("/api/credentials/" + credential + "/show", Map.of()).expecting(200);
        assertThat(shown.text("/username")).isEqualTo("luis.ortega");
        var password = shown.text("/password");
        assertThat(password).hasSizeGreaterThan(7);
        as(MARISOL).post("/api/credentials/" + credential + "/saved", Map.of()).expecting(204);
        as(MARISOL).post("/api/credentials/" + credential + "/show", Map.of()).expecting(410);

        // IW-T1, IW-T2: the ticket says what was done and is closed
        waitUntil("the ticket is closed",
                () -> desk.records("sc_req_item", "short_descriptionSTARTSWITHAdd Luis Ortega^state=3").size() == 1);

        // IW-R24: what was shown once stands nowhere; what may stand there is found, so the search does find
        assertThat(traces.where(password, as(MARISOL), as(KEVIN), as(TERRELL))).isEmpty();
        assertThat(traces.where("Luis Ortega", as(MARISOL))).anyMatch(place -> place.startsWith("request_item."))
                .anyMatch(place -> place.startsWith("mail.")).anyMatch(place -> place.startsWith("task."))
                .anyMatch(place -> place.startsWith("page of marisol.vega: /requests"));
        traces.close();
    }
}
