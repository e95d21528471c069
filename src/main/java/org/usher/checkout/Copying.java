package org.usher.checkout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import org.usher.approval.Lifecycle;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.conversation.Answer;
import org.usher.conversation.Dialogue;
import org.usher.facts.Definitions;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.KeptDialogue;
import org.usher.request.RequestItem;

/** Begins a new dialogue with the answers of a former item: all are taken over, and judged anew by the version in force. */
@Singleton
final class Copying {

    private final Definitions definitions;
    private final Dialogues dialogues;
    private final AuditTrail trail;
    private final Lifecycle lifecycle;

    Copying(Definitions definitions, Dialogues dialogues, AuditTrail trail, Lifecycle lifecycle) {
        this.definitions = definitions;
        this.dialogues = dialogues;
        this.trail = trail;
        this.lifecycle = lifecycle;
    }

    /** The id of the new dialogue; none if the form does not exist any more. */
    Optional<String> copy(RequestItem item, Judge.Case former) {
        var current = definitions.current(item.person().organisation(), item.conversation());
        if (current.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Answer> answers = new LinkedHashMap<>(former.dialogue().answers());
        answers.values().removeIf(Answer.SecretGiven.class::isInstance); // each item has secrets of its own
        var dialogue = Dialogue.begin(current.get(), item.person().key()).answered(answers);
        var id = UUID.randomUUID().toString();
        dialogues.add(KeptDialogue.begun(id, item.person().organisation(), dialogue, lifecycle.now(), former.kept().factsVersion()));
        trail.record(new AuditEntry(lifecycle.now(), item.person().organisation(), item.person().key(), "dialogue.begun", id,
                Map.of("conversation", item.conversation(), "version", dialogue.version(), "copy_of", item.reference())));
        return Optional.of(id);
    }
}
