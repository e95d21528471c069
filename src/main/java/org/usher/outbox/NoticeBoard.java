package org.usher.outbox;

import java.time.Instant;
import java.util.List;

import org.usher.request.Person;

/** What people were told, for the list on the web. */
public interface NoticeBoard {

    /** What a person was told, newest first. */
    List<Posted> of(Person person, int limit);

    /** How many of them the person has not seen yet. */
    long unseen(Person person);

    /** Notes that the person has seen everything up to a notice. */
    void seen(Person person, long upTo, Instant now);

    /** A notice on the board. */
    record Posted(long id, Notice notice, boolean seen) {}
}
