package org.usher.web;

import java.util.Collection;
import java.util.Optional;

/** What may come in as typed text at all, before anybody looks at what it says. */
public final class Typed {

    private static final int LONGEST = 10_000;
    private static final int MOST = 500;

    private Typed() {}

    /** What is wrong with a text, and which kind of problem that is. */
    public record Complaint(Problem.Kind kind, String text) {}

    /** What is wrong with a text, if anything. */
    public static Optional<Complaint> complaint(String text) {
        if (text.length() > LONGEST) {
            return Optional.of(new Complaint(Problem.Kind.TOO_LARGE,
                    "An answer may have " + LONGEST + " characters; this one has " + text.length() + "."));
        }
        if (text.chars().anyMatch(Typed::strange)) {
            return Optional.of(new Complaint(Problem.Kind.BAD_REQUEST, "There are control characters in the text. Send plain text."));
        }
        return Optional.empty();
    }

    /** What is wrong with some texts, if anything. */
    public static Optional<Complaint> complaint(Collection<String> texts) {
        if (texts.size() > MOST) {
            return Optional.of(new Complaint(Problem.Kind.TOO_LARGE, "These are " + texts.size() + " values; " + MOST + " are the most."));
        }
        return texts.stream().map(Typed::complaint).flatMap(Optional::stream).findFirst();
    }

    private static boolean strange(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t';
    }
}
