package org.usher.validation;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A check with an id, a severity, its words and where it comes from.
 *
 * @param id       such as {@code GB-R07}; stable, and named in findings, tickets and tests
 * @param severity what happens when it fires
 * @param check    when it fires
 * @param say      what the person is told; it says how to put things right
 * @param origin   the source document and step
 * @param remedy   a way out that is offered with it
 * @param at       the question at which it is reported; empty: the last question it speaks of
 */
public record Rule(String id, Severity severity, Check check, Wording say, Origin origin, Remedy remedy, Optional<String> at) {

    /**
     * The condition of a rule.
     *
     * @param when      the rule only counts while this holds; none: always
     * @param condition a condition
     * @param firesIf   the value of the condition at which the rule fires: {@code false} for what is required, {@code true} for what is warned of
     */
    public record Check(Optional<Expression> when, Expression condition, boolean firesIf) {

        boolean fires(Scope scope) {
            return Expression.holds(when, scope) && condition.holds(scope) == firesIf;
        }

        Set<String> names() {
            var names = new LinkedHashSet<String>(condition.names());
            when.ifPresent(expression -> names.addAll(expression.names()));
            return names;
        }
    }

    /**
     * Where a rule comes from.
     *
     * @param source   the document and step, as in {@code 000 GB 7}
     * @param explicit whether the document says it, or it is derived so that the document's rules work
     */
    public record Origin(String source, boolean explicit) {}

    /** What the person can do about it with one click. */
    public sealed interface Remedy {

        /** Nothing but answering otherwise. */
        record None() implements Remedy {}

        /** The person must say "understood". */
        record Acknowledge() implements Remedy {}

        /** Nothing, if the person has said yes to it already by an answer; else as {@link None}. */
        record Confirmed(Expression by) implements Remedy {}

        /** Hand the draft to the person who may. */
        record HandOver(Expression person) implements Remedy {}

        /** Let Usher set these answers. */
        record Offer(Wording ask, Map<String, Expression> set) implements Remedy {
            public Offer {
                set = Map.copyOf(set);
            }
        }

        /** Somebody else does it: who, and with which form (may be empty). */
        record Elsewhere(Wording to, String form) implements Remedy {}

        /** Another conversation does it; answers that exist in both go along. */
        record Switch(String conversation) implements Remedy {}

        /** The form is emptied, back to its first question. If {@code ask} says something, Usher offers to begin again with these answers. */
        record Clear(Wording ask, Map<String, Expression> set) implements Remedy {
            public Clear {
                set = Map.copyOf(set);
            }
        }

        /** Something else has to be done first: the draft is kept until the person comes back. */
        record Pause() implements Remedy {}
    }

    /** The names the rule depends on. */
    public Set<String> names() {
        return check.names();
    }

    /** What the rule finds in a situation. */
    public Optional<Finding> find(Scope scope, String at, Reader reader) {
        if (!check.fires(scope)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(id, severity, say.in(scope, reader), origin.source(), at));
    }
}
