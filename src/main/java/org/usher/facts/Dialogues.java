package org.usher.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.usher.request.Person;

/** Where dialogues are kept. */
public interface Dialogues {

    /** Keeps a new dialogue. */
    void add(KeptDialogue kept);

    /** The dialogue with this id, with the version of the facts in the same statement. */
    Optional<KeptDialogue> find(String id);

    /** As {@link #find}; nobody else can change it until the transaction ends. */
    Optional<KeptDialogue> findForUpdate(String id);

    /** Keeps a dialogue if it is still as it was read: false if its turn is no longer the one given. */
    boolean save(KeptDialogue kept, int turnRead);

    /**
     * Keeps a dialogue if it is still as it was read in the same transaction, at the end of the transaction at the latest; otherwise the whole transaction is done again, and
     * reads what the dialogue has become.
     */
    void keep(KeptDialogue kept, int turnRead);

    /** Those of a person that are open, those that wait for the person, and those offered to the person; last spoken in first. */
    List<KeptDialogue> of(Person person, int limit);

    /** The dialogue that went on in this one. */
    Optional<KeptDialogue> leadingTo(String id);

    /** The dialogue in which somebody last answered a follow-up of an item. */
    Optional<KeptDialogue> latest(long item, String followUp, Person person);

    /** Lets somebody go on reading a dialogue that was theirs. */
    void letRead(String id, String person);

    boolean mayRead(String id, String person);

    /** Open dialogues that nobody has spoken in since a moment, without those that wait for others or were handed in before. */
    List<KeptDialogue> silentSince(String organisation, Instant moment, int limit);

    /** Open dialogues that nobody has spoken in since a moment, without those whose requester was reminded since, or that were handed in before. */
    List<KeptDialogue> toRemindSince(String organisation, Instant moment, int limit);

    /** Notes that the requester was reminded; false if that was noted before. */
    boolean noteReminded(String id);
}
