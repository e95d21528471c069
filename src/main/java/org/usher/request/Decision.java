package org.usher.request;

import java.time.Instant;
import java.util.Locale;

/**
 * What was decided on an item, once.
 *
 * @param verdict yes, no, or back to be mended
 * @param by      key of the person who decided
 * @param at      when
 * @param channel where: {@code web}, {@code discord}, {@code itsm}, {@code auto}
 * @param reason  why; empty for a yes only
 * @param ground  why nobody had to be asked; empty if somebody was
 */
public record Decision(Verdict verdict, String by, Instant at, String channel, String reason, String ground) {

    /** Yes, no, or: the requester is to mend it first. */
    public enum Verdict {
        APPROVE, REJECT, SEND_BACK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
