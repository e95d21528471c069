package org.usher.reminder;

import java.time.Instant;
import java.util.List;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A reminder as its recipient sees it.
 *
 * @param id      the id under which it is answered
 * @param kind    the id it has in the definition
 * @param about   the number of the item it is about; empty for the cart
 * @param summary the short description of the item; empty for the cart
 * @param text    what it says
 * @param state   planned, sent, answered, moot or over
 * @param due     when it is, or was, due
 * @param sent    when it was sent
 * @param answer  what was answered, in words; may be empty
 * @param by      the name of whoever answered, where that was somebody else; may be empty
 * @param answers what can be answered now
 * @param dialogue the dialogue in which an answer goes on, right after it was given
 */
@Serdeable
public record ReminderView(String id, String kind, String about, String summary, String text, String state, Instant due,
        @Nullable Instant sent,
        String answer, String by, List<Button> answers, @Nullable String dialogue) {

    public ReminderView {
        answers = List.copyOf(answers);
    }

    /** The same, with the dialogue in which the answer goes on. */
    public ReminderView goingOn(String in) {
        return new ReminderView(id, kind, about, summary, text, state, due, sent, answer, by, answers, in);
    }

    /** Something that can be answered. */
    @Serdeable
    public record Button(String answer, String label) {}
}
