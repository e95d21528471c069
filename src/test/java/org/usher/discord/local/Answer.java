package org.usher.discord.local;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** What the REST API answers. */
record Answer(int status, @Nullable JsonNode body, Map<String, String> headers) {

    static Answer ok(JsonNode body) {
        return new Answer(200, body, Map.of());
    }

    static Answer nothing() {
        return new Answer(204, null, Map.of());
    }

    static Answer error(int status, int code, String message) {
        return new Answer(status, JsonNodeFactory.instance.objectNode().put("message", message).put("code", code), Map.of());
    }

    Answer with(Map<String, String> more) {
        return new Answer(status, body, more);
    }
}
