package org.usher.story;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.usher.Crowd;
import org.usher.TwoSystems;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.facts.RegisterService;
import org.usher.outbox.Notice;
import org.usher.register.Change;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

import static org.assertj.core.api.Assertions.assertThat;

/** Secondary access with all who have a part in it, and its reviews, over HTTP, with both programs running. Each test speaks of people of its own. */
@Order(2)
class SecondaryAccessIT extends OneAfterTheOther {

    private static final String MARCUS = "10311862";
    private static final String GWEN = "10311990";
    private static final String OWEN = "10312190";
    private static final String IAN = "10312044";
    private static final String PRIYA = "10200417";
    private static final String HELEN = "10200533";
    private static final String QUENNELL = "10600015";
    private static final String DAFYDD = "10455021";
    private static final String LEILA = "10455188";
    private static final String RUAIRI = "20200874";
    private static final String GRAINNE = "20200990";
    private static final String CORMAC = "20300600";
    private static final String JUDICIAL_REVIEW = "FS_GB_CMEXF_000_JUD REV";

    private static Map<String, String> lending(String user, String... more) {
        var answers = pairs("user", user, "target_segment", "JUD REV", "target_team", "TL031", "target_role", "Caseworker",
                "discussion.have", "yes", "discussion.given_by", IAN, "discussion.given_on", "2026-11-19", "discussion.manner", "meeting",
                "authorisation.have", "ask", "purpose", "Enforcement work", "required_by", "2026-12-07 09:00");
        answers.putAll(pairs(more));
        return answers;
    }

    private RequestItem asked(String requester, String conversation, Map<String, String> answers) {
        var member = systems.member(requester);
        member.start(conversation).fill(answers).submit();
        return systems.checkOut(member);
    }

    private void hold(String key, String person, Map<String, Object> fields) {
        var all = new HashMap<String, Object>(Map.of("id", key, "person", person));
        all.putAll(fields);
        systems.transacted(() -> {
            systems.bean(RegisterService.class).apply("dwp", List.of(new Change.Put("positions", key, all)), "test", "before the test");
            return true;
        });
    }

    private boolean held(String key) {
        return systems.transacted(() -> systems.bean(RegisterService.class).current("dwp").entry("positions", key).exists());
    }

    private JsonNode waitingFor(String person, RequestItem item) {
        return systems.member(person).approvals().stream()
                .filter(each -> List.of(item.reference(), systems.now(item).shownNumber()).contains(each.path("number").asText()))
                .findFirst().orElseThrow(() -> new AssertionError("Nothing of " + item.reference() + " waits for " + person));
    }

    private List<String> told(String person, Notice.Kind kind, String words) {
        return systems.told(person, kind).stream().map(Notice::text).filter(text -> text.contains(words)).toList();
    }

    private Map<String, String> answers(String requester, RequestItem item) {
        var lines = new HashMap<String, String>();
        systems.member(requester).get("/api/requests/" + item.reference()).expecting(200).body().at("/items/0/form/sections")
                .forEach(section -> section.path("lines")
                        .forEach(line -> lines.put(line.path("question").asText(), line.path("text").asText())));
        return lines;
    }

    private void done(RequestItem item) {
        systems.until(item, "ticket_open");
        var task = systems.technow.value("sc_task", "request_item.number=" + systems.now(item).shownNumber(), "sys_id");
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task, "{\"state\":\"3\"}");
        systems.until(item, "fulfilled");
    }

    /** S137, S145, SA-M6: she answers with a button; the press is the evidence, and the form goes on by itself. */
    @Test
    void aTheReceivingManagersYesIsTheEvidenceAndTheFormGoesOnByItself() {
        var item = asked(MARCUS, "sa-hierarchical-add", lending(DAFYDD));
        assertThat(item.state().word()).isEqualTo("awaiting_evidence");
        assertThat(told(MARCUS, Notice.Kind.EVIDENCE_MISSING, "waits for the authorisation of Helen Strachan")).hasSize(1);
        var notice = systems.told(HELEN, Notice.Kind.PLEASE_DECIDE).getFirst();
        assertThat(notice.text()).contains("Marcus Oyelaran asks that Dafydd Prosser may work in Judicial review", "TL031",
                "Do you authorise it?");
        assertThat(notice.buttons()).extracting(Notice.Button::action).containsExactly("approve", "reject", "details");
        systems.clock.advance(Duration.ofHours(25));
        TwoSystems.until("Helen is reminded", () -> told(HELEN, Notice.Kind.REMINDER, "still waits for your answer").size() == 1);

        var waiting = waitingFor(HELEN, item);
        assertThat(waiting.path("question").asText()).contains("Do you authorise it?");
        var id = waiting.path("id").asText();
        assertThat(systems.member(IAN).decide(id, "approve", "").status()).as("somebody else").isNotEqualTo(200);
        assertThat(systems.member(HELEN).decide(id, "send_back", "Why?").status()).as("neither yes nor no").isNotEqualTo(200);
        systems.member(HELEN).decide(id, "approve", "").expecting(200);
        assertThat(systems.member(HELEN).decide(id, "reject", "No").status()).as("a second answer").isNotEqualTo(200);

        assertThat(answers(MARCUS, item)).containsEntry("authorisation.given_by", "Helen Strachan (" + HELEN + ")")
                .containsEntry("authorisation.manner", "With a button in a tool").hasEntrySatisfying("authorisation.reference",
                        at -> assertThat(at).contains("24 November 2026"));
        assertThat(told(MARCUS, Notice.Kind.QUESTION, "Helen Strachan has authorised")).hasSize(1);
        systems.until(item, "ticket_open");
        var approval = systems.transacted(() -> systems.bean(Requests.class).approvalOf(item.number()).orElseThrow());
        assertThat(approval.kind().word()).as("Marcus is the line manager").isEqualTo("auto");
        var number = systems.now(item).shownNumber();
        assertThat(systems.technow.count("sc_task", "request_item.number=" + number + "^assignment_group.name=DWP IT")).isOne();
        assertThat(systems.technow.count("sc_item_option", "value=Helen Strachan")).isNotZero();
        done(item);
        TwoSystems.until("both are told what to do at the end", () -> told(IAN, Notice.Kind.REMINDER, "tell Marcus Oyelaran").size() == 1
                && told(HELEN, Notice.Kind.REMINDER, "tell Marcus Oyelaran").size() == 1);
        systems.clock.advance(Duration.ofHours(25));
        assertThat(told(HELEN, Notice.Kind.REMINDER, "still waits for your answer")).as("not after she has answered").hasSize(1);
    }

    /** S138: her no ends it, with the reason, here and in the ITSM. */
    @Test
    void bTheReceivingManagersNoRejectsTheItemAndTheRequesterIsToldWhy() {
        var item = asked(MARCUS, "sa-hierarchical-add", lending(LEILA));
        TwoSystems.until("the ITSM has it", () -> systems.now(item).ticket().isPresent()); // what ends before it is there never gets there
        var id = waitingFor(HELEN, item).path("id").asText();
        assertThat(systems.member(HELEN).decide(id, "reject", " ").status()).as("a no without a reason").isNotEqualTo(200);
        systems.member(HELEN).decide(id, "reject", "No capacity to supervise").expecting(200);
        assertThat(systems.now(item).state().word()).isEqualTo("rejected");
        assertThat(told(MARCUS, Notice.Kind.REJECTED, "Helen Strachan: No capacity to supervise")).hasSize(1);
        var line = systems.member(MARCUS).get("/api/requests/" + item.reference()).expecting(200).body().at("/items/0/approval");
        assertThat(line.path("state").asText()).isEqualTo("rejected");
        assertThat(line.path("reason").asText()).isEqualTo("No capacity to supervise");
        TwoSystems.until("the ITSM knows", () -> systems.technow.count("sc_req_item", "number=" + systems.now(item).shownNumber()
                + "^approval=rejected") == 1);
        assertThat(systems.member(HELEN).approvals()).isEmpty();
    }

    /** S142, SH-R20: a yes counts for the words in which it was asked, and nobody can claim a press that was none. */
    @Test
    void cWhatIsMendedAfterTheYesIsAskedAnewAndAPressCannotBeClaimed() {
        var item = asked(MARCUS, "sa-hierarchical-add", lending(LEILA, "discussion.have", "no", "authorisation.have", "yes",
                "authorisation.given_by", HELEN, "authorisation.given_on", "2026-11-20", "authorisation.manner", "button"));
        assertThat(item.state().word()).isEqualTo("awaiting_evidence");
        var first = waitingFor(HELEN, item).path("id").asText();
        systems.member(HELEN).decide(first, "approve", "").expecting(200);
        assertThat(systems.now(item).state().word()).as("the talk is still missing").isEqualTo("awaiting_evidence");
        assertThat(systems.member(HELEN).approvals()).isEmpty();

        var marcus = systems.member(MARCUS);
        var talk = marcus.resume(marcus.post("/api/requests/" + item.reference() + "/mend", Map.of()).expecting(200).text("/dialogue"));
        assertThat(talk.asks()).isEqualTo("discussion.have");
        talk.fill(lending(LEILA));
        talk.change("target_team").say("TL999");
        talk.fill(lending(LEILA)).submit();

        assertThat(systems.now(item).state().word()).isEqualTo("awaiting_evidence");
        var second = waitingFor(HELEN, item);
        assertThat(second.path("id").asText()).isNotEqualTo(first);
        assertThat(second.path("question").asText()).contains("TL999");
        systems.member(HELEN).decide(second.path("id").asText(), "approve", "").expecting(200);
        systems.until(item, "ticket_open");
    }

    /** S146, S148, SA-M4: both sides are asked at once, with buttons, and once more the evening before; without both nothing is sent. */
    @Test
    void dBothSidesConfirmWithButtonsBeforeTheAccessIsRemoved() {
        hold("lent", DAFYDD, Map.of("role", "caseworker", "segment", JUDICIAL_REVIEW, "team", "TL031", "kind", "hierarchical", "start",
                LocalDate.parse("2026-11-23")));
        var priya = systems.member(PRIYA);
        var needed = systems.clock.instant().plus(Duration.ofDays(6)).toString().substring(0, 10) + " 09:00";
        var talk = priya.start("sa-hierarchical-remove").say(DAFYDD);
        talk.choose("lent").say(needed);
        assertThat(talk.view().path("waitingFor").asText()).isEqualTo("Ian Mbeki, Marcus Oyelaran");
        assertThat(talk.command("submit").refusalText()).contains("is lost");
        var ian = question(IAN);
        var marcus = question(MARCUS);
        assertThat(List.of(ian, marcus)).allSatisfy(notice -> assertThat(notice.buttons()).extracting(Notice.Button::label)
                .containsExactly("Yes", "No", "Go on"));

        assertThat(press(MARCUS, marcus, "no")).isInstanceOfSatisfying(ChatResult.Refused.class,
                refused -> assertThat(refused.view().refusal().text()).contains("would be lost"));
        assertThat(press(MARCUS, marcus, "yes")).isInstanceOf(ChatResult.Done.class);
        assertThat(press(MARCUS, marcus, "yes")).as("pressed again").isInstanceOf(ChatResult.NotNow.class);
        assertThat(press(GWEN, marcus, "yes")).as("somebody else").isInstanceOf(ChatResult.NotNow.class);
        assertThat(priya.resume(talk.id()).view().path("waitingFor").asText()).isEqualTo("Ian Mbeki");

        systems.clock.advance(Duration.ofDays(5).plusHours(9));
        TwoSystems.until("Ian is reminded the evening before", () -> told(IAN, Notice.Kind.REMINDER, "Move it tonight").size() == 1);
        assertThat(told(MARCUS, Notice.Kind.REMINDER, "Move it tonight")).as("he has confirmed").isEmpty();
        assertThat(press(IAN, ian, "yes")).isInstanceOf(ChatResult.Done.class);
        var item = submitted(priya, talk.id());
        done(item);
        assertThat(held("lent")).isFalse();
    }

    private RequestItem submitted(Member member, String dialogue) {
        member.resume(dialogue).fill(Map.of()).submit(); // the date is near by now, which is agreed to
        return systems.checkOut(member);
    }

    private Notice question(String person) {
        return systems.told(person, Notice.Kind.QUESTION).stream().filter(notice -> notice.text().contains("is to end by"))
                .findFirst()
                .orElseThrow();
    }

    private ChatResult press(String person, Notice notice, String answer) {
        var button = notice.buttons().stream().filter(each -> each.action().equals("reply:" + answer)).findFirst().orElseThrow();
        var target = button.target().split(":");
        return systems.bean(ChatService.class).reply(new Person("dwp", person), target[0], target[1], answer, "test");
    }

    /** S116, SA-R02: two who send at the same moment what knows no cart cannot pass the cap of ten together. */
    @Test
    void eTwoFormsWithoutACartThatRaceCannotPassTheCapTogether() {
        for (int i = 1; i <= 8; i++) {
            hold("of-cormac-" + i, CORMAC, Map.of("kind", "ordinary", "start", LocalDate.parse("2026-01-01")));
        }
        var members = List.of(systems.member(RUAIRI), systems.member(GRAINNE));
        var talks = members.stream().map(member -> member.start("ni-csuap30").fill(Map.ofEntries(Map.entry("user", CORMAC),
                Map.entry("grade", "EOI"), Map.entry("odr_fits", "yes"), Map.entry("effective_date", "2027-01-11"),
                Map.entry("action_required", "Amend"), Map.entry("has_cms_access", "yes"), Map.entry("priority", "Normal"),
                Map.entry("primary.role", "Caseworker"), Map.entry("primary.segment", "MAINT BELFAST"), Map.entry("primary.team", "TL003"),
                Map.entry("primary.cw_position", "CW004"), Map.entry("additional_needed", "yes"),
                Map.entry("secondary[0].kind", "ordinary"),
                Map.entry("secondary[0].role", "Caseworker"), Map.entry("secondary[0].segment", "MAINT BELFAST"),
                Map.entry("secondary[0].team", "TL003"), Map.entry("secondary[0].cw_position", "Lowest Available"),
                Map.entry("clearance.have", "no"), Map.entry("telephony_level", "Standard"), Map.entry("authoriser_grade", "SO"),
                Map.entry("authoriser_directorate", "Child Maintenance"), Map.entry("authoriser_area_team", "Belfast"),
                Map.entry("authoriser_odr", "Team Leader NI"), Map.entry("declaration", "yes")))).toList();
        assertThat(talks).allSatisfy(talk -> assertThat(talk.status()).isEqualTo("reviewing"));

        var sent = Crowd.of(2, number -> members.get(number).post("/api/dialogues/" + talks.get(number).id() + "/turns",
                Map.of("turn", talks.get(number).turn(), "command", "submit")));

        assertThat(sent).filteredOn(answer -> answer.text("/status").equals("submitted")).as("of two at once").hasSize(1);
        assertThat(sent).filteredOn(answer -> !answer.text("/status").equals("submitted")).singleElement()
                .satisfies(answer -> assertThat(answer.body().toString()).contains("ten, primary included, is the most"));
        var open = systems.transacted(() -> systems.bean(RegisterService.class).current("dwp").entries("items").stream()
                .filter(entry -> CORMAC.equals(entry.fields().get("subject"))).mapToLong(entry -> (Long) entry.fields().get("amount"))
                .sum());
        assertThat(1 + 8 + open).isEqualTo(10);
    }

    /** S129, S130: the buttons of a review over HTTP; silence; what the manager and the auditor read. */
    @Test
    void fAReviewIsAnsweredWithItsButtonsAndReadByManagerAndAuditor() {
        var today = LocalDate.ofInstant(systems.clock.instant(), java.time.ZoneOffset.UTC);
        var cover = Map.<String, Object>of("role", "team_leader", "segment", "FS_GB_CMEXF_000_ENF NORTH", "team", "TL012", "kind",
                "absence",
                "start", today.minusMonths(6).plusDays(3));
        hold("kept", GWEN, cover);
        hold("ended", OWEN, cover);
        TwoSystems.until("Priya is asked about both", () -> reviews().size() == 2);
        var priya = systems.member(PRIYA);
        var keep = goesOn(priya, "Gwen Tattersall", "keep");
        assertThat(keep.asks()).isEqualTo("keep_reason");
        keep.say("Gwen covers every summer").submit();
        assertThat(systems
                .transacted(() -> String.valueOf(systems.bean(RegisterService.class).current("dwp").entry("positions", "kept").fields()
                        .get("next_review"))))
                .isEqualTo(today.plusMonths(6).toString());
        TwoSystems.until("it is done", () -> csv(QUENNELL).stream().anyMatch(line -> line.contains("Gwen Tattersall") && line.contains(
                ",done,")));
        assertThat(csv(QUENNELL)).as("the auditor reads who kept it, when and why").anySatisfy(line -> assertThat(line)
                .contains("Enforcement North", "Gwen Tattersall", "done", today.toString(), "Priya Nandakumar",
                        "Still needed: Gwen covers every summer"));
        assertThat(csv(PRIYA)).as("the manager reads what is due")
                .anySatisfy(line -> assertThat(line).contains("Owen Fairclough", ",due,"));
        assertThat(csv(IAN)).as("it is nobody else's").noneMatch(line -> line.contains("Tattersall") || line.contains("Fairclough"));

        systems.clock.advance(Duration.ofDays(3 + 22));
        TwoSystems.until("silence reaches her line manager", () -> told(QUENNELL, Notice.Kind.REMINDER, "Owen Fairclough").size() == 1);
        assertThat(csv(PRIYA)).anySatisfy(line -> assertThat(line).contains("Owen Fairclough", ",overdue,"));
        var page = new String(priya.fetch("/reports/reviews").body(), StandardCharsets.UTF_8);
        assertThat(page).contains("Owen Fairclough", "Enforcement North");
        var removal = goesOn(priya, "Owen Fairclough", "remove");
        assertThat(removal.view().path("conversation").asText()).isEqualTo("sa-absence-remove");
        assertThat(removal.asks()).isEqualTo("discussion.have");
        assertThat(removal.answers()).containsKeys("user", "positions");
        removal.fill(Map.of("discussion.have", "yes", "discussion.given_by", MARCUS, "discussion.given_on", today.toString(),
                "discussion.manner", "meeting", "required_by", today.plusDays(60) + " 09:00")).submit();
        done(systems.checkOut(priya));
        assertThat(held("ended")).isFalse();
        assertThat(held("kept")).isTrue();
        TwoSystems.until("the review is over", () -> reviews().isEmpty());
    }

    /** S145, SA-M5: while access to a segment higher up lasts, both sides are asked every thirty days whether the work is finished. */
    @Test
    void gBothSidesAreAskedEveryThirtyDaysWhileTheAccessLasts() {
        var start = LocalDate.ofInstant(systems.clock.instant(), java.time.ZoneOffset.UTC);
        hold("still-lent", LEILA, Map.of("role", "caseworker", "segment", JUDICIAL_REVIEW, "team", "TL031", "kind", "hierarchical", "start",
                start));
        var words = "Leila Haddad of TL012 has worked for Judicial review since";
        var days = List.of(start.plusDays(30) + "T09:00:00Z", start.plusDays(60) + "T09:00:00Z");
        for (var day : days) {
            comes(day);
            for (var person : List.of(IAN, HELEN, MARCUS)) {
                TwoSystems.until(person + " is asked whether the work is finished", () -> sent(person, "SA-M5", words).contains(day));
            }
        }
        assertThat(List.of(IAN, HELEN, MARCUS))
                .allSatisfy(person -> assertThat(sent(person, "SA-M5", words)).containsExactlyInAnyOrderElementsOf(days));
        assertThat(held("still-lent")).as("nobody but the desk takes it away").isTrue();
    }

    /** S129: a review that nobody answers is asked again every week; after three her line manager is told; the access stays. */
    @Test
    void hAReviewInSilenceIsAskedAgainEveryWeekAndTheLineManagerIsTold() {
        hold("silent", OWEN,
                Map.of("role", "team_leader", "segment", "FS_GB_CMEXF_000_ENF NORTH", "team", "TL012", "kind", "absence", "start",
                        LocalDate.parse("2026-11-26")));
        var words = "Owen Fairclough still has absence access to";
        var before = sent(PRIYA, "SA-M1", words);
        var days = List.of("2027-05-12T08:00:00Z", "2027-05-26T08:00:00Z", "2027-06-02T08:00:00Z", "2027-06-09T08:00:00Z",
                "2027-06-16T08:00:00Z");
        for (var day : days) {
            comes(day);
            TwoSystems.until("Priya is asked at " + day, () -> sent(PRIYA, "SA-M1", words).contains(day));
        }
        assertThat(sent(PRIYA, "SA-M1", words).stream().filter(day -> !before.contains(day))).containsExactlyInAnyOrderElementsOf(days);
        TwoSystems.until("her line manager is told",
                () -> sent(QUENNELL, "SA-M2", "whether Owen Fairclough still needs").contains("2027-06-16T08:00:00Z"));
        assertThat(held("silent")).as("nobody takes it away by himself").isTrue();
    }

    private void comes(String moment) {
        systems.clock.set(Instant.parse(moment).plusSeconds(1));
    }

    /** For when the reminders were that somebody has had. */
    private List<String> sent(String person, String kind, String words) {
        return systems.member(person).reminders().stream()
                .filter(each -> each.path("kind").asText().equals(kind) && each.path("text").asText().contains(words)
                        && each.path("sent").isTextual())
                .map(each -> each.path("due").asText()).toList();
    }

    private List<JsonNode> reviews() {
        return systems.member(PRIYA).reminders().stream().filter(each -> each.path("kind").asText().equals("SA-M1")
                && each.path("state").asText().equals("sent")).toList();
    }

    /** Presses a button of a review that goes on in a conversation. */
    private Talk goesOn(Member member, String about, String answer) {
        var reminder = reviews().stream().filter(each -> each.path("text").asText().contains(about)).findFirst().orElseThrow();
        var pressed = member.post("/api/reminders/" + reminder.path("id").asText() + "/answer", Map.of("answer", answer)).expecting(200);
        return member.resume(pressed.text("/dialogue"));
    }

    private List<String> csv(String person) {
        var body = new String(systems.member(person).fetch("/api/reviews.csv").body(), StandardCharsets.UTF_8);
        return body.lines().toList();
    }
}
