package org.usher.reminder;

import java.util.List;
import java.util.Optional;

import org.usher.request.Person;

/** Where reminders are kept. Every method is called within a transaction. */
public interface ReminderStore {

    /**
     * Keeps a reminder. If there is one of the same kind, matter, recipient and due moment already, that one stays as it is, unless it had
     * become moot before it was sent: then it is planned again.
     *
     * @return the one that is kept now
     */
    Reminder keep(Reminder reminder);

    void save(Reminder reminder);

    Optional<Reminder> find(long id);

    /** Nobody else can change it until the transaction ends. */
    Optional<Reminder> findForUpdate(long id);

    /** All of a matter, in the order they are due. */
    List<Reminder> about(String organisation, Reminder.Matter matter);

    /** A person's reminders: those that can be answered and those to come, then those that are past; the newest first. */
    List<Reminder> of(Person person, int limit);
}
