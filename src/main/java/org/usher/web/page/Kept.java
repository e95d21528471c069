package org.usher.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.chat.DialogueView;
import org.usher.facts.FormView;
import org.usher.outbox.PageNotes;
import org.usher.request.Person;

/**
 * What a page must say after the browser has been sent on to it: why an answer was refused, what was done. Should it be gone, the page shows how things
 * stand without it.
 */
@Singleton
final class Kept {

    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);
    private static final String SAID = "said";

    private final PageNotes notes;
    private final ObjectMapper json;
    private final Clock clock;

    Kept(PageNotes notes, ObjectMapper json, Clock clock) {
        this.notes = notes;
        this.json = json;
        this.clock = clock;
    }

    /** What a page shows besides how things stand. */
    sealed interface Note {}

    /**
     * What came of the last input to a conversation.
     *
     * @param dialogue its id
     * @param turn     the turn and
     * @param status   the status that it was about
     * @param messages what was said
     * @param refusal  why the input was not taken
     * @param typed    what was typed and refused; never a secret
     * @param found    what a search without scripts found
     * @param searched what was searched for
     * @param notice   a friendly word that is not a refusal
     */
    @Serdeable
    record Talk(String dialogue, int turn, String status, List<String> messages, DialogueView.@Nullable Refusal refusal, String typed,
            List<DialogueView.Option> found, String searched, String notice) implements Note {
        Talk {
            messages = List.copyOf(messages);
            found = List.copyOf(found);
        }
    }

    /** Why the last checkout sent nothing: in a word, by rules over the cart, and by item. */
    @Serdeable
    record Trouble(String text, List<FormView.FindingView> cart, List<ItemTrouble> items) implements Note {
        Trouble {
            cart = List.copyOf(cart);
            items = List.copyOf(items);
        }
    }

    /** What the rules find in one item. */
    @Serdeable
    record ItemTrouble(String item, List<FormView.FindingView> findings) {
        ItemTrouble {
            findings = List.copyOf(findings);
        }
    }

    /** Keeps a word that is said once; the result finds it again. */
    String say(Person who, String text) {
        return notes.keep(who, SAID, text, clock.instant());
    }

    Optional<String> said(Person who, String token) {
        return notes.find(who, SAID, token);
    }

    /** Keeps something for a person; the result finds it again. */
    String keep(Person who, Note note) {
        try {
            return notes.keep(who, note.getClass().getSimpleName(), json.writeValueAsString(note), clock.instant());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** What was kept for this person. */
    <T extends Note> Optional<T> find(Person who, String token, Class<T> type) {
        return notes.find(who, type.getSimpleName(), token).flatMap(text -> {
            try {
                return Optional.of(json.readValue(text, type));
            } catch (IOException ofAnotherVersion) {
                LOG.debug("A note for a page cannot be read any more", ofAnotherVersion);
                return Optional.empty();
            }
        });
    }
}
