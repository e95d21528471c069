package org.usher.reminder;

import java.time.Instant;
import java.util.Optional;

/**
 * A round of a review as it is kept: an entry of a register that is, or was, to be looked at by a moment.
 *
 * @param review   the id of the review
 * @param register the register
 * @param entry    the key of the entry
 * @param due      when it is due
 * @param name     what it is called in reports
 * @param group    the heading it stands under
 * @param state    where it stands
 * @param opened   when it was first seen
 * @param settled  when it was over
 * @param by       key of the person who saw to it, or {@code usher}
 * @param why      what they said, or what for
 */
public record KeptRound(String organisation, String review, String register, String entry, Instant due, String name, String group,
        State state, Instant opened, Optional<Instant> settled, String by, String why) {

    /** Where a round stands. */
    public enum State {
        /** It is to be seen to. */
        OPEN,
        /** It was answered, although the date stays. */
        ANSWERED,
        /** Somebody saw to it: the entry has a later date, or is gone. */
        DONE,
        /** It is no longer needed, without anybody having seen to it: the register changed. */
        MOVED
    }

    KeptRound settled(State now, Instant at, String who, String what) {
        return new KeptRound(organisation, review, register, entry, due, name, group, now, opened, Optional.of(at), who, what);
    }

    /** The same round: of the same review of the same entry, due at the same moment. */
    boolean same(KeptRound other) {
        return review.equals(other.review) && register.equals(other.register) && entry.equals(other.entry) && due.equals(other.due);
    }
}
