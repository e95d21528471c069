package org.usher.catalogue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.usher.register.Entry;
import org.usher.register.FieldType;
import org.usher.register.RegisterSchema;

/**
 * The entries of a CSV feed, before their references are looked at.
 *
 * @param rows     the lines that could be read
 * @param refusals what is wrong with the others
 * @param keys     of all lines, so that a reference to a line that was refused is not refused as well
 */
record FeedLines(List<Row> rows, List<Feed.Refusal> refusals, Set<String> keys) {

    /** Whether there is an entry to which a line can refer. */
    @FunctionalInterface
    interface Known {
        boolean has(String register, String key);
    }

    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true).get();

    FeedLines {
        rows = List.copyOf(rows);
        refusals = List.copyOf(refusals);
        keys = Set.copyOf(keys);
    }

    static FeedLines of(RegisterSchema schema, String csv) {
        var reading = new Reading(schema);
        reading.read(csv.startsWith("\uFEFF") ? csv.substring(1) : csv);
        return new FeedLines(reading.rows, reading.refusals, reading.seen.keySet());
    }

    /** A line and the entry it holds. */
    record Row(long line, RegisterSchema schema, Entry entry) {

        /** References to entries that are not there. */
        List<Feed.Refusal> dangling(Known known) {
            var found = new ArrayList<Feed.Refusal>();
            entry.fields().forEach((field, value) -> target(schema.field(field).orElseThrow()).ifPresent(target -> {
                for (var key : value instanceof List<?> list ? list : List.of(value)) {
                    if (!known.has(target, String.valueOf(key))) {
                        found.add(new Feed.Refusal(line, field, "There is no '" + key + "' in the register '" + target + "'"));
                    }
                }
            }));
            return found;
        }

        private static Optional<String> target(FieldType type) {
            return switch (type) {
                case FieldType.Reference(var register) -> Optional.of(register);
                case FieldType.Several(var of) -> target(of);
                case FieldType.Text _,FieldType.WholeNumber _,FieldType.Truth _,FieldType.Day _,FieldType.Moment _,FieldType.OneOf _,FieldType.Hash _,FieldType.One _,FieldType.Many _ ->
                    Optional.empty();
            };
        }
    }

    /** Reads the lines of one feed. */
    static final class Reading {

        private final RegisterSchema schema;
        private final List<Row> rows = new ArrayList<>();
        private final List<Feed.Refusal> refusals = new ArrayList<>();
        private final Map<String, Long> seen = new HashMap<>();

        private Reading(RegisterSchema schema) {
            this.schema = schema;
        }

        private void read(String csv) {
            try (var parser = CSVParser.parse(new StringReader(csv), FORMAT)) {
                List<String> columns = List.of();
                for (var values : parser) {
                    if (columns.isEmpty()) {
                        columns = columns(values);
                        if (!refusals.isEmpty()) {
                            return;
                        }
                    } else {
                        row(columns, values, parser.getCurrentLineNumber() - newlines(values));
                    }
                }
                if (columns.isEmpty()) {
                    refusals.add(new Feed.Refusal(1, "", "The feed is empty; its first line names the columns"));
                }
            } catch (UncheckedIOException | IllegalStateException unreadable) {
                refusals.add(new Feed.Refusal(1, "", "This is no CSV: " + unreadable.getMessage()));
            } catch (IOException unreadable) {
                refusals.add(new Feed.Refusal(1, "", "This is no CSV: " + unreadable.getMessage()));
            }
        }

        /** A value in quotes may have several lines; the record is named by its first. */
        private static long newlines(CSVRecord values) {
            return values.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
        }

        private List<String> columns(CSVRecord header) {
            var columns = header.toList().stream().map(String::strip).toList();
            var known = new LinkedHashSet<String>();
            schema.fields().forEach((field, type) -> {
                if (type.stored()) {
                    known.add(field);
                }
            });
            columns.stream().filter(column -> !known.contains(column)).forEach(column -> refusals.add(new Feed.Refusal(1, column,
                    "The register '" + schema.name() + "' has no stored field '" + column + "'; " + Faults.nearest(column, known))));
            columns.stream().filter(column -> columns.indexOf(column) != columns.lastIndexOf(column)).distinct()
                    .forEach(column -> refusals.add(new Feed.Refusal(1, column, "The column stands twice")));
            if (!columns.contains(schema.key())) {
                refusals.add(new Feed.Refusal(1, schema.key(), "The column of the key, '" + schema.key() + "', is missing"));
            }
            return columns;
        }

        private void row(List<String> columns, CSVRecord values, long line) {
            if (values.size() != columns.size()) {
                refusals.add(new Feed.Refusal(line, "",
                        "There are " + values.size() + " values for " + columns.size() + " columns; put a value with a comma into quotes"));
                return;
            }
            var fields = new LinkedHashMap<String, Object>();
            int before = refusals.size();
            for (int i = 0; i < columns.size(); i++) {
                var column = columns.get(i);
                var text = values.get(i).strip();
                if (!text.isEmpty()) {
                    value(schema.field(column).orElseThrow(), text).ifPresentOrElse(value -> fields.put(column, value),
                            () -> refusals.add(new Feed.Refusal(line, column,
                                    "'" + text + "' is not " + described(schema.field(column).orElseThrow()))));
                }
            }
            if (!(fields.get(schema.key()) instanceof String key)) {
                refusals.add(new Feed.Refusal(line, schema.key(), "The key is empty"));
                return;
            }
            var first = seen.putIfAbsent(key, line);
            if (first != null) {
                refusals.add(new Feed.Refusal(line, schema.key(), "The key '" + key + "' stands already in line " + first));
            }
            if (refusals.size() == before) {
                rows.add(new Row(line, schema, new Entry(schema.name(), key, fields)));
            }
        }

        static Optional<Object> value(FieldType type, String text) {
            return switch (type) {
                case FieldType.Text _,FieldType.Reference _,FieldType.Hash _ -> Optional.of(text);
                case FieldType.OneOf(var words) -> words.contains(text) ? Optional.of(text) : Optional.empty();
                case FieldType.WholeNumber _ -> parsed(() -> Long.parseLong(text));
                case FieldType.Truth _ -> text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
                case FieldType.Day _ -> parsed(() -> LocalDate.parse(text));
                case FieldType.Moment _ -> parsed(() -> text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant());
                case FieldType.Several(var of) -> several(of, text);
                case FieldType.One _,FieldType.Many _ -> Optional.empty();
            };
        }

        private static Optional<Object> several(FieldType of, String text) {
            var values = new ArrayList<Object>();
            for (var part : text.split("\\|")) {
                var value = value(of, part.strip());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
            return Optional.of(List.copyOf(values));
        }

        private static Optional<Object> parsed(Supplier<Object> parsing) {
            try {
                return Optional.of(parsing.get());
            } catch (NumberFormatException | DateTimeParseException unreadable) {
                return Optional.empty();
            }
        }

        private static String described(FieldType type) {
            return switch (type) {
                case FieldType.Text _ -> "a text";
                case FieldType.Hash _ -> "a hash";
                case FieldType.Reference(var register) -> "a key of '" + register + "'";
                case FieldType.OneOf(var words) -> "one of " + String.join(", ", words);
                case FieldType.WholeNumber _ -> "a whole number";
                case FieldType.Truth _ -> "true or false";
                case FieldType.Day _ -> "a day such as 2026-12-01";
                case FieldType.Moment _ -> "a moment such as 2026-12-01T09:00:00Z";
                case FieldType.Several(var of) -> "a list, parted by |, each " + described(of);
                case FieldType.One _,FieldType.Many _ -> "a stored field";
            };
        }
    }
}
