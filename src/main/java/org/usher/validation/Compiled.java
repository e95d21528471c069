package org.usher.validation;

import java.util.List;

/** What came of compiling an expression or a template. */
public sealed interface Compiled<T> {

    /** It is sound. */
    record Sound<T>(T result) implements Compiled<T> {}

    /** It is not; each fault with the place in the text and what to do. */
    record Faulty<T>(List<Fault> faults) implements Compiled<T> {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /**
     * One fault of an expression.
     *
     * @param line    line within the text, from 1
     * @param column  column within the line, from 1
     * @param message what is wrong and how to mend it
     */
    record Fault(int line, int column, String message) {}
}
