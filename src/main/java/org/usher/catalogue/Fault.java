package org.usher.catalogue;

import java.util.Locale;

/**
 * Something wrong in a definition or in the data beside it.
 *
 * @param kind    what sort of fault it is
 * @param place   where it stands
 * @param message what is wrong
 * @param mend    how to put it right
 */
public record Fault(Kind kind, Place place, String message, String mend) {

    /** The sorts of faults. Each has an example among the test resources. */
    public enum Kind {
        /** The text is not YAML, or uses what definitions do without. */
        SYNTAX,
        /** A file is missing, cannot be read, or does not belong there. */
        FILE,
        /** A key stands twice in one mapping. */
        DUPLICATE_KEY,
        /** A key that is not part of the language. */
        UNKNOWN_KEY,
        /** A key that must be there is not. */
        MISSING_KEY,
        /** A list where a text is needed, a word that is no number, and the like. */
        WRONG_VALUE,
        /** Two keys that exclude each other. */
        CONFLICT,
        /** A name that names nothing: a register, rule, conversation, question, guidance answer. */
        DANGLING_REFERENCE,
        /** A question, rule or guidance answer whose id is taken. */
        DUPLICATE_ID,
        /** A name that is reserved, or no name. */
        BAD_NAME,
        /** Names or look-ups that go round in a circle. */
        CYCLE,
        /** Something is decided by an answer that is asked for only later. */
        ASKED_LATER,
        /** An expression that does not compile or gives the wrong type. */
        EXPRESSION,
        /** A wording whose placeholders do not compile. */
        WORDING,
        /** A regular expression that does not compile. */
        PATTERN,
        /** A comparison with a word that the question or field never has. */
        UNKNOWN_WORD,
        /** A rule that cannot fire, or one that nobody can satisfy. */
        CONSTANT_RULE,
        /** A question that is never asked, or a condition that makes no difference. */
        CONSTANT_CONDITION,
        /** A translation of something that is not there. */
        UNKNOWN_PATH,
        /** Words that a language lacks which is said to be complete. */
        UNTRANSLATED,
        /** A line of a register's data that cannot be taken. */
        DATA;

        /** The name that is printed and searched for. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One line for people and editors alike: {@code dwp/rules.yaml:12:5: what is wrong. How to mend it. [unknown-key]} */
    @Override
    public String toString() {
        return place + ": " + sentence(message) + (mend.isEmpty() ? "" : ' ' + sentence(mend)) + " [" + kind.word() + ']';
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + '.';
    }
}
