package org.usher.store;

import org.usher.conversation.Dialogue;

/** A dialogue as it comes back from the database after a restart: written down and read again. */
public final class RestartedDialogue {

    private RestartedDialogue() {}

    public static Dialogue of(Dialogue dialogue) {
        return DialogueJson.read(dialogue.conversation(), dialogue.version(), dialogue.requester(), dialogue.turn(), dialogue.status(),
                DialogueJson.write(dialogue));
    }
}
