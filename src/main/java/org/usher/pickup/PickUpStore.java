package org.usher.pickup;

import java.time.Instant;
import java.util.List;

/** Where lines are kept until they are picked up, and for the record afterwards. Every method joins the open transaction or is one of its own. */
public interface PickUpStore {

    /** Keeps a new line, once for its item and position; the number it carries is ignored. */
    void add(PickUpLine line);

    /** The lines of a file that have not been picked up, in the order they were entered. */
    List<PickUpLine> waiting(String organisation, String file);

    /** The lines of an item. */
    List<PickUpLine> of(long item);

    void pickedUp(long id, Instant at);

    /** Notes that a file that was taken away is being read; false if it was read before. */
    boolean firstReading(String organisation, String name, Instant at);

    boolean wasRead(String organisation, String name);
}
