package org.usher.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** An answer as it is kept: without its question it is only data; the question says what it means. */
public sealed interface Answer {

    /** The answer as data for a program: a text, a list of texts, a truth, a number; of a file its name, of a secret nothing. */
    default Object plain() {
        return switch (this) {
            case Words words -> words.text();
            case Several several -> several.values();
            case Truth truth -> truth.yes();
            case WholeNumber number -> number.number();
            case Day day -> day.day().toString();
            case Moment moment -> moment.moment().toString();
            case Attachment file -> file.name();
            case SecretGiven _,Skipped _ -> "";
        };
    }

    /** A text, the value of an option, or the key of an entry. */
    record Words(String text) implements Answer {}

    /** Several options or entries, by value or key. */
    record Several(List<String> values) implements Answer {
        public Several {
            values = List.copyOf(values);
        }
    }

    /** Yes or no; an acknowledgement is yes. */
    record Truth(boolean yes) implements Answer {}

    /** A whole number. */
    record WholeNumber(long number) implements Answer {}

    /** A local day. */
    record Day(LocalDate day) implements Answer {}

    /** A moment. */
    record Moment(Instant moment) implements Answer {}

    /** A file that was handed in; its content is kept elsewhere under the id. */
    record Attachment(String id, String name, long bytes) implements Answer {}

    /**
     * That a secret was given; never the secret.
     *
     * @param hash its one-way hash, made the moment it was given; empty: it was handed on, or thrown away
     */
    record SecretGiven(String hash) implements Answer {

        /** Without the hash, so that no log shows it. */
        @Override
        public String toString() {
            return "SecretGiven[]";
        }
    }

    /** An optional question that the person passed over. */
    record Skipped() implements Answer {}
}
