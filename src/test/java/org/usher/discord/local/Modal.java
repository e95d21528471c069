package org.usher.discord.local;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** A form that opened before somebody, because of an interaction. */
public record Modal(JsonNode json, Interaction opener) {

    /** A field of it: a text input, or a select menu with its options. */
    public record Field(String label, String customId, int type, String value, List<Message.Option> options) {
        public Field {
            options = List.copyOf(options);
        }
    }

    public String title() {
        return json.path("title").asText();
    }

    public String customId() {
        return json.path("custom_id").asText();
    }

    public List<Field> fields() {
        var fields = new ArrayList<Field>();
        for (var part : json.path("components")) {
            var child = part.path("component");
            if (!child.isMissingNode()) {
                fields.add(new Field(part.path("label").asText(), child.path("custom_id").asText(), child.path("type").asInt(),
                        child.path("value").asText(""), child.path("type").asInt() == 3 ? Message.select(child).options() : List.of()));
            }
        }
        return fields;
    }
}
