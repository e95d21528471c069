package org.usher.chat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import org.usher.conversation.Answer;
import org.usher.conversation.Input;
import org.usher.request.Person;

/** A message in, replies out, for any channel. Every answer that it acknowledges is on disk. */
@Singleton
public class ChatService {

    /** A conversation that the person may start. */
    @Serdeable
    public record Offer(String id, String title, String about, String group) {}

    /**
     * A dialogue in a list.
     *
     * @param role {@code requester}, {@code asked} (a question waits for the person), {@code offered} (handed to the person), or {@code reader}
     */
    @Serdeable
    public record Summary(String id, String conversation, String title, String status, String role, String requesterName, Instant touched,
            Instant expires) {}

    /** An option found by typing. */
    @Serdeable
    public record Hit(String value, String label, String hint) {}

    /** The conversations this person sees. */
    public List<Offer> conversations(Person who) {
        throw new UnsupportedOperationException();
    }

    /** Open dialogues of the person, questions of others that wait for the person, and dialogues handed to the person. */
    public List<Summary> dialogues(Person who) {
        throw new UnsupportedOperationException();
    }

    public ChatResult start(Person who, String conversation, String channel) {
        return start(who, conversation, Map.of(), channel);
    }

    /** Starts with answers that are proposed. */
    public ChatResult start(Person who, String conversation, Map<String, Answer> proposals, String channel) {
        throw new UnsupportedOperationException();
    }

    /** The dialogue as it stands. */
    public ChatResult view(Person who, String id) {
        throw new UnsupportedOperationException();
    }

    /** One turn. {@code turn} is the number of the view that the input answers. */
    public ChatResult turn(Person who, String id, int turn, Input input, String channel) {
        throw new UnsupportedOperationException();
    }

    /** Comes back to a saved dialogue: if its version was withdrawn, its answers are carried over to the one in force, and the person is told. */
    public ChatResult resume(Person who, String id, String channel) {
        throw new UnsupportedOperationException();
    }

    /** Options of what is asked that match what was typed so far. */
    public List<Hit> search(Person who, String id, String typed, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Hands a draft to somebody, who becomes its requester by accepting it (SH-R23). */
    public ChatResult handOver(Person who, String id, String to, String channel) {
        throw new UnsupportedOperationException();
    }

    /** Accepts a draft that was handed over. */
    public ChatResult accept(Person who, String id, String channel) {
        throw new UnsupportedOperationException();
    }

    /** Gives a draft back: one that was offered, or one that was accepted. */
    public ChatResult giveBack(Person who, String id, String channel) {
        throw new UnsupportedOperationException();
    }
}
