package org.usher.audit;

import java.util.List;

/**
 * The tamper-evident record. What is recorded within a transaction is written when it commits, in the order it was recorded, as the next
 * links of one hash chain.
 */
public interface AuditTrail {

    void record(AuditEntry entry);

    /** What was recorded about an object, oldest first. */
    List<AuditEntry> about(String organisation, String object);
}
