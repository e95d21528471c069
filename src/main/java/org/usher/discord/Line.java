package org.usher.discord;

import java.util.Optional;

import org.usher.file.Files;

/** Where a reply goes: back through the interaction that asked for it, or into the direct messages. Each call is over when Discord has it. */
interface Line {

    /** Whether it goes into the direct messages, where typing works and everything stays. */
    boolean direct();

    /** Shows something new. The place of the last message, if it can be edited later. */
    Optional<Post.Sent> show(Sheet sheet);

    /** Marks what was clicked as done: it says what was answered, and nothing in it can be clicked any more. */
    void settle(String markdown);

    /** Shows something in place of what was clicked. */
    void swap(Sheet sheet);

    /** Tells something that only the person who clicked shall see. */
    void whisper(Sheet sheet);

    /** Hands a file to the person who clicked alone; whether it is small enough for Discord. */
    boolean hand(Files.Content file);
}
