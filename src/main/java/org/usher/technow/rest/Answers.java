package org.usher.technow.rest;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import org.jspecify.annotations.Nullable;

/** Writes answers and reads bodies as the vendor's JSON: {@code {"result": …}} and {@code {"error": {…}, "status": "failure"}}. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static MutableHttpResponse<String> ok(Object result) {
        return json(HttpStatus.OK, Map.of("result", result));
    }

    static MutableHttpResponse<String> created(String location, Object result) {
        return json(HttpStatus.CREATED, Map.of("result", result)).header("Location", location);
    }

    static MutableHttpResponse<String> failure(HttpStatus status, String message, @Nullable String detail) {
        return json(status, errorOf(message, detail));
    }

    static MutableHttpResponse<String> json(HttpStatus status, Object body) {
        return HttpResponse.<String>status(status).body(written(body)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** The members of a body that must be a JSON object. */
    static JsonNode object(@Nullable String body) {
        try {
            var node = body == null || body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException notJson) {
            // Answered below.
        }
        throw Problem.badRequest("Exception while reading request", "The payload is not valid JSON.");
    }

    /** The members of an object as strings, as the vendor takes them: null is empty, of a reference the value counts. */
    static Map<String, String> strings(JsonNode object) {
        var strings = new LinkedHashMap<String, String>();
        object.fields().forEachRemaining(member -> strings.put(member.getKey(), string(member.getValue())));
        return strings;
    }

    private static String string(JsonNode value) {
        if (value.isObject() && value.has("value")) {
            return value.get("value").asText("");
        }
        if (value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static Map<String, Object> errorOf(String message, @Nullable String detail) {
        var error = new LinkedHashMap<String, @Nullable Object>();
        error.put("message", message);
        error.put("detail", detail);
        var body = new LinkedHashMap<String, Object>();
        body.put("error", error);
        body.put("status", "failure");
        return body;
    }

    /** A value as JSON text. */
    static String text(Object value) {
        return written(value);
    }

    private static String written(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Strings and maps of them can always be written", impossible);
        }
    }
}
