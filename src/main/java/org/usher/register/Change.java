package org.usher.register;

import java.util.Map;

/** One change to a register: what fulfilled work, a review or a feed does to the facts. */
public sealed interface Change {

    String register();

    String key();

    /** Adds an entry, or replaces all of an entry that is there. */
    record Put(String register, String key, Map<String, Object> fields) implements Change {
        public Put {
            fields = Map.copyOf(fields);
        }
    }

    /** Replaces some stored fields of an entry that is there. */
    record Set(String register, String key, Map<String, Object> fields) implements Change {
        public Set {
            fields = Map.copyOf(fields);
        }
    }

    /** Takes an entry away; its history stays in the store. */
    record Remove(String register, String key) implements Change {}
}
