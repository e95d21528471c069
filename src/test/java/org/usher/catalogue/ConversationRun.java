package org.usher.catalogue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Answer;
import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Engine;
import org.usher.conversation.Facts;
import org.usher.conversation.FollowUp;
import org.usher.conversation.Input;
import org.usher.conversation.Prompt;
import org.usher.conversation.Reply;
import org.usher.conversation.Step;
import org.usher.store.RestartedDialogue;
import org.usher.validation.Finding;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the conversation of one test with the pure engine, turn by turn, and keeps a transcript for whoever has to mend it. */
final class ConversationRun {

    /** More questions than any form has; a {@code fill} that goes on beyond is going round in a circle. */
    private static final int MOST_QUESTIONS = 500;

    private final ConversationTestCase test;
    private final Situation situation;
    private final StringBuilder transcript = new StringBuilder();
    private Catalogue.Holding holding;
    private Optional<Conversation> conversation = Optional.empty();
    private Optional<Dialogue> dialogue = Optional.empty();
    private Map<String, Answer> carried = Map.of();
    private Optional<Story> story = Optional.empty();

    ConversationRun(Catalogue.Holding holding, ConversationTestCase test) {
        this.holding = holding;
        this.test = test;
        this.situation = new Situation(holding, test.given());
    }

    void run() {
        try {
            for (var turn : test.turns()) {
                transcript.append("\n· line ").append(turn.place().line()).append('\n');
                var outcome = take(turn);
                new TurnExpectations(turn).check(Seen.of(outcome, story.flatMap(Story::task)));
            }
            new EndExpectations(test.then(), situation, conversation, dialogue, story).check();
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError(test.place() + ": " + test.name() + "\n" + failed.getMessage() + "\n\nTranscript:" + transcript,
                    failed);
        }
    }

    // ---- what a turn does

    /** What was said in a turn, and how things stand after it. */
    record Outcome(Reply reply, List<String> said, List<Finding> refusedAtStart) {}

    private Outcome take(Node.Fields turn) {
        var action = TestGrammar.ACTIONS.stream().filter(turn::has).findFirst().orElseThrow();
        return switch (action) {
            case "start" -> start(turn.word("start", ""), turn.word("as", test.given().word("as", "")));
            case "say" -> send(turn, new Input.Say(turn.word("say", "")));
            case "choose" -> send(turn, new Input.Choose(turn.texts("choose").stream().map(Node.Text::text).toList()));
            case "command" -> send(turn, command(turn));
            case "hand_in" -> send(turn, new Input.HandIn(new Answer.Attachment("test-file", turn.word("hand_in", ""), 1)));
            case "fill" -> fill(turn);
            case "restart" -> restart();
            case "happens" -> happens(turn);
            case "does" -> does(turn.word("does", ""), turn.word("as", ""));
            case "wait" -> {
                situation.wait(Duration.parse(turn.word("wait", "PT0S")));
                yield look();
            }
            case "upgrade" -> upgrade(turn.fields("upgrade"));
            case "authorises" -> authorises(turn.word("authorises", ""), turn.word("as", ""));
            case "accept" -> accept(turn.word("accept", ""));
            default -> {
                turn.fields("registers").each().forEach(register -> situation.change(register.name(), register.fields()));
                yield look();
            }
        };
    }

    private Outcome start(String id, String requester) {
        var found = situation.organisation().conversation(id)
                .orElseThrow(() -> new AssertionError("There is no conversation '" + id + "'"));
        assertThat(facts().person(requester).exists()).as("given: {as: …} names a person of the register").isTrue();
        write("start", id + " as " + requester);
        var objections = Engine.entrance(found, requester, facts());
        if (!objections.isEmpty()) {
            objections.forEach(finding -> write("refused", finding.rule() + ' ' + finding.text()));
            var instead = Engine.insteadOf(found, requester, facts()).<Reply.Event>map(other -> new Reply.Event.GoesOn(other, Map.of()));
            return new Outcome(nothing(Dialogue.begin(found, requester), instead.stream().toList()),
                    objections.stream().map(Finding::text).toList(), objections);
        }
        story = Optional.empty(); // what the test then expects is of this form
        conversation = Optional.of(found);
        dialogue = Optional.of(Dialogue.begin(found, requester).answered(carried));
        carried = Map.of();
        return look();
    }

    private Outcome happens(Node.Fields turn) {
        var known = handedIn();
        var results = new LinkedHashMap<String, String>();
        turn.fields("results").each()
                .forEach(result -> results.put(result.name(), result.value() instanceof Node.Text text ? text.text() : ""));
        write("happens", turn.word("happens", ""));
        known.happens(turn.word("happens", ""), turn.word("as", test.given().word("as", "")), results);
        return new Outcome(nothing(begun()), List.of(), List.of());
    }

    private Story handedIn() {
        if (story.isEmpty()) {
            assertThat(begun().status()).as("nothing can happen to a form before it was handed in").isEqualTo(Dialogue.Status.SUBMITTED);
            story = Optional.of(new Story(situation, held(), begun()));
        }
        return story.get();
    }

    private Outcome does(String step, String person) {
        var known = handedIn();
        write("does", step + " as " + person);
        var objection = known.objection(step, person);
        if (objection.isPresent()) {
            write("refused", objection.get().rule() + ' ' + objection.get().text());
            return new Outcome(nothing(begun()), List.of(objection.get().text()), List.of(objection.get()));
        }
        conversation = Optional.of(known.conversationOf(step));
        dialogue = Optional.of(Dialogue.begin(held(), person).proposing(known.former(step)));
        return look();
    }

    /** The facts of this moment; in a follow-up, with what is known of its form. */
    private Facts facts() {
        return conversation.flatMap(Conversation::step).isPresent() ? story.orElseThrow().factsOfFollowUp() : situation.facts();
    }

    private static Reply nothing(Dialogue dialogue) {
        return nothing(dialogue, List.of());
    }

    private static Reply nothing(Dialogue dialogue, List<Reply.Event> events) {
        return new Reply(dialogue, List.of(), Optional.empty(), Optional.empty(), List.of(), List.of(), events);
    }

    private Input command(Node.Fields turn) {
        return switch (turn.word("command", "")) {
            case "back" -> new Input.Back();
            case "change" -> new Input.Change(turn.text("question").map(Node.Text::text));
            case "help" -> new Input.Help(turn.word("about", ""));
            case "restart" -> new Input.Restart();
            case "cancel" -> new Input.Cancel();
            case "skip" -> new Input.Skip();
            default -> new Input.Submit();
        };
    }

    private Outcome send(Node.Fields turn, Input input) {
        boolean forQuestion = turn.has("question") && !turn.word("command", "").equals("change");
        return outcome(turn(forQuestion ? new Input.For(turn.word("question", ""), input) : input, turn.word("as", begun().requester())));
    }

    private Reply turn(Input input, String actor) {
        write(actor.equals(begun().requester()) ? "›" : "› " + actor, input.toString());
        var taken = Engine.turn(held(), begun(), actor, input, facts());
        var reply = taken.keepingHashes(hashes(taken));
        dialogue = Optional.of(reply.dialogue());
        for (var event : reply.events()) {
            if (event instanceof Reply.Event.GoesOn goesOn) {
                carried = goesOn.carry();
            }
            boolean waits = held().step().filter(FollowUp::awaits).isPresent()
                    && reply.events().stream().anyMatch(Reply.Event.GoesOn.class::isInstance);
            if (event instanceof Reply.Event.Submitted && held().step().isPresent() && !waits) {
                story.orElseThrow().done(held(), reply.dialogue());
            }
        }
        return written(reply);
    }

    /** In place of a hash, what tells in a test that it was this secret. */
    private static Map<String, String> hashes(Reply reply) {
        var hashes = new LinkedHashMap<String, String>();
        reply.secrets().forEach((path, secret) -> hashes.put(path, "hash of " + secret));
        return hashes;
    }

    /** Answers whatever of these is asked, until something else is asked or an answer is refused. */
    private Outcome fill(Node.Fields turn) {
        var answers = new LinkedHashMap<>(turn.fields("fill").fields());
        var said = new ArrayList<String>();
        var reply = Engine.look(held(), begun(), facts());
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            var asked = reply.prompt().map(Prompt::question).orElse("");
            var answer = answers.remove(asked);
            if (answer == null || reply.refusal().isPresent()) {
                return new Outcome(reply, said, List.of());
            }
            reply = turn(
                    answer.value() instanceof Node.Items
                            ? new Input.Choose(turn.fields("fill").texts(asked).stream().map(Node.Text::text).toList())
                            : typed(reply, answer.value() instanceof Node.Text text ? text.text() : ""),
                    turn.word("as", begun().requester()));
            said.addAll(outcome(reply).said());
        }
        throw new AssertionError("The questions never end");
    }

    /** What is typed where words are asked for, and handed in where a file is. */
    private static Input typed(Reply reply, String text) {
        boolean file = reply.prompt().filter(prompt -> prompt.type().equals("file")).isPresent() && !text.isEmpty();
        return file ? new Input.HandIn(new Answer.Attachment("test-file", text, 1)) : new Input.Say(text);
    }

    private Outcome restart() {
        write("restart", "");
        dialogue = dialogue.map(RestartedDialogue::of);
        return look();
    }

    /** The draft was handed to somebody, who accepts it. */
    private Outcome accept(String person) {
        write("accept", person);
        var objections = Engine.entrance(held(), person, situation.facts());
        if (!objections.isEmpty()) {
            return new Outcome(nothing(begun()), objections.stream().map(Finding::text).toList(), objections);
        }
        dialogue = dialogue.map(draft -> draft.handedTo(person, held()));
        return look();
    }

    /** Somebody who is asked for an authorisation says yes, as the form was handed in. */
    private Outcome authorises(String path, String person) {
        write("authorises", path + " by " + person);
        assertThat(Engine.form(held(), begun(), facts()).authorisations()).as("who is asked for '" + path + "'")
                .anyMatch(asked -> asked.path().equals(path) && asked.giver().key().equals(person) && !asked.given());
        var today = LocalDate.ofInstant(facts().now(), situation.organisation().calendar().zone());
        dialogue = dialogue.map(before -> before.answered(Step.Evidence.pressed(path, person, today, "pressed")));
        return look();
    }

    private Outcome upgrade(Node.Fields replacements) {
        var files = new LinkedHashMap<>(holding.definitions().get(held().id()).sources());
        replacements.each().forEach(field -> {
            assertThat(files.values()).as("the definition holds what is replaced").anyMatch(text -> text.contains(field.name()));
            files.replaceAll((_, text) -> text.replace(field.name(), field.value() instanceof Node.Text text1 ? text1.text() : ""));
        });
        switch (Catalogue.restore(files)) {
            case Catalogue.Restored.Unreadable(var faults) -> throw new AssertionError("The new version is faulty: " + faults);
            case Catalogue.Restored.Sound(var newer) -> {
                write("upgrade", newer.version());
                conversation = Optional.of(newer);
                dialogue = dialogue.map(before -> before.carriedTo(newer));
            }
        }
        return look();
    }

    private Outcome look() {
        return outcome(written(Engine.look(held(), begun(), facts())));
    }

    private Conversation held() {
        return conversation.orElseThrow(() -> new AssertionError("No conversation has been started yet"));
    }

    private Dialogue begun() {
        return dialogue.orElseThrow(() -> new AssertionError("No conversation has been started yet"));
    }

    // ---- what was said

    private static Outcome outcome(Reply reply) {
        var said = new ArrayList<>(reply.messages());
        reply.refusal().ifPresent(refusal -> said.add(refusal.text()));
        reply.prompt().ifPresent(prompt -> {
            said.add(prompt.text());
            said.add(prompt.help());
            said.add(prompt.section());
            prompt.suggestion().ifPresent(suggestion -> said.add(suggestion.text()));
            prompt.options().forEach(option -> said.add(option.label() + '\n' + option.hint()));
        });
        for (var event : reply.events()) {
            if (event instanceof Reply.Event.Stopped(_, var text, var to, var form)) {
                said.addAll(List.of(text, to, form));
            }
        }
        return new Outcome(reply, said, List.of());
    }

    private Reply written(Reply reply) {
        reply.messages().forEach(message -> write("‹", message));
        reply.refusal().ifPresent(refusal -> write("refused", refusal.rule() + ' ' + refusal.text()));
        reply.prompt()
                .ifPresent(prompt -> write("asks",
                        prompt.question() + ": " + prompt.text()
                                + prompt.suggestion().map(suggestion -> " [" + suggestion.text() + ']').orElse("")
                                + prompt.options().stream().limit(12).map(Prompt.Choice::label).toList()));
        reply.findings().forEach(finding -> write("finding",
                finding.rule() + ' ' + finding.severity().word() + (finding.at().isEmpty() ? "" : " at " + finding.at())));
        reply.events().stream().filter(event -> !(event instanceof Reply.Event.AnswerTaken))
                .forEach(event -> write("event", event.toString()));
        return reply;
    }

    private void write(String what, String text) {
        transcript.append("  ").append(what).append("  ").append(text.replace("\n", "\n      ")).append('\n');
    }
}
