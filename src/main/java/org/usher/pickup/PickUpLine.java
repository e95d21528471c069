package org.usher.pickup;

import java.time.Instant;
import java.util.Optional;

/**
 * A line for a file that somebody else picks up.
 *
 * @param file     the name of the file in the definition of the organisation
 * @param item     the number of the item it does the work of
 * @param position its place among the lines of the item
 * @param text     as it stands in the file
 * @param entered  when it was entered
 * @param due      the pick-up it is meant for
 * @param pickedUp when it was picked up
 */
public record PickUpLine(long id, String organisation, String file, long item, int position, String text, Instant entered, Instant due,
        Optional<Instant> pickedUp) {}
