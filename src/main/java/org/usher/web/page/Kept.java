package org.usher.web.page;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.request.Person;

/**
 * What a page must say after the browser has been sent on to it: why an answer was refused, what was done. It is kept for a while in the memory of
 * this node and for the person alone; should it be gone, the page shows how things stand without it.
 */
@Singleton
final class Kept {

    private static final int MOST = 20_000;
    private static final int TOKEN_BYTES = 9;

    private record Note(Person who, Object what) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Note> notes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Note> eldest) {
            return size() > MOST;
        }
    };

    /** Keeps something for a person; the result finds it again. */
    synchronized String keep(Person who, Object what) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        notes.put(token, new Note(who, what));
        return token;
    }

    /** What was kept for this person. */
    synchronized <T> Optional<T> find(Person who, String token, Class<T> type) {
        var note = notes.get(token);
        return note != null && note.who().equals(who) && type.isInstance(note.what())
                ? Optional.of(type.cast(note.what()))
                : Optional.empty();
    }
}
