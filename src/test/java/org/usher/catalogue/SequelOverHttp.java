package org.usher.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.usher.TwoSystems;
import org.usher.excel.WorkbookReading;
import org.usher.facts.Definitions;
import org.usher.outbox.Mails;
import org.usher.request.Approval;
import org.usher.request.ItemState;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.story.Member;
import org.usher.ticket.Variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.catalogue.EndExpectations.texts;

/**
 * What becomes of the form that a conversation test has filled in over HTTP, as far as the test expects anything of it: it is sent, decided on, raised in TechNow,
 * and done by its desk.
 */
final class SequelOverHttp {

    /** What is seen of a form only when it has been sent, and what only when the desk has it. */
    private static final Set<String> SENT = Set.of("subject", "approver", "automatic", "asked_for", "reminders");
    private static final Set<String> RAISED = Set.of("effects", "mails", "documents");
    private static final Set<String> TOLD = Set.of("status", "answers", "findings", "ticket", "results", "happened");
    private static final DateTimeFormatter TECHNOW_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String DONE = "3";
    private static final String NOT_DONE = "4";

    private final TwoSystems systems;
    private final ConversationOverHttp conversation;
    private final Node.Fields then;
    private Optional<RequestItem> item = Optional.empty();

    SequelOverHttp(TwoSystems systems, ConversationOverHttp conversation, Node.Fields then) {
        this.systems = systems;
        this.conversation = conversation;
        this.then = then;
    }

    void check() {
        assertThat(then.keys()).as("what is seen over HTTP and in TechNow")
                .allMatch(key -> TOLD.contains(key) || SENT.contains(key) || RAISED.contains(key));
        if (then.word("ticket", "").equals("none")) {
            nothingWasSent();
        }
        if (then.has("effects") && !asksTheDesk()) {
            if (conversation.view().path("status").asText().equals("reviewing")) {
                conversation.submit();
            }
            effects();
            return;
        }
        boolean raised = then.keys().stream().anyMatch(RAISED::contains) || !then.fields("ticket").keys().isEmpty();
        boolean draft = conversation.view().path("status").asText().equals("asking");
        if (draft && !raised) {
            reminders(); // of a draft that waits
            return;
        }
        if (raised || then.keys().stream().anyMatch(SENT::contains)) {
            send();
            decisions();
        }
        if (raised) {
            raise();
            ticket(then.fields("ticket"));
            then.rows("mails").forEach(this::mail);
        }
        if (!then.has("results")) {
            documents();
        }
        if (!then.fields("happened").has("fulfilled")) {
            reminders();
        }
        if (then.has("effects") || then.has("results") || then.fields("happened").has("fulfilled")) {
            fulfil();
            effects();
        }
        if (then.has("results")) {
            documents();
        }
        if (then.fields("happened").has("fulfilled")) {
            reminders();
        }
    }

    private boolean asksTheDesk() {
        return systems.bean(Definitions.class).current(TwoSystems.ORGANISATION, conversation.view().path("conversation").asText())
                .flatMap(form -> form.submission()).isPresent();
    }

    // ---- what is done

    /** Hands the form in, and sends the cart if it lies there. */
    private RequestItem send() {
        if (item.isEmpty()) {
            conversation.submit();
            var requester = conversation.requester();
            if (!requester.get("/api/cart").expecting(200).body().path("items").isEmpty()) {
                requester.checkOut();
            }
            item = Optional.of(systems.item(conversation.view().path("item").asText()));
        }
        return systems.now(item.get());
    }

    /** Somebody who is asked for an authorisation says yes. */
    void authorises(String path, String person) {
        var sent = send();
        var asked = systems.transacted(() -> systems.bean(Requests.class).authorisations(sent.number())).stream()
                .filter(each -> each.approver().equals(person) && each.question().orElseThrow().evidence().equals(path)).findFirst();
        assertThat(asked).as("who is asked for '" + path + "'").isPresent();
        var number = String.valueOf(asked.get().number());
        assertThat(conversation.member(person).approvals()).as("what waits for " + person)
                .anyMatch(each -> each.path("id").asText().equals(number));
        conversation.member(person).decide(number, "approve", "").expecting(200);
    }

    private void raise() {
        var sent = send();
        if (sent.state() == ItemState.PENDING_APPROVAL) {
            var approval = approval().orElseThrow();
            conversation.member(approval.approver()).decide(String.valueOf(approval.number()), "approve", "").expecting(200);
        }
        assertThat(systems.now(sent).state()).as("it goes to the desk").isGreaterThanOrEqualTo(ItemState.APPROVED);
        systems.until(sent, ItemState.TICKET_OPEN.word());
    }

    private Optional<Approval> approval() {
        return systems.transacted(() -> systems.bean(Requests.class).approvalOf(item.orElseThrow().number()));
    }

    /** The desk writes down what it did, and closes its task. */
    private void fulfil() {
        then.fields("results").each().forEach(result -> {
            var option = systems.technow.value("sc_item_option_mtom",
                    "sc_item_option.item_option_new.name=" + result.name() + "^request_item.number=" + number(), "sc_item_option");
            systems.technow.admin("PATCH", "/api/now/table/sc_item_option/" + option,
                    "{\"value\":\"" + then.fields("results").word(result.name(), "") + "\"}");
        });
        then.fields("happened").text("fulfilled").ifPresent(when -> systems.clock.set(conversation.moment(when.text())));
        close(DONE);
        systems.until(send(), ItemState.FULFILLED.word());
    }

    private void close(String state) {
        var task = systems.technow.value("sc_task", "request_item.number=" + number(), "sys_id");
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task, "{\"state\":\"" + state + "\"}");
    }

    private String number() {
        return send().shownNumber();
    }

    /** Leaves nothing open for the next test. */
    void tidy() {
        var requester = conversation.requester();
        if (item.isEmpty()) {
            Member.list(requester.get("/api/cart").expecting(200).body().path("items"))
                    .forEach(each -> requester.delete("/api/cart/" + each.path("reference").asText()).expecting(204));
            var sent = conversation.view().path("item").asText("");
            item = sent.isEmpty() ? item : Optional.of(systems.item(sent));
        }
        if (item.isEmpty()) {
            return;
        }
        var now = systems.now(item.get());
        if (now.state().withTheDesk()) {
            systems.until(now, ItemState.TICKET_OPEN.word());
            close(NOT_DONE);
            systems.until(now, ItemState.NOT_FULFILLED.word());
        } else if (now.state().open()) {
            requester.post("/api/requests/" + now.reference() + "/cancel", Map.of("reason", "The test is over")).expecting(200);
            systems.until(now, ItemState.CANCELLED.word());
        }
    }

    // ---- what is seen

    private void nothingWasSent() {
        assertThat(conversation.view().path("status").asText()).as("nothing was handed in").isNotEqualTo("submitted");
        assertThat(conversation.requester().get("/api/cart").expecting(200).body().path("items")).as("the cart").isEmpty();
        var dialogue = conversation.view().path("id").asText();
        assertThat(systems.transacted(() -> systems.bean(Requests.class).itemOfDialogue(dialogue))).as("an item of it").isEmpty();
    }

    private void decisions() {
        var sent = send();
        then.text("subject").ifPresent(key -> assertThat(sent.subject()).as("subject").isEqualTo(key.text()));
        if (then.has("approver")) {
            assertThat(approval().orElseThrow().approver()).as("approver").isIn(texts(then, "approver"));
        }
        then.text("automatic").ifPresent(automatic -> {
            var line = conversation.requester().get("/api/requests/" + sent.reference()).expecting(200).body().at("/items/0/approval");
            assertThat(line.path("kind").asText().equals("auto")).as("approved without asking: %s", line)
                    .isEqualTo(!automatic.text().equals("false"));
            if (!List.of("true", "false").contains(automatic.text())) {
                assertThat(line.path("ground").asText()).isEqualTo(automatic.text());
            }
        });
        if (then.has("asked_for")) {
            var asked = new TreeMap<String, String>();
            systems.transacted(() -> systems.bean(Requests.class).authorisations(sent.number())).stream()
                    .filter(each -> each.decision().isEmpty())
                    .forEach(each -> asked.put(each.question().orElseThrow().evidence(), each.approver()));
            var expected = new TreeMap<String, String>();
            then.fields("asked_for").each().forEach(each -> expected.put(each.name(), then.fields("asked_for").word(each.name(), "")));
            assertThat(asked).as("who is asked for which authorisation").isEqualTo(expected);
            expected.values().forEach(person -> assertThat(conversation.member(person).approvals()).as("what waits for " + person)
                    .anyMatch(each -> List.of(sent.reference(), number()).contains(each.path("number").asText())));
            assertThat(sent.state() == ItemState.AWAITING_EVIDENCE).as("waits for an authorisation").isEqualTo(!expected.isEmpty());
        }
    }

    private void ticket(Node.Fields expected) {
        var number = number();
        expected.text("item").ifPresent(name -> assertThat(
                systems.technow.count("sc_req_item", "number=" + number + "^cat_item.name=" + name.text())).as("of " + name).isOne());
        var task = systems.technow.records("sc_task", "request_item.number=" + number, "short_description,description,due_date");
        assertThat(task).as("tasks of the desk").hasSize(1);
        expected.text("queue").ifPresent(queue -> assertThat(
                systems.technow.count("sc_task", "request_item.number=" + number + "^assignment_group.name=" + queue.text()))
                .as("in " + queue)
                .isOne());
        expected.text("summary")
                .ifPresent(summary -> assertThat(task.getFirst().path("short_description").asText()).isEqualTo(summary.text()));
        expected.text("due").ifPresent(due -> isAbout(due.text(),
                LocalDateTime.parse(task.getFirst().path("due_date").asText(), TECHNOW_TIME).toInstant(ZoneOffset.UTC)));
        expected.text("needed_by").ifPresent(needed -> isAbout(needed.text(), Instant.parse(
                conversation.requester().get("/api/requests/" + send().reference()).expecting(200).text("/items/0/neededBy"))));
        var words = task.getFirst().path("description").asText();
        texts(expected, "flags").forEach(flag -> assertThat(words).as("flags on the ticket").contains(flag));
        conversation.view().path("findings").forEach(finding -> {
            if (List.of("warn", "note").contains(finding.path("severity").asText())) {
                assertThat(words).as("what was warned of is on the ticket").contains(finding.path("rule").asText(),
                        finding.path("text").asText());
            }
        });
        var variables = new LinkedHashMap<String, String>();
        systems.technow.records("sc_item_option_mtom", "request_item.number=" + number,
                "sc_item_option.item_option_new.name,sc_item_option.value")
                .forEach(each -> variables.put(each.path("sc_item_option.item_option_new.name").asText(),
                        each.path("sc_item_option.value").asText()));
        expected.fields("variables").each().forEach(variable -> {
            if (Situation.isNull(variable.value())) {
                assertThat(variables).doesNotContainKey(Variables.name(variable.name()));
            } else {
                assertThat(variables).containsEntry(Variables.name(variable.name()),
                        expected.fields("variables").word(variable.name(), ""));
            }
        });
    }

    private void isAbout(String expected, Instant moment) {
        assertThat(Duration.between(conversation.moment(expected), moment).abs()).as("%s is about %s", moment, expected)
                .isLessThan(ConversationOverHttp.LEEWAY);
    }

    private void mail(Node.Fields expected) {
        var sent = send();
        var to = texts(expected, "to");
        TwoSystems.until("there is a mail such as in line " + expected.place().line(),
                () -> systems.bean(Mails.class).latest(200).stream().filter(mail -> mail.about().equals(sent.reference()))
                        .filter(mail -> to.isEmpty() || to.contains(mail.address()) || to.contains(mail.to().key()))
                        .filter(mail -> texts(expected, "says").stream().allMatch((mail.subject() + '\n' + mail.text())::contains))
                        .anyMatch(mail -> systems.bean(Mails.class).find(mail.id()).orElseThrow().attached()
                                .size() >= texts(expected, "attach").size()));
    }

    private void documents() {
        for (var document : then.fields("documents").each()) {
            var expected = document.fields();
            boolean filledIn = then.has("results");
            var files = systems.technow.records("sys_attachment",
                    "table_sys_id=" + send().ticket().orElseThrow().id() + "^file_nameENDSWITH.xlsx", "sys_id,file_name").stream()
                    .filter(file -> file.path("file_name").asText().contains("final") == filledIn).toList();
            assertThat(files).as("workbooks on the ticket").hasSize(1);
            expected.text("file").ifPresent(name -> assertThat(files.getFirst().path("file_name").asText()).startsWith(name.text()));
            var sheets = WorkbookReading.sheets(systems.technow.file(files.getFirst().path("sys_id").asText()));
            if (expected.has("sheets")) {
                assertThat(sheets).extracting(WorkbookReading.Sheet::name).containsExactlyElementsOf(texts(expected, "sheets"));
            }
            var rows = sheets.stream().flatMap(sheet -> rows(sheet)).toList();
            texts(expected, "says").forEach(says -> assertThat(rows).as("the workbook").anyMatch(row -> row.contains(says)));
        }
    }

    /** The rows of a sheet as tests write them: a label and what stands beside it, and the cells of a table. */
    private static Stream<String> rows(WorkbookReading.Sheet sheet) {
        var cells = new TreeMap<Integer, TreeMap<String, String>>();
        sheet.cells().forEach((reference, text) -> cells
                .computeIfAbsent(Integer.valueOf(reference.replaceAll("[A-Z]", "")), _ -> new TreeMap<>())
                .put(reference.replaceAll("[0-9]", ""), text));
        return cells.values().stream().flatMap(row -> {
            var texts = new ArrayList<String>();
            for (char column = 'A'; column <= 'H'; column++) {
                texts.add(row.getOrDefault(String.valueOf(column), ""));
            }
            return Stream.of(String.join(" | ", texts), texts.getFirst() + ": " + texts.get(1));
        });
    }

    /** Reminders that are planned, or were sent: what else is planned meanwhile, such as that the desk's time is over, is no matter of the test. */
    private void reminders() {
        for (var expected : then.rows("reminders")) {
            for (var person : texts(expected, "to")) {
                TwoSystems.until("%s is to be reminded as line %d says".formatted(person, expected.place().line()),
                        () -> conversation.member(person).reminders().stream().anyMatch(each -> matches(each, expected)));
            }
        }
    }

    private boolean matches(JsonNode reminder, Node.Fields expected) {
        boolean atItsTime = expected.text("at").map(at -> Duration.between(conversation.moment(at.text()),
                Instant.parse(reminder.path("due").asText())).abs().compareTo(ConversationOverHttp.LEEWAY) < 0).orElse(true);
        var about = item.isPresent() ? number() : ""; // a draft has no number yet
        return reminder.path("kind").asText().equals(expected.word("id", "")) && reminder.path("about").asText().equals(about) && atItsTime
                && texts(expected, "says").stream().allMatch(reminder.path("text").asText()::contains);
    }

    private void effects() {
        var registers = conversation.registers();
        then.fields("effects").each().forEach(register -> register.fields().each()
                .forEach(entry -> EndExpectations.entry(registers, register.name(), entry)));
    }
}
