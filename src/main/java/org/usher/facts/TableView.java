package org.usher.facts;

import java.util.List;

import io.micronaut.serde.annotation.Serdeable;
import org.usher.conversation.Table;

/**
 * A table as people are shown it.
 *
 * @param none said in place of the rows when there are none
 * @param text all of it but the caption as plain text, for channels that know no tables
 * @param wide whether its columns do not fit side by side, so that the plain text has the cells of a row one below the other
 */
@Serdeable
public record TableView(String caption, List<String> headings, List<List<String>> rows, String none, String text, boolean wide) {

    public TableView {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The tables of a prompt or a form, for reading. */
    public static List<TableView> of(List<Table.Shown> tables) {
        return tables.stream()
                .map(table -> new TableView(table.caption(), table.headings(), table.rows(), table.none(), table.text(), table.wide()))
                .toList();
    }
}
