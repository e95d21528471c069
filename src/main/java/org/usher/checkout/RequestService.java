package org.usher.checkout;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.request.Person;

/** What a requester can do with requests. Numbers are Usher's own or the ITSM's. */
@Singleton
public class RequestService {

    /** What comes of doing something to a request or an item of it. */
    public sealed interface Handled {

        /** Done; {@code text} says what happens now. */
        record Done(String text) implements Handled {}

        /** It goes on in a dialogue: what was copied, or opened again. */
        record InDialogue(String dialogue) implements Handled {}

        /** It cannot be done; the rule (may be empty) and why. */
        record Refused(String rule, String text) implements Handled {}

        /** There is no such request. */
        record NotFound() implements Handled {}
    }

    /** The person's requests, newest first, without answers and history. */
    public List<RequestView> mine(Person who) {
        throw new UnsupportedOperationException();
    }

    /** One of the person's requests, with everything; also for who decides on, or is the subject of, one of its items. */
    public Optional<RequestView> one(Person who, String number) {
        throw new UnsupportedOperationException();
    }

    /** Opens a new dialogue with the answers of an item (of the only item, if the number is a request's) as proposals. */
    public Handled copy(Person who, String number) {
        throw new UnsupportedOperationException();
    }

    /** Takes a request or an item back: at once before approval, else by asking the desk. */
    public Handled withdraw(Person who, String number, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Opens what must be mended of an item that was returned, or the evidence that is missing, in its dialogue. */
    public Handled mend(Person who, String number) {
        throw new UnsupportedOperationException();
    }
}
