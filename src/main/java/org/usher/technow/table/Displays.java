package org.usher.technow.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What people see of values: labels of choices, names of referenced records, the history of a journal. Lives as long as one call, and
 * reads each referenced record once.
 */
public final class Displays {

    /** How many records are read in one statement. */
    private static final int BATCH = 500;

    private final Records records;
    private final Map<String, Optional<Row>> known = new HashMap<>();

    public Displays(Records records) {
        this.records = records;
    }

    /** Reads in few statements what a column of many rows refers to. */
    public void prepare(List<Row> rows, String column) {
        rows.stream().findFirst().flatMap(row -> row.table().column(column)).flatMap(Column::reference).ifPresent(target -> {
            var keys = rows.stream().map(row -> row.get(column)).filter(key -> !key.isEmpty() && !known.containsKey(target + key))
                    .distinct()
                    .toList();
            IntStream.iterate(0, start -> start < keys.size(), start -> start + BATCH)
                    .mapToObj(start -> keys.subList(start, Math.min(start + BATCH, keys.size()))).forEach(batch -> read(target, batch));
        });
    }

    /** The record that a column refers to. */
    public Optional<Row> target(Row row, String column) {
        var key = row.get(column);
        return row.table().column(column).flatMap(Column::reference).filter(target -> !key.isEmpty())
                .flatMap(target -> known.computeIfAbsent(target + key, unknown -> records.get(target, key)));
    }

    /** What people see of a column. */
    public String of(Row row, String column) {
        return row.table().column(column).map(found -> switch (found.type()) {
            case REFERENCE -> target(row, column).map(this::of).orElse("");
            case JOURNAL -> journal(row, found);
            case PASSWORD -> "";
            case STRING, TEXT, INTEGER, BOOLEAN, DATE_TIME -> found.choices().getOrDefault(row.get(column), row.get(column));
        }).orElse("");
    }

    /** What stands for a record. */
    public String of(Row row) {
        return of(row, row.table().display());
    }

    private void read(String target, List<String> keys) {
        keys.forEach(key -> known.put(target + key, Optional.empty()));
        var query = Query.ALL.and(new Query.Condition(Query.Path.of("sys_id"), Query.Operator.AMONG, String.join(",", keys)));
        records.find(target, query).forEach(row -> known.put(target + row.sysId(), Optional.of(row)));
    }

    private String journal(Row row, Column column) {
        var entries = records.find(Dictionary.JOURNAL,
                Query.where("element_id", row.sysId()).and("element", column.name()).latestFirst("sys_created_on"));
        return entries.stream().map(entry -> entry.get("sys_created_on") + " - " + author(entry) + " (" + column.label() + ")\n"
                + entry.get("value") + "\n\n").collect(Collectors.joining());
    }

    private String author(Row entry) {
        return records.first(Dictionary.USER, Query.where("user_name", entry.get("sys_created_by"))).map(user -> user.get("name"))
                .orElse(entry.get("sys_created_by"));
    }
}
