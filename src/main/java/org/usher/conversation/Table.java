package org.usher.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    /** Those of some tables that have something to show, without the columns in which nothing stands. */
    static List<Shown> shown(List<Table> tables, Scope scope, Reader reader) {
        return tables.isEmpty()
                ? List.of()
                : tables.stream().filter(table -> Expression.holds(table.when(), scope))
                        .map(table -> table.shown(scope, reader).withoutEmptyColumns())
                        .filter(shown -> !shown.rows().isEmpty() || !shown.none().isEmpty())
                        .toList();
    }

    /**
     * A table with its words and values.
     *
     * @param none said in place of the rows when there are none
     */
    public record Shown(String name, String caption, List<String> headings, List<List<String>> rows, String none) {

        /** Letters of a line that can be read without scrolling. */
        private static final int WIDEST = 76;
        /** Blanks between two columns. */
        private static final int GAP = 2;

        public Shown {
            headings = List.copyOf(headings);
            rows = rows.stream().map(List::copyOf).toList();
        }

        private Shown withoutEmptyColumns() {
            var kept = IntStream.range(0, headings.size())
                    .filter(column -> rows.isEmpty() || rows.stream().anyMatch(row -> !row.get(column).isEmpty())).boxed().toList();
            return new Shown(name, caption, kept.stream().map(headings::get).toList(),
                    rows.stream().map(row -> kept.stream().map(row::get).toList()).toList(), none);
        }

        /**
         * As plain text for tickets, mails and channels that know no tables: with the columns side by side, or, where that is too wide to be read, with the
         * cells of a row one below the other. Without the caption.
         */
        public String text() {
            return rows.isEmpty() ? none : wide() ? stacked() : sideBySide();
        }

        /** Whether the columns do not fit side by side. */
        public boolean wide() {
            return widths().stream().mapToInt(width -> width + GAP).sum() - GAP > WIDEST;
        }

        private List<Integer> widths() {
            return IntStream.range(0, headings.size())
                    .mapToObj(column -> Math.max(headings.get(column).length(),
                            rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)))
                    .toList();
        }

        private String stacked() {
            return rows.stream().map(row -> IntStream.range(1, row.size()).filter(column -> !row.get(column).isEmpty())
                    .mapToObj(column -> "  " + headings.get(column) + ": " + row.get(column))
                    .collect(Collectors.joining("\n", row.getFirst() + '\n', ""))).collect(Collectors.joining("\n\n"));
        }

        private String sideBySide() {
            var widths = widths();
            var lines = new ArrayList<String>();
            lines.add(line(headings, widths));
            lines.add(widths.stream().map("-"::repeat).collect(Collectors.joining(" ".repeat(GAP))));
            rows.forEach(row -> lines.add(line(row, widths)));
            return String.join("\n", lines);
        }

        private static String line(List<String> cells, List<Integer> widths) {
            var line = new StringBuilder();
            for (int column = 0; column < cells.size(); column++) {
                line.append(cells.get(column)).append(" ".repeat(widths.get(column) - cells.get(column).length() + GAP));
            }
            return line.toString().stripTrailing();
        }
    }
}
