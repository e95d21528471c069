package org.usher.conversation;

import java.util.Set;

import org.usher.validation.Wording;

/**
 * A how-to answer that can be asked for at any moment.
 *
 * @param id       such as {@code GB-G3}
 * @param question the question it answers
 * @param answer   the answer
 * @param keywords words by which it is found
 */
public record Guidance(String id, Wording question, Wording answer, Set<String> keywords) {
    public Guidance {
        keywords = Set.copyOf(keywords);
    }
}
