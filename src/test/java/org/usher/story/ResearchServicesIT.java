package org.usher.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.usher.TwoSystems;
import org.usher.chat.Outcomes;
import org.usher.facts.RegisterService;
import org.usher.outbox.Mails;
import org.usher.outbox.Notice;
import org.usher.outbox.NoticeBoard;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** The workflows of Statistics Denmark with all who have a part in them, over HTTP, with both programs running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class ResearchServicesIT {

    private static final String ORGANISATION = "denmark";
    private TwoSystems systems;
    private Member birgit;
    private Member karen;
    private Member peter;
    private Member mikkel;

    @TempDir
    static Path folder;

    @BeforeAll
    void start() {
        systems = TwoSystems.at("2026-11-23T09:00:05Z", true, Duration.ofSeconds(1), Map.of("usher.pick-up.folder", folder.toString()));
        birgit = systems.member("BIAA");
        karen = systems.member("KALI");
        peter = systems.member("PEJU");
        mikkel = systems.member("MITH");
    }

    @AfterAll
    void stop() {
        systems.close();
    }

    /** S196, DK-R02, DK-R04, DK-T1: of those asked one decides; a script creates the account; the ticket closes itself; the news is passed on. */
    @Test
    void anAccountIsSentBackMendedCheckedCreatedAndPassedOn() {
        var reference = sent(birgit.start("dk-create-account").fill(Map.of("institution", "INST-014", "researcher_name", "Signe Dahl",
                "researcher_email", "signe.dahl@example.dk", "sms_phone", "+4530405060", "project", "Registers", "start_date",
                "2026-11-24")));
        assertThat(Member.list(birgit.get("/api/cart").expecting(200).body().path("items"))).as("there is no cart").isEmpty();

        assertThat(waiting(karen, reference)).isNotEmpty();
        assertThat(waiting(peter, reference)).isNotEmpty();
        karen.decide(waiting(karen, reference), "send_back", "project missing").expecting(200);
        assertThat(waiting(peter, reference)).isEmpty();
        assertThat(item(birgit, reference).at("/state").asText()).isEqualTo("returned");
        assertThat(item(birgit, reference).toString()).contains("project missing");
        assertThat(systems.technow.count("sc_task", "short_descriptionLIKESigne Dahl")).as("no form at IT").isZero();

        var dialogue = birgit.post("/api/requests/" + reference + "/mend", Map.of()).expecting(200).text("/dialogue");
        birgit.resume(dialogue).submit();
        peter.decide(waiting(peter, reference), "approve", "").expecting(200);
        assertThat(waiting(karen, reference)).isEmpty();

        until(birgit, reference, "fulfilled"); // at once, which may be before the ITSM has given its number
        assertThat(person("SD014", "email")).isEqualTo("signe.dahl@example.dk");
        assertThat(person("SD014", "token_phone")).isEqualTo("+4530405060");
        var number = ticketNumber(birgit, reference);
        TwoSystems.until("the ticket is closed with the account on it",
                () -> systems.technow.count("sc_req_item", "number=" + number + "^state=3") == 1
                        && systems.technow.count("sc_item_option_mtom",
                                "request_item.number=" + number
                                        + "^sc_item_option.item_option_new.name=account^sc_item_option.value=SD014") == 1);
        assertThat(systems.technow.count("sc_task", "request_item.number=" + number + "^assignment_group.name=IT – account script^state=3"))
                .isOne();
        var data = "file_name=" + reference + "-2.json";
        assertThat(systems.technow.value("sys_attachment", data, "content_type")).isEqualTo("application/json");
        assertThat(systems.technow.admin("GET", "/api/now/attachment/" + systems.technow.value("sys_attachment", data, "sys_id") + "/file",
                "").body()).as("the form as data for the script").contains("\"researcher_email\" : \"signe.dahl@example.dk\"",
                        "\"institution\" : \"INST-014\"", "\"account\" : \"SD014\"", "\"decided_by\" : \"PEJU\"");
        assertThat(mails("Account SD014 is ready")).as("to Research Services, not to the researcher")
                .extracting(Mails.Mail::address).containsExactlyInAnyOrder("karen.lindholm@dst.example", "peter.juhl@dst.example");

        assertThat(task(peter, reference, "forward")).isPresent();
        var outcomes = systems.bean(Outcomes.class);
        var told = List.of(toldOfTask("KALI"), toldOfTask("PEJU"));
        assertThat(told).extracting(outcomes::of).as("what became of it").containsOnly(java.util.Optional.empty());
        answer(karen, reference, "forward", "yes");
        assertThat(task(peter, reference, "forward")).as("somebody has done it").isEmpty();
        assertThat(told).extracting(notice -> outcomes.of(notice).orElseThrow()).containsExactly("You have done this.",
                "Karen Lindholm har gjort det.");
        assertThat(peter.post("/api/dialogues", Map.of("conversation", reference + "/forward")).status()).isEqualTo(403);
    }

    /** S206, DK-R11, DK-R29, DK-T3: in order, and nobody out of turn. */
    @Test
    void aNewPhoneNumberGoesToResearchServicesItAndBack() {
        var reference = sent(birgit.start("dk-sms-phone")
                .fill(Map.of("institution", "INST-014", "researcher", "AH014", "new_phone", "+4540506070")));
        assertThat(begins(mikkel, reference, "it_done").status()).as("not before Research Services pass it on").isEqualTo(403);

        karen.decide(waiting(karen, reference), "approve", "").expecting(200);
        TwoSystems.until("the ticket is in the queue of IT", () -> systems.technow.count("sc_task",
                "short_descriptionLIKEAH014^assignment_group.name=IT – manual") == 1);
        assertThat(mails("Please change the phone of the SMS token of AH014")).singleElement().satisfies(mail -> {
            assertThat(mail.address()).isEqualTo("it@dst.example");
            assertThat(systems.bean(Mails.class).find(mail.id()).orElseThrow().attached()).singleElement()
                    .satisfies(file -> assertThat(new String(file.content(), java.nio.charset.StandardCharsets.UTF_8))
                            .contains("+4540506070"));
        });
        var tooEarly = begins(karen, reference, "forward");
        assertThat(tooEarly.status()).isEqualTo(403);
        assertThat(tooEarly.body().toString()).contains("DK-R11", "Change the phone of AH014");
        assertThat(begins(birgit, reference, "it_done").status()).isEqualTo(403);

        assertThat(task(mikkel, reference, "it_done")).isPresent();
        answer(mikkel, reference, "it_done", "Done");
        assertThat(person("AH014", "token_phone")).isEqualTo("+4540506070");
        answer(karen, reference, "forward", "yes");
        var number = ticketNumber(birgit, reference);
        TwoSystems.until("the ticket is closed in the ITSM too",
                () -> systems.technow.count("sc_req_item", "number=" + number + "^state=3") == 1);
        TwoSystems.until("the desk reads that Mikkel has done it",
                () -> systems.technow.count("sys_journal_field", "element=work_notes^valueLIKEMikkel Thorsen (MITH)") > 0);
    }

    /** S200, S202, DK-T2, DK-R26: written at once, taken at the full hour, off from then on; nothing is entered twice. */
    @Test
    void mailIsOffOnceTheFileWasPickedUpAtTheFullHour() throws IOException {
        systems.clock.set(Instant.parse("2026-11-23T10:00:00Z"));
        var reference = mailOff("FB014");
        karen.decide(waiting(karen, reference), "approve", "").expecting(200);
        var file = folder.resolve(ORGANISATION).resolve("disable_mail.csv");
        TwoSystems.until("the line is in the file", () -> Files.exists(file));
        var lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).isEqualTo("researcher_id;entered_by;entered_at;operation");
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).startsWith("FB014;KALI;2026-11-23T11:0").endsWith(";disable");
        var seen = karen.get("/api/pick-ups").expecting(200).body();
        assertThat(seen.toString()).contains("disable_mail.csv", "FB014", "2026-11-23T11:00:00Z");
        assertThat(birgit.get("/api/pick-ups").expecting(200).body()).as("not for institutions").isEmpty();
        assertThat(person("FB014", "mail_enabled")).isEqualTo("true");

        systems.clock.set(Instant.parse("2026-11-23T10:59:30Z"));
        assertThat(item(birgit, reference).at("/state").asText()).isIn("approved", "ticketing", "ticket_open");
        assertThat(Files.exists(file)).isTrue();
        systems.clock.set(Instant.parse("2026-11-23T11:00:00Z"));
        until(birgit, reference, "fulfilled");
        assertThat(person("FB014", "mail_enabled")).isEqualTo("false");
        assertThat(mails("Mail is off: Freja Bach")).as("to who asked and Research Services, not to the researcher")
                .extracting(Mails.Mail::address).containsExactlyInAnyOrder("birgit.aagaard@oihd.example", "karen.lindholm@dst.example",
                        "peter.juhl@dst.example");
        TwoSystems.until("the file is gone", () -> !Files.exists(file));
        try (var taken = Files.list(folder.resolve(ORGANISATION).resolve("picked-up"))) {
            assertThat(taken).hasSize(1);
        }
        assertThat(karen.get("/api/pick-ups").expecting(200).body().toString()).doesNotContain("FB014");
    }

    private String mailOff(String researcher) {
        return sent(birgit.start("dk-disable-mail").fill(Map.of("institution", "INST-014", "researchers", researcher, "reason", "Left")));
    }

    /** DK-R17, DK-R18, DK-R22, DK-T5: agreed in rounds, with the papers on the ticket, which cannot stay closed before the bill is there. */
    @Test
    void aServerIsAgreedInRoundsAndItsTicketClosesWithTheBillOnly() {
        var ole = systems.member("OLFI");
        var reference = sent(ole.start("dk-hosted-server")
                .fill(Map.of("institution", "INST-022", "purpose", "A database of labour statistics", "wish", "8 cores, 64 GB")));
        answer(mikkel, reference, "configuration", "4 cores, 64 GB");
        fills(ole, reference, "agreement", Map.of("agreement.answer", "Vi ønsker den ændret", "agreement.change", "We need 8 cores"));
        var again = task(mikkel, reference, "configuration").orElseThrow();
        assertThat(again.toString()).contains("We need 8 cores");
        assertThat(begins(ole, reference, "agreement").body().toString()).contains("DK-R17");
        assertThat(begins(mikkel, reference, "configuration").expecting(201).body().at("/prompt/suggestion").toString())
                .contains("4 cores, 64 GB");
        fills(mikkel, reference, "configuration", Map.of("configuration.configuration", "6 cores, 64 GB"));
        fills(ole, reference, "agreement", Map.of("agreement.answer", "Vi ønsker den ændret", "agreement.change", "Still 8 cores"));
        fills(mikkel, reference, "configuration", Map.of("configuration.configuration", "8 cores, 64 GB"));
        fills(ole, reference, "agreement", Map.of("agreement.answer", "Vi er enige"));
        handsIn(ole, reference, "contract", "contract.document", Map.of("contract.number", "K-2026-12", "contract.signed_on", "2026-11-20",
                "contract.signed_by", "Ole Fisker, Mikkel Thorsen"));
        var number = ticketNumber(ole, reference);
        TwoSystems.until("the contract is on the ticket", () -> paper(number, "contract (") && paper(number, "Configuration and contract"));
        for (var wish : List.of("We need 8 cores", "Still 8 cores")) {
            assertThat(systems.technow.count("sys_journal_field", "element=work_notes^valueLIKE" + wish)).as(wish).isOne();
        }

        var task = systems.technow.value("sc_task", "request_item.number=" + number, "sys_id");
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task, "{\"state\":\"3\",\"close_notes\":\"Done\"}");
        TwoSystems.until("the ticket is open again", () -> systems.technow.count("sys_journal_field",
                "element_id=" + task + "^element=work_notes^valueLIKEFirst: the delivery of server") == 1
                && systems.technow.count("sc_task", "sys_id=" + task + "^state=1") == 1
                && systems.technow.count("sc_req_item", "number=" + number + "^state=1^stage=fulfillment") == 1);

        fills(ole, reference, "delivered", Map.of("delivered.server", "ja", "delivered.software", "ja", "delivered.licences", "ja"));
        answer(mikkel, reference, "installed", "yes");
        answer(mikkel, reference, "data_moved", "yes");
        answer(mikkel, reference, "work_done", "14 hours");
        handsIn(karen, reference, "billed", "billed.document", Map.of("billed.bill_number", "F-2026-77", "billed.amount", "DKK 12600"));
        TwoSystems.until("the ticket is closed with the bill on it",
                () -> systems.technow.count("sc_req_item", "number=" + number + "^state=3") == 1
                        && paper(number, "bill (") && paper(number, "Bill F-2026-77"));
    }

    private boolean paper(String number, String beginning) {
        var item = systems.technow.value("sc_req_item", "number=" + number, "sys_id");
        return systems.technow.count("sys_attachment", "table_sys_id=" + item + "^file_nameSTARTSWITH" + beginning) == 1;
    }

    private static void fills(Member who, String reference, String step, Map<String, String> answers) {
        var talk = who.resume(begins(who, reference, step).expecting(201).text("/id")).fill(answers);
        assertThat(talk.status()).isEqualTo("submitted");
    }

    /** As {@link #fills}, up to a file, which is handed in. */
    private static void handsIn(Member who, String reference, String step, String question, Map<String, String> answers) {
        var talk = who.resume(begins(who, reference, step).expecting(201).text("/id"));
        while (!talk.asks().equals(question)) {
            talk.fillOne(answers);
        }
        var name = question.startsWith("billed") ? "bill.pdf" : "contract.pdf";
        assertThat(who
                .handIn(talk.id(), String.valueOf(talk.turn()), name,
                        "%PDF-1.7 signed".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .expecting(200).text("/status")).isEqualTo("submitted");
    }

    /** Hands a form in that is sent at once; the reference of its item. */
    private static String sent(Talk talk) {
        return talk.submit().view().path("item").asText();
    }

    /** S204: nothing can be deleted. */
    @Test
    void thereIsNoWayToDeleteAnAccount() {
        for (var address : List.of("/api/people/AH014", "/api/accounts/AH014")) {
            var refused = karen.delete(address).expecting(405);
            assertThat(refused.text("/detail")).contains("never delete", "disable", "dk-disable-account",
                    "Disable (\"delete\") a researcher's account");
        }
        assertThat(person("AH014", "name")).isEqualTo("Anders Holm");
        assertThat(begins(birgit, "dk-disable-account").status()).isEqualTo(403);
    }

    /** DK-T7: the contact of an institution that is closed sees the request, but not of what the institution is accused; nor do other groups in TechNow. */
    @Test
    void whyAnInstitutionIsClosedIsNotForItsContact() {
        var reference = sent(karen.start("dk-institution-access").fill(Map.of("institution", "INST-022", "operation", "Close",
                "abuse_reason", "Results sent to a third party", "confirm", "yes")));
        assertThat(item(karen, reference).toString()).contains("Results sent to a third party");
        assertThat(item(systems.member("OLFI"), reference).toString()).as("as he reads it, in Danish").contains("(fortroligt)", "INST-022")
                .doesNotContain("third party");
        assertThat(systems.technow.count("item_option_new", "name=abuse_reason^restricted=true")).isOne();
        assertThat(systems.technow.count("item_option_new", "name=operation^restricted=true")).isZero();
    }

    // ---- how they do it

    private static Member.Answer begins(Member who, String reference, String step) {
        return begins(who, reference + '/' + step);
    }

    private static Member.Answer begins(Member who, String conversation) {
        return who.post("/api/dialogues", Map.of("conversation", conversation));
    }

    private static void answer(Member who, String reference, String step, String text) {
        var view = begins(who, reference, step).expecting(201).body();
        var done = who.post("/api/dialogues/" + view.at("/id").asText() + "/turns",
                Map.of("turn", view.at("/turn").asInt(), "say", text)).expecting(200);
        assertThat(done.text("/status")).isEqualTo("submitted");
    }

    /** What somebody was told of the newest task. */
    private Notice toldOfTask(String person) {
        return systems.transacted(() -> systems.bean(NoticeBoard.class).of(new Person(ORGANISATION, person), 50)).stream()
                .map(NoticeBoard.Posted::notice).filter(notice -> notice.kind() == Notice.Kind.TASK).findFirst().orElseThrow();
    }

    private static java.util.Optional<JsonNode> task(Member who, String reference, String step) {
        return Member.list(who.get("/api/tasks").expecting(200).body()).stream()
                .filter(task -> task.at("/id").asText().equals(reference + '/' + step)).findFirst();
    }

    /** The id of the approval of an item that waits for somebody; empty if none does. */
    private String waiting(Member who, String reference) {
        var approvals = who.approvals(); // first: the ITSM may give the item its number at any moment
        var number = item(birgit, reference).at("/number").asText();
        return approvals.stream().filter(approval -> List.of(number, reference).contains(approval.at("/number").asText()))
                .map(approval -> approval.at("/id").asText()).findFirst().orElse("");
    }

    private static JsonNode item(Member who, String reference) {
        return who.get("/api/requests/" + reference).expecting(200).body().at("/items/0");
    }

    /** The number that the ITSM gives an item, as soon as it has. */
    private static String ticketNumber(Member who, String reference) {
        TwoSystems.until("the ITSM has given its number", () -> item(who, reference).at("/number").asText().startsWith("RITM"));
        return item(who, reference).at("/number").asText();
    }

    private static void until(Member who, String reference, String state) {
        TwoSystems.until(reference + " is " + state, () -> item(who, reference).at("/state").asText().equals(state));
    }

    private String person(String key, String field) {
        return systems.transacted(() -> {
            var registers = systems.bean(RegisterService.class).current(ORGANISATION);
            return String.valueOf(registers.field(registers.entry("people", key), field));
        });
    }

    private List<Mails.Mail> mails(String subject) {
        return systems.bean(Mails.class).latest(500).stream().filter(mail -> mail.subject().equals(subject)).toList();
    }
}
