package org.usher.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.validation.Expression;
import org.usher.validation.Reader;
import org.usher.validation.Scope;
import org.usher.validation.Wording;

/**
 * How a filled-in form is laid out as a document: sheets with titles, each with parts that have a heading and hold lines, a table, or a text.
 *
 * @param name   its name, by which it is attached
 * @param file   what the file is called, without its ending
 * @param again  whether it is attached once more when the work is done, with what the desk wrote back
 * @param sheets its sheets
 */
public record Layout(String name, Wording file, boolean again, List<Sheet> sheets) {

    public Layout {
        sheets = List.copyOf(sheets);
    }

    /**
     * A sheet.
     *
     * @param name  what its tab says
     * @param when  it is only there if this holds; none: always
     * @param title what stands at its top
     */
    public record Sheet(Wording name, Optional<Expression> when, Wording title, List<Part> parts) {
        public Sheet {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A part of a sheet.
     *
     * @param when  it is only there if this holds; none: always
     * @param lines label and value, one below the other
     * @param table a table
     * @param text  words
     */
    public record Part(Wording heading, Optional<Expression> when, List<Line> lines, Optional<Table> table, Wording text) {
        public Part {
            lines = List.copyOf(lines);
        }
    }

    /** A line of a part. */
    public sealed interface Line {

        /** The answer to a question, under its label; blank where it does not apply. */
        record Answered(String path, Wording label) implements Line {}

        /** A value. */
        record Value(Wording label, Expression value) implements Line {}
    }

    /**
     * The document with its words and values.
     *
     * @param name what the file is called, without its ending
     */
    public record Filled(String name, List<FilledSheet> sheets) {
        public Filled {
            sheets = List.copyOf(sheets);
        }
    }

    /** A sheet with its words and values. */
    public record FilledSheet(String name, String title, List<FilledPart> parts) {
        public FilledSheet {
            parts = List.copyOf(parts);
        }
    }

    /** A part with its words and values; {@code lines} are label and value. */
    public record FilledPart(String heading, List<Map.Entry<String, String>> lines, Optional<Table.Shown> table, String text) {
        public FilledPart {
            lines = List.copyOf(lines);
        }
    }

    /** The document as it stands at a moment, for a reader; {@code answers} are texts by path. */
    Filled filled(Scope scope, Reader reader, Map<String, String> answers) {
        var all = new ArrayList<FilledSheet>();
        for (var sheet : sheets) {
            if (Expression.holds(sheet.when(), scope)) {
                var parts = sheet.parts().stream().filter(part -> Expression.holds(part.when(), scope))
                        .map(part -> filled(part, scope, reader, answers))
                        .toList();
                all.add(new FilledSheet(sheet.name().in(scope, reader), sheet.title().in(scope, reader), parts));
            }
        }
        return new Filled(file.in(scope, reader), all);
    }

    private static FilledPart filled(Part part, Scope scope, Reader reader, Map<String, String> answers) {
        var lines = new ArrayList<Map.Entry<String, String>>();
        for (var line : part.lines()) {
            lines.add(switch (line) {
                case Line.Answered(var path, var label) -> Map.entry(label.in(scope, reader), answers.getOrDefault(path, ""));
                case Line.Value(var label, var value) -> Map.entry(label.in(scope, reader), reader.shown(value.value(scope), scope));
            });
        }
        return new FilledPart(part.heading().in(scope, reader), lines, part.table().map(table -> table.shown(scope, reader)),
                part.text().in(scope, reader));
    }

    /** The texts of answers by their paths, without secrets. */
    static Map<String, String> texts(List<Reply.Answered> answers) {
        var texts = new LinkedHashMap<String, String>();
        answers.stream().filter(answered -> !(answered.answer() instanceof Answer.SecretGiven))
                .forEach(answered -> texts.put(answered.path(), answered.text()));
        return texts;
    }
}
