package org.usher.walks;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Engine;
import org.usher.conversation.Facts;
import org.usher.conversation.Form;
import org.usher.conversation.Reminding.Anchor;
import org.usher.register.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a form that a walk has handed in: somebody approves it, the work is done, and people do its follow-ups, at random as well. */
final class Aftermath {

    private final Wanderer requester;
    private final Conversation form;
    private final Dialogue dialogue;
    private final Map<String, Object> known = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final Set<Anchor> happened = EnumSet.of(Anchor.SUBMITTED, Anchor.ASKED);

    Aftermath(Wanderer requester) {
        this.requester = requester;
        this.form = requester.conversation();
        this.dialogue = requester.oneOf(judged(requester.reply().dialogue()).parts());
        var judged = judged(dialogue);
        var deciders = Stream.of(judged.approvers(), judged.entitledApprovers(), judged.eligibleApprovers(), judged.fallbackApprovers())
                .flatMap(java.util.List::stream).distinct().toList();
        if (judged.automatic().isPresent() || judged.declared().isPresent()) {
            approved(facts().person(dialogue.requester()));
        } else if (!deciders.isEmpty()) {
            approved(requester.oneOf(deciders));
        }
    }

    private void approved(Entry decider) {
        known.put("decider", decider);
        happened.addAll(Set.of(Anchor.APPROVED, Anchor.RAISED));
    }

    private Facts facts() {
        return requester.facts().knowing(known);
    }

    private Form judged(Dialogue part) {
        return Engine.form(form, part, facts());
    }

    /** Whoever does the follow-up whose turn it is, and has begun it; nobody when nothing is left to do. */
    Optional<Wanderer> next() {
        var task = judged(dialogue).task(done, happened);
        if (task.isEmpty() && happened.contains(Anchor.APPROVED) && happened.add(Anchor.FULFILLED)) {
            known.put("result", judged(dialogue).ownResults());
            return next();
        }
        return task.map(waits -> {
            assertThat(waits.people()).as("who may do %s", waits.step()).isNotEmpty();
            assertThat(waits.title()).as("what %s is called", waits.step()).isNotBlank();
            return requester.goesOnWith(form.conversationOf(waits.step()).orElseThrow(), requester.oneOf(waits.people()),
                    Engine.factsOfFollowUp(form, dialogue, facts()));
        });
    }

    /** A follow-up was done. */
    void did(Wanderer doer) {
        var answered = doer.reply().dialogue();
        var step = doer.conversation().step().orElseThrow().id();
        known.putAll(Engine.answers(doer.conversation(), answered, doer.facts()));
        known.put("doer", facts().person(answered.requester()));
        done.add(step);
        var judged = judged(dialogue);
        judged.done(step, Map.of());
        judged.letters(step);
        switch (judged.endedBy(step)) {
            case Form.Ended.Nothing() -> {
            }
            case Form.Ended.Fulfilled() -> happened.add(Anchor.FULFILLED);
            case Form.Ended.Failed(var why) -> {
                assertThat(why).as("why it was not done").isNotBlank();
                form.followUps().forEach(next -> done.add(next.id()));
            }
            case Form.Ended.Back(var steps) -> done.removeAll(steps);
        }
    }
}
