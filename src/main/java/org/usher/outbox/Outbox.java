package org.usher.outbox;

import java.time.Instant;

/**
 * Schedules jobs in the transaction that is open: they are there if it commits, and were never there if it does not. A job is done at
 * least once; whoever does it must be able to do it twice.
 */
public interface Outbox {

    /**
     * Plans a job. If one of that kind and key is planned already it stays as it is.
     *
     * @param kind the {@link Job#kind} of the job that does it
     * @param key  what it is about, such as the number of an item
     * @param due  when it is to be done
     */
    void plan(String kind, String key, Instant due);

    /** Plans a job at another time, or anew. */
    void replan(String kind, String key, Instant due);

    /** Takes a planned job back; nothing happens if there is none. */
    void drop(String kind, String key);
}
