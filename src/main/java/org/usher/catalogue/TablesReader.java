package org.usher.catalogue;

import java.util.LinkedHashMap;
import java.util.Optional;

import org.usher.conversation.Table;
import org.usher.validation.Expression;
import org.usher.validation.ValueType;

/** Reads {@code tables}: what people are shown in rows and columns. */
final class TablesReader {

    private final Draft draft;

    TablesReader(Draft draft) {
        this.draft = draft;
    }

    /** Reads all tables of a form into its draft, where questions find them. */
    void read(Node.Fields tables) {
        for (var table : tables.each()) {
            draft.tables().put(table.name(), table(table.name(), table.fields()));
        }
    }

    private Optional<Table> table(String name, Node.Fields node) {
        var at = "tables." + name;
        var texts = draft.texts();
        var caption = draft.label(texts, node.text("caption"), at + ".caption", name);
        var none = texts.wording(node.text("none"), at + ".none");
        var rows = node.text("rows").flatMap(text -> rows(text, texts));
        if (rows.isEmpty()) {
            node.fields("columns").each().forEach(column -> texts.forgive(at + ".columns." + column.name()));
            return Optional.empty();
        }
        var each = texts.with("it", ((ValueType.ListOf) rows.get().type()).of());
        var columns = new LinkedHashMap<String, Table.Column>();
        for (var column : node.fields("columns").each()) {
            var value = column.value() instanceof Node.Text text ? Optional.of(text) : column.fields().text("value");
            var heading = draft.label(texts, column.fields().text("label"), at + ".columns." + column.name(), column.name());
            value.flatMap(each::expression).ifPresent(expression -> columns.put(column.name(), new Table.Column(heading, expression)));
        }
        return Optional.of(new Table(name, node.text("when").flatMap(texts::condition), caption, rows.get(), columns, none));
    }

    private Optional<Expression> rows(Node.Text text, Texts texts) {
        var rows = texts.expression(text);
        if (rows.isPresent() && !(rows.get().type() instanceof ValueType.ListOf)) {
            draft.faults().add(Fault.Kind.EXPRESSION, text.place(), "The rows of a table are a list, and this is none",
                    "Give a list, such as a register, a repeat, or several choices");
            return Optional.empty();
        }
        return rows;
    }
}
