package org.usher.facts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Conversation;

/** Where the files of definitions are kept, as long as dialogues may be pinned to them. */
public interface KeptDefinitions {

    /** Keeps the files that a version of a conversation is made of; what is kept already stays, and is in use again. */
    void keep(String organisation, Conversation conversation, Map<String, String> sources, Instant now);

    /** The files of a version, unless it was withdrawn. */
    Optional<Map<String, String>> sourcesOf(String organisation, String conversation, String version);

    void withdraw(String organisation, String conversation, String version, Instant now);
}
