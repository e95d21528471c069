package org.usher.technow.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A column as the dictionary describes it.
 *
 * @param name         its name in the API and in SQL
 * @param label        what people call it
 * @param reference    the table that a reference points to
 * @param length       the most characters it keeps
 * @param defaultValue what a new record gets when nothing is given
 * @param mandatory    whether a record cannot do without
 * @param choices      the values that have a label, in order
 */
public record Column(String name, String label, ColumnType type, Optional<String> reference, int length, String defaultValue,
        boolean mandatory, Map<String, String> choices) {

    private static final int LINE = 255;
    private static final int KEY = 32;
    private static final int PAGES = 65_000;

    public Column {
        choices = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }

    static Column line(String name, String label) {
        return line(name, label, LINE);
    }

    static Column line(String name, String label, int length) {
        return of(name, label, ColumnType.STRING, length);
    }

    static Column text(String name, String label) {
        return of(name, label, ColumnType.TEXT, PAGES);
    }

    static Column number(String name, String label) {
        return of(name, label, ColumnType.INTEGER, LINE);
    }

    static Column flag(String name, String label, boolean initially) {
        return of(name, label, ColumnType.BOOLEAN, LINE).initially(String.valueOf(initially));
    }

    static Column time(String name, String label) {
        return of(name, label, ColumnType.DATE_TIME, LINE);
    }

    static Column journal(String name, String label) {
        return of(name, label, ColumnType.JOURNAL, PAGES);
    }

    static Column password(String name, String label) {
        return of(name, label, ColumnType.PASSWORD, LINE);
    }

    static Column to(String table, String name, String label) {
        return new Column(name, label, ColumnType.REFERENCE, Optional.of(table), KEY, "", false, Map.of());
    }

    private static Column of(String name, String label, ColumnType type, int length) {
        return new Column(name, label, type, Optional.empty(), length, "", false, Map.of());
    }

    Column initially(String value) {
        return new Column(name, label, type, reference, length, value, mandatory, choices);
    }

    Column required() {
        return new Column(name, label, type, reference, length, defaultValue, true, choices);
    }

    Column choice(String value, String text) {
        var more = new LinkedHashMap<>(choices);
        more.put(value, text);
        return new Column(name, label, type, reference, length, defaultValue, mandatory, more);
    }

    /** Whether there is a column of this name in SQL whose value may be read. */
    public boolean readable() {
        return type != ColumnType.JOURNAL && type != ColumnType.PASSWORD;
    }
}
