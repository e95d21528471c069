package org.usher.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.usher.conversation.Answer;
import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Effect;
import org.usher.conversation.Engine;
import org.usher.conversation.Form;
import org.usher.conversation.Reminding;
import org.usher.conversation.Reply;
import org.usher.conversation.Round;
import org.usher.register.Change;
import org.usher.register.Registers;
import org.usher.validation.Finding;
import org.usher.validation.Reader;
import org.usher.validation.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/** What a conversation test expects at the end, under {@code then}. */
final class EndExpectations {

    private final Node.Fields then;
    private final Situation situation;
    private final Optional<Conversation> conversation;
    private final Optional<Dialogue> dialogue;
    private final Optional<Story> story;

    EndExpectations(Node.Fields then, Situation situation, Optional<Conversation> conversation, Optional<Dialogue> dialogue,
            Optional<Story> story) {
        this.story = story;
        this.then = then;
        this.situation = situation;
        this.conversation = conversation;
        this.dialogue = dialogue;
    }

    void check() {
        if (then.has("cart_findings")) {
            assertThat(rules(cartFindings())).as(at("cart_findings")).isEqualTo(new TreeSet<>(texts(then, "cart_findings")));
        }
        if (then.has("reviews")) {
            reviews();
        }
        if (dialogue.isEmpty() || conversation.isEmpty()) {
            assertThat(then.keys()).as("No conversation was begun, so nothing can be said of it")
                    .isSubsetOf(Set.of("cart_findings", "reviews"));
            return;
        }
        if (conversation.get().step().isPresent()) {
            checkForm();
            return;
        }
        var reply = Engine.look(conversation.get(), dialogue.get(), situation.facts());
        then.text("status").ifPresent(status -> assertThat(reply.dialogue().status().word()).as(at("status")).isEqualTo(status.text()));
        var settled = Engine.look(conversation.get(), dialogue.get().notChanging(), situation.facts()); // an answer counts until its change is taken
        then.fields("answers").each().forEach(answer -> answer(settled, answer));
        if (then.has("findings")) {
            assertThat(rules(reply.findings())).as(at("findings")).isEqualTo(new TreeSet<>(texts(then, "findings")));
        }
        if (then.word("ticket", "").equals("none")) {
            assertThat(reply.dialogue().status()).as(at("ticket") + ": nothing was handed in").isNotEqualTo(Dialogue.Status.SUBMITTED);
        }
        checkForm();
    }

    private void checkForm() {
        if (then.has("effects") && conversation.get().submission().isEmpty()) {
            effects(Engine.changes(conversation.get(), dialogue.get(), situation.facts()));
            return;
        }
        var needsForm = Set.of("subject", "approver", "asked_for", "automatic", "eligible", "also", "parts", "objections", "reminders",
                "effects",
                "credentials", "mails", "lines", "documents");
        if (then.keys().stream().anyMatch(needsForm::contains) || !then.fields("ticket").keys().isEmpty()) {
            form(story.map(Story::form)
                    .orElseGet(() -> Engine.form(conversation.orElseThrow(), dialogue.orElseThrow(), situation.facts())));
        }
    }

    // ---- answers

    private void answer(Reply reply, Node.Field expected) {
        var found = reply.answers().stream().filter(answered -> answered.path().equals(expected.name())).findFirst();
        var at = "line " + expected.key().place().line() + ", the answer to " + expected.name();
        if (Situation.isNull(expected.value())) {
            assertThat(found).as(at).isEmpty();
            return;
        }
        assertThat(found).as(at).isPresent();
        var wanted = expected.value() instanceof Node.Items items
                ? items.items().stream().map(each -> each instanceof Node.Text text ? text.text() : "").toList().toString()
                : expected.value() instanceof Node.Text text ? text.text() : "";
        assertThat(spellings(found.get())).as(at).contains(wanted);
    }

    private List<String> spellings(Reply.Answered answered) {
        var spellings = new ArrayList<String>(List.of(answered.text()));
        spellings.addAll(switch (answered.answer()) {
            case Answer.Words(var text) -> List.of(text);
            case Answer.Several(var values) -> List.of(values.toString());
            case Answer.Truth(var yes) -> yes ? List.of("yes", "true") : List.of("no", "false");
            case Answer.WholeNumber(var number) -> List.of(String.valueOf(number));
            case Answer.Day(var day) -> List.of(day.toString());
            case Answer.Moment(var moment) -> List.of(situation.local(moment));
            case Answer.Attachment file -> List.of(file.name());
            case Answer.SecretGiven _ -> List.of("given");
            case Answer.Skipped _ -> List.of("", "skip");
        });
        return spellings;
    }

    // ---- the form

    private void form(Form form) {
        then.text("subject").ifPresent(key -> assertThat(form.subject().key()).as(at("subject")).isEqualTo(key.text()));
        if (then.has("approver")) {
            assertThat(form.approvers().stream().map(person -> person.key()).toList()).as(at("approver"))
                    .containsExactlyInAnyOrderElementsOf(texts(then, "approver"));
        }
        then.text("automatic").ifPresent(automatic -> {
            switch (automatic.text()) {
                case "true" -> assertThat(form.automatic()).as(at("automatic")).isPresent();
                case "false" -> assertThat(form.automatic()).as(at("automatic")).isEmpty();
                default -> assertThat(form.automatic()).as(at("automatic")).contains(automatic.text());
            }
        });
        if (then.has("eligible")) {
            assertThat(form.eligibleApprovers().stream().map(person -> person.key()).toList()).as(at("eligible"))
                    .containsExactlyInAnyOrderElementsOf(texts(then, "eligible"));
        }
        if (then.has("also")) {
            assertThat(form.entitledApprovers().stream().map(person -> person.key()).toList()).as(at("also"))
                    .containsExactlyInAnyOrderElementsOf(texts(then, "also"));
        }
        if (then.has("asked_for")) {
            var asked = new TreeMap<String, String>();
            form.authorisations().stream().filter(each -> !each.given()).forEach(each -> asked.put(each.path(), each.giver().key()));
            var expected = new TreeMap<String, String>();
            then.fields("asked_for").each().forEach(each -> expected.put(each.name(), then.fields("asked_for").word(each.name(), "")));
            assertThat(asked).as(at("asked_for")).isEqualTo(expected);
        }
        if (then.has("parts")) {
            parts(form);
        }
        then.fields("objections").each()
                .forEach(person -> assertThat(rules(form.objectionsTo(situation.facts().person(person.name())))).as(at("objections"))
                        .isEqualTo(new TreeSet<>(texts(then.fields("objections"), person.name()))));
        ticket(form, then.fields("ticket"));
        if (then.has("reminders")) {
            reminders(form);
        }
        if (then.has("effects")) {
            effects(form.done(Effect.FULFILLED, results()).changes());
        }
        if (then.has("credentials")) {
            credentials(form);
        }
        if (then.has("mails")) {
            mails(form);
        }
        if (then.has("lines")) {
            lines(form);
        }
        then.fields("documents").each().forEach(document -> document(form, document));
    }

    private void parts(Form form) {
        var parts = form.parts().stream()
                .map(part -> Engine.form(conversation.orElseThrow(), part, situation.facts())).toList();
        var expected = List.copyOf(then.fields("parts").each());
        assertThat(parts).as(at("parts")).hasSize(expected.size());
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var wanted = expected.get(i).fields();
            var about = expected.get(i).name();
            assertThat(part.answers()).as(at("parts")).anyMatch(answered -> answered.answer().equals(new Answer.Several(List.of(about))));
            wanted.text("summary").ifPresent(summary -> assertThat(part.summary()).as(at("parts")).isEqualTo(summary.text()));
            if (wanted.has("approver")) {
                assertThat(part.approvers().stream().map(person -> person.key()).toList()).as(at("parts"))
                        .containsExactlyInAnyOrderElementsOf(texts(wanted, "approver"));
            }
        }
    }

    private void ticket(Form form, Node.Fields ticket) {
        ticket.text("item").ifPresent(item -> assertThat(form.item()).as(at("ticket")).isEqualTo(item.text()));
        ticket.text("queue").ifPresent(queue -> assertThat(form.queue()).as(at("ticket")).isEqualTo(queue.text()));
        ticket.text("summary").ifPresent(summary -> assertThat(form.summary()).as(at("ticket")).isEqualTo(summary.text()));
        ticket.text("due")
                .ifPresent(due -> assertThat(situation.local(form.dueAfter(situation.now()))).as(at("ticket")).isEqualTo(due.text()));
        ticket.text("needed_by")
                .ifPresent(needed -> assertThat(form.neededBy().map(situation::local)).as(at("ticket")).contains(needed.text()));
        if (ticket.has("flags")) {
            assertThat(form.flags()).as(at("ticket")).containsExactlyInAnyOrderElementsOf(texts(ticket, "flags"));
        }
        var variables = new LinkedHashMap<String, String>();
        form.variables().forEach(variable -> variables.put(variable.name(), variable.text()));
        ticket.fields("variables").each().forEach(variable -> {
            if (Situation.isNull(variable.value())) {
                assertThat(variables).as(at("ticket")).doesNotContainKey(variable.name());
            } else {
                assertThat(variables).as(at("ticket")).containsEntry(variable.name(),
                        variable.value() instanceof Node.Text text ? text.text() : "");
            }
        });
    }

    private void document(Form form, Node.Field expected) {
        assertThat(form.attachments()).as(at("documents")).contains(expected.name());
        var results = new LinkedHashMap<String, String>();
        then.fields("results").each()
                .forEach(result -> results.put(result.name(), result.value() instanceof Node.Text text ? text.text() : ""));
        var document = form.documents(List.of(expected.name()), Map.of("result", results, "ticket", "UI-000001")).getFirst();
        expected.fields().text("file").ifPresent(file -> assertThat(document.name()).as(at("documents")).isEqualTo(file.text()));
        if (expected.fields().has("sheets")) {
            assertThat(document.sheets().stream().map(org.usher.conversation.Layout.FilledSheet::name)).as(at("documents"))
                    .containsExactlyElementsOf(texts(expected.fields(), "sheets"));
        }
        var words = new ArrayList<String>();
        document.sheets().forEach(sheet -> sheet.parts().forEach(part -> {
            words.add(part.heading());
            words.add(part.text());
            part.lines().forEach(line -> words.add(line.getKey() + ": " + line.getValue()));
            part.table().ifPresent(table -> table.rows().forEach(row -> words.add(String.join(" | ", row))));
        }));
        texts(expected.fields(), "says").forEach(text -> assertThat(words).as(at("documents")).anyMatch(word -> word.contains(text)));
    }

    private void reminders(Form form) {
        var happened = new EnumMap<Reminding.Anchor, Instant>(Reminding.Anchor.class);
        then.fields("happened").each().forEach(anchor -> happened.put(Reminding.Anchor.valueOf(anchor.name().toUpperCase(Locale.ROOT)),
                situation.moment(anchor.value() instanceof Node.Text text ? text.text() : "")));
        var left = new ArrayList<>(form.reminders(happened, List.of()));
        for (var expected : then.rows("reminders")) {
            var found = left.stream().filter(planned -> matches(planned, expected)).findFirst();
            assertThat(found)
                    .as("line %d: a reminder such as this among %s", expected.place().line(), left.stream().map(this::described).toList())
                    .isPresent();
            left.remove(found.get());
        }
        assertThat(left.stream().map(this::described).toList()).as(at("reminders") + ": no others").isEmpty();
    }

    private void mails(Form form) {
        for (var expected : then.rows("mails")) {
            var letters = form.letters(expected.word("on", "submitted"));
            var to = new TreeSet<>(texts(expected, "to"));
            assertThat(letters).as("line " + expected.place().line() + ": a mail such as this").anySatisfy(letter -> {
                var all = new TreeSet<>(letter.people());
                all.addAll(letter.addresses());
                assertThat(letter.id()).isEqualTo(expected.word("id", letter.id()));
                assertThat(all).isEqualTo(to.isEmpty() ? all : to);
                texts(expected, "says").forEach(says -> assertThat(letter.subject() + "\n" + letter.text()).contains(says));
                assertThat(new TreeSet<>(letter.attach())).containsAll(new TreeSet<>(texts(expected, "attach")));
            });
        }
    }

    private void lines(Form form) {
        var lines = form.lines().stream().map(line -> {
            var shown = new LinkedHashMap<String, String>();
            line.forEach((column, value) -> shown.put(column, value instanceof Instant moment
                    ? situation.local(moment)
                    : value instanceof org.usher.register.Entry entry ? entry.key() : String.valueOf(value)));
            return shown;
        }).toList();
        var expected = then.rows("lines").stream().map(row -> {
            var line = new LinkedHashMap<String, String>();
            row.each().forEach(column -> line.put(column.name(), column.value() instanceof Node.Text text ? text.text() : ""));
            return line;
        }).toList();
        assertThat(lines).as(at("lines")).isEqualTo(expected);
    }

    private boolean matches(Form.Planned planned, Node.Fields expected) {
        return planned.reminding().id().equals(expected.word("id", ""))
                && expected.text("at").map(at -> situation.moment(at.text()).equals(planned.due())).orElse(true)
                && (!expected.has("to") || Set.copyOf(planned.to()).equals(Set.copyOf(texts(expected, "to"))))
                && (!expected.has("copy") || Set.copyOf(planned.copyTo()).equals(Set.copyOf(texts(expected, "copy"))))
                && texts(expected, "says").stream().allMatch(planned.text()::contains);
    }

    private String described(Form.Planned planned) {
        return planned.reminding().id() + " at " + situation.local(planned.due()) + " to " + planned.to() + ": " + planned.text();
    }

    private Map<String, String> results() {
        var results = new LinkedHashMap<String, String>();
        then.fields("results").each()
                .forEach(result -> results.put(result.name(), result.value() instanceof Node.Text text ? text.text() : ""));
        return results;
    }

    private void credentials(Form form) {
        var given = new LinkedHashMap<String, String>();
        form.done(Effect.FULFILLED, results()).credentials()
                .forEach(credentials -> given.put(credentials.username(), credentials.showTo()));
        var wanted = new LinkedHashMap<String, String>();
        then.fields("credentials").each()
                .forEach(each -> wanted.put(each.name(), each.value() instanceof Node.Text text ? text.text() : ""));
        assertThat(given).as(at("credentials")).isEqualTo(wanted);
    }

    private void effects(List<Change> changes) {
        var after = situation.registers();
        if (story.isEmpty()) {
            for (var change : changes) {
                after = after.after(change);
            }
        }
        for (var register : then.fields("effects").each()) {
            for (var entry : register.fields().each()) {
                entry(after, register.name(), entry);
            }
        }
    }

    static void entry(Registers registers, String register, Node.Field expected) {
        var entry = registers.entry(register, expected.name());
        var at = "line " + expected.key().place().line() + ", " + register + ' ' + expected.name();
        if (Situation.isNull(expected.value())) {
            assertThat(entry.exists()).as(at + " is there").isFalse();
            return;
        }
        assertThat(entry.exists()).as(at + " is there, among " + registers.entries(register).stream().map(each -> each.key()).toList())
                .isTrue();
        expected.fields().each().forEach(field -> {
            var wanted = Situation.isNull(field.value()) ? "" : field.value() instanceof Node.Text text ? text.text() : "";
            assertThat(stored(entry.fields().get(field.name()))).as(at + ", " + field.name()).isEqualTo(wanted);
        });
    }

    private static String stored(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> String.join("|", list.stream().map(String::valueOf).toList());
            case LocalDate day -> day.toString();
            default -> String.valueOf(value);
        };
    }

    // ---- reviews

    private void reviews() {
        var now = situation.now();
        var left = new ArrayList<>(Round.all(situation.organisation(), situation.registers(), now));
        for (var expected : then.rows("reviews")) {
            var found = left.stream().filter(round -> round.reviewing().id().equals(expected.word("id", ""))
                    && round.entry().key().equals(expected.word("entry", ""))).findFirst();
            var at = "line " + expected.place().line() + ", a round such as this";
            assertThat(found).as("%s among %s", at, left.stream().map(EndExpectations::described).toList()).isPresent();
            left.remove(found.get());
            round(found.get(), expected, now, at);
        }
        assertThat(left.stream().map(EndExpectations::described).toList()).as(at("reviews") + ": no others").isEmpty();
    }

    private void round(Round round, Node.Fields expected, Instant now, String at) {
        expected.text("due").ifPresent(due -> assertThat(situation.local(round.dueMoment())).as(at).isEqualTo(due.text()));
        if (expected.has("asked")) {
            assertThat(round.latest(now).filter(_ -> !round.paused()).map(moment -> situation.local(moment.at())).orElse("none")).as(at)
                    .isEqualTo(expected.word("asked", "none"));
        }
        expected.text("next").ifPresent(next -> assertThat(round.next(now).map(situation::local)).as(at).contains(next.text()));
        if (expected.has("to")) {
            assertThat(round.to()).as(at).containsExactlyInAnyOrderElementsOf(texts(expected, "to"));
        }
        if (expected.has("escalated")) {
            boolean told = round.escalation().filter(moment -> !moment.isAfter(now)).isPresent() && !round.paused();
            assertThat(told ? round.escalatedTo() : List.of("none")).as(at)
                    .containsExactlyInAnyOrderElementsOf(texts(expected, "escalated"));
        }
        var language = situation.organisation().languages().getFirst();
        expected.text("group").ifPresent(group -> assertThat(round.group(language)).as(at).isEqualTo(group.text()));
        texts(expected, "says").forEach(words -> assertThat(round.say(language)).as(at).contains(words));
    }

    private static String described(Round round) {
        return round.reviewing().id() + " of " + round.entry().key();
    }

    // ---- the cart

    private List<Finding> cartFindings() {
        var facts = situation.facts();
        var organisation = situation.organisation();
        var requester = dialogue.map(Dialogue::requester).orElse("");
        Map<String, Object> names = Map.of("cart", facts.cart(), "requester", facts.person(requester), "settings", organisation.settings(),
                "now", facts.now(), "today",
                organisation.calendar().startOfDay(facts.now()));
        var scope = new Scope(names::get, facts.registers(), organisation.calendar());
        var reader = new Reader(facts.language(), organisation.calendar().zone());
        return organisation.cartRules().stream().flatMap(rule -> rule.find(scope, "", reader).stream()).toList();
    }

    private static Set<String> rules(List<Finding> findings) {
        var rules = new TreeSet<String>();
        findings.forEach(finding -> rules.add(finding.rule()));
        return rules;
    }

    static List<String> texts(Node.Fields node, String key) {
        return node.texts(key).stream().map(Node.Text::text).toList();
    }

    private String at(String key) {
        return "line " + then.placeOf(key).line() + ", " + key;
    }
}
