package org.usher.audit;

import java.util.List;

/** The record as it is kept, for whoever verifies it. */
public interface AuditLinks {

    /** The number and hash that the last row must have. */
    Head head();

    /** Rows in the order of their numbers, beginning after one. */
    List<Link> after(long number, int limit);

    /** The end of the chain. */
    record Head(long number, byte[] hash) {}

    /** One row. {@code details} is the text as it is kept. */
    record Link(long number, AuditEntry entry, String details, byte[] previousHash, byte[] hash) {}
}
