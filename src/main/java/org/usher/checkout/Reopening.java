package org.usher.checkout;

import java.util.List;

import jakarta.inject.Singleton;
import org.usher.approval.Lifecycle;
import org.usher.conversation.Answer;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Step;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.KeptDialogue;
import org.usher.validation.Severity;

/** Opens the dialogue of an item again: all of its answers, for what is missing, or under the version in force. */
@Singleton
final class Reopening {

    private final Dialogues dialogues;
    private final Lifecycle lifecycle;

    Reopening(Dialogues dialogues, Lifecycle lifecycle) {
        this.dialogues = dialogues;
        this.lifecycle = lifecycle;
    }

    /** Opens it at its summary, or at the first answer that no longer fits. False if somebody else changed it meanwhile. */
    boolean open(Judge.Case judged) {
        return save(judged, opened(judged));
    }

    /** Opens it at the first evidence that is missing and that nobody is asked for. */
    boolean openForEvidence(Judge.Case judged) {
        var dialogue = opened(judged);
        var missing = judged.form().findings().stream().filter(finding -> finding.severity() == Severity.AUTHORISE).toList();
        for (var finding : missing) {
            for (var place : List.of(finding.at(), parent(finding.at()))) {
                var have = place + ".have";
                if (dialogue.answers().containsKey(have) && !dialogue.answers().get(have).equals(new Answer.Words(Step.Evidence.ASK))) {
                    dialogue = dialogue.without(have);
                }
            }
        }
        return save(judged, dialogue);
    }

    private static Dialogue opened(Judge.Case judged) {
        var dialogue = judged.withdrawn() ? judged.dialogue().carriedTo(judged.conversation()) : judged.dialogue();
        return dialogue.is(Dialogue.Status.REVIEWING).withoutPending().notChanging().nextTurn();
    }

    private boolean save(Judge.Case judged, Dialogue dialogue) {
        KeptDialogue kept = judged.kept();
        return dialogues.save(kept.after(dialogue, kept.waitingFor(), lifecycle.now()).withoutNext(), kept.dialogue().turn());
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /** Ends the dialogue of an item that is given up. */
    void end(Judge.Case judged) {
        var dialogue = judged.dialogue();
        dialogues.save(
                judged.kept().after(dialogue.is(Dialogue.Status.CANCELLED).withoutPending().nextTurn(), List.of(),
                        lifecycle.now()),
                dialogue.turn());
    }
}
