package org.usher.technow.table;

/** A write that a business rule, a data policy or a unique key does not allow. The transaction is rolled back. */
public final class OperationRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    public OperationRefused(String detail) {
        super(detail);
    }

    /** What the vendor says when a business rule stops a write. */
    public static OperationRefused byRule(Table table, String rule, String why) {
        return new OperationRefused(
                "Operation against file '" + table.name() + "' was aborted by Business Rule '" + rule + "'. " + why);
    }

    /** Why, for the caller. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
