package org.usher.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something to be recorded. It must never hold a secret.
 *
 * @param at           when
 * @param organisation whose
 * @param actor        who: key of a person, {@link #USHER}, or {@code itsm}
 * @param action       what, such as {@code answer}, {@code finding}, {@code decision}, {@code ticket.call}, {@code reminder}, {@code effect}
 * @param object       to what: the id of a dialogue, the reference of an item …
 * @param details      more about it, by name
 */
public record AuditEntry(Instant at, String organisation, String actor, String action, String object, Map<String, String> details) {

    /** The actor of what the program does by itself. */
    public static final String USHER = "usher";

    public AuditEntry {
        details = java.util.Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
