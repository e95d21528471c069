package org.usher.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A follow-up of an item whose turn has come.
 *
 * @param item   the number of the item
 * @param step   its id in the form
 * @param round  how often the follow-ups of the item had gone back when its turn came
 * @param people keys of those who were told to do it
 * @param opened when its turn came
 * @param done   that somebody has done it
 * @param again  whether it went back since, so that it is to be done again
 */
public record FollowStep(long item, String step, int round, List<String> people, Instant opened, Optional<Done> done, boolean again) {

    public FollowStep {
        people = List.copyOf(people);
    }

    /** A follow-up whose turn comes now, after these. */
    public static FollowStep opened(long item, String step, List<String> people, Instant now, List<FollowStep> before) {
        int round = before.stream().filter(FollowStep::again).mapToInt(FollowStep::round).max().orElse(-1) + 1;
        return new FollowStep(item, step, round, people, now, Optional.empty(), false);
    }

    /** Whether it is done, and need not be done again. */
    public boolean isDone() {
        return done.isPresent() && !again;
    }

    /** Its name, which tells it from the same follow-up when it is done again. */
    public String name() {
        return nameOf(step, round);
    }

    /** The name of a follow-up that is done after so many times of going back. */
    public static String nameOf(String step, int round) {
        return round == 0 ? step : step + '-' + (round + 1);
    }

    /** Who has done it, when, and the dialogue with the answers. */
    public record Done(String by, Instant at, String dialogue) {}
}
