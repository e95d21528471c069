package org.usher.facts;

import java.time.Instant;
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
 * @param waitingFor   key of the person who must answer what is asked, if not the requester
 * @param offeredTo    key of the person it was handed to and who has not accepted yet
 * @param handedBy     key of the person who handed it to the requester
 * @param next         where it went on: the id of a dialogue, or a page of Usher's own ({@code usher:…})
 * @param factsVersion the version of the organisation's facts when it was read
 */
public record KeptDialogue(String id, String organisation, Dialogue dialogue, Instant started, Instant touched, Optional<String> waitingFor,
        Optional<String> offeredTo, Optional<String> handedBy, Optional<String> next, long factsVersion) {

    public Person requester() {
        return new Person(organisation, dialogue.requester());
    }
}
