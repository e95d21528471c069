package org.usher.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.usher.TwoSystems;
import org.usher.audit.AuditTrail;
import org.usher.conversation.Organisation;
import org.usher.facts.Definitions;
import org.usher.facts.RegisterService;
import org.usher.register.Change;
import org.usher.register.Registers;
import org.usher.story.Member;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the conversation of one test over Usher's HTTP API, turn by turn, as its people would: with the running system's registers as the test gives them, and
 * put back afterwards. What a test expects that cannot be told so makes it fail, rather than being passed over.
 */
final class ConversationOverHttp {

    private static final int MOST_QUESTIONS = 500;
    /** How far the clock, which goes on, may be from the moment that a test gives; no rule and no reminder is about minutes. */
    static final Duration LEEWAY = Duration.ofMinutes(10);
    /** What is recorded of a dialogue: the key of a turn that expects it, and the detail that the key names. */
    private static final Map<String, Map.Entry<String, String>> RECORDED = Map.of("off-ramp", Map.entry("stops", "rule"),
            "dialogue.goes_on", Map.entry("goes", "conversation"), "dialogue.handed_over", Map.entry("hands_over", "to"),
            "dialogue.cleared", Map.entry("clears", "rule"), "dialogue.paused", Map.entry("pauses", "rule"));

    private final TwoSystems systems;
    private final String folder;
    private final ConversationTestCase test;
    private final Organisation organisation;
    private final Registers before;
    private final Map<String, Member> members = new HashMap<>();
    private final Set<String> begun = new LinkedHashSet<>();
    private final StringBuilder transcript = new StringBuilder();
    private JsonNode view = MissingNode.getInstance();
    private String requester = "";
    private int recorded;

    /**
     * @param folder the organisation
     */
    ConversationOverHttp(TwoSystems systems, String folder, ConversationTestCase test) {
        this.systems = systems;
        this.folder = folder;
        this.test = test;
        this.organisation = systems.bean(Definitions.class).organisation(folder);
        this.before = registers();
    }

    void run() {
        var sequel = new SequelOverHttp(systems, this, test.then());
        var failures = new ArrayList<Throwable>();
        attempt(failures, () -> tell(sequel));
        if (!begun.isEmpty()) {
            attempt(failures, sequel::tidy);
        }
        begun.forEach(dialogue -> attempt(failures, () -> giveUp(dialogue)));
        attempt(failures, this::putBack);
        if (!failures.isEmpty()) {
            var failure = new AssertionError(test.place() + ": " + test.name() + "\n"
                    + failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")) + "\n\nTranscript:" + transcript);
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private static void attempt(List<Throwable> failures, Runnable work) {
        try {
            work.run();
        } catch (AssertionError | RuntimeException failed) {
            failures.add(failed);
        }
    }

    private void tell(SequelOverHttp sequel) {
        given();
        for (var turn : test.turns()) {
            transcript.append("\n· line ").append(turn.place().line()).append('\n');
            new TurnExpectations(turn).check(take(turn, sequel));
        }
        end();
        sequel.check();
    }

    // ---- the situation

    private void given() {
        assertThat(test.given().keys()).as("what can be given to a running system").isSubsetOf("clock", "as", "registers");
        var moment = test.given().word("clock", "2026-11-23T10:00");
        var ahead = Duration.between(moment(moment), systems.clock.instant());
        if (ahead.isNegative() || ahead.compareTo(LEEWAY) > 0) {
            systems.clock.set(moment(moment));
        }
        change(test.given().fields("registers"));
    }

    private void change(Node.Fields entries) {
        var now = registers();
        apply(entries.each().stream().flatMap(register -> Situation.changes(now, register.name(), register.fields()).stream()).toList());
    }

    /** Makes every register what it was before the test. */
    private void putBack() {
        var now = registers();
        var changes = new ArrayList<Change>();
        for (var schema : before.schemas()) {
            if (schema.name().equals(RegistersReader.ITEMS)) {
                continue;
            }
            var was = new TreeSet<String>();
            for (var entry : before.entries(schema.name())) {
                was.add(entry.key());
                if (!entry.fields().equals(now.entry(schema.name(), entry.key()).fields())) {
                    changes.add(new Change.Put(schema.name(), entry.key(), entry.fields()));
                }
            }
            now.entries(schema.name()).stream().filter(entry -> !was.contains(entry.key()))
                    .forEach(entry -> changes.add(new Change.Remove(schema.name(), entry.key())));
        }
        apply(changes);
    }

    private void apply(List<Change> changes) {
        if (!changes.isEmpty()) {
            systems.transacted(() -> {
                systems.bean(RegisterService.class).apply(folder, changes, "test", "a test");
                return true;
            });
        }
    }

    /** The registers as the running system has them. */
    Registers registers() {
        return systems.transacted(() -> systems.bean(RegisterService.class).current(folder));
    }

    Instant moment(String local) {
        return LocalDateTime.parse(local).atZone(organisation.calendar().zone()).toInstant();
    }

    Member member(String number) {
        return members.computeIfAbsent(number, systems::member);
    }

    /** Whoever asks in the dialogue that is held now. */
    Member requester() {
        return member(requester);
    }

    JsonNode view() {
        return view;
    }

    void write(String what, String text) {
        transcript.append("  ").append(what).append("  ").append(text.replace("\n", "\n      ")).append('\n');
    }

    // ---- what a turn does

    private Seen take(Node.Fields turn, SequelOverHttp sequel) {
        var action = TestGrammar.ACTIONS.stream().filter(turn::has).findFirst().orElseThrow();
        return switch (action) {
            case "start" -> start(turn.word("start", ""), turn.word("as", test.given().word("as", "")));
            case "say" -> send(turn, addressed(turn, Map.of("say", turn.word("say", ""))));
            case "choose" -> send(turn, addressed(turn, Map.of("choose", EndExpectations.texts(turn, "choose"))));
            case "command" -> send(turn, command(turn));
            case "fill" -> fill(turn);
            case "restart" -> { // every turn here comes from the database; stories stop the program itself
                members.clear();
                yield look();
            }
            case "wait" -> {
                systems.clock.advance(Duration.parse(turn.word("wait", "PT0S")));
                members.clear(); // nobody stays signed in for ever
                yield look();
            }
            case "registers" -> {
                change(turn.fields("registers"));
                yield look();
            }
            case "accept" -> accept(turn.word("accept", ""));
            case "authorises" -> {
                sequel.authorises(turn.word("authorises", ""), turn.word("as", ""));
                yield look();
            }
            default -> throw new AssertionError(turn.place() + ": '" + action + "' cannot be told over HTTP");
        };
    }

    /** Begins a conversation, or goes on in the one that the last one has led to. */
    private Seen start(String conversation, String who) {
        write("start", conversation + " as " + who);
        var next = view.path("next").asText("");
        requester = who;
        if (!next.isEmpty() && !next.startsWith("usher:")) {
            view = member(who).get("/api/dialogues/" + next).expecting(200).body();
        } else {
            var answer = member(who).post("/api/dialogues", Map.of("conversation", conversation));
            if (turnedAway(answer)) {
                return refused(answer);
            }
            view = answer.expecting(201).body();
        }
        assertThat(view.path("conversation").asText()).isEqualTo(conversation);
        begun.add(id());
        recorded = 0;
        return seen();
    }

    private static Map<String, Object> addressed(Node.Fields turn, Map<String, Object> input) {
        if (!turn.has("question")) {
            return input;
        }
        var addressed = new HashMap<>(input);
        addressed.put("question", turn.word("question", ""));
        return addressed;
    }

    private static Map<String, Object> command(Node.Fields turn) {
        var command = turn.word("command", "");
        var about = command.equals("help") ? turn.word("about", "") : turn.word("question", "");
        return about.isEmpty() ? Map.of("command", command) : Map.of("command", command, "question", about);
    }

    private Seen send(Node.Fields turn, Map<String, Object> input) {
        return send(turn.word("as", requester), input);
    }

    private Seen send(String who, Map<String, Object> input) {
        write(who.equals(requester) ? "›" : "› " + who, input.toString());
        var numbered = new HashMap<>(input);
        numbered.put("turn", view.path("turn").asInt());
        var answer = member(who).post("/api/dialogues/" + id() + "/turns", numbered);
        if (turnedAway(answer)) {
            return refused(answer);
        }
        assertThat(answer.status()).as("%s was answered %s", input, answer.body()).isIn(200, 422);
        view = answer.body();
        var seen = seen();
        if (!who.equals(requester)) {
            view = member(requester).get("/api/dialogues/" + id()).expecting(200).body(); // what is asked next is asked of somebody else
            return seen.asking(seen().asks());
        }
        return seen;
    }

    /** Hands the draft over, unless that has been done, and lets the other accept it. */
    private Seen accept(String person) {
        write("accept", person);
        if (member(person).get("/api/dialogues/" + id()).status() == 404) {
            requester().post("/api/dialogues/" + id() + "/hand-over", Map.of("to", person)).expecting(200);
        }
        isOffered(person);
        var answer = member(person).post("/api/dialogues/" + id() + "/accept", Map.of());
        if (turnedAway(answer)) {
            return refused(answer);
        }
        requester = person;
        view = answer.expecting(200).body();
        return seen();
    }

    private Seen fill(Node.Fields turn) {
        var answers = new LinkedHashMap<>(turn.fields("fill").fields());
        var who = turn.word("as", requester);
        var seen = look();
        var said = new ArrayList<String>();
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            var answer = answers.remove(seen.asks());
            if (answer == null || !seen.refusals().isEmpty()) {
                return seen.saying(said);
            }
            seen = send(who, answer.value() instanceof Node.Items
                    ? Map.of("choose", EndExpectations.texts(turn.fields("fill"), seen.asks()))
                    : Map.of("say", answer.value() instanceof Node.Text text ? text.text() : ""));
            said.addAll(seen.said());
        }
        throw new AssertionError("The questions never end");
    }

    /** The dialogue as it stands. */
    Seen look() {
        view = requester().get("/api/dialogues/" + id()).expecting(200).body();
        return seen();
    }

    /** Hands the form in; it is in the cart, or sent, afterwards. */
    void submit() {
        if (look().asks().equals("review")) {
            send(requester, Map.of("command", "submit"));
        }
        assertThat(view.path("status").asText()).as("handed in; else: %s", view).isEqualTo("submitted");
    }

    private String id() {
        return view.path("id").asText();
    }

    private void giveUp(String dialogue) {
        var now = requester().get("/api/dialogues/" + dialogue);
        if (now.status() == 200 && List.of("asking", "reviewing").contains(now.text("/status"))) {
            requester().post("/api/dialogues/" + dialogue + "/turns",
                    Map.of("turn", now.body().path("turn").asInt(), "command", "cancel"));
        }
    }

    // ---- what is seen

    /** Whether somebody may not do this, or may not even see it. */
    private static boolean turnedAway(Member.Answer answer) {
        return answer.status() == 403 || answer.status() == 404;
    }

    private Seen refused(Member.Answer answer) {
        write("refused", answer.body().toString());
        var rules = Member.list(answer.body().path("rules")).stream().map(JsonNode::asText).toList();
        return new Seen(rules.isEmpty() ? List.of("") : rules, view.at("/prompt/question").asText(Seen.NONE), List.of(), List.of(),
                List.of(), List.of(answer.text("/detail")), List.of(), Map.of(), Seen.NONE, List.of());
    }

    private Seen seen() {
        var prompt = view.path("prompt");
        var options = Member.list(prompt.path("options"));
        var said = new ArrayList<String>(texts(view.path("messages")));
        said.add(view.at("/refusal/text").asText(""));
        List.of("text", "help", "section").forEach(part -> said.add(prompt.path(part).asText("")));
        said.add(prompt.at("/suggestion/label").asText(""));
        options.forEach(option -> said.add(option.path("label").asText() + '\n' + option.path("hint").asText()));
        said.forEach(words -> write("‹", words));
        boolean over = view.path("status").asText().equals("submitted"); // whether there is another form to fill in is no question of this one
        var suggestion = prompt.path("suggestion");
        return new Seen(view.path("refusal").isObject() ? List.of(view.at("/refusal/rule").asText()) : List.of(),
                prompt.isObject() && !over ? prompt.path("question").asText() : Seen.NONE,
                options.stream().map(option -> option.path("label").asText()).toList(),
                suggestion.isObject() ? List.of(suggestion.path("label").asText(), suggestion.path("value").asText()) : List.of(),
                Member.list(view.path("findings")).stream().map(finding -> finding.path("rule").asText()).toList(), said, rows(prompt),
                events(), Seen.NONE, List.of());
    }

    private static List<String> rows(JsonNode prompt) {
        var rows = new ArrayList<String>();
        prompt.path("tables").forEach(table -> table.path("rows").forEach(row -> rows.add(String.join(" | ", texts(row)))));
        return rows;
    }

    private static List<String> texts(JsonNode array) {
        return Member.list(array).stream().map(JsonNode::asText).toList();
    }

    /** What the record says has happened in the dialogue since the last turn, and the API shows. */
    private Map<String, String> events() {
        var record = systems.transacted(() -> systems.bean(AuditTrail.class).about(folder, id()));
        var events = new LinkedHashMap<String, String>();
        record.stream().skip(recorded).filter(entry -> RECORDED.containsKey(entry.action())).forEach(entry -> {
            var what = RECORDED.get(entry.action());
            events.put(what.getKey(), entry.details().get(what.getValue()));
        });
        recorded = record.size();
        if (events.containsKey("stops") || events.containsKey("goes")) {
            assertThat(view.path("status").asText()).as("the dialogue").isEqualTo("stopped");
        }
        if (events.containsKey("goes")) {
            assertThat(view.path("next").asText("")).as("where it goes on").isNotEmpty();
        }
        if (events.containsKey("hands_over")) {
            isOffered(events.get("hands_over"));
        }
        return events;
    }

    private void isOffered(String person) {
        assertThat(Member.list(member(person).get("/api/dialogues").expecting(200).body())).as("what %s is offered", person)
                .anyMatch(each -> each.path("id").asText().equals(id()) && each.path("role").asText().equals("offered"));
    }

    // ---- the end

    private void end() {
        var then = test.then();
        assertThat(begun.isEmpty() && !then.keys().isEmpty()).as("something can be said of a conversation that was begun").isFalse();
        if (begun.isEmpty()) {
            return;
        }
        look();
        then.text("status").ifPresent(status -> assertThat(view.path("status").asText()).as("status").isEqualTo(status.text()));
        then.fields("answers").each().forEach(this::answer);
        if (then.has("findings")) {
            var found = new TreeSet<String>();
            view.path("findings").forEach(finding -> found.add(finding.path("rule").asText()));
            assertThat(found).as("findings").isEqualTo(new TreeSet<>(EndExpectations.texts(then, "findings")));
        }
    }

    private void answer(Node.Field expected) {
        var found = Member.list(view.path("answers")).stream().filter(each -> each.path("question").asText().equals(expected.name()))
                .findFirst();
        if (Situation.isNull(expected.value())) {
            assertThat(found).as("the answer to " + expected.name()).isEmpty();
            return;
        }
        assertThat(found).as("the answer to " + expected.name()).isPresent();
        var value = found.get().path("value");
        var spellings = new ArrayList<String>(List.of(found.get().path("text").asText()));
        spellings.add(value.isArray() ? texts(value).toString() : value.asText());
        if (value.isBoolean()) {
            spellings.add(value.asBoolean() ? "yes" : "no");
        }
        assertThat(spellings).as("the answer to " + expected.name())
                .contains(expected.value() instanceof Node.Text text ? text.text() : "");
    }
}
