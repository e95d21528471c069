package org.usher.request;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * That somebody is asked to decide on an item, or whether they authorise what its form says of them. Several may be asked to decide at a time; one
 * of them decides, and the others' are void then. Of authorisations each is answered by whoever it is asked of.
 *
 * @param number   its number
 * @param item     the number of the item
 * @param approver key of the person who is asked
 * @param kind     whether anybody had to be asked
 * @param state    where it stands
 * @param asked    when it was asked
 * @param decision what was decided
 * @param question what an authorisation is about; none for a decision on the item
 */
public record Approval(long number, long item, String approver, Kind kind, State state, Instant asked, Optional<Decision> decision,
        Optional<Question> question) {

    /** A decision on the item as a whole. */
    public Approval(long number, long item, String approver, Kind kind, State state, Instant asked, Optional<Decision> decision) {
        this(number, item, approver, kind, state, asked, decision, Optional.empty());
    }

    /** The authorisation that somebody is asked for: the path of the evidence in the form, and the words in which it is asked. */
    public record Question(String evidence, String words) {}

    /** Asks somebody for an authorisation. */
    public static Approval authorisation(long item, String giver, Question question, Instant asked) {
        return new Approval(0, item, giver, Kind.AUTHORISATION, State.REQUESTED, asked, Optional.empty(), Optional.of(question));
    }

    /** Whether anybody had to be asked. */
    public enum Kind {
        /** A person decides. */
        MANUAL,
        /** A person may decide instead of those who are asked, and is neither told nor reminded. */
        ENTITLED,
        /** Approved without asking, on a recorded ground. */
        AUTO,
        /** Approved by the declaration that the person who asks for it, and may decide, made in the form. */
        DECLARED,
        /** A person gives, or refuses, an authorisation that the form needs; it is not the decision on the item, unless it is refused. */
        AUTHORISATION;

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
        return new Approval(number, item, approver, kind, now, asked, Optional.of(decision), question);
    }

    /** The approval made void. */
    public Approval voided() {
        return new Approval(number, item, approver, kind, State.VOID, asked, decision, question);
    }
}
