package org.usher.conversation;

import java.util.Optional;
import java.util.Set;

import org.usher.validation.Wording;

/**
 * A how-to answer that can be asked for at any moment.
 *
 * @param id       such as {@code GB-G3}
 * @param question the question it answers
 * @param answer   the answer
 * @param keywords words by which it is found
 * @param each     a register: it answers the question for each of its entries, {@code it}, and is found by the entry's label
 */
public record Guidance(String id, Wording question, Wording answer, Set<String> keywords, Optional<String> each) {
    public Guidance {
        keywords = Set.copyOf(keywords);
    }
}
