package org.usher.benchmark;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.usher.catalogue.Catalogue;
import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Engine;
import org.usher.conversation.Facts;
import org.usher.conversation.Input;
import org.usher.conversation.Reply;

/**
 * Turns a second of the pure engine, on one core: the provisioning form of Great Britain from its first question to the submission, for a caseworker who gets access.
 * Nothing is kept from one turn to the next but the dialogue, as it would come from the database.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark {

    private Conversation conversation;
    private Facts facts;
    private List<Input> inputs;
    private Dialogue dialogue;
    private int next;

    /** Loads the definitions and finds out what a person puts in who accepts what is proposed. */
    @Setup
    public void rehearse() {
        var holding = ((Catalogue.Outcome.Loaded) Catalogue.load(Path.of("conversations"))).organisations().get("dwp");
        conversation = holding.organisation().conversation("gb-provision-user").orElseThrow();
        facts = new Facts(holding.organisation(), holding.registers(), Instant.parse("2026-11-23T10:00:00Z"), "en", List.of());
        inputs = new ArrayList<>();
        var reply = Engine.look(conversation, Dialogue.begin(conversation, "10311862"), facts);
        while (reply.dialogue().status().open()) {
            var prompt = reply.prompt().orElseThrow();
            Input input = switch (prompt.question()) {
                case "review" -> new Input.Submit();
                case "user" -> new Input.Say("10455230");
                case "required_by" -> new Input.Say("2026-12-07 09:00");
                case "new.segment" -> new Input.Choose(List.of("FS_GB_CMEXF_000_ENF NORTH"));
                case "new.role" -> new Input.Choose(List.of("caseworker"));
                case "new.team" -> new Input.Say("TL012");
                case "new.cw_position" -> new Input.Choose(List.of("lowest"));
                case "further_information" -> new Input.Skip();
                default -> prompt.suggestion().isPresent() && prompt.options().isEmpty()
                        ? new Input.Say(prompt.suggestion().get().value())
                        : new Input.Choose(List.of(prompt.suggestion().map(suggestion -> suggestion.value())
                                .orElseGet(() -> prompt.options().getFirst().value())));
            };
            inputs.add(input);
            reply = Engine.turn(conversation, reply.dialogue(), "10311862", input, facts);
            if (reply.refusal().isPresent() || inputs.size() > 60) {
                throw new IllegalStateException(prompt.question() + ": " + reply.refusal().get());
            }
        }
        System.out.println("The form takes " + inputs.size() + " turns.");
        dialogue = Dialogue.begin(conversation, "10311862");
    }

    /** The next turn; after the last one of a form, the first of another. */
    @Benchmark
    public Reply turn() {
        var reply = Engine.turn(conversation, dialogue, "10311862", inputs.get(next), facts);
        next = (next + 1) % inputs.size();
        dialogue = next == 0 ? Dialogue.begin(conversation, "10311862") : reply.dialogue();
        return reply;
    }
}
