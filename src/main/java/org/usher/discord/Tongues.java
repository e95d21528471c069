package org.usher.discord;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** In which language accounts were spoken to last, so that there is a word for them also while nothing can be looked up. */
final class Tongues {

    private static final int MOST = 20_000;

    private final Map<Long, Phrases> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Phrases> eldest) {
            return size() > MOST;
        }
    };

    synchronized void spoken(long account, Phrases phrases) {
        last.put(account, phrases);
    }

    /** The language of an account, if it was spoken to before. */
    synchronized Optional<Phrases> of(long account) {
        return Optional.ofNullable(last.get(account));
    }
}
