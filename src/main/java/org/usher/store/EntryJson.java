package org.usher.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.usher.register.FieldType;
import org.usher.register.RegisterSchema;

/** How the fields of a register's entry are written down: a JSON object, with days and moments as ISO text. */
final class EntryJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EntryJson() {}

    static String write(Map<String, Object> fields) {
        var body = NODES.objectNode();
        new TreeMap<>(fields).forEach((field, value) -> body.set(field, node(value)));
        return body.toString();
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case Boolean truth -> NODES.booleanNode(truth);
            case Long number -> NODES.numberNode(number);
            case Integer number -> NODES.numberNode(number.longValue());
            case List<?> list -> {
                var array = NODES.arrayNode();
                list.forEach(item -> array.add(node(item)));
                yield array;
            }
            case String text -> NODES.textNode(text);
            case LocalDate day -> NODES.textNode(day.toString());
            case Instant moment -> NODES.textNode(moment.toString());
            default -> throw new IllegalArgumentException("A register cannot hold a " + value.getClass().getName());
        };
    }

    /** Reads what the schema knows; fields that a register no longer has are left alone in the store. */
    static Map<String, Object> read(RegisterSchema schema, String json) {
        try {
            var fields = new HashMap<String, Object>();
            JSON.readTree(json).properties()
                    .forEach(field -> schema.field(field.getKey()).filter(FieldType::stored)
                            .flatMap(type -> value(type, field.getValue())).ifPresent(value -> fields.put(field.getKey(), value)));
            return fields;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("An entry of " + schema.name() + " is not what was written", broken);
        }
    }

    private static Optional<Object> value(FieldType type, JsonNode node) {
        return switch (type) {
            case FieldType.Text _,FieldType.OneOf _,FieldType.Reference _,FieldType.Hash _ -> Optional.of(node.asText());
            case FieldType.WholeNumber _ -> node.canConvertToLong() ? Optional.of(node.longValue()) : Optional.empty();
            case FieldType.Truth _ -> Optional.of(node.booleanValue());
            case FieldType.Day _ -> Optional.of(node.asText()).filter(day -> !day.isEmpty()).map(LocalDate::parse);
            case FieldType.Moment _ -> Optional.of(node.asText()).filter(moment -> !moment.isEmpty()).map(Instant::parse);
            case FieldType.Several several -> {
                var values = new ArrayList<>();
                node.forEach(item -> value(several.of(), item).ifPresent(values::add));
                yield Optional.of(values);
            }
            case FieldType.One _,FieldType.Many _ -> Optional.empty();
        };
    }
}
