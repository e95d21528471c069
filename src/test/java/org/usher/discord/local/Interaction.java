package org.usher.discord.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Something that somebody did at a client, and what has come of it. Read it under the server's monitor or after it was acknowledged. */
public final class Interaction {

    /** What kind of thing it was. */
    enum Type {
        COMMAND(2), COMPONENT(3), AUTOCOMPLETE(4), MODAL(5);

        final int number;

        Type(int number) {
            this.number = number;
        }
    }

    final long id;
    final String token;
    final Type type;
    final long person;
    final long channel;
    final long sentNanos;
    /** The message whose component was used; 0 for a command. */
    final long source;
    final ObjectNode payload;

    int callback;
    long ackNanos;
    /** The message that {@code @original} names; 0 for none. */
    long original;
    boolean ephemeral;
    /** How much the server pretends that has passed since. */
    Duration aged = Duration.ZERO;
    int refusedAcks;
    @Nullable
    Modal modal;
    @Nullable
    JsonNode choices;

    Interaction(long id, String token, Type type, long person, long channel, long source, ObjectNode payload) {
        this.id = id;
        this.token = token;
        this.type = type;
        this.person = person;
        this.channel = channel;
        this.source = source;
        this.payload = payload;
        this.sentNanos = System.nanoTime();
    }

    public boolean acknowledged() {
        return callback != 0;
    }

    /** How long the acknowledgement took; empty if there was none. */
    public Optional<Duration> acknowledgedAfter() {
        return callback == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(ackNanos - sentNanos));
    }

    /** How often an acknowledgement was refused, because it came too late or twice. */
    public int refusedAcks() {
        return refusedAcks;
    }

    /** The form that opened. */
    public Optional<Modal> modal() {
        return Optional.ofNullable(modal);
    }

    /** The labels that autocomplete offered. */
    public List<String> choices() {
        var offered = choices;
        return offered == null
                ? List.of()
                : java.util.stream.StreamSupport.stream(offered.spliterator(), false).map(each -> each.path("name").asText()).toList();
    }

    /** The values that autocomplete offered. */
    public List<String> choiceValues() {
        var offered = choices;
        return offered == null
                ? List.of()
                : java.util.stream.StreamSupport.stream(offered.spliterator(), false).map(each -> each.path("value").asText()).toList();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - sentNanos).plus(aged);
    }
}
