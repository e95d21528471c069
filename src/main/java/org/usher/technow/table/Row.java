package org.usher.technow.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A record: its table and its values by column; a column without a value has the empty string. */
public record Row(Table table, Map<String, String> values) {

    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public String get(String column) {
        return values.getOrDefault(column, "");
    }

    public String sysId() {
        return get("sys_id");
    }

    public boolean is(String column, String value) {
        return get(column).equals(value);
    }

    public boolean has(String column) {
        return !get(column).isEmpty();
    }

    public Row with(String column, String value) {
        return with(Map.of(column, value));
    }

    public Row with(Map<String, String> changes) {
        var changed = new LinkedHashMap<>(values);
        changed.putAll(changes);
        return new Row(table, changed);
    }

    /** The value, or what else to take when there is none. */
    public String getOr(String column, String otherwise) {
        return has(column) ? get(column) : otherwise;
    }
}
