package org.usher.story;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.usher.TwoSystems;
import org.usher.excel.WorkbookReading;
import org.usher.facts.RegisterService;
import org.usher.outbox.Mails;
import org.usher.outbox.Notice;
import org.usher.register.Change;
import org.usher.request.RequestItem;

import static org.assertj.core.api.Assertions.assertThat;

/** The form CSUAP30 with all who have a part in it, over HTTP, with both programs running. */
class NorthernIrelandIT extends OneAfterTheOther {

    private static final String RUAIRI = "20200874";
    private static final String GRAINNE = "20200990";
    private static final String AOIFE = "20300562";
    private static final String DECLAN = "20300719";
    private static final String CORMAC = "20300600";

    private static Map<String, String> adding(String... more) {
        var answers = new HashMap<>(Map.of("user", DECLAN, "grade", "AO", "odr", "Caseworker NI", "effective_date", "2026-12-07",
                "action_required", "Add", "priority", "Normal", "primary.role", "Caseworker", "primary.segment", "MAINT BELFAST",
                "primary.team", "TL003", "primary.cw_position", "Lowest Available"));
        answers.putAll(Map.of("telephony_level", "Standard", "authoriser_grade", "SO", "authoriser_directorate", "Child Maintenance",
                "authoriser_area_team", "Belfast", "authoriser_odr", "Team Leader NI", "declaration", "yes"));
        answers.put("odr_fits", "yes");
        answers.putAll(pairs(more));
        return answers;
    }

    private String person(String key, String field) {
        return systems.transacted(() -> {
            var registers = systems.bean(RegisterService.class).current("dwp");
            return String.valueOf(registers.field(registers.entry("people", key), field));
        });
    }

    private int told(String person, String words) {
        return (int) systems.told(person, Notice.Kind.REMINDER).stream().filter(notice -> notice.text().contains(words)).count();
    }

    /** S081: all details come from the directory but the grade, which is picked by hand. */
    @Test
    void aGradeIsNeverProposed() {
        var talk = systems.member(RUAIRI).start("ni-csuap30").say(AOIFE);
        assertThat(talk.asks()).isEqualTo("grade");
        assertThat(talk.view().at("/prompt/suggestion").isObject()).as("something is proposed").isFalse();
        assertThat(talk.answers().toString()).contains("aoife.gilmartin@example.org", "TL003").doesNotContain("EOII");
        talk.command("cancel");
    }

    /** S097: when the desk comes to it, nothing is free any more: it sends the form back, and its requester learns why and cannot ask for that again. */
    @Test
    void aDeskThatFindsNoPlaceFreeSendsTheFormBack() {
        var ruairi = systems.member(RUAIRI);
        var item = systems
                .item(ruairi.start("ni-csuap30").fill(adding("effective_date", "2027-01-11")).submit().view().path("item").asText());
        systems.until(item, "ticket_open");
        var places = Map.of("taken-1", "TL003-CW001", "taken-3", "TL003-CW003");
        change(places.entrySet().stream().<Change>map(place -> new Change.Put("positions", place.getKey(),
                Map.of("id", place.getKey(), "person", GRAINNE, "kind", "primary", "place", place.getValue()))).toList());
        var task = systems.technow.value("sc_task", "request_item.number=" + systems.now(item).shownNumber(), "sys_id");
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task,
                "{\"state\":\"-5\",\"close_notes\":\"No caseworker position is free in TL003\"}");
        systems.until(item, "returned");

        assertThat(systems.told(RUAIRI, Notice.Kind.RETURNED, item)).singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("No caseworker position is free in TL003"));
        assertThat(person(DECLAN, "access")).as("nothing was changed").isEqualTo("none");
        var again = ruairi.resume(ruairi.post("/api/requests/" + item.reference() + "/mend", Map.of()).expecting(200).text("/dialogue"));
        assertThat(again.asks()).as("the place that is no longer there").isEqualTo("primary.cw_position");
        assertThat(again.say("Lowest Available").refusal()).isEqualTo("NI-R14");
        ruairi.post("/api/requests/" + item.reference() + "/cancel", Map.of()).expecting(200);
        systems.until(item, "cancelled");
        change(places.keySet().stream().<Change>map(key -> new Change.Remove("positions", key)).toList());
    }

    private void change(List<Change> changes) {
        systems.transacted(() -> {
            systems.bean(RegisterService.class).apply("dwp", changes, "test", "meanwhile");
            return true;
        });
    }

    /** S105, S108: without its authorisation the form waits and nothing is mailed; the e-mail that goes out with it states it. */
    @Test
    void aFormWaitsForItsAuthorisationAndTheMailThenStatesIt() {
        var ruairi = systems.member(RUAIRI);
        var answers = adding("user", CORMAC, "grade", "EOI", "odr", "Team Leader NI", "effective_date", "2027-01-11", "action_required",
                "Amend", "has_cms_access", "yes", "current.role", "Caseworker", "current.segment", "MAINT BELFAST", "current.team", "TL003",
                "current.cw_position", "CW004", "primary.cw_position", "CW004", "verint", "Global", "global_authorisation.have", "no",
                "authorisations_stated", "yes");
        var item = systems.item(ruairi.start("ni-csuap30").fill(answers).submit().view().path("item").asText());
        assertThat(item.state().word()).isEqualTo("awaiting_evidence");
        assertThat(systems.told(RUAIRI, Notice.Kind.EVIDENCE_MISSING, item)).hasSize(1);
        assertThat(letters(item)).as("before the authorisation").isEmpty();

        var mended = ruairi.resume(ruairi.post("/api/requests/" + item.reference() + "/mend", Map.of()).expecting(200).text("/dialogue"));
        assertThat(mended.asks()).isEqualTo("global_authorisation.have");
        answers.putAll(pairs("global_authorisation.have", "yes", "global_authorisation.given_by", "Security manager A. Boyle",
                "global_authorisation.given_on", "2026-11-19", "global_authorisation.manner", "By e-mail"));
        mended.fill(answers).submit();
        TwoSystems.until("the e-mail is written", () -> letters(item).size() == 1);
        assertThat(letters(item).getFirst().text()).contains("I state that I hold the authorisation for: global Verint",
                "Ruairi Donnelly (20200874) authorises");
        systems.until(item, "ticket_open");
        var task = systems.technow.value("sc_task", "request_item.number=" + systems.now(item).shownNumber(), "sys_id");
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task, "{\"state\":\"4\"}");
        systems.until(item, "not_fulfilled");
    }

    private List<Mails.Mail> letters(RequestItem item) {
        return systems.bean(Mails.class).latest(500).stream()
                .filter(mail -> mail.kind() == Notice.Kind.LETTER && mail.about().equals(item.reference())).toList();
    }

    /** S096, NI-V1, NI-T1, NI-T2, NI-T3, NI-T6: declared, mailed with the workbook, done by the desk, and the form attached again. */
    @Test
    void aFormIsDeclaredSentWithItsWorkbookDoneByTheDeskAndComesBackFilledIn() {
        var ruairi = systems.member(RUAIRI);
        var talk = ruairi.start("ni-csuap30").fill(adding());
        assertThat(talk.force("it_position", "CW001").refusal()).isEqualTo("NI-R23");
        var reference = talk.submit().view().path("item").asText();
        assertThat(Member.list(ruairi.get("/api/cart").expecting(200).body().path("items"))).as("there is no cart").isEmpty();

        var item = systems.item(reference);
        systems.until(item, "ticket_open");
        var approval = systems.transacted(() -> systems.bean(org.usher.request.Requests.class).approvalOf(item.number()).orElseThrow());
        assertThat(approval.kind().word()).isEqualTo("declared");
        assertThat(approval.decision().orElseThrow().by()).isEqualTo(RUAIRI);
        var number = systems.now(item).shownNumber();
        assertThat(systems.technow.count("sysapproval_approver", "sysapproval.number=" + number)).as("nobody is asked in the ITSM")
                .isZero();
        assertThat(systems.technow.count("sc_req_item", "number=" + number + "^approval=approved^requested_for.employee_number=" + DECLAN))
                .isOne();
        assertThat(systems.technow.count("sc_task", "request_item.number=" + number + "^assignment_group.name=CMG IT service desk"))
                .isOne();
        var workbook = "table_sys_id=" + systems.now(item).ticket().orElseThrow().id() + "^file_nameLIKECSUAP30 " + DECLAN;
        assertThat(systems.technow.count("sys_attachment", workbook)).isOne();

        var mail = systems.bean(Mails.class).latest(500).stream().filter(each -> each.subject().startsWith("CSUAP30 – Add – Declan Rooney"))
                .findFirst().orElseThrow();
        assertThat(mail.address()).isEqualTo("cmg.it.service.desk@example.org");
        assertThat(mail.text()).contains("Ruairi Donnelly (20200874) authorises", "No authorisation is needed");
        var attached = systems.bean(Mails.class).find(mail.id()).orElseThrow().attached();
        assertThat(attached).singleElement().satisfies(file -> {
            var sheets = WorkbookReading.sheets(file.content());
            assertThat(sheets).extracting(WorkbookReading.Sheet::name).containsExactly("CSUAP30");
            assertThat(sheets.getFirst().beside("Staff number")).contains(DECLAN);
            assertThat(sheets.getFirst().beside("Position given")).contains("");
            assertThat(sheets.getFirst().beside("Lowest possible at time of request")).contains("CW001");
        });

        var options = "sc_item_option.item_option_new.name=it_position^request_item.number=" + number;
        var option = systems.technow.value("sc_item_option_mtom", options, "sc_item_option");
        systems.technow.admin("PATCH", "/api/now/table/sc_item_option/" + option, "{\"value\":\"CW003\"}");
        var task = systems.technow.value("sc_task", "request_item.number=" + number, "sys_id");
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task, "{\"state\":\"3\"}");
        systems.until(item, "fulfilled");
        assertThat(person(DECLAN, "access")).isEqualTo("active");
        TwoSystems.until("the filled-in form is attached again", () -> systems.technow.count("sys_attachment", workbook) == 2);
        assertThat(systems.technow.count("sys_attachment", workbook + "^file_nameLIKEfinal")).isOne();
        assertThat(systems.told(RUAIRI, Notice.Kind.FULFILLED)).anySatisfy(notice -> assertThat(notice.text()).contains("CW003"));
    }

    /** SA-R02: what a team's form asks for counts for each of its members while it is open, and for nobody when it is over. */
    @Test
    void aFormForATeamCountsForEachOfItsMembers() {
        var answers = adding("user", AOIFE, "grade", "EOII", "directorate", "Child Maintenance", "area_team", "Belfast", "odr", "NI-CW",
                "subject_kind", "team", "team_members[0].member", AOIFE, "team_members[0].grade", "EOII", "team_members[0].more", "yes",
                "team_members[1].member", CORMAC, "team_members[1].grade", "EOI", "team_members[1].more", "no", "action_required",
                "Suspend",
                "has_cms_access", "yes",
                "current.role", "Caseworker", "current.segment", "MAINT BELFAST", "current.team", "TL003", "primary.team", "TL005",
                "move_scope", "team");
        var reference = systems.member(RUAIRI).start("ni-csuap30").fill(answers).submit().view().path("item").asText();

        assertThat(counted(reference)).containsExactlyInAnyOrder(AOIFE, CORMAC);
        var item = systems.item(reference);
        systems.until(item, "ticket_open");
        var task = systems.technow.value("sc_task", "request_item.number=" + systems.now(item).shownNumber(), "sys_id");
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task, "{\"state\":\"4\",\"close_notes\":\"Not now\"}");
        systems.until(item, "not_fulfilled");
        assertThat(counted(reference)).isEmpty();
    }

    private List<String> counted(String reference) {
        return systems.transacted(() -> systems.bean(RegisterService.class).current("dwp").entries("items").stream()
                .filter(entry -> reference.equals(entry.fields().get("number"))).map(entry -> String.valueOf(entry.fields().get("subject")))
                .toList());
    }

    /** NI-V2, NI-M2, NI-M3: handed to a colleague, who is reminded, accepts, and is reminded to send it; the first person keeps on reading. */
    @Test
    void aFormIsHandedToAColleagueWhoIsRemindedUntilItIsSent() {
        var ruairi = systems.member(RUAIRI);
        var talk = ruairi.start("ni-csuap30")
                .fill(adding("user", CORMAC, "grade", "EOI", "action_required", "Amend", "has_cms_access", "yes",
                        "current.role", "Caseworker", "current.segment", "MAINT BELFAST", "current.team", "TL003", "current.cw_position",
                        "CW004",
                        "primary.cw_position", "CW004"));
        talk.change("authoriser").say(GRAINNE);
        assertThat(talk.refusal()).isEqualTo("NI-V2");
        talk.say("yes");
        assertThat(systems.told(GRAINNE, Notice.Kind.HAND_OVER)).singleElement()
                .satisfies(notice -> assertThat(notice.buttons()).extracting(Notice.Button::action).containsExactly("accept", "give_back",
                        "open"));

        systems.clock.advance(Duration.ofHours(25));
        TwoSystems.until("Gráinne is reminded", () -> told(GRAINNE, "please authorise it, or give it back") == 1);
        TwoSystems.until("Ruairi gets a copy", () -> told(RUAIRI, "please authorise it, or give it back") == 1);

        var grainne = systems.member(GRAINNE);
        grainne.post("/api/dialogues/" + talk.id() + "/accept", Map.of()).expecting(200);
        var hers = grainne.resume(talk.id());
        assertThat(hers.asks()).isEqualTo("authoriser");
        hers.fill(adding());
        assertThat(ruairi.get("/api/dialogues/" + talk.id()).status()).as("the first person keeps on reading").isEqualTo(200);

        systems.clock.advance(Duration.ofHours(25));
        TwoSystems.until("Gráinne is reminded to send it", () -> told(GRAINNE, "has not been sent") == 1);
        assertThat(told(GRAINNE, "please authorise it, or give it back")).as("not after she has accepted").isEqualTo(1);
        var reference = hers.submit().view().path("item").asText();
        systems.until(systems.item(reference), "ticket_open");
        systems.clock.advance(Duration.ofHours(49));
        assertThat(told(GRAINNE, "has not been sent")).isEqualTo(1);
    }

    /** S104, NI-M5: the draft waits for the CSUA14; its requester is reminded after two working days, once, and not any more when it goes on. */
    @Test
    void aFormThatWaitsForAnotherFormIsRemindedOfAfterTwoWorkingDays() {
        systems.clock.advance(Duration.ofDays(1));
        var ruairi = systems.member(RUAIRI);
        var talk = ruairi.start("ni-csuap30");
        while (!talk.asks().equals("csua14_assurance")) {
            talk.fillOne(adding("user", CORMAC, "grade", "EOI", "action_required", "Amend", "has_cms_access", "yes", "current.role",
                    "Caseworker",
                    "current.segment", "MAINT BELFAST", "current.team", "TL003", "current.cw_position", "CW004", "primary.cw_position",
                    "CW004", "accessibility_user", "yes"));
        }
        assertThat(talk.choose("no").refusal()).isEqualTo("NI-R17");
        var paused = systems.clock.instant();
        var due = systems.bean(org.usher.facts.Definitions.class).organisation("dwp").calendar().plusWorkingDays(paused, 2);
        var words = "Has the CSUA14 for Cormac Devlin been submitted?";
        TwoSystems.until("the reminder is planned", () -> ruairi.reminders().stream()
                .anyMatch(each -> each.path("kind").asText().equals("NI-M5") && each.path("state").asText().equals("planned")));
        systems.clock.advance(Duration.between(systems.clock.instant(), due).minusMinutes(5));
        assertThat(ruairi.reminders()).as("planned, and not early").filteredOn(each -> each.path("kind").asText().equals("NI-M5"))
                .singleElement().satisfies(each -> assertThat(each.path("state").asText()).isEqualTo("planned"));
        assertThat(told(RUAIRI, words)).isZero();
        systems.clock.advance(Duration.ofMinutes(6));
        TwoSystems.until("Ruairi is reminded", () -> told(RUAIRI, words) == 1);
        systems.stopUsher();
        systems.startUsher();
        systems.clock.advance(Duration.ofDays(1));
        var again = systems.member(RUAIRI);
        assertThat(told(RUAIRI, words)).as("once").isEqualTo(1);
        var resumed = again.resume(talk.id());
        assertThat(resumed.asks()).isEqualTo("csua14_assurance");
        assertThat(resumed.choose("yes").asks()).isEqualTo("verint");
        assertThat(again.reminders()).filteredOn(each -> each.path("kind").asText().equals("NI-M5"))
                .noneMatch(each -> each.path("state").asText().equals("planned"));
    }
}
