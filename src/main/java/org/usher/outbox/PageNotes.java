package org.usher.outbox;

import java.time.Instant;
import java.util.Optional;

import org.usher.request.Person;

/**
 * What a page must say once a browser has been sent on to it: what was done, why an answer was refused. Whichever node the browser comes to next finds
 * it, for the person alone and for a while.
 */
public interface PageNotes {

    /** Keeps a text of a certain kind for a person; the result finds it again. */
    String keep(Person who, String kind, String text, Instant now);

    /** What was kept for this person. */
    Optional<String> find(Person who, String kind, String token);
}
