package org.usher.story;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.usher.Crowd;
import org.usher.facts.RegisterService;
import org.usher.outbox.Mails;
import org.usher.outbox.Notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The acceptance scenarios in which several people act, told over Usher's HTTP API and TechNow's, both on MariaDB. It is Monday 23 November 2026, 10:00, until a scenario
 * moves the clock.
 */
@Order(3)
class ScenariosIT extends StillClock {

    private static final String PRIYA = "10200417";
    private static final String MARCUS = "10311862";
    private static final String GWEN = "10311990";
    private static final String OWEN = "10312190";
    private static final String LEILA = "10455188";
    private static final String DAFYDD = "10455021";
    private static final String CONNOR = "10455230";
    private static final String YUSUF = "10455377";
    private static final String HUGH = "10455502";
    private static final String HELEN = "10200533";
    private static final String RUPERT = "7020";
    private static final String TOMAS = "7011";
    private static final String BETH = "7001";
    private static final String MARTIN = "7002";

    ScenariosIT() {
        super("2026-11-23T10:00:00Z");
    }

    // ---- adding somebody

    private static Map<String, String> adding(String user) {
        return answers("user", user, "required_by", "2026-12-07 09:00", "directorate", "Operations", "area_team", "Enforcement North",
                "odr", "Enforcement Caseworker",
                "access_action", "Add", "new.role", "Caseworker", "new.segment", "ENF NORTH", "new.team", "TL012", "new.cw_position",
                "Lowest Available");
    }

    private static Map<String, String> answers(String... pairs) {
        return with(Map.of(), pairs);
    }

    private JsonNode sent(String requester, String conversation, Map<String, String> answers) {
        var member = as(requester);
        member.start(conversation).fill(answers).submit();
        return checkedOut(member);
    }

    private JsonNode item(String requester, String reference) {
        return as(requester).get("/api/requests/" + reference).expecting(200).body().at("/items/0");
    }

    private void waitForState(String requester, String reference, String... states) {
        waitUntil(reference + " is " + List.of(states),
                () -> List.of(states).contains(item(requester, reference).path("state").asText()));
    }

    private JsonNode task(String item) {
        // The ITSM makes it by itself; Usher then says to whom it goes, until when, and what it is about.
        waitUntil("the catalog task of " + item + " is in its queue", () -> desk.tasks(item).stream()
                .anyMatch(task -> !task.path("correlation_id").asText().isEmpty()));
        var tasks = desk.tasks(item);
        assertThat(tasks).as("catalog tasks of " + item).hasSize(1);
        return tasks.getFirst();
    }

    private String groupOf(JsonNode task) {
        return desk.records("sys_user_group", "sys_id=" + task.path("assignment_group").asText()).getFirst().path("name").asText();
    }

    // ---- the scenarios

    @Test
    void s222AnAdministratorDecidesOnALoginAndGivesItsPasswordAfterwards() throws SQLException {
        var rupert = as(RUPERT).start("cm-create-user");
        var asked = new java.util.ArrayList<String>();
        while (rupert.status().equals("asking")) {
            asked.add(rupert.asks());
            rupert.fillOne(answers("person", TOMAS, "roles", "Reader, Director"));
        }
        assertThat(asked).contains("effective_ok").doesNotContain("password");
        assertThat(rupert.findings()).contains("CM-R01", "CM-R22");
        assertThat(rupert.view().at("/prompt/tables/0/rows").toString()).contains("Business Unit Area",
                "Create and update in own directorate");
        rupert.submit();
        var request = checkedOut(as(RUPERT));
        var ritm = request.at("/items/0/number").asText();
        var beths = as(BETH).approvals().getFirst();
        var martins = as(MARTIN).approvals().getFirst();
        assertThat(beths.at("/form/tables/0/rows").toString()).contains("Business Unit Area");
        assertThat(new String(as(BETH).fetch("/approvals/" + beths.path("id").asText()).body(), UTF_8)).as("the table before the decision")
                .containsSubsequence("data-heading=\"Level\">Create and update in own directorate", "name=\"decision\"");
        assertThat(system.usher().getBean(Mails.class).latest("camms", 20)).as("the table in the mail to whoever decides")
                .filteredOn(mail -> mail.kind() == Notice.Kind.PLEASE_DECIDE).hasSize(2)
                .allSatisfy(mail -> assertThat(mail.text()).contains("Business Unit Area\n  Level: Create and update in own directorate\n"))
                .allSatisfy(mail -> assertThat(mail.html()).contains("<pre>What these roles give together\n\n"));
        as(BETH).decide(beths.path("id").asText(), "approve", "").expecting(200);
        assertThat(as(MARTIN).decide(martins.path("id").asText(), "reject", "No").status()).as("a second decision").isNotEqualTo(200);
        var task = task(ritm);
        assertThat(groupOf(task)).isEqualTo("CAMMS administration");
        assertThat(desk.records("sc_item_option", "valueLIKEBusiness Unit Area")).as("the table on the ticket").isNotEmpty();
        desk.change("sc_task", task.path("sys_id").asText(), Map.of("state", "3"));
        waitForState(RUPERT, request.path("request").asText(), "fulfilled", "closed");

        try (var traces = Traces.of(system)) {
            var refused = "Roads&2026,no";
            var password = "Roads!2026,ok_#(x)";
            var beth = as(BETH).start("cm-password").say("tweir").say(refused);
            assertThat(beth.refusal()).isEqualTo("CM-R10");
            assertThat(beth.view().toString()).doesNotContain(refused);
            beth.say(password);
            assertThat(beth.asks()).isEqualTo("review");
            beth.submit();
            assertThat(beth.view().toString() + as(BETH).get("/api/dialogues/" + beth.id()).body()).doesNotContain(password);
            for (var secret : List.of(password, refused)) {
                assertThat(traces.where(secret, as(BETH), as(MARTIN), as(RUPERT))).as("a secret that was typed").isEmpty();
            }
            assertThat(traces.where("tweir", as(BETH))).as("what is no secret, and is kept").isNotEmpty();
        }
        assertThat(as(BETH).start("cm-create-user").say(TOMAS).refusal()).as("there is a login now").isEqualTo("CM-R09");
    }

    /** Both have filled in a form that takes the other's login away, and send it at the same moment; then the desk does what has reached it, at the same moment as well. */
    @Test
    void s240OfTwoAdministratorsWhoSwitchEachOtherOffAtTheSameMomentOneRemains() {
        var senders = List.of(as(BETH), as(MARTIN));
        as(BETH).start("cm-active").fill(answers("user", "morr", "active", "inactive")).submit();
        as(MARTIN).start("cm-active").fill(answers("user", "bcallahan", "active", "inactive")).submit();

        var answers = Crowd.of(2, number -> senders.get(number).post("/api/cart/checkout", Map.of()));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as("%s", answer).isIn(200, 422));
        var sent = IntStream.range(0, 2).filter(number -> answers.get(number).status() == 200).boxed().toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 422)
                .allSatisfy(answer -> assertThat(answer.body().toString()).contains("At least one active Administrator must remain"));
        waitUntil("what was sent is with the desk, or came back", () -> sent.stream().allMatch(number -> List.of("ticket_open", "returned")
                .contains(state(senders.get(number), answers.get(number)))));
        var tasks = desk.records("sc_task", "active=true^short_descriptionSTARTSWITHCAMMS – switch");
        Crowd.of(tasks.size(), number -> {
            desk.change("sc_task", tasks.get(number).path("sys_id").asText(), Map.of("state", "3"));
            return number;
        });
        waitUntil("all is done or came back", () -> sent.stream().allMatch(number -> List.of("fulfilled", "closed", "returned")
                .contains(state(senders.get(number), answers.get(number)))));

        var registers = system.usher().getBean(RegisterService.class).current("camms");
        assertThat(List.of("bcallahan", "morr"))
                .filteredOn(login -> Boolean.TRUE.equals(registers.entry("logins", login).fields().get("active")))
                .as("Administrators who are active").isNotEmpty();
        assertThat(sent.stream().map(number -> state(senders.get(number), answers.get(number))).filter(state -> !state.equals("returned")))
                .as("forms that took somebody away").hasSizeLessThan(2);
    }

    private static String state(Member sender, Member.Answer checkout) {
        return sender.get("/api/requests/" + checkout.text("/request")).expecting(200).text("/items/0/state");
    }

    @Test
    void s034GwenReinstatesYusufWhomSheManagesAndItGoesStraightToTheQueue() {
        clock.set(Instant.parse("2026-11-23T10:05:00Z"));
        var talk = as(GWEN).start("gb-provision-user")
                .fill(answers("user", YUSUF, "required_by", "2026-12-07 09:00", "directorate", "Operations", "area_team",
                        "Enforcement North", "odr",
                        "Enforcement Caseworker", "access_action", "Reinstate", "new.role", "Caseworker", "new.segment", "ENF NORTH",
                        "new.team", "TL014", "new.cw_position", "CW002"));
        assertThat(talk.answers()).as("no current position is asked").doesNotContainKey("current.role");
        talk.submit();
        var request = checkedOut(as(GWEN));
        var number = request.path("request").asText();
        assertThat(number).startsWith("REQ");
        assertThat(request.at("/items/0/approval/kind").asText()).isEqualTo("auto");
        var task = task(request.at("/items/0/number").asText());
        assertThat(groupOf(task)).isEqualTo("DWP IT");
        assertThat(task.path("due_date").asText()).isEqualTo("2026-11-26 10:05:00");
        desk.change("sc_task", task.path("sys_id").asText(), Map.of("state", "3"));
        waitForState(GWEN, number, "fulfilled", "closed");
        var again = as(GWEN).start("gb-provision-user");
        while (!again.asks().equals("access_action")) {
            again.fillOne(answers("user", YUSUF, "required_by", "2026-12-07 09:00", "odr", "Enforcement Caseworker"));
        }
        assertThat(again.view().at("/prompt/suggestion/value").asText()).as("what is proposed for somebody whose access is active")
                .isEqualTo("amend");
    }

    @Test
    void s040LowestAvailableIsNotedAtTheRequestAndGivenAtFulfilment() {
        var request = sent(MARCUS, "gb-provision-user", adding(CONNOR));
        var ritm = request.at("/items/0/number").asText();
        var task = task(ritm);
        var variables = desk.records("sc_item_option_mtom", "request_item.number=" + ritm);
        assertThat(variables).as("variables on the ticket").isNotEmpty();
        var values = desk.records("sc_item_option", "value=Lowest Available (CW002 at time of request)");
        assertThat(values).as("the place that was the lowest at the time").hasSize(1);
        desk.change("sc_task", task.path("sys_id").asText(), Map.of("state", "3"));
        waitForState(MARCUS, request.path("request").asText(), "fulfilled", "closed");
        assertThat(as(MARCUS).start("gb-provision-user").say(CONNOR).prompt()).contains("Connor Blythe").contains("CW002");
    }

    @Test
    void s045ADummyPositionCarriesTheFlagForTheDesk() {
        var talk = as(MARCUS).start("gb-provision-user")
                .fill(with(adding(CONNOR), "odr", "Enforcement Analyst", "new.team", "not needed", "new.cw_position", "CW020"));
        assertThat(talk.answers().get("further_information")).contains("suitable dummy position");
        talk.submit();
        var request = checkedOut(as(MARCUS));
        var task = task(request.at("/items/0/number").asText());
        assertThat(task.toString()).contains("READ FURTHER INFORMATION");
    }

    @Test
    void s048AnHierarchicalPositionWaitsForTheReceivingManagersYes() {
        var talk = as(MARCUS).start("gb-provision-user")
                .fill(answers("user", DAFYDD, "required_by", "2026-12-07 09:00", "access_action", "Amend", "new.team", "TL012",
                        "new.cw_position",
                        "CW003", "additional_needed", "yes", "additional[0].kind", "hierarchical", "additional[0].role", "Caseworker",
                        "additional[0].segment", "JUD REV", "additional[0].team",
                        "TL031", "additional[0].authorisation.have", "no", "additional[0].more", "no"));
        assertThat(talk.findings()).contains("GB-R24");
        talk.submit();
        var request = checkedOut(as(MARCUS));
        var number = request.path("reference").asText();
        assertThat(item(MARCUS, number).path("state").asText()).isEqualTo("awaiting_evidence");
        var mended = as(MARCUS).post("/api/requests/" + request.at("/items/0/reference").asText() + "/mend", Map.of());
        var dialogue = as(MARCUS).resume(mended.expecting(200).text("/dialogue"));
        dialogue.fill(answers("additional[0].authorisation.have", "yes", "additional[0].authorisation.given_by", HELEN,
                "additional[0].authorisation.given_on", "2026-11-20",
                "additional[0].authorisation.manner", "e-mail"));
        if (dialogue.status().equals("reviewing")) {
            dialogue.command("submit");
        }
        waitForState(MARCUS, number, "ticketing", "ticket_open", "approved");
    }

    @Test
    void s064And065AMoveInsideASegmentIsHandedToItsManagerWhoCompletesAndAuthorisesIt() {
        var move = answers("user", DAFYDD, "required_by", "2026-12-07 09:00", "access_action", "Amend", "new.role", "Caseworker",
                "new.segment", "ENF NORTH", "new.team", "TL014",
                "new.cw_position", "CW004");
        var marcus = as(MARCUS).start("gb-provision-user");
        while (marcus.status().equals("asking") && !marcus.asks().equals("move_scope")) {
            var asked = marcus.asks();
            marcus.fillOne(move);
            assertThat(marcus.refusalText()).as(asked).isEmpty();
        }
        marcus.choose("person");
        assertThat(marcus.refusal()).isEqualTo("GB-R04");
        assertThat(marcus.refusalText()).contains("Priya Nandakumar");
        marcus.choose("yes");
        var priya = as(PRIYA);
        priya.post("/api/dialogues/" + marcus.id() + "/accept", Map.of()).expecting(200);
        var hers = priya.resume(marcus.id());
        hers.fill(answers("move_scope", "person"));
        assertThat(hers.view().path("requester").asText()).isEqualTo(PRIYA);
        hers.submit();
        var request = checkedOut(priya);
        assertThat(request.at("/items/0/approval/approver").asText()).isEqualTo(PRIYA);
        assertThat(request.at("/items/0/approval/ground").asText()).isEqualTo("submitter is approver");
        assertThat(groupOf(task(request.at("/items/0/number").asText()))).isEqualTo("DWP IT");
        assertThat(as(MARCUS).get("/api/dialogues/" + marcus.id()).status()).as("the first person may read on").isEqualTo(200);
    }

    @Test
    void s068And070OnlyTheApproverDecidesOnceAndTheQueueHasItInThreeWorkingDays() {
        var request = sent(GWEN, "gb-provision-user", adding(CONNOR));
        var approval = as(MARCUS).approvals().getFirst().path("id").asText();
        assertThat(as(GWEN).decide(approval, "approve", "").body().toString()).contains("This decision is not yours.");
        clock.set(Instant.parse("2026-11-23T11:00:00Z"));
        assertThat(as(MARCUS).decide(approval, "approve", "").status()).isEqualTo(200);
        assertThat(as(MARCUS).decide(approval, "approve", "").body().toString()).contains("Already approved by Marcus Oyelaran");
        var task = task(request.at("/items/0/number").asText());
        assertThat(groupOf(task)).isEqualTo("DWP IT");
        assertThat(task.path("due_date").asText()).isEqualTo("2026-11-26 11:00:00");
        assertThat(toldOf(GWEN, "approved")).hasSize(1);
    }

    @Test
    void s069ARejectionNeedsAReasonWhichTheRequesterIsTold() {
        var request = sent(GWEN, "gb-provision-user", adding(CONNOR));
        var approval = as(MARCUS).approvals().getFirst().path("id").asText();
        assertThat(as(MARCUS).decide(approval, "reject", " ").status()).isEqualTo(422);
        assertThat(as(MARCUS).decide(approval, "reject", "Wrong team, should be TL014").status()).isEqualTo(200);
        assertThat(toldOf(GWEN, "rejected")).singleElement().asString().contains("Wrong team, should be TL014").contains("Marcus Oyelaran");
        var ritm = request.at("/items/0/number").asText();
        Program.waitUntil("the item is closed in the ITSM too", PATIENCE,
                () -> desk.records("sc_req_item", "number=" + ritm).getFirst().path("approval").asText().equals("rejected"));
        assertThat(desk.tasks(ritm)).as("catalog tasks of what was rejected").isEmpty();
        assertThat(as(GWEN).post("/api/requests/" + ritm + "/copy", Map.of()).status() / 100).isEqualTo(2);
    }

    @Test
    void s073And074TwoUsersInOneCartAreOneRequestWithTwoApprovals() {
        var marcus = as(MARCUS);
        var first = marcus.start("gb-provision-user").fill(adding(CONNOR)).submit();
        var next = first.choose("yes");
        var second = next.view().path("next").isTextual() ? marcus.resume(next.view().path("next").asText()) : next;
        assertThat(second.asks()).isEqualTo("user");
        second.fill(answers("user", LEILA, "access_action", "Amend", "new.team", "TL012", "new.cw_position", "CW001"));
        assertThat(second.answers().get("required_by")).as("proposed from the first form").contains("7 December 2026");
        second.submit();
        assertThat(Member.list(marcus.get("/api/cart").body().path("items"))).hasSize(2);
        var request = checkedOut(marcus);
        assertThat(Member.list(request.path("items"))).hasSize(2).allMatch(item -> item.at("/approval/kind").asText().equals("auto"))
                .extracting(item -> item.path("number").asText()).doesNotHaveDuplicates().allMatch(number -> number.startsWith("RITM"));
        assertThat(desk.records("sc_request", "numberSTARTSWITHREQ")).hasSize(1);
    }

    @Test
    void s072AnEmptyCartIsNotSent() {
        var answer = as(MARCUS).post("/api/cart/checkout", Map.of());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().toString()).contains("Your cart is empty.");
    }

    @Test
    void s076And077ACopyIsJudgedAnewAndOnlyOnesOwnCanBeCopied() {
        var request = sent(MARCUS, "gb-provision-user", with(adding(CONNOR), "required_by", "2026-11-27 09:00"));
        var number = request.at("/items/0/number").asText();
        assertThat(as(OWEN).post("/api/requests/" + number + "/copy", Map.of()).expecting(422).text("/detail"))
                .isEqualTo("You can copy only your own requests.");
        clock.set(Instant.parse("2026-12-21T10:00:00Z"));
        var copied = as(MARCUS).post("/api/requests/" + number + "/copy", Map.of());
        assertThat(copied.status() / 100).isEqualTo(2);
        var copy = as(MARCUS).resume(copied.text("/dialogue"));
        while (copy.type().equals("confirm")) {
            copy.choose("go_on"); // there is an open request for Connor: the one that is copied
        }
        assertThat(copy.asks()).as("the date has passed").isEqualTo("required_by");
        assertThat(item(MARCUS, number).path("state").asText()).as("the old one is as it was").isNotEqualTo("cancelled");
    }

    @Test
    void s022TheQueueReminderComesOnceOnTheEveningBeforeAndStopsWhenTheQueueIsEmpty() {
        sent(MARCUS, "gb-provision-user", staying(DAFYDD, "TL012", "CW003"));
        sent(GWEN, "gb-provision-user", staying(HUGH, "TL014", "CW003"));
        clock.set(Instant.parse("2026-11-30T15:00:01Z"));
        Program.waitUntil("both were reminded at 15:00", PATIENCE,
                () -> aboutTheQueue(MARCUS).size() == 1 && aboutTheQueue(GWEN).size() == 1);
        clock.set(Instant.parse("2026-11-30T15:20:00Z"));
        var reminder = as(MARCUS).reminders().stream().filter(each -> each.toString().contains("queue_empty")).findFirst().orElseThrow();
        as(MARCUS).post("/api/reminders/" + reminder.path("id").asText() + "/answer", Map.of("answer", "queue_empty")).expecting(200);
        clock.set(Instant.parse("2026-11-30T18:00:01Z"));
        Program.waitUntil("Gwen, who did not answer, was reminded at 18:00", PATIENCE, () -> aboutTheQueue(GWEN).size() == 2);
        assertThat(aboutTheQueue(MARCUS)).as("reminders to Marcus, whose queue is empty").hasSize(1);
    }

    private static Map<String, String> staying(String user, String team, String place) {
        return answers("user", user, "required_by", "2026-12-01 09:00", "directorate", "Operations", "area_team", "Enforcement North",
                "odr", "Enforcement Caseworker", "access_action",
                "Amend", "new.role", "Caseworker", "new.segment", "ENF NORTH", "new.team", team, "new.cw_position", place);
    }

    private List<String> aboutTheQueue(String person) {
        return toldOf(person, "reminder").stream().filter(text -> text.contains("work queue")).toList();
    }

    @Test
    void s273AfterThreeRemindersInVainTheRequesterMayChooseAnotherApproverAndTheOldButtonsAreDead() {
        var request = sent(GWEN, "gb-provision-user", adding(CONNOR));
        var reference = request.at("/items/0/reference").asText();
        var old = as(MARCUS).approvals().getFirst().path("id").asText();
        for (int day = 1; day <= 3; day++) {
            clock.advance(Duration.ofHours(24).plusMinutes(1));
            int expected = day;
            Program.waitUntil("reminder " + day + " has reached Marcus", PATIENCE, () -> toldOf(MARCUS, "reminder").size() >= expected);
        }
        Program.waitUntil("Gwen is offered another approver", PATIENCE, () -> !toldOf(GWEN, "choose_approver").isEmpty());
        var others = Member.list(as(GWEN).get("/api/requests/" + reference + "/approvers").expecting(200).body());
        assertThat(others).extracting(other -> other.path("key").asText()).contains(PRIYA).doesNotContain(CONNOR);
        assertThat(as(GWEN).post("/api/requests/" + reference + "/approver", Map.of("approver", PRIYA)).status() / 100).isEqualTo(2);
        assertThat(as(MARCUS).decide(old, "approve", "").status()).as("the old button").isNotEqualTo(200);
        assertThat(as(PRIYA).approvals()).hasSize(1);
    }

    @Test
    void s264And282ADialogueGoesOnWhereItWasAndNothingComesOfItBeforeItIsSent() {
        var talk = as(MARCUS).start("gb-provision-user");
        while (!talk.asks().equals("odr")) {
            talk.fillOne(adding(CONNOR));
        }
        var again = as(MARCUS).resume(talk.id());
        assertThat(again.asks()).isEqualTo("odr");
        assertThat(again.answers()).isEqualTo(talk.answers());

        assertThat(again.fill(adding(CONNOR)).status()).isEqualTo("reviewing");
        clock.advance(Duration.ofHours(1));
        assertThat(as(MARCUS).resume(talk.id()).status()).as("after an hour").isEqualTo("reviewing");
        assertThat(as(MARCUS).approvals()).isEmpty();
        assertThat(system.usher().getBean(Mails.class).latest("dwp", 20)).isEmpty();
        assertThat(desk.records("sc_request", "numberSTARTSWITHREQ")).isEmpty();
        again.submit();
        assertThat(task(checkedOut(as(MARCUS)).at("/items/0/number").asText()).path("active").asText()).isEqualTo("true");
    }

    @Test
    void s036s049s061AnswersThatAreNotOfferedAreRefusedOverTheApiInTheWordsOfTheRule() {
        var talk = as(MARCUS).start("gb-provision-user").force("odr", "Enforcement Caseworker");
        assertThat(talk.refusal()).as("ODR before area").isEqualTo("GB-R12");
        var amend = as(MARCUS).start("gb-provision-user");
        while (!amend.asks().equals("current.cw_position")) {
            amend.fillOne(
                    answers("user", DAFYDD, "required_by", "2026-12-07 09:00", "access_action", "Amend", "odr", "Enforcement Caseworker"));
        }
        assertThat(amend.options()).doesNotContain("Lowest Available");
        assertThat(amend.choose("lowest").refusal()).isEqualTo("GB-R17");
        amend.force("verint", "yes");
        assertThat(amend.refusal()).isEqualTo("GB-R25");
    }
}
