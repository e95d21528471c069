package org.usher.facts;

import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Facts;
import org.usher.conversation.Form;
import org.usher.conversation.Organisation;
import org.usher.request.RequestItem;

/** Judges forms and dialogues on the facts of this moment. */
@Singleton
public final class Judge {

    /** A dialogue with what it is judged by. */
    public record Case(KeptDialogue kept, Organisation organisation, Conversation conversation, Facts facts) {
        public Dialogue dialogue() {
            return kept.dialogue();
        }
    }

    /** The form of an item, judged at this moment on today's registers. */
    public Form form(RequestItem item, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** The form of an item, in the language of a certain reader. */
    public Form form(RequestItem item, Instant now, String language) {
        throw new UnsupportedOperationException();
    }

    /** The dialogue of an item with what it is judged by. */
    public Optional<Case> of(RequestItem item, Instant now) {
        throw new UnsupportedOperationException();
    }
}
