package org.usher.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.usher.conversation.Dialogue;
import org.usher.request.Person;

/**
 * A dialogue as it is kept between turns.
 *
 * @param id           its id in the API
 * @param organisation whose form it is
 * @param dialogue     the dialogue itself
 * @param started      when it was begun
 * @param touched      when it was last spoken in
 * @param waitingFor   keys of the people, other than the requester, whose answers it waits for
 * @param offeredTo    key of the person it was handed to and who has not accepted yet
 * @param handedBy     key of the person who handed it to the requester
 * @param next         where it went on: the id of a dialogue, or a page of Usher's own ({@code usher:…})
 * @param item         the number of the item it was handed in as
 * @param factsVersion the version of the organisation's facts when it was read
 */
public record KeptDialogue(String id, String organisation, Dialogue dialogue, Instant started, Instant touched, List<String> waitingFor,
        Optional<String> offeredTo, Optional<String> handedBy, Optional<String> next, Optional<Long> item, long factsVersion) {

    public KeptDialogue {
        waitingFor = List.copyOf(waitingFor);
    }

    public Person requester() {
        return new Person(organisation, dialogue.requester());
    }

    /** Keys of the people it waits for: whoever it was handed to and has not accepted it yet, or those whose answers it wants. */
    public List<String> others() {
        return offeredTo.map(List::of).orElse(waitingFor);
    }

    /**
     * When it expires after so long a silence; none while it waits for others, because that silence is not its requester's, and none once it was handed in: it is
     * then part of its request, and is open again only to be mended.
     */
    public Optional<Instant> expires(Duration silence) {
        return others().isEmpty() && item.isEmpty() ? Optional.of(touched.plus(silence)) : Optional.empty();
    }

    /** Whether it has expired after so long a silence. */
    public boolean hasExpired(Duration silence, Instant now) {
        return expires(silence).filter(end -> !end.isAfter(now)).isPresent();
    }

    /** The id of the dialogue that it went on in; none where it went on to a page of Usher's own, or nowhere. */
    public Optional<String> nextDialogue() {
        return next.filter(where -> !where.startsWith("usher:"));
    }

    /** A dialogue that begins now. */
    public static KeptDialogue begun(String id, String organisation, Dialogue dialogue, Instant now, long factsVersion) {
        return new KeptDialogue(id, organisation, dialogue, now, now, List.of(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(),
                factsVersion);
    }

    /** After a turn. */
    public KeptDialogue after(Dialogue then, List<String> waiting, Instant now) {
        return new KeptDialogue(id, organisation, then, started, now, waiting, offeredTo, handedBy, next, item, factsVersion);
    }

    public KeptDialogue offered(Optional<String> to) {
        return new KeptDialogue(id, organisation, dialogue, started, touched, waitingFor, to, handedBy, next, item, factsVersion);
    }

    /** In the hands of somebody else. */
    public KeptDialogue handed(Dialogue to, Optional<String> by) {
        return new KeptDialogue(id, organisation, to, started, touched, List.of(), Optional.empty(), by, next, item, factsVersion);
    }

    public KeptDialogue goingOn(String where) {
        return new KeptDialogue(id, organisation, dialogue, started, touched, waitingFor, offeredTo, handedBy, Optional.of(where), item,
                factsVersion);
    }

    /** Opened again: what came after it is forgotten. */
    public KeptDialogue withoutNext() {
        return new KeptDialogue(id, organisation, dialogue, started, touched, waitingFor, offeredTo, handedBy, Optional.empty(), item,
                factsVersion);
    }

    public KeptDialogue handedIn(long as) {
        return new KeptDialogue(id, organisation, dialogue, started, touched, waitingFor, offeredTo, handedBy, next, Optional.of(as),
                factsVersion);
    }
}
