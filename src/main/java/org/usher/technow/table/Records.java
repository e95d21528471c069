package org.usher.technow.table;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import org.usher.technow.table.Change.Operation;
import org.usher.technow.table.Database.StatementFailed;

/** The records of all tables: found, written and deleted in the transaction around the call, with their business rules. */
@Singleton
public final class Records {

    private static final int ALL = 1_000_000;
    private static final String INTEGRITY_VIOLATED = "23000";

    private final Database database;
    private final Dictionary dictionary;
    private final List<BusinessRule> rules;
    private final Clock clock;

    Records(Database database, Dictionary dictionary, List<BusinessRule> rules, Clock clock) {
        this.database = database;
        this.dictionary = dictionary;
        this.rules = List.copyOf(rules);
        this.clock = clock;
    }

    public Table table(String name) {
        return dictionary.table(name);
    }

    public List<Row> find(Table table, Query query, int offset, int limit) {
        var select = new Select(dictionary, table, query);
        var parameters = new ArrayList<>(select.parameters());
        parameters.add(limit);
        parameters.add(offset);
        return database.query(select.rows(), parameters).stream().map(values -> row(table, values)).toList();
    }

    public List<Row> find(String table, Query query) {
        return find(dictionary.table(table), query, 0, ALL);
    }

    public Optional<Row> first(String table, Query query) {
        return find(dictionary.table(table), query, 0, 1).stream().findFirst();
    }

    public long count(Table table, Query query) {
        var select = new Select(dictionary, table, query);
        return Long.parseLong(database.query(select.count(), select.parameters()).getFirst().get("n"));
    }

    public Optional<Row> get(Table table, String sysId) {
        return find(table, Query.where("sys_id", sysId), 0, 1).stream().findFirst();
    }

    public Optional<Row> get(String table, String sysId) {
        return sysId.isEmpty() ? Optional.empty() : get(dictionary.table(table), sysId);
    }

    /** A record that nobody else can write until the transaction ends. */
    public Optional<Row> lock(Table table, String sysId) {
        var locked = database.query("SELECT sys_id FROM " + Select.quoted(table.storage()) + " WHERE sys_id = ? FOR UPDATE",
                List.of(sysId));
        return locked.isEmpty() ? Optional.empty() : get(table, sysId);
    }

    public Row insert(String table, Map<String, String> values, Actor actor) {
        return insert(dictionary.table(table), values, actor);
    }

    /** Stores a new record. What the table has no column for is ignored. */
    public Row insert(Table table, Map<String, String> values, Actor actor) {
        var now = clock.instant();
        var stored = new LinkedHashMap<String, String>();
        table.columns().values().stream().filter(Column::readable).forEach(column -> stored.put(column.name(), column.defaultValue()));
        stored.putAll(storable(table, values));
        var time = Times.write(now);
        stored.putAll(Map.of("sys_created_on", time, "sys_updated_on", time, "sys_created_by", actor.userName(), "sys_updated_by",
                actor.userName(), "sys_mod_count", "0"));
        if (!(actor.hasRole("admin") && stored.getOrDefault("sys_id", "").matches("[0-9a-f]{32}"))) {
            stored.put("sys_id", UUID.randomUUID().toString().replace("-", ""));
        }
        if (table.isOneOfSeveral()) {
            stored.put("sys_class_name", table.name());
        }
        var change = before(new Change(this, actor, now, Operation.INSERT, new Row(table, Map.of()), new Row(table, stored),
                journal(table, values)));
        requireMandatory(change.after());
        store(change.after());
        writePasswords(change.after(), values);
        return after(change);
    }

    public Row update(String table, String sysId, Map<String, String> changes, Actor actor) {
        return update(dictionary.table(table), sysId, changes, actor)
                .orElseThrow(() -> new IllegalStateException("There is no " + table + " " + sysId));
    }

    /** Changes a record; empty if there is none. A change to what is there already is none, and leaves no trace. */
    public Optional<Row> update(Table table, String sysId, Map<String, String> changes, Actor actor) {
        return lock(table, sysId).map(old -> update(old, changes, actor));
    }

    private Row update(Row old, Map<String, String> changes, Actor actor) {
        var table = old.table();
        var wanted = storable(table, changes);
        wanted.keySet()
                .removeAll(List.of("sys_id", "sys_class_name", "sys_created_on", "sys_created_by", "sys_updated_on", "sys_updated_by",
                        "sys_mod_count"));
        var journal = journal(table, changes);
        writePasswords(old, changes);
        if (old.with(wanted).equals(old) && journal.isEmpty()) {
            return old;
        }
        var now = clock.instant();
        var stamped = old.with(wanted).with(Map.of("sys_updated_on", Times.write(now), "sys_updated_by", actor.userName(), "sys_mod_count",
                String.valueOf(Integer.parseInt(old.getOr("sys_mod_count", "0")) + 1)));
        var change = before(new Change(this, actor, now, Operation.UPDATE, old, stamped, journal));
        requireMandatory(change.after());
        overwrite(change);
        return after(change);
    }

    /** Deletes a record; false if there is none. */
    public boolean delete(Table table, String sysId, Actor actor) {
        var found = lock(table, sysId);
        found.ifPresent(old -> {
            var change = before(new Change(this, actor, clock.instant(), Operation.DELETE, old, old, Map.of()));
            database.update("DELETE FROM " + Select.quoted(table.storage()) + " WHERE sys_id = ?", List.of(sysId));
            rulesFor(table).forEach(rule -> rule.after(change));
        });
        return found.isPresent();
    }

    private List<BusinessRule> rulesFor(Table table) {
        return rules.stream().filter(rule -> rule.concerns(table)).toList();
    }

    private Change before(Change change) {
        var current = change;
        for (var rule : rulesFor(change.after().table())) {
            current = current.with(rule.before(current));
        }
        return current;
    }

    /** Adds to the journals and runs the rules, then reads the record again, because a rule may have written to it. */
    private Row after(Change change) {
        var row = change.after();
        change.journal().forEach((element, text) -> insert(Dictionary.JOURNAL,
                Map.of("name", row.table().name(), "element", element, "element_id", row.sysId(), "value", text), change.actor()));
        rulesFor(row.table()).forEach(rule -> rule.after(change));
        return get(row.table(), row.sysId()).orElse(row);
    }

    private void requireMandatory(Row row) {
        var missing = row.table().columns().values().stream().filter(column -> column.mandatory() && !row.has(column.name()))
                .map(Column::label).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new OperationRefused("Data Policy Exception: The following fields are mandatory: " + missing);
        }
    }

    private void store(Row row) {
        var columns = row.table().columns().values().stream().filter(Column::readable).toList();
        var names = columns.stream().map(column -> Select.quoted(column.name())).collect(Collectors.joining(", "));
        var marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        var values = columns.stream().map(column -> Select.stored(column, row.get(column.name()))).toList();
        write(row.table(), "INSERT INTO " + Select.quoted(row.table().storage()) + " (" + names + ") VALUES (" + marks + ")", values);
    }

    private void overwrite(Change change) {
        var row = change.after();
        var columns = row.table().columns().values().stream().filter(column -> column.readable() && change.changed(column.name())).toList();
        if (columns.isEmpty()) {
            return;
        }
        var set = columns.stream().map(column -> Select.quoted(column.name()) + " = ?").collect(Collectors.joining(", "));
        var values = new ArrayList<Object>();
        columns.forEach(column -> values.add(Select.stored(column, row.get(column.name()))));
        values.add(row.sysId());
        write(row.table(), "UPDATE " + Select.quoted(row.table().storage()) + " SET " + set + " WHERE sys_id = ?", values);
    }

    private void writePasswords(Row row, Map<String, String> values) {
        row.table().columns().values().stream().filter(column -> column.type() == ColumnType.PASSWORD)
                .filter(column -> !values.getOrDefault(column.name(), "").isEmpty())
                .forEach(column -> writePassword(row, column, values.getOrDefault(column.name(), "")));
    }

    private void writePassword(Row row, Column column, String password) {
        var table = Select.quoted(row.table().storage());
        var name = Select.quoted(column.name());
        var kept = database.query("SELECT " + name + " AS hash FROM " + table + " WHERE sys_id = ?", List.of(row.sysId())).getFirst();
        if (!Passwords.matches(password, kept.getOrDefault("hash", ""))) {
            database.update("UPDATE " + table + " SET " + name + " = ? WHERE sys_id = ?", List.of(Passwords.hash(password), row.sysId()));
        }
    }

    private void write(Table table, String sql, List<Object> values) {
        try {
            database.update(sql, values);
        } catch (StatementFailed problem) {
            if (problem.getCause() instanceof SQLException cause && INTEGRITY_VIOLATED.equals(cause.getSQLState())) {
                throw new OperationRefused("Error during insert of " + table.name() + ": Unique Key violation detected by database");
            }
            throw problem;
        }
    }

    /** The given values that the table has columns for, in the form in which they come back out. */
    private static Map<String, String> storable(Table table, Map<String, String> values) {
        var storable = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> table.column(name).filter(Column::readable)
                .ifPresent(column -> storable.put(name, normal(column, value))));
        return storable;
    }

    /** As the vendor does, what is no number or no time becomes empty, and what is too long is cut. */
    private static String normal(Column column, String value) {
        return switch (column.type()) {
            case INTEGER -> value.matches("-?\\d{1,9}") ? String.valueOf(Integer.parseInt(value)) : "";
            case BOOLEAN -> String.valueOf(value.equals("true") || value.equals("1"));
            case DATE_TIME -> Times.read(value).map(Times::write).orElse("");
            case STRING, TEXT, REFERENCE -> cut(value, column.length());
            case JOURNAL, PASSWORD -> "";
        };
    }

    private static String cut(String value, int length) {
        return value.codePointCount(0, value.length()) <= length ? value : value.substring(0, value.offsetByCodePoints(0, length));
    }

    private static Map<String, String> journal(Table table, Map<String, String> values) {
        var journal = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> table.column(name).filter(column -> column.type() == ColumnType.JOURNAL && !value.isBlank())
                .ifPresent(column -> journal.put(name, cut(value, column.length()))));
        return journal;
    }

    private static Row row(Table table, Map<String, String> values) {
        var row = new LinkedHashMap<>(values);
        table.columns().values().stream().filter(column -> column.type() == ColumnType.BOOLEAN)
                .forEach(column -> row.computeIfPresent(column.name(), (name, value) -> normal(column, value)));
        return new Row(table, row);
    }
}
