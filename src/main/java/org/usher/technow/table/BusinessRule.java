package org.usher.technow.table;

/** What the system does by itself when a record is written, in the same transaction. */
public interface BusinessRule {

    /** Whether it has to do with records of a table. */
    boolean concerns(Table table);

    /** Before the record is stored: gives the record as it shall be stored, or refuses with {@link OperationRefused}. */
    default Row before(Change change) {
        return change.after();
    }

    /** After the record was stored. */
    default void after(Change change) {}
}
