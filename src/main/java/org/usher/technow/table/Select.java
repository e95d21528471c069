package org.usher.technow.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.usher.technow.table.Query.Clause;
import org.usher.technow.table.Query.Condition;
import org.usher.technow.table.Query.Order;
import org.usher.technow.table.Query.Path;

/** A query as SQL: references that are followed become left joins, values become parameters. */
final class Select {

    private static final String ROOT = "t0";

    private final Dictionary dictionary;
    private final Table table;
    private final Map<List<String>, String> aliases = new LinkedHashMap<>();
    private final StringBuilder joins = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();
    private final String where;
    private final String orderBy;

    Select(Dictionary dictionary, Table table, Query query) {
        this.dictionary = dictionary;
        this.table = table;
        aliases.put(List.of(), ROOT);
        this.where = where(query);
        this.orderBy = query.order().stream().map(this::order).collect(Collectors.joining(", "));
    }

    String rows() {
        var columns = table.columns().values().stream().filter(Column::readable).map(column -> quoted(ROOT, column.name()))
                .collect(Collectors.joining(", "));
        var order = (orderBy.isEmpty() ? "" : orderBy + ", ") + quoted(ROOT, "sys_created_on") + ", " + quoted(ROOT, "sys_id");
        return "SELECT " + columns + from() + " ORDER BY " + order + " LIMIT ? OFFSET ?";
    }

    String count() {
        return "SELECT COUNT(*) AS n" + from();
    }

    List<Object> parameters() {
        return List.copyOf(parameters);
    }

    /** A value as SQL takes it. */
    static Object stored(Column column, String value) {
        return column.type() == ColumnType.BOOLEAN ? (value.equals("true") || value.equals("1") ? 1 : 0) : value;
    }

    static String quoted(String name) {
        return "`" + name + "`";
    }

    private static String quoted(String alias, String name) {
        return alias + "." + quoted(name);
    }

    private String from() {
        return " FROM " + quoted(table.storage()) + " " + ROOT + joins + (where.isEmpty() ? "" : " WHERE " + where);
    }

    private String where(Query query) {
        var kind = table.isOneOfSeveral() ? Stream.of(ofKind()) : Stream.<String>empty();
        var alternatives = query.alternatives().stream()
                .map(alternative -> alternative.clauses().isEmpty()
                        ? "TRUE"
                        : alternative.clauses().stream().map(this::clause).collect(Collectors.joining(" AND ")))
                .collect(Collectors.joining(") OR (", "((", "))"));
        return Stream.concat(kind, query.alternatives().isEmpty() ? Stream.empty() : Stream.of(alternatives))
                .collect(Collectors.joining(" AND "));
    }

    private String ofKind() {
        parameters.add(table.name());
        return quoted(ROOT, "sys_class_name") + " = ?";
    }

    private String clause(Clause clause) {
        return clause.conditions().stream().map(this::condition).collect(Collectors.joining(" OR ", "(", ")"));
    }

    private String condition(Condition condition) {
        var place = place(condition.path());
        var column = place.column();
        var value = condition.value();
        return switch (condition.operator()) {
            case EQUALS -> value.isEmpty() ? empty(place) : with(place.sql() + " = ?", stored(column, value));
            case DIFFERS -> value.isEmpty()
                    ? "NOT " + empty(place)
                    : with("(" + place.sql() + " <> ? OR " + place.sql() + " IS NULL)", stored(column, value));
            case LESS, AT_MOST, MORE, AT_LEAST -> with(place.sql() + " " + condition.operator().word() + " ?", stored(column, value));
            case CONTAINS -> with(shown(condition.path()) + " LIKE ?", "%" + literally(value) + "%");
            case LACKS -> {
                var shown = shown(condition.path());
                yield with("(" + shown + " NOT LIKE ? OR " + shown + " IS NULL)", "%" + literally(value) + "%");
            }
            case STARTS_WITH -> with(shown(condition.path()) + " LIKE ?", literally(value) + "%");
            case ENDS_WITH -> with(shown(condition.path()) + " LIKE ?", "%" + literally(value));
            case AMONG -> place.sql() + " IN " + list(column, value);
            case NOT_AMONG -> "(" + place.sql() + " NOT IN " + list(column, value) + " OR " + place.sql() + " IS NULL)";
            case EMPTY -> empty(place);
            case NOT_EMPTY -> "NOT " + empty(place);
            case ANYTHING -> "TRUE";
            case BETWEEN -> between(place, value);
            case SAME_AS -> place.sql() + " <=> " + place(Path.of(value)).sql();
            case NOT_SAME_AS -> "NOT " + place.sql() + " <=> " + place(Path.of(value)).sql();
        };
    }

    private String between(Place place, String value) {
        var at = value.indexOf('@');
        parameters.add(value.substring(0, at));
        parameters.add(value.substring(at + 1));
        return place.sql() + " BETWEEN ? AND ?";
    }

    private String list(Column column, String value) {
        var values = value.split(",", -1);
        Stream.of(values).forEach(one -> parameters.add(stored(column, one)));
        return Stream.of(values).map(one -> "?").collect(Collectors.joining(", ", "(", ")"));
    }

    private static String empty(Place place) {
        return "(" + place.sql() + " IS NULL" + (place.column().type() == ColumnType.STRING ? " OR " + place.sql() + " = ''" : "") + ")";
    }

    private String with(String sql, Object parameter) {
        parameters.add(parameter);
        return sql;
    }

    private String order(Order order) {
        return shown(order.path()) + (order.descending() ? " DESC" : "");
    }

    /** The column to compare with text: of a reference that is what people see of it. */
    private String shown(Path path) {
        var place = place(path);
        if (place.column().type() != ColumnType.REFERENCE) {
            return place.sql();
        }
        var target = dictionary.table(place.column().reference().orElseThrow());
        var further = new ArrayList<>(path.steps());
        further.add(target.display());
        var shown = place(new Path(further));
        return shown.column().type() == ColumnType.REFERENCE ? place.sql() : shown.sql();
    }

    private Place place(Path path) {
        var here = table;
        var alias = ROOT;
        for (var depth = 1; depth <= path.references().size(); depth++) {
            var steps = path.steps().subList(0, depth);
            var target = dictionary.table(here.column(steps.getLast()).flatMap(Column::reference).orElseThrow());
            alias = joined(alias, steps, target);
            here = target;
        }
        return new Place(quoted(alias, path.column()), here.column(path.column()).orElseThrow());
    }

    private String joined(String from, List<String> steps, Table target) {
        return aliases.computeIfAbsent(List.copyOf(steps), unknown -> {
            var alias = "t" + aliases.size();
            joins.append(" LEFT JOIN ").append(quoted(target.storage())).append(' ').append(alias).append(" ON ")
                    .append(quoted(alias, "sys_id")).append(" = ").append(quoted(from, steps.getLast()));
            return alias;
        });
    }

    private static String literally(String value) {
        return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private record Place(String sql, Column column) {}
}
