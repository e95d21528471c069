package org.usher.technow.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the dictionary describes it.
 *
 * @param name    its name in the API
 * @param label   what people call one of its records
 * @param storage the SQL table; several tables may share one and are then told apart by {@code sys_class_name}
 * @param prefix  what its numbers begin with; empty when its records have none
 * @param display the column that stands for a record
 * @param columns its columns by name, in order
 */
public record Table(String name, String label, String storage, String prefix, String display, Map<String, Column> columns) {

    public Table {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    public Optional<Column> column(String column) {
        return Optional.ofNullable(columns.get(column));
    }

    /** Whether its records are tickets of some kind. */
    public boolean isTask() {
        return storage.equals(Dictionary.TASK);
    }

    /** Whether it is one kind of record among others in its SQL table. */
    boolean isOneOfSeveral() {
        return !name.equals(storage);
    }

    /** What people see for a value of a column: the label of a choice, or the value itself. */
    public String labelOf(String column, String value) {
        return column(column).map(found -> found.choices().getOrDefault(value, value)).orElse(value);
    }
}
