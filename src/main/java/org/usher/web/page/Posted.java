package org.usher.web.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a posted form. */
record Posted(Map<String, Object> fields) {

    Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field))
                .map(value -> value instanceof List<?> list ? String.valueOf(list.getFirst()) : String.valueOf(value));
    }

    String orEmpty(String field) {
        return text(field).orElse("");
    }

    /** All values of a field that may come several times. */
    List<String> all(String field) {
        return switch (fields.get(field)) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object value -> List.of(String.valueOf(value));
        };
    }
}
