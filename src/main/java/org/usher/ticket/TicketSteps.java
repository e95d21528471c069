package org.usher.ticket;

import java.util.Optional;

/**
 * How far the ticket of an item is, as far as Usher knows for certain: each step is noted after the ITSM has confirmed it.
 *
 * @param item     the number of the item
 * @param round    how often it was handed in again
 * @param ticket   its record in the ITSM
 * @param task     its task for the desk
 * @param written  a fingerprint of the variables that the ITSM was given last
 * @param asked    key of the person whom the ITSM asks for approval; empty: nobody
 * @param decided  the decision that the ITSM was told, with its round; empty: none
 * @param attached the round whose form is attached; -1: none
 * @param closing  what the ITSM was told, or has yet to be told, about an end: {@code to-complete}, {@code to-fail}, {@code closed}, {@code rejected}, {@code cancelled}, {@code cancel-asked}, {@code held-…}; empty: nothing
 */
public record TicketSteps(long item, int round, Optional<Itsm.Ref> ticket, Optional<Itsm.Ref> task, String written, String asked,
        String decided,
        int attached, String closing) {

    /** The ITSM has yet to be told that the work was done without it, or will not be done. */
    static final String TO_COMPLETE = "to-complete";
    static final String TO_FAIL = "to-fail";

    /** Whether the work has come to its end here, and the ITSM has yet to be told. */
    boolean isToBeClosed() {
        return closing.equals(TO_COMPLETE) || closing.equals(TO_FAIL);
    }

    /** Nothing has been done yet. */
    public static TicketSteps none(long item) {
        return new TicketSteps(item, 0, Optional.empty(), Optional.empty(), "", "", "", -1, "");
    }

    TicketSteps nextRound() {
        return new TicketSteps(item, round + 1, ticket, task, written, asked, decided, attached, closing);
    }

    TicketSteps opened(Itsm.Ref opened, String fingerprint) {
        return new TicketSteps(item, round, Optional.of(opened), task, fingerprint, asked, decided, attached, closing);
    }

    /** What the ITSM was given is out of date. */
    TicketSteps toBeWrittenAnew() {
        return new TicketSteps(item, round, ticket, task, "", asked, decided, attached, closing);
    }

    TicketSteps asked(String approver) {
        return new TicketSteps(item, round, ticket, task, written, approver, decided, attached, closing);
    }

    TicketSteps decided(String decision) {
        return new TicketSteps(item, round, ticket, task, written, asked, decision, attached, closing);
    }

    TicketSteps inQueue(Itsm.Ref opened) {
        return new TicketSteps(item, round, ticket, Optional.of(opened), written, asked, decided, attached, closing);
    }

    TicketSteps withForm(int ofRound) {
        return new TicketSteps(item, round, ticket, task, written, asked, decided, ofRound, closing);
    }

    TicketSteps closing(String how) {
        return new TicketSteps(item, round, ticket, task, written, asked, decided, attached, how);
    }
}
