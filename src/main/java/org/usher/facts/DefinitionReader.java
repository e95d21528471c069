package org.usher.facts;

import java.util.List;
import java.util.Map;

import org.usher.conversation.Organisation;
import org.usher.register.Entry;

/** Reads definitions from their files. Faults stop it, with a report of all of them. */
public interface DefinitionReader {

    /** All organisations, as their files are now. */
    List<Read> readAll();

    /** An organisation from files that were kept. */
    Organisation reread(String organisation, Map<String, String> files);

    /**
     * An organisation as it was read.
     *
     * @param files the files that its definitions are made of: name to text
     * @param data  the entries its registers begin with
     */
    record Read(Organisation organisation, Map<String, String> files, Map<String, List<Entry>> data) {
        public Read {
            files = Map.copyOf(files);
            data = Map.copyOf(data);
        }
    }
}
