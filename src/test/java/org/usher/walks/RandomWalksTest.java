package org.usher.walks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.usher.catalogue.Catalogue;
import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Effect;
import org.usher.conversation.Engine;
import org.usher.conversation.Reply;
import org.usher.register.Change;
import org.usher.validation.Severity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is put in, in whatever order: no exception, no dead end, nothing refused that changes an answer, nothing handed in that breaks a blocking rule;
 * and so on through the follow-ups of what was handed in. {@code -Dusher.walks=10000} for as many walks over each conversation, {@code -Dusher.walks.only=<words>}
 * for those conversations alone whose organisation and id hold these words.
 */
@Order(3)
class RandomWalksTest {

    private static final int WALKS = Integer.getInteger("usher.walks", 150);
    private static final int STEPS = 400;
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TestFactory
    Stream<DynamicTest> everyConversationHoldsUnderRandomInput() {
        var only = System.getProperty("usher.walks.only", "");
        return loaded().values().stream().flatMap(holding -> holding.organisation().conversations().values().stream()
                .filter(conversation -> (holding.organisation().id() + ' ' + conversation.id()).contains(only))
                .map(conversation -> DynamicTest.dynamicTest(holding.organisation().id() + ' ' + conversation.id(),
                        () -> walks(holding, conversation))));
    }

    private static Map<String, Catalogue.Holding> loaded() {
        return switch (Catalogue.load(Path.of("conversations"))) {
            case Catalogue.Outcome.Loaded(var organisations) -> organisations;
            case Catalogue.Outcome.Faulty faulty -> throw new AssertionError(faulty.report());
        };
    }

    private static void walks(Catalogue.Holding holding, Conversation conversation) {
        long first = Long.getLong("usher.walks.seed", ThreadLocalRandom.current().nextLong());
        int ended = 0;
        for (int i = 0; i < WALKS; i++) {
            long seed = first + i;
            var wanderer = new Wanderer(holding, conversation, seed, NOW);
            try {
                walk(wanderer);
                goOn(wanderer);
            } catch (Throwable broken) {
                throw new AssertionError(
                        "Repeat with -Dusher.walks.seed=" + seed + " -Dusher.walks=1 -Dusher.walks.only=" + conversation.id()
                                + "\n  " + wanderer.story(),
                        broken);
            }
            ended += wanderer.done() ? 1 : 0;
        }
        // Whoever may ask for nobody, as most people may not where one office alone takes access away, is refused on and on.
        assertThat(ended).as("walks that came to an end; the others went in circles").isGreaterThan(WALKS / 15);
    }

    /** What others do about a form that was handed in. */
    private static void goOn(Wanderer wanderer) {
        if (wanderer.reply().dialogue().status() != Dialogue.Status.SUBMITTED || wanderer.conversation().followUps().isEmpty()) {
            return;
        }
        var aftermath = new Aftermath(wanderer);
        for (var next = aftermath.next(); next.isPresent(); next = aftermath.next()) {
            walk(next.get());
            if (next.get().reply().dialogue().status() != Dialogue.Status.SUBMITTED) {
                return; // given up, or went in circles; that the task still waits is the aftermath's to say
            }
            aftermath.did(next.get());
        }
    }

    private static void walk(Wanderer wanderer) {
        var conversation = wanderer.conversation();
        for (int step = 0; step < STEPS && !wanderer.done(); step++) {
            var before = wanderer.reply();
            var after = wanderer.step();
            assertThat(after.dialogue().turn()).as("turn").isEqualTo(before.dialogue().turn() + 1);
            if (after.refusal().isPresent()) {
                assertThat(after.dialogue().answers()).as("answers after a refusal").isEqualTo(before.dialogue().answers());
                assertThat(after.refusal().get().text()).as("words of a refusal").isNotBlank();
            }
            if (after.dialogue().status().open()) {
                assertThat(after.prompt()).as("what is asked").isPresent();
                assertThat(after.prompt().get().text()).as("the question").isNotBlank();
                assertThat(Engine.look(conversation, after.dialogue(), wanderer.facts()).prompt().map(prompt -> prompt.question()))
                        .as("the question after a restart").isEqualTo(after.prompt().map(prompt -> prompt.question()));
            }
            if (after.dialogue().status() != Dialogue.Status.SUBMITTED || conversation.step().isPresent()) {
                continue;
            }
            if (conversation.submission().isEmpty()) {
                Engine.changes(conversation, after.dialogue(), wanderer.facts());
            } else {
                mayBeHandedIn(wanderer, conversation, after);
            }
        }
    }

    private static void mayBeHandedIn(Wanderer wanderer, Conversation conversation, Reply handedIn) {
        var form = Engine.form(conversation, handedIn.dialogue(), wanderer.facts());
        assertThat(form.findings()).as("rules that are broken")
                .noneMatch(finding -> finding.severity() == Severity.BLOCK || finding.severity() == Severity.OFF_RAMP);
        assertThat(form.summary()).isNotBlank();
        var effects = form.done(Effect.FULFILLED, Map.of()).changes();
        var people = wanderer.facts().organisation().people().register();
        assertThat(form.subject().exists() || form.automatic().isEmpty()
                || effects.stream().anyMatch(change -> change instanceof Change.Put && change.register().equals(people))
                || effects.stream().noneMatch(change -> change.register().equals(people)))
                .as("it is for somebody known, makes somebody known, concerns nobody, or somebody else decides about a newcomer").isTrue();
        form.reminders(Map.of(), List.of());
    }
}
