package org.usher.outbox;

import java.time.Instant;

/** Does one kind of what was planned in the {@link Outbox}. Every bean of this type is registered with the scheduler at start. */
public interface Job {

    /** The name of the kind, such as {@code ticket.raise}: stable, it stands in the database. */
    String kind();

    /** Does it, outside any transaction. An exception means that it is tried again, after a growing pause. */
    Result run(String key, Instant now);

    /** What came of it. */
    sealed interface Result {

        /** It is done with. */
        record Done() implements Result {}

        /** It is to be done again at a time. */
        record Again(Instant due) implements Result {}
    }
}
