package org.usher.technow.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A write under way.
 *
 * @param records where further records can be read and written, in the same transaction
 * @param before  the record as it was; without values when it is new
 * @param after   the record as it will be, or is
 * @param journal what was added to journal columns, by column
 */
public record Change(Records records, Actor actor, Instant now, Operation operation, Row before, Row after, Map<String, String> journal) {

    /** What is done to the record. */
    public enum Operation {
        INSERT, UPDATE, DELETE
    }

    public Change {
        journal = Map.copyOf(journal);
    }

    public boolean isInsert() {
        return operation == Operation.INSERT;
    }

    public boolean changed(String column) {
        return !before.get(column).equals(after.get(column));
    }

    /** Whether a column gets a value that it did not have. */
    public boolean becomes(String column, String value) {
        return changed(column) && after.is(column, value);
    }

    /** The columns whose value changes. */
    public List<String> changedColumns() {
        return after.table().columns().keySet().stream().filter(this::changed).toList();
    }

    public String time() {
        return Times.write(now);
    }

    Change with(Row row) {
        return new Change(records, actor, now, operation, before, row, journal);
    }
}
