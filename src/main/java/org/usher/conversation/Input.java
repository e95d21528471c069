package org.usher.conversation;

import java.util.List;
import java.util.Optional;

/** What a person puts in at a turn. Typed words and clicks are equal: a word that names a command is that command. */
public sealed interface Input {

    /** Typed words. */
    record Say(String text) implements Input {}

    /** Clicked options, by value. */
    record Choose(List<String> values) implements Input {
        public Choose {
            values = List.copyOf(values);
        }
    }

    /** A file that was handed in, already kept under its id. */
    record HandIn(Answer.Attachment file) implements Input {}

    /** An answer sent for a certain question, by path; it is refused kindly unless that question is the one being asked. */
    record For(String path, Input input) implements Input {}

    /** One question back. */
    record Back() implements Input {}

    /** Change an answer: by path; without one, the person is asked which. */
    record Change(Optional<String> path) implements Input {}

    /** Help with the question, or with what is asked in {@code about}. */
    record Help(String about) implements Input {}

    /** Start again. */
    record Restart() implements Input {}

    /** Give up. */
    record Cancel() implements Input {}

    /** Pass over an optional question. */
    record Skip() implements Input {}

    /** Hand it in. */
    record Submit() implements Input {}
}
