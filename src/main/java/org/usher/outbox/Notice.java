package org.usher.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.usher.request.Person;

/**
 * Something that somebody is told, on whatever channel.
 *
 * @param to      whom
 * @param kind    what it is about
 * @param subject one line
 * @param text    the words
 * @param buttons what can be done about it
 * @param about   what it is about: the reference of an item, request, dialogue or approval
 * @param at      when it was said
 * @param more    what a mail says further, because it shows nothing itself; the other channels show the thing
 */
public record Notice(Person to, Kind kind, String subject, String text, List<Button> buttons, String about, Instant at, String more) {

    public Notice {
        buttons = List.copyOf(buttons);
    }

    /** With nothing further to say. */
    public Notice(Person to, Kind kind, String subject, String text, List<Button> buttons, String about, Instant at) {
        this(to, kind, subject, text, buttons, about, at, "");
    }

    /** What it asks for: the approval, the reminder or the credentials that its buttons are for, otherwise what it is about. */
    public String matter() {
        var answered = switch (kind) {
            case PLEASE_DECIDE -> Set.of("approve", "reject", "details");
            case REMINDER -> Set.of("answer");
            case CREDENTIALS -> Set.of("credentials");
            case NO_DECISION_NEEDED, SUBMITTED, EVIDENCE_MISSING, APPROVED, REJECTED, RETURNED, TICKET_NUMBER, TICKET_DELAYED, FULFILLED,
                    NOT_FULFILLED, CANCELLED, CHOOSE_APPROVER, HAND_OVER, QUESTION, TASK, LETTER, EXPIRY, LINK_CODE ->
                Set.<String>of();
        };
        return buttons.stream().filter(button -> answered.contains(button.verb())).map(Button::target).findFirst().orElse(about);
    }

    /** What a notice is about. */
    public enum Kind {
        PLEASE_DECIDE, NO_DECISION_NEEDED, SUBMITTED, EVIDENCE_MISSING, APPROVED, REJECTED, RETURNED, TICKET_NUMBER, TICKET_DELAYED, FULFILLED, NOT_FULFILLED, CANCELLED, CHOOSE_APPROVER, HAND_OVER, QUESTION, TASK, LETTER, EXPIRY, REMINDER,
        /** A user name and a first password wait for the person. */
        CREDENTIALS,
        /** A code that links an account of another channel to the person. */
        LINK_CODE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that can be done about it with one click.
     *
     * @param action what it does: {@code approve}, {@code reject}, {@code details}, {@code copy}, {@code open}, {@code answer:…}
     * @param label  what it says
     * @param target what it does it to: a number or an id
     */
    public record Button(String action, String label, String target) {

        /** The action without what it is done with. */
        public String verb() {
            int colon = action.indexOf(':');
            return colon < 0 ? action : action.substring(0, colon);
        }
    }
}
