package org.usher.request;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a request item stands. The order is that of progress: the state of a request is that of its slowest item. */
public enum ItemState {
    /** Opened again in its dialogue. */
    DRAFT,
    /** Handed in and lying in the cart. */
    REVIEW,
    /** Checked out; about to be judged. */
    SUBMITTED,
    /** Sent back by a rule or by the desk; waits for the requester. */
    RETURNED,
    /** Waits until an authorisation is evidenced. */
    AWAITING_EVIDENCE,
    /** Waits for the decision. */
    PENDING_APPROVAL,
    /** Approved; the ticket is about to go to its queue. */
    APPROVED,
    /** On its way into the queue of the desk. */
    TICKETING,
    /** In the queue of the desk. */
    TICKET_OPEN,
    /** Somebody at the desk works on it. */
    IN_PROGRESS,
    /** Done, and the registers changed. */
    FULFILLED,
    /** Done, and nothing is left to see to. */
    CLOSED,
    /** It was closed without being done. */
    NOT_FULFILLED,
    /** Refused by the approver. */
    REJECTED,
    /** Withdrawn. */
    CANCELLED;

    /** The states that may follow this one. */
    public Set<ItemState> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(REVIEW, CANCELLED);
            case REVIEW -> EnumSet.of(DRAFT, SUBMITTED, CANCELLED);
            case SUBMITTED -> EnumSet.of(DRAFT, RETURNED, AWAITING_EVIDENCE, PENDING_APPROVAL, APPROVED);
            case RETURNED -> EnumSet.of(SUBMITTED, CANCELLED);
            case AWAITING_EVIDENCE -> EnumSet.of(SUBMITTED, REJECTED, RETURNED, CANCELLED);
            case PENDING_APPROVAL -> EnumSet.of(APPROVED, REJECTED, RETURNED, CANCELLED);
            case APPROVED -> EnumSet.of(TICKETING, RETURNED, FULFILLED, NOT_FULFILLED, CANCELLED);
            case TICKETING -> EnumSet.of(TICKET_OPEN, RETURNED, FULFILLED, NOT_FULFILLED, CANCELLED);
            case TICKET_OPEN -> EnumSet.of(IN_PROGRESS, RETURNED, FULFILLED, NOT_FULFILLED, CANCELLED);
            case IN_PROGRESS -> EnumSet.of(TICKET_OPEN, RETURNED, FULFILLED, NOT_FULFILLED, CANCELLED);
            case FULFILLED -> EnumSet.of(CLOSED);
            case CLOSED, NOT_FULFILLED, REJECTED, CANCELLED -> EnumSet.noneOf(ItemState.class);
        };
    }

    public boolean mayBecome(ItemState next) {
        return next().contains(next);
    }

    /** Whether something is still to be done about it: such an item counts for the rules. */
    public boolean open() {
        return this != FULFILLED && !over();
    }

    /** Whether nothing will ever follow. */
    public boolean over() {
        return next().isEmpty();
    }

    /** Whether the requester may take it back at once, without asking the desk. */
    public boolean withdrawable() {
        return compareTo(PENDING_APPROVAL) <= 0;
    }

    /** Whether the desk has it, so that only the desk can call it off. */
    public boolean withTheDesk() {
        return switch (this) {
            case APPROVED, TICKETING, TICKET_OPEN, IN_PROGRESS -> true;
            case DRAFT, REVIEW, SUBMITTED, RETURNED, AWAITING_EVIDENCE, PENDING_APPROVAL, FULFILLED, CLOSED, NOT_FULFILLED, REJECTED,
                    CANCELLED ->
                false;
        };
    }

    /** The word used in the API and in registers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
