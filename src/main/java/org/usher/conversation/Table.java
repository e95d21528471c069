package org.usher.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.usher.validation.Expression;
import org.usher.validation.Reader;
import org.usher.validation.Scope;
import org.usher.validation.Wording;

/**
 * A table that people are shown: with a question, when they check their answers, when they decide, and on the ticket.
 *
 * @param name    its name, under which the ticket has it
 * @param when    shown only while this holds; none: always
 * @param caption what it shows
 * @param rows    a list; each entry of it is {@code it} in the columns
 * @param columns name to heading and value, in their order
 * @param none    what is said instead when there is no row; empty: the table is left out then
 */
public record Table(String name, Optional<Expression> when, Wording caption, Expression rows, Map<String, Column> columns, Wording none) {

    public Table {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** A column. */
    public record Column(Wording heading, Expression value) {}

    /** The table as it stands at a moment, for a reader. */
    Shown shown(Scope scope, Reader reader) {
        var headings = columns.values().stream().map(column -> column.heading().in(scope, reader)).toList();
        var lines = new ArrayList<List<String>>();
        if (rows.value(scope) instanceof List<?> list) {
            for (Object it : list) {
                var row = scope.with("it", it);
                lines.add(columns.values().stream().map(column -> reader.shown(column.value().value(row), row)).toList());
            }
        }
        return new Shown(name, caption.in(scope, reader), headings, lines, none.in(scope, reader));
    }

    /** Those of some tables that have something to show. */
    static List<Shown> shown(List<Table> tables, Scope scope, Reader reader) {
        return tables.isEmpty()
                ? List.of()
                : tables.stream().filter(table -> Expression.holds(table.when(), scope))
                        .map(table -> table.shown(scope, reader))
                        .filter(shown -> !shown.rows().isEmpty() || !shown.none().isEmpty())
                        .toList();
    }

    /**
     * A table with its words and values.
     *
     * @param none said in place of the rows when there are none
     */
    public record Shown(String name, String caption, List<String> headings, List<List<String>> rows, String none) {
        public Shown {
            headings = List.copyOf(headings);
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** As plain text with the columns one below the other: for tickets and for channels that know no tables. Without the caption. */
        public String text() {
            if (rows.isEmpty()) {
                return none;
            }
            var widths = new ArrayList<Integer>();
            for (int column = 0; column < headings.size(); column++) {
                int at = column;
                widths.add(Math.max(headings.get(column).length(), rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0)));
            }
            var lines = new ArrayList<String>();
            lines.add(line(headings, widths));
            lines.add(widths.stream().map("-"::repeat).collect(Collectors.joining("  ")));
            rows.forEach(row -> lines.add(line(row, widths)));
            return String.join("\n", lines);
        }

        private static String line(List<String> cells, List<Integer> widths) {
            var line = new StringBuilder();
            for (int column = 0; column < cells.size(); column++) {
                line.append(cells.get(column)).append(" ".repeat(widths.get(column) - cells.get(column).length() + 2));
            }
            return line.toString().stripTrailing();
        }
    }
}
