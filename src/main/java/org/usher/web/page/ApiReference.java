package org.usher.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI document for readers: operations under their headings, and the shapes they take and give.
 *
 * @param about  what the API is
 * @param groups operations by heading
 * @param shapes the shapes by name
 */
public record ApiReference(String about, Map<String, List<Operation>> groups, List<Shape> shapes) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** One call. */
    public record Operation(String method, String path, String summary, String description, List<Parameter> parameters, String body,
            List<Answer> answers) {
        public Operation {
            parameters = List.copyOf(parameters);
            answers = List.copyOf(answers);
        }
    }

    /** A parameter of a call. */
    public record Parameter(String name, String place, boolean required) {}

    /** An answer of a call; {@code shape} is the name of what it holds, or empty. */
    public record Answer(String status, String text, String shape) {}

    /** What a body looks like. */
    public record Shape(String name, String description, List<Field> fields) {
        public Shape {
            fields = List.copyOf(fields);
        }
    }

    /** A field of a body. */
    public record Field(String name, String type, String description) {}

    static ApiReference of(String yaml) {
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        var groups = new LinkedHashMap<String, List<Operation>>();
        list(document.get("tags")).forEach(tag -> groups.put(text(map(tag), "name"), new ArrayList<>()));
        map(document.get("paths")).forEach((path, methods) -> map(methods).forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                var tags = list(map(operation).get("tags"));
                groups.computeIfAbsent(tags.isEmpty() ? "More" : String.valueOf(tags.getFirst()), _ -> new ArrayList<>())
                        .add(operation(method, path, map(operation)));
            }
        }));
        groups.values().removeIf(List::isEmpty);
        var shapes = new ArrayList<Shape>();
        map(map(document.get("components")).get("schemas")).forEach((name, schema) -> shapes.add(shape(name, map(schema))));
        return new ApiReference(text(map(document.get("info")), "description"), groups, shapes);
    }

    private static Operation operation(String method, String path, Map<String, Object> operation) {
        var parameters = list(operation.get("parameters")).stream().map(ApiReference::map)
                .map(parameter -> new Parameter(text(parameter, "name"), text(parameter, "in"),
                        Boolean.TRUE.equals(parameter.get("required"))))
                .toList();
        var answers = new ArrayList<Answer>();
        map(operation.get("responses"))
                .forEach((status, response) -> answers.add(new Answer(status, text(map(response), "description"), shapeIn(map(response)))));
        return new Operation(method.toUpperCase(Locale.ROOT), path, text(operation, "summary"), text(operation, "description"), parameters,
                shapeIn(map(operation.get("requestBody"))), answers);
    }

    private static String shapeIn(Map<String, Object> holder) {
        return map(holder.get("content")).values().stream().findFirst().map(content -> type(map(map(content).get("schema")))).orElse("");
    }

    private static Shape shape(String name, Map<String, Object> schema) {
        var fields = new ArrayList<Field>();
        map(schema.get("properties"))
                .forEach((field, type) -> fields.add(new Field(field, type(map(type)), text(map(type), "description"))));
        return new Shape(name, text(schema, "description"), fields);
    }

    private static String type(Map<String, Object> schema) {
        var reference = text(schema, "$ref");
        if (!reference.isEmpty()) {
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        for (var all : list(schema.get("allOf"))) {
            var inner = type(map(all));
            if (!inner.isEmpty()) {
                return inner;
            }
        }
        var type = text(schema, "type");
        if (type.equals("array")) {
            return "list of " + type(map(schema.get("items")));
        }
        var values = list(schema.get("enum"));
        return values.isEmpty() ? type : type + ": " + String.join(", ", values.stream().map(String::valueOf).toList());
    }

    private static String text(Map<String, Object> holder, String key) {
        var value = holder.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    private static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
        var map = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, each) -> {
                if (each != null) {
                    map.put(String.valueOf(key), each);
                }
            });
        }
        return map;
    }

    private static List<Object> list(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list ? List.copyOf(list) : List.of();
    }
}
