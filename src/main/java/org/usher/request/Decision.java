package org.usher.request;

import java.time.Instant;
import java.util.Locale;

/**
 * What was decided on an item, once.
 *
 * @param verdict yes or no
 * @param by      key of the person who decided
 * @param at      when
 * @param channel where: {@code web}, {@code discord}, {@code itsm}, {@code auto}
 * @param reason  why; never empty for a no
 * @param ground  why nobody had to be asked; empty if somebody was
 */
public record Decision(Verdict verdict, String by, Instant at, String channel, String reason, String ground) {

    /** Yes or no. */
    public enum Verdict {
        APPROVE, REJECT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
