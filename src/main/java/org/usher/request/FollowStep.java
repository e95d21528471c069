package org.usher.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A follow-up of an item whose turn has come.
 *
 * @param item   the number of the item
 * @param step   its id in the form
 * @param people keys of those who were told to do it
 * @param opened when its turn came
 * @param done   that somebody has done it
 */
public record FollowStep(long item, String step, List<String> people, Instant opened, Optional<Done> done) {

    public FollowStep {
        people = List.copyOf(people);
    }

    /** Who has done it, when, and the dialogue with the answers. */
    public record Done(String by, Instant at, String dialogue) {}
}
