package org.usher.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.usher.validation.Expression;

/** Who does the work once a form is approved. */
public sealed interface Fulfil {

    /** The desk, which says so on the ticket. */
    record Desk() implements Fulfil {}

    /** Usher itself, at once; the desk finds a ticket that is closed already. */
    record AtOnce() implements Fulfil {}

    /** The last of the follow-ups that fulfils; that the desk closes the ticket does not count. */
    record FollowUps() implements Fulfil {}

    /**
     * Whoever takes a file away at certain times, into which lines are written with the approval.
     *
     * @param file the name of the file among those of the organisation
     * @param each the list of which each gets a line and is called {@code it}; none: one line
     * @param line what stands in each column
     */
    record PickUp(String file, Optional<Expression> each, Map<String, Expression> line) implements Fulfil {
        public PickUp {
            line = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(line));
        }
    }

    /** Whether the work is done without the desk, whatever becomes of the ticket there. */
    default boolean withoutDesk() {
        return !(this instanceof Desk);
    }
}
