package org.usher.technow.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.micronaut.http.HttpRequest;

/** The {@code sysparm_} parameters of a call, and the plain ones beside them. */
record Parameters(Map<String, String> all) {

    private static final String OURS = "sysparm_";
    private static final int PAGE = 10_000;

    Parameters {
        all = Map.copyOf(all);
    }

    static Parameters of(HttpRequest<?> request) {
        var all = new TreeMap<String, String>();
        request.getParameters().forEach((name, values) -> values.stream().findFirst().ifPresent(value -> all.put(name, value)));
        return new Parameters(all);
    }

    String get(String name) {
        return all.getOrDefault(OURS + name, "");
    }

    boolean isTrue(String name) {
        return get(name).equals("true");
    }

    int number(String name, int otherwise) {
        var value = get(name);
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : otherwise;
    }

    int limit() {
        return number("limit", PAGE);
    }

    int offset() {
        return number("offset", 0);
    }

    Display display() {
        return switch (get("display_value")) {
            case "true" -> Display.LABELS;
            case "all" -> Display.BOTH;
            default -> Display.VALUES;
        };
    }

    /** The columns asked for; empty if all are. */
    Optional<List<String>> fields() {
        var fields = Stream.of(get("fields").split(",")).map(String::strip).filter(field -> !field.isEmpty()).distinct().toList();
        return fields.isEmpty() ? Optional.empty() : Optional.of(fields);
    }

    /** The plain parameters ({@code name=value}), which are conditions. */
    Map<String, String> plain() {
        var plain = new TreeMap<>(all);
        plain.keySet().removeIf(name -> name.startsWith(OURS));
        return plain;
    }

    /** How values are shown. */
    enum Display {
        /** As they are stored. */
        VALUES,
        /** As people see them. */
        LABELS,
        /** Both. */
        BOTH
    }
}
