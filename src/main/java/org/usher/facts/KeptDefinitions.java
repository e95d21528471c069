package org.usher.facts;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Conversation;

/** Where the files of definitions are kept, as long as dialogues may be pinned to them. */
public interface KeptDefinitions {

    /** Keeps the files that these versions of conversations are made of; what is kept already stays. */
    void keep(String organisation, Map<String, String> files, Collection<Conversation> conversations, Instant now);

    /** The files of a version, unless it was withdrawn. */
    Optional<Map<String, String>> filesOf(String organisation, String conversation, String version);

    void withdraw(String organisation, String conversation, String version, Instant now);
}
