package org.usher.conversation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.validation.Wording;

/**
 * The people that a demonstration offers to sign in as, and what each can try.
 *
 * @param groups people under headings
 * @param first  who to begin as, and what to do first
 * @param desk   by queue of the service desk, the user names and names of those who work it
 */
public record Samples(List<Group> groups, Optional<Sample> first, Map<String, Map<String, String>> desk) {

    public Samples {
        groups = List.copyOf(groups);
        desk = Collections.unmodifiableMap(new LinkedHashMap<>(desk));
    }

    /**
     * People who do the same kind of thing.
     *
     * @param title the heading
     * @param text  what they do
     */
    public record Group(Wording title, Wording text, List<Sample> people) {
        public Group {
            people = List.copyOf(people);
        }
    }

    /**
     * Somebody, and what they can try.
     *
     * @param person the key of their entry
     */
    public record Sample(String person, Wording text) {}
}
