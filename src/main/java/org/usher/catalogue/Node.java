package org.usher.catalogue;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a YAML file that knows where it stands. Every scalar is the text that stands in the file: {@code no}, {@code 08:00} and
 * {@code 2026-12-25} are what they say. The questions asked of a node never fail: what is not there, or of another kind, is empty, because
 * {@link ShapeCheck} has reported it already.
 */
sealed interface Node {

    Place place();

    /** What it is, in words for a message. */
    default String described() {
        return switch (this) {
            case Text text -> text.text().isEmpty() ? "nothing" : "'" + text.text() + "'";
            case Items _ -> "a list";
            case Fields _ -> "a mapping (key: value)";
        };
    }

    /**
     * A scalar.
     *
     * @param text   its text
     * @param place  where it begins
     * @param quoted whether it stands in quotes, or in lines of its own
     * @param places where each of its characters stands in the file, with one more for the end
     */
    record Text(String text, Place place, boolean quoted, List<Place> places) implements Node {

        /** The place of a character of the text. */
        Place at(int offset) {
            return places.isEmpty() ? place : places.get(Math.clamp(offset, 0, places.size() - 1));
        }

        /** The offset of a line and column, both from 1, within the text. */
        int offset(int line, int column) {
            int start = 0;
            for (int i = 1; i < line; i++) {
                int end = text.indexOf('\n', start);
                if (end < 0) {
                    break;
                }
                start = end + 1;
            }
            return start + column - 1;
        }

        /** Two scalars are the same when their texts are, wherever they stand. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Text that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /** A list. */
    record Items(List<Node> items, Place place) implements Node {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping, in the order of the file. */
    record Fields(Map<String, Field> fields, Place place) implements Node {

        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        static Fields none(Place place) {
            return new Fields(Map.of(), place);
        }

        boolean has(String key) {
            return fields.containsKey(key);
        }

        Set<String> keys() {
            return fields.keySet();
        }

        Collection<Field> each() {
            return fields.values();
        }

        Optional<Node> get(String key) {
            return Optional.ofNullable(fields.get(key)).map(Field::value);
        }

        /** The place of a key, or of the mapping when it is not there. */
        Place placeOf(String key) {
            var field = fields.get(key);
            return field == null ? place : field.key().place();
        }

        Optional<Text> text(String key) {
            return get(key).flatMap(node -> node instanceof Text text ? Optional.of(text) : Optional.empty());
        }

        /** The text of a scalar, or a default. */
        String word(String key, String otherwise) {
            return text(key).map(Text::text).orElse(otherwise);
        }

        boolean truth(String key) {
            return word(key, "false").equals("true");
        }

        int number(String key, int otherwise) {
            try {
                return text(key).map(text -> Integer.parseInt(text.text())).orElse(otherwise);
            } catch (NumberFormatException reported) {
                return otherwise;
            }
        }

        /** A mapping, or an empty one. */
        Fields fields(String key) {
            return get(key).flatMap(node -> node instanceof Fields fields ? Optional.of(fields) : Optional.empty())
                    .orElseGet(() -> none(placeOf(key)));
        }

        /** A list; a single value counts as a list of one. */
        List<Node> items(String key) {
            return get(key).map(node -> node instanceof Items items ? items.items() : List.of(node)).orElse(List.of());
        }

        /** The scalars of a list. */
        List<Text> texts(String key) {
            return items(key).stream().filter(Text.class::isInstance).map(Text.class::cast).toList();
        }

        /** The mappings of a list. */
        List<Fields> rows(String key) {
            return items(key).stream().filter(Fields.class::isInstance).map(Fields.class::cast).toList();
        }
    }

    /** A key with its value. */
    record Field(Text key, Node value) {

        String name() {
            return key.text();
        }

        /** The value if it is a mapping, or an empty one. */
        Fields fields() {
            return value instanceof Fields fields ? fields : Fields.none(value.place());
        }
    }
}
