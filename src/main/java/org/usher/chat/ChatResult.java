package org.usher.chat;

import java.util.List;

import org.usher.validation.Finding;

/** What comes of an input, a start, a hand-over. */
public sealed interface ChatResult {

    /** It was taken. */
    record Done(DialogueView view) implements ChatResult {}

    /** The answer was refused: the view says why and asks again. */
    record Refused(DialogueView view) implements ChatResult {}

    /** The input belongs to an earlier turn; nothing has changed. {@code text} is a friendly word. */
    record OldTurn(String text, DialogueView view) implements ChatResult {}

    /** The person may not begin this conversation; what stands in the way, and whom it could be handed to is in the text. */
    record NotAllowed(List<Finding> findings) implements ChatResult {
        public NotAllowed {
            findings = List.copyOf(findings);
        }
    }

    /** The person's account is not active (SH-R28), or it is not this person's turn. */
    record NotNow(String rule, String text) implements ChatResult {}

    /** There is no such conversation or dialogue for this person. */
    record NotFound() implements ChatResult {}
}
