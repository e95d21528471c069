package org.usher.discord;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.usher.outbox.Notice;
import org.usher.request.Person;

/** Messages that go out by themselves: kept in the transaction of what caused them, sent afterwards, and changed when they become moot. */
interface Post {

    /**
     * A message.
     *
     * @param id      its number
     * @param channel where it was sent to: a channel of a team, or 0 for the direct messages of the person
     * @param sent    where it stands on Discord, once it was sent
     * @param outcome what it says became of what it asks for; empty as long as it can be answered
     * @param marks   how often it was marked as {@linkplain #stale stale}
     */
    record Letter(long id, Notice notice, long channel, Optional<Sent> sent, String outcome, long marks) {}

    /** Where a message stands on Discord. */
    record Sent(long channel, long message) {}

    /** Why a message was not delivered. */
    enum Failure {
        /** The person takes no direct messages. */
        CLOSED,
        /** Discord would not have it for another reason. */
        REFUSED
    }

    /** Keeps a message in the open transaction; {@code channel} as in {@link Letter}. */
    void add(Notice notice, long channel);

    /** Takes messages that are due for itself, so that nobody else sends them, until a moment. Oldest first. */
    List<Letter> claim(int most, Instant now, Instant until);

    /** Takes messages for itself that were sent and must be shown anew. */
    List<Letter> claimStale(int most, Instant now, Instant until);

    /** It was sent, and says that this became of what it asks for. */
    void sent(long id, Sent where, String outcome, Instant now);

    void failed(long id, Failure why, Instant now);

    /** Gives a message back that could not be sent now, to be tried again at a time. */
    void again(long id, Instant due);

    /** It is shown as things stood when it was claimed; what was marked since is still to be shown anew. */
    void fresh(Letter letter, String outcome, Instant now);

    /** Messages of these kinds that ask for this {@linkplain Notice#matter matter} must be shown anew; whether there are any. */
    boolean stale(String organisation, Set<Notice.Kind> kinds, String matter);

    /** How many messages of a person were not delivered and have not been mentioned; they count as mentioned from now on. */
    int missed(Person person);

    /** How many wait. */
    long waiting();
}
