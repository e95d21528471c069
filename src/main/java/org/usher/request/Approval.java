package org.usher.request;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * That somebody is asked to decide on an item. Several may be asked at a time; one of them decides, and the others' are void then.
 *
 * @param number   its number
 * @param item     the number of the item
 * @param approver key of the person who is asked
 * @param kind     whether anybody had to be asked
 * @param state    where it stands
 * @param asked    when it was asked
 * @param decision what was decided
 */
public record Approval(long number, long item, String approver, Kind kind, State state, Instant asked, Optional<Decision> decision) {

    /** Whether anybody had to be asked. */
    public enum Kind {
        /** A person decides. */
        MANUAL,
        /** A person may decide instead of those who are asked, and is neither told nor reminded. */
        ENTITLED,
        /** Approved without asking, on a recorded ground. */
        AUTO,
        /** Approved by the declaration that the person who asks for it, and may decide, made in the form. */
        DECLARED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where an approval stands. */
    public enum State {
        REQUESTED, APPROVED, REJECTED,
        /** Nobody has to decide any more: withdrawn, sent back, decided by another who was asked, or another approver was chosen. */
        VOID;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The approval with its decision. */
    public Approval decided(Decision decision) {
        if (state != State.REQUESTED) {
            throw new IllegalStateException("Approval " + number + " is " + state + " and cannot be decided");
        }
        var now = switch (decision.verdict()) {
            case APPROVE -> State.APPROVED;
            case REJECT -> State.REJECTED;
            case SEND_BACK -> State.VOID;
        };
        return new Approval(number, item, approver, kind, now, asked, Optional.of(decision));
    }

    /** The approval made void. */
    public Approval voided() {
        return new Approval(number, item, approver, kind, State.VOID, asked, decision);
    }
}
