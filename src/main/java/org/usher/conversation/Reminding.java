package org.usher.conversation;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.usher.validation.Expression;
import org.usher.validation.Wording;

/**
 * A reminder that a form plans.
 *
 * @param id       such as {@code GB-M1}
 * @param to       whom: each expression gives a person; somebody named twice is reminded once
 * @param when     planned only if this holds
 * @param timing   at what moments
 * @param say      the text
 * @param buttons  what the person can answer: name to label
 * @param until    what makes it moot: names of buttons, {@code decision}, {@code fulfilled}, {@code checkout}; rejection and cancellation always do
 * @param copy     who gets a copy from which time on
 * @param escalate what happens after so many without effect
 */
public record Reminding(String id, List<Expression> to, Optional<Expression> when, Timing timing, Wording say, Map<String, Wording> buttons,
        Set<String> until,
        Optional<Copy> copy, Optional<Escalation> escalate) {

    public Reminding {
        to = List.copyOf(to);
        buttons = Collections.unmodifiableMap(new LinkedHashMap<>(buttons));
        until = Set.copyOf(until);
    }

    /** Whether it is about a form that has not been handed in. */
    public boolean ofDraft() {
        return switch (timing) {
            case Timing.After after -> after.what().ofDraft();
            case Timing.Before before -> before.question();
        };
    }

    /** At what moments a reminder is due. */
    public sealed interface Timing {

        /**
         * Before a moment in the answers: so many working days (or days) earlier, at these local times.
         *
         * @param question whether it is about a draft in which somebody else has to answer a question, rather than about what was handed in
         */
        record Before(Expression moment, int workingDays, int days, List<LocalTime> times, boolean question) implements Timing {
            public Before {
                times = List.copyOf(times);
            }
        }

        /**
         * After something has happened.
         *
         * @param what        what has happened
         * @param delay       how long after
         * @param workingDays or: so many working days after
         * @param every       how often again
         */
        record After(Anchor what, Duration delay, int workingDays, Optional<Duration> every) implements Timing {}
    }

    /** What a reminder can wait for. */
    public enum Anchor {
        /** The item was put into the cart. */
        ADDED,
        /** It was checked out. */
        SUBMITTED,
        /** The approver was asked. */
        ASKED,
        /** Somebody was asked for an authorisation that the form needs, and has not answered yet. */
        AUTHORISATION,
        /** It was approved. */
        APPROVED,
        /** The catalog task reached its queue. */
        RAISED,
        /** The time for the work is over. */
        DUE,
        /** The work is done. */
        FULFILLED,
        /** A follow-up waits for somebody, since its turn came. */
        WAITING,
        /** A rule keeps the draft until something else is done. */
        PAUSED,
        /** The draft was handed to somebody, who has neither accepted it nor given it back. */
        HANDED_OVER,
        /** Somebody else has to answer a question of the draft. */
        QUESTION,
        /** All is answered, and nobody has handed it in. */
        READY;

        /** Whether it is about a form that has not been handed in. */
        public boolean ofDraft() {
            return this == PAUSED || this == HANDED_OVER || this == QUESTION || this == READY;
        }
    }

    /** Who gets a copy, from the n-th time on. */
    public record Copy(List<Expression> to, int from) {
        public Copy {
            to = List.copyOf(to);
        }
    }

    /** After the n-th time, the requester is offered something: {@code another_approver}. */
    public record Escalation(int after, String offer) {}
}
