package org.usher.catalogue;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.usher.conversation.Answer;
import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Effect;
import org.usher.conversation.Engine;
import org.usher.conversation.Facts;
import org.usher.conversation.Form;
import org.usher.conversation.Freshness;
import org.usher.conversation.Fulfil;
import org.usher.conversation.Reminding;
import org.usher.register.Registers;
import org.usher.validation.Finding;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a form after it was handed in: it is approved, raised and fulfilled, and others do their follow-ups. */
final class Story {

    private final Situation situation;
    private final Conversation form;
    private final Dialogue dialogue;
    private final Registers before;
    private final Map<String, Object> given = new HashMap<>();
    private final Map<String, Map<String, Answer>> former = new HashMap<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final Set<Reminding.Anchor> happened = EnumSet.noneOf(Reminding.Anchor.class);

    Story(Situation situation, Conversation form, Dialogue dialogue) {
        this.situation = situation;
        this.form = form;
        this.dialogue = dialogue;
        this.before = situation.registers();
    }

    /** What the form is judged by: the registers without what it has changed itself. */
    Facts facts() {
        var known = situation.facts().with(before).knowing(given);
        var task = Engine.form(form, dialogue, known).task(done, happened);
        return task.isEmpty()
                ? known
                : known.knowing(Map.of("step", task.get().step(), "doers", task.get().people().stream().map(known::person).toList()));
    }

    Form form() {
        return Engine.form(form, dialogue, facts());
    }

    Optional<Form.Task> task() {
        return form().task(done, happened);
    }

    /** Something happens to the item, by somebody. */
    void happens(String what, String by, Map<String, String> results) {
        var anchor = Reminding.Anchor.valueOf(what.toUpperCase(Locale.ROOT));
        switch (anchor) {
            case APPROVED -> {
                given.put("decider", situation.facts().person(by));
                change(Effect.APPROVED, Map.of());
            }
            case FULFILLED -> {
                var all = form().fulfil() instanceof Fulfil.Desk ? new HashMap<String, String>() : new HashMap<>(form().ownResults());
                all.putAll(results);
                given.put("result", Map.copyOf(all));
                change(Effect.FULFILLED, all);
            }
            case ADDED, SUBMITTED, AUTHORISATION, QUESTION, ASKED, RAISED, DUE, WAITING, PAUSED, HANDED_OVER, READY -> {
            }
        }
        happened.add(anchor);
    }

    /** What stands in the way of somebody doing a follow-up now. */
    Optional<Finding> objection(String step, String person) {
        if (!form().mayDo(step, situation.facts().person(person))) {
            return Optional.of(form().notTheirs(step));
        }
        var task = task();
        return task.isPresent() && task.get().step().equals(step)
                ? Optional.empty()
                : Optional.of(form().tooEarly(step, task.map(Form.Task::title).orElse("")));
    }

    Conversation conversationOf(String step) {
        var found = form.conversationOf(step);
        assertThat(found).as("the follow-up " + step).isPresent();
        return found.get();
    }

    /** What a follow-up is answered by. */
    Facts factsOfFollowUp() {
        return Engine.factsOfFollowUp(form, dialogue, facts());
    }

    /** What was answered when a follow-up was done last, in case it is done again. */
    Map<String, Answer> former(String step) {
        return former.getOrDefault(step, Map.of());
    }

    /** A follow-up was done. */
    void done(Conversation followUp, Dialogue answered) {
        var step = followUp.step().orElseThrow().id();
        given.putAll(Engine.answers(followUp, answered, factsOfFollowUp()));
        given.put("doer", situation.facts().person(answered.requester()));
        done.add(step);
        former.put(step, Freshness.proposals(followUp, answered));
        change(step, Map.of());
        switch (form().endedBy(step)) {
            case Form.Ended.Fulfilled() -> happens("fulfilled", answered.requester(), Map.of());
            case Form.Ended.Back(var steps) -> done.removeAll(steps);
            case Form.Ended.Nothing _,Form.Ended.Failed _ -> {
            }
        }
    }

    private void change(String on, Map<String, String> results) {
        Engine.form(form, dialogue, situation.facts().knowing(given)).done(on, results).changes().forEach(situation::change);
    }
}
