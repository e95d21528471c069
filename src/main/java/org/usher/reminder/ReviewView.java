package org.usher.reminder;

import java.time.Instant;
import java.util.List;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A round of a review as reports show it.
 *
 * @param review  the id of the review
 * @param name    what is reviewed
 * @param group   the heading it stands under
 * @param due     when it is, or was, due
 * @param state   to_come, due, overdue, paused (somebody is at it), done (somebody saw to it), moved (the register changed)
 * @param asked   the names of those who are asked
 * @param told    how often anybody was told of it
 * @param settled when it was over
 * @param by      who saw to it
 * @param why     what they said, or what for
 */
@Serdeable
public record ReviewView(String review, String name, String group, Instant due, String state, List<String> asked, long told,
        @Nullable Instant settled, String by, String why) {

    public ReviewView {
        asked = List.copyOf(asked);
    }
}
