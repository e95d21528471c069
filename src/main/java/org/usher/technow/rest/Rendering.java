package org.usher.technow.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.technow.order.Restrictions;
import org.usher.technow.order.Variables;
import org.usher.technow.rest.Parameters.Display;
import org.usher.technow.table.Actor;
import org.usher.technow.table.Column;
import org.usher.technow.table.ColumnType;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Displays;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;

/** Records as the API shows them, to one call. */
final class Rendering {

    private static final String VARIABLES = "variables.";

    private final Variables variables;
    private final Restrictions restrictions;
    private final Actor reader;
    private final Displays displays;
    private final Parameters parameters;
    private final String host;

    Rendering(Records records, Variables variables, Restrictions restrictions, Actor reader, Parameters parameters, String host) {
        this.variables = variables;
        this.restrictions = restrictions;
        this.reader = reader;
        this.displays = new Displays(records);
        this.parameters = parameters;
        this.host = host;
    }

    List<Map<String, Object>> of(List<Row> rows) {
        if (!rows.isEmpty()) {
            prepare(rows);
        }
        var rendered = new ArrayList<Map<String, Object>>();
        rows.forEach(row -> rendered.add(of(row)));
        return rendered;
    }

    Map<String, Object> of(Row row) {
        var rendered = new LinkedHashMap<String, Object>();
        parameters.fields().orElseGet(() -> ordinary(row))
                .forEach(field -> value(row, field).ifPresent(value -> rendered.put(field, value)));
        return rendered;
    }

    private static List<String> ordinary(Row row) {
        return row.table().columns().values().stream().filter(column -> column.type() != ColumnType.PASSWORD).map(Column::name).toList();
    }

    /** Reads what the rows refer to in few statements, where it will be shown. */
    private void prepare(List<Row> rows) {
        var table = rows.getFirst().table();
        var walked = parameters.fields().orElse(List.of()).stream().filter(field -> field.contains("."))
                .map(field -> field.substring(0, field.indexOf('.'))).toList();
        table.columns().values().stream().filter(column -> column.type() == ColumnType.REFERENCE)
                .filter(column -> walked.contains(column.name()) || parameters.display() != Display.VALUES && isAskedFor(column))
                .forEach(column -> displays.prepare(rows, column.name()));
    }

    private boolean isAskedFor(Column column) {
        return parameters.fields().map(fields -> fields.contains(column.name())).orElse(true);
    }

    /** A field, of this record or of one that it leads to; empty if there is no such field. */
    private Optional<Object> value(Row row, String field) {
        if (field.startsWith(VARIABLES)) {
            return variable(row, field.substring(VARIABLES.length()));
        }
        var dot = field.indexOf('.');
        if (dot < 0) {
            return row.table().column(field).filter(column -> column.type() != ColumnType.PASSWORD).map(column -> shown(row, column));
        }
        return row.table().column(field.substring(0, dot)).flatMap(Column::reference)
                .flatMap(target -> displays.target(row, field.substring(0, dot)).map(next -> value(next, field.substring(dot + 1)))
                        .orElseGet(() -> Optional.of(both("", "", Optional.empty()))));
    }

    private Optional<Object> variable(Row row, String name) {
        return variables.itemOf(row).map(item -> {
            var value = variables.of(item.sysId()).stream().filter(answer -> answer.name().equals(name)).findFirst()
                    .map(answer -> restrictions.shown(item, answer, reader)).orElse("");
            return both(value, value, Optional.empty());
        });
    }

    private Object shown(Row row, Column column) {
        boolean answer = row.table().name().equals(Dictionary.ANSWER) && column.name().equals("value");
        var value = answer ? restrictions.shown(row, reader) : row.get(column.name());
        var link = column.reference().filter(target -> !value.isEmpty()).map(target -> link(row, column, target));
        if (parameters.display() == Display.VALUES) {
            return link.isPresent() && !parameters.isTrue("exclude_reference_link") ? Map.of("link", link.get(), "value", value) : value;
        }
        return both(value, answer ? value : displays.of(row, column.name()), link);
    }

    private Object both(String value, String label, Optional<String> link) {
        return switch (parameters.display()) {
            case VALUES -> value;
            case LABELS -> link.isPresent() && !parameters.isTrue("exclude_reference_link")
                    ? Map.of("display_value", label, "link", link.get())
                    : label;
            case BOTH -> {
                var both = new LinkedHashMap<String, Object>();
                both.put("display_value", label);
                both.put("value", value);
                link.filter(found -> !parameters.isTrue("exclude_reference_link")).ifPresent(found -> both.put("link", found));
                yield both;
            }
        };
    }

    /** A reference to any kind of ticket leads to the table of its kind. */
    private String link(Row row, Column column, String target) {
        var table = target.equals(Dictionary.TASK)
                ? displays.target(row, column.name()).map(found -> found.get("sys_class_name")).orElse(target)
                : target;
        return host + "/api/now/table/" + table + "/" + row.get(column.name());
    }
}
