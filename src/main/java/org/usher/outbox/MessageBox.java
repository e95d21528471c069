package org.usher.outbox;

import java.time.Instant;
import java.util.List;

import org.usher.request.Person;

/** Where what people were told is kept, for channels that show it as a list. */
public interface MessageBox {

    /** Keeps a notice for its reader, in the open transaction. */
    void put(Notice notice);

    /** The latest messages of a person, newest first. */
    List<Message> latest(Person who, int limit);

    /** What a person was told after a certain message, oldest first. */
    List<Message> since(Person who, long id, int limit);

    /** How many messages the person has not seen. */
    int unseen(Person who);

    /** The newest message there is for a person; 0 if there is none. */
    long newest(Person who);

    /** Notes that the person has seen all messages up to one. */
    void seen(Person who, long upTo);

    /**
     * A message in a person's list.
     *
     * @param id      its place in the order of all
     * @param kind    what it is about
     * @param subject one line
     * @param text    the words
     * @param buttons what can be done about it
     * @param about   reference of what it is about
     * @param at      when it was said
     * @param seen    whether the list was looked at since
     */
    record Message(long id, String kind, String subject, String text, List<Notice.Button> buttons, String about, Instant at, boolean seen) {
        public Message {
            buttons = List.copyOf(buttons);
        }
    }
}
