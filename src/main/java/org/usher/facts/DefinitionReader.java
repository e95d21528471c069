package org.usher.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Conversation;
import org.usher.conversation.Organisation;
import org.usher.register.Registers;

/** Reads definitions from their files. Faults stop it, with a report of all of them. */
public interface DefinitionReader {

    /** All organisations, as their files are now. */
    List<Read> readAll();

    /** A conversation from the files that were kept of it; none if this program cannot read them any more. */
    Optional<Conversation> reread(Map<String, String> sources);

    /**
     * An organisation as it was read.
     *
     * @param sources of each conversation, by its id: the files it is made of, name to text
     * @param data    the entries its registers begin with
     */
    record Read(Organisation organisation, Map<String, Map<String, String>> sources, Registers data) {
        public Read {
            sources = Map.copyOf(sources);
        }
    }
}
