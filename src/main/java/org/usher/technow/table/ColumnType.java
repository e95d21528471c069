package org.usher.technow.table;

/** What a column holds, and so how it is stored, compared and shown. */
public enum ColumnType {
    /** A line of text; longer values are cut, as the vendor does. */
    STRING,
    /** Several lines of text. */
    TEXT,
    /** A whole number. */
    INTEGER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** {@code yyyy-MM-dd HH:mm:ss} in UTC. */
    DATE_TIME,
    /** The {@code sys_id} of a record of another table. */
    REFERENCE,
    /** Text that is only ever added to: kept in {@code sys_journal_field}, empty as a value, a history as a display value. */
    JOURNAL,
    /** Goes in and never comes out; kept as a hash. */
    PASSWORD
}
