package org.usher.outbox;

import java.time.Instant;
import java.util.List;

import org.usher.request.Person;

/** Writes to somebody in words that a form gives, by e-mail: also to people whom Usher does not know. Called within the transaction. */
public interface Letters {

    /**
     * Writes a letter.
     *
     * @param to      the person, or one without a key
     * @param address where it goes; empty: to the address of the person
     * @param about   the reference of what it is about
     */
    void post(Person to, String address, String subject, String text, String about, List<Mails.Attachment> files, Instant now);
}
