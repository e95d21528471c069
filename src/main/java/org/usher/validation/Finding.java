package org.usher.validation;

/**
 * What a rule found.
 *
 * @param rule     the id of the rule
 * @param severity what it means
 * @param text     what was said, in the language of the person
 * @param source   the source document and step of the rule
 * @param at       the path of the answer it is about, such as {@code additional[0].team}; empty for the whole
 */
public record Finding(String rule, Severity severity, String text, String source, String at) {

    /** What was acknowledged when this was: the same rule at another place, or with other words, asks again. */
    public String key() {
        return rule + '@' + at + '#' + Integer.toHexString(text.hashCode());
    }
}
