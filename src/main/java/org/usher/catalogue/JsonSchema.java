package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells editors what {@link Grammar} says: {@code conversations/schema.json}, a JSON Schema (2020-12) of all kinds of files. */
final class JsonSchema {

    private static final List<String> TRANSLATED = List.of("types", "guidance", "samples");
    private static final List<String> SCALARS = List.of("string", "number", "boolean");

    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private JsonSchema() {}

    /** The text of the file. */
    static String text() {
        return written(new JsonSchema().schema(), "") + "\n";
    }

    /** The kinds of files, by the name of their definition in the schema. */
    static Map<String, Shape> files() {
        var files = new LinkedHashMap<String, Shape>();
        files.put("conversation", Grammar.CONVERSATION);
        files.put("test", Grammar.TEST);
        files.put("organisation", Grammar.ORGANISATION);
        files.put("registers", Grammar.REGISTERS);
        files.put("types", Grammar.TYPES);
        files.put("reviews", Grammar.REVIEWS);
        files.put("shared_rules", Grammar.SHARED_RULES);
        files.put("functions", Grammar.FUNCTIONS);
        files.put("guidance", Grammar.GUIDANCE);
        files.put("samples", Grammar.SAMPLES);
        files.put("translation", Grammar.TRANSLATION);
        return files;
    }

    private Map<String, Object> schema() {
        files().forEach((name, shape) -> definitions.put(name, Map.of()));
        files().forEach((name, shape) -> definitions.put(name, of(shape)));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Definitions of conversations");
        schema.put("description",
                "Made from the table of keys that the loader checks files with; a test keeps the two equal. What the keys mean stands in README.md.");
        schema.putAll(choice(List.copyOf(files().keySet())));
        schema.put("$defs", definitions);
        return schema;
    }

    /** Most kinds of files are known by their first key; what is left is tried in turn. */
    private static Map<String, Object> choice(List<String> kinds) {
        var kind = kinds.getFirst();
        if (kind.equals("shared_rules")) {
            return object("anyOf", kinds.stream().map(JsonSchema::reference).toList());
        }
        var choice = object("if", object("required", List.of(kind)));
        // The words of another language stand under the same first key as what they translate.
        choice.put("then",
                TRANSLATED.contains(kind) ? object("anyOf", List.of(reference(kind), reference("translation"))) : reference(kind));
        choice.put("else", choice(kinds.subList(1, kinds.size())));
        return choice;
    }

    // ---- shapes

    private Map<String, Object> of(Shape shape) {
        return switch (shape) {
            case Shape.Anything _ -> new LinkedHashMap<>();
            case Shape.Scalar(var format) -> scalar(format);
            case Shape.OneOf(var words) -> words(words);
            case Shape.Named named -> named(named);
            case Shape.Either(var scalar, var otherwise) -> either(scalar, otherwise);
            case Shape.ListOf(var of, var orSingle) -> list(of, orSingle);
            case Shape.MapOf(var key, var value) -> map(key, value);
            case Shape.Fixed fixed -> fixed(fixed);
            case Shape.Verbed verbed -> verbed(verbed);
            case Shape.Tagged tagged -> tagged(tagged);
        };
    }

    private static Map<String, Object> scalar(Format format) {
        return switch (format) {
            case WHOLE -> object("type", "integer", "minimum", 0);
            case TRUTH -> object("type", "boolean");
            case TEXT, WORDING, EXPRESSION -> object("type", SCALARS, "minLength", 1);
            case MAYBE, WORD -> object("type", SCALARS);
            case NAME, PATH, ID, RULE, GOAL, DURATION, PERIOD, DATE, LOCAL, TIME, ZONE, LANGUAGE, REGEX ->
                object("type", "string", "pattern", format.pattern());
        };
    }

    /** Words that YAML takes for something else, such as {@code true}, are allowed both ways. */
    private static Map<String, Object> words(List<String> words) {
        var all = new ArrayList<Object>(words);
        if (words.contains("true")) {
            all.add(true);
        }
        return object("enum", all);
    }

    private Map<String, Object> named(Shape.Named named) {
        if (!definitions.containsKey(named.name())) {
            definitions.put(named.name(), Map.of());
            definitions.put(named.name(), of(named.shape().get()));
        }
        return reference(named.name());
    }

    private Map<String, Object> either(Shape scalar, Shape otherwise) {
        var choice = object("if", object("type", SCALARS));
        choice.put("then", of(scalar));
        choice.put("else", of(otherwise));
        return choice;
    }

    private Map<String, Object> list(Shape of, boolean orSingle) {
        var array = object("type", "array", "items", of(of));
        if (!orSingle) {
            return array;
        }
        var choice = object("if", object("type", "array"));
        choice.put("then", array);
        choice.put("else", of(of));
        return choice;
    }

    private Map<String, Object> map(Format key, Shape value) {
        var map = object("type", "object", "additionalProperties", of(value));
        if (!key.free() && key != Format.MAYBE) {
            map.put("propertyNames", object("pattern", key.pattern()));
        }
        return map;
    }

    private Map<String, Object> fixed(Shape.Fixed fixed) {
        var properties = new LinkedHashMap<String, Object>();
        var needed = new ArrayList<String>();
        for (var key : fixed.keys()) {
            var property = new LinkedHashMap<String, Object>();
            property.put("description", key.about());
            property.putAll(of(key.shape()));
            properties.put(key.name(), property);
            if (key.needed()) {
                needed.add(key.name());
            }
        }
        var schema = object("type", "object", "properties", properties);
        if (!needed.isEmpty()) {
            schema.put("required", needed);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> verbed(Shape.Verbed verbed) {
        var schema = fixed(verbed.shape());
        var one = verbed.verbs().stream().map(verb -> object("required", List.of(verb))).toList();
        if (verbed.needed()) {
            schema.put("oneOf", one);
        }
        return schema;
    }

    /** An answer type of the organisation may stand as the first key; which there are, only types.yaml knows. */
    private Map<String, Object> tagged(Shape.Tagged tagged) {
        var other = fixed(tagged.other());
        other.put("additionalProperties", object("type", "string", "pattern", Format.NAME.pattern()));
        Map<String, Object> choice = other;
        for (var tag : new ArrayList<>(tagged.shapes().keySet()).reversed()) {
            var next = object("if", object("required", List.of(tag)));
            next.put("then", of(new Shape.Named("step_" + tag, () -> tagged.shapes().getOrDefault(tag, tagged.other()))));
            next.put("else", choice);
            choice = next;
        }
        return choice;
    }

    private static Map<String, Object> reference(String definition) {
        return object("$ref", "#/$defs/" + definition);
    }

    private static Map<String, Object> object(String key, Object value) {
        var object = new LinkedHashMap<String, Object>();
        object.put(key, value);
        return object;
    }

    private static Map<String, Object> object(String key, Object value, String further, Object furtherValue) {
        var object = object(key, value);
        object.put(further, furtherValue);
        return object;
    }

    // ---- text

    private static String written(Object value, String indent) {
        var deeper = indent + "  ";
        return switch (value) {
            case Map<?, ?> map when map.isEmpty() -> "{}";
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> deeper + quoted(String.valueOf(entry.getKey())) + ": " + written(entry.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
            case List<?> list when list.stream().noneMatch(Map.class::isInstance) ->
                list.stream().map(item -> written(item, deeper)).collect(Collectors.joining(", ", "[", "]"));
            case List<?> list ->
                list.stream().map(item -> deeper + written(item, deeper)).collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
            case String text -> quoted(text);
            default -> String.valueOf(value);
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
