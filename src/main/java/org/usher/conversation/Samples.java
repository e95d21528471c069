package org.usher.conversation;

import java.util.List;
import java.util.Optional;

import org.usher.validation.Wording;

/**
 * The people that a demonstration offers to sign in as, and what each can try.
 *
 * @param groups people under headings
 * @param first  who to begin as, and what to do first
 */
public record Samples(List<Group> groups, Optional<Sample> first) {

    public Samples {
        groups = List.copyOf(groups);
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
