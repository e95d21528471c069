package org.usher.pickup;

import java.time.Instant;
import java.util.List;

import io.micronaut.serde.annotation.Serdeable;

/** What waits in a file to be picked up: its name, its columns, and the lines. */
@Serdeable
public record PickUpView(String file, List<String> columns, List<Line> waiting) {

    public PickUpView {
        columns = List.copyOf(columns);
        waiting = List.copyOf(waiting);
    }

    /** A line: its values by column, the number of the item it belongs to, when it was entered, and when it is to be picked up. */
    @Serdeable
    public record Line(List<String> values, String item, Instant entered, Instant due) {
        public Line {
            values = List.copyOf(values);
        }
    }
}
