package org.usher.discord;

import java.time.Instant;
import java.util.Optional;

import org.usher.request.Person;

/** Which account on Discord is whom, where each stands in its direct messages, and codes that wait to be entered. */
interface Accounts {

    /**
     * An account that is linked.
     *
     * @param id     its id on Discord
     * @param person whose it is
     * @param closed whether direct messages to it were refused, so that the person is told next time
     * @param place  what was shown last in the direct messages
     */
    record Account(long id, Person person, boolean closed, Optional<Place> place) {}

    /** Where a person stands in the direct messages: the dialogue, its turn as shown, and the message that shows it. */
    record Place(String dialogue, int turn, long channel, long message) {}

    /**
     * A code that was sent.
     *
     * @param digest   the digest of the code; the code itself is kept nowhere
     * @param attempts wrong tries so far
     */
    record Code(long account, Person person, String digest, Instant expires, int attempts) {}

    /** What came of linking. */
    enum Linked {
        DONE, ACCOUNT_TAKEN, PERSON_TAKEN
    }

    Optional<Account> find(long account);

    Optional<Account> of(Person person);

    /** Links an account to a person: one account one person. */
    Linked link(long account, Person person, Instant now);

    /** Takes the link away; false if there was none. */
    boolean unlink(long account);

    void place(long account, Optional<Place> place);

    void closed(long account, boolean closed);

    /** Keeps a code in place of the one before. */
    void keep(Code code, Instant now);

    Optional<Code> code(long account);

    /** Counts a wrong try. */
    void missed(long account);

    void forgetCode(long account);

    /** How many codes an account asked for, or were asked for a person, since a moment: the larger number. */
    int asked(long account, Person person, Instant since);
}
