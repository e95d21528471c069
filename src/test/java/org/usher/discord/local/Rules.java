package org.usher.discord.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What Discord accepts: sizes, counts, and what must be unique. Every breach of a body is collected. */
final class Rules {

    static final int COMPONENTS_V2 = 1 << 15;
    static final int EPHEMERAL = 1 << 6;
    static final int LOADING = 1 << 7;

    /** The languages in which there are clients. */
    private static final Set<String> LOCALES = Set.of("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu",
            "nl", "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW",
            "ko");

    private static final int ROW = 1;
    private static final int BUTTON = 2;
    private static final int STRING_SELECT = 3;
    private static final int TEXT_INPUT = 4;
    private static final int SECTION = 9;
    private static final int TEXT = 10;
    private static final int SEPARATOR = 14;
    private static final int CONTAINER = 17;
    private static final int LABEL = 18;
    private static final int FILE_UPLOAD = 19;

    private final List<String> breaches = new ArrayList<>();
    private final Set<String> customIds = new HashSet<>();
    private final Set<Integer> ids = new HashSet<>();
    private int components;
    private int characters;

    private Rules() {}

    /** A new message, or a change of one; {@code v2} tells whether it is (already) one of components v2. */
    static Optional<Answer> message(JsonNode body, boolean v2, boolean change) {
        var rules = new Rules();
        rules.messageBody(body, v2);
        if (!change && empty(body)) {
            return Optional.of(Answer.error(400, 50006, "Cannot send an empty message"));
        }
        return rules.verdict();
    }

    static Optional<Answer> modal(JsonNode data) {
        var rules = new Rules();
        rules.length("title", data.path("title"), 1, 45);
        rules.customId("custom_id", data.path("custom_id"));
        var parts = data.path("components");
        rules.count("components", parts.size(), 1, 5);
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var at = "components." + i;
            switch (part.path("type").asInt()) {
                case LABEL -> rules.label(at, part);
                case TEXT -> rules.length(at + ".content", part.path("content"), 1, 4000);
                case ROW -> rules.textInput(at + ".components.0", part.path("components").path(0), true);
                default -> rules.breach(at + ".type", "This component cannot be used in modals");
            }
        }
        return rules.verdict();
    }

    static Optional<Answer> choices(JsonNode choices) {
        var rules = new Rules();
        rules.count("choices", choices.size(), 0, 25);
        for (int i = 0; i < choices.size(); i++) {
            rules.length("choices." + i + ".name", choices.get(i).path("name"), 1, 100);
            rules.length("choices." + i + ".value", choices.get(i).path("value"), 1, 100);
        }
        return rules.verdict();
    }

    static Optional<Answer> commands(JsonNode commands) {
        var rules = new Rules();
        var names = new HashSet<String>();
        rules.count("commands", commands.size(), 0, 100);
        for (var command : commands) {
            var name = command.path("name").asText();
            if (!names.add(name)) {
                rules.breach(name, "Application command names must be unique");
            }
            rules.name(name, command.path("name"));
            rules.descriptions(name, command);
            rules.count(name + ".options", command.path("options").size(), 0, 25);
            boolean optionalSeen = false;
            for (var option : command.path("options")) {
                rules.name(name + ".options", option.path("name"));
                rules.descriptions(name + ".options", option);
                rules.count(name + ".options.choices", option.path("choices").size(), 0, 25);
                if (option.path("required").asBoolean() && optionalSeen) {
                    rules.breach(name + ".options", "Required options must be placed before non-required options");
                }
                optionalSeen |= !option.path("required").asBoolean();
            }
        }
        return rules.verdict();
    }

    private static boolean empty(JsonNode body) {
        return body.path("content").asText("").isBlank() && body.path("components").isEmpty() && body.path("embeds").isEmpty()
                && body.path("attachments").isEmpty();
    }

    private void messageBody(JsonNode body, boolean v2) {
        length("content", body.path("content"), 0, 2000);
        if (v2 && (!body.path("content").asText("").isEmpty() || !body.path("embeds").isEmpty()
                || body.has("poll") && !body.path("poll").isNull())) {
            breach("content", "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
        }
        var all = body.path("components");
        if (!v2) {
            count("components", all.size(), 0, 5);
        }
        for (int i = 0; i < all.size(); i++) {
            var component = all.get(i);
            if (!v2 && component.path("type").asInt() != ROW) {
                breach("components." + i + ".type", "Value of field \"type\" must be one of (1,)");
            }
            component("components." + i, component, v2);
        }
        if (components > 40) {
            breach("components", "The total number of components cannot exceed 40");
        }
        if (characters > 4000) {
            breach("components", "The total displayable text size exceeds maximum size of 4000");
        }
    }

    private void component(String at, JsonNode component, boolean v2) {
        components++;
        if (component.has("id") && component.path("id").asInt() != 0 && !ids.add(component.path("id").asInt())) {
            breach(at + ".id", "Component id is duplicated");
        }
        switch (component.path("type").asInt()) {
            case ROW -> row(at, component.path("components"));
            case TEXT -> {
                length(at + ".content", component.path("content"), 1, 4000);
                characters += component.path("content").asText().length();
            }
            case SEPARATOR -> {
            }
            case CONTAINER -> {
                var children = component.path("components");
                count(at + ".components", children.size(), 1, 40);
                for (int i = 0; i < children.size(); i++) {
                    if (children.get(i).path("type").asInt() == CONTAINER) {
                        breach(at + ".components." + i, "Containers cannot be nested");
                    }
                    component(at + ".components." + i, children.get(i), v2);
                }
            }
            case SECTION -> {
                count(at + ".components", component.path("components").size(), 1, 3);
                for (int i = 0; i < component.path("components").size(); i++) {
                    component(at + ".components." + i, component.path("components").get(i), v2);
                }
                components++;
                button(at + ".accessory", component.path("accessory"));
            }
            default -> breach(at + ".type", "Value of field \"type\" is not one that a message may have here");
        }
    }

    private void row(String at, JsonNode children) {
        count(at + ".components", children.size(), 1, 5);
        for (int i = 0; i < children.size(); i++) {
            components++;
            var child = children.get(i);
            var place = at + ".components." + i;
            switch (child.path("type").asInt()) {
                case BUTTON -> button(place, child);
                case STRING_SELECT -> {
                    if (children.size() > 1) {
                        breach(place, "The specified component exceeds the maximum width");
                    }
                    select(place, child);
                }
                default -> breach(place + ".type", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8)");
            }
        }
    }

    private void button(String at, JsonNode button) {
        length(at + ".label", button.path("label"), button.has("emoji") ? 0 : 1, 80);
        if (button.path("style").asInt() == 5) {
            length(at + ".url", button.path("url"), 1, 512);
        } else {
            customId(at + ".custom_id", button.path("custom_id"));
        }
    }

    private void select(String at, JsonNode select) {
        customId(at + ".custom_id", select.path("custom_id"));
        length(at + ".placeholder", select.path("placeholder"), 0, 150);
        var options = select.path("options");
        count(at + ".options", options.size(), 1, 25);
        var values = new HashSet<String>();
        for (int i = 0; i < options.size(); i++) {
            var option = options.get(i);
            length(at + ".options." + i + ".label", option.path("label"), 1, 100);
            length(at + ".options." + i + ".value", option.path("value"), 1, 100);
            length(at + ".options." + i + ".description", option.path("description"), 0, 100);
            if (!values.add(option.path("value").asText())) {
                breach(at + ".options." + i + ".value", "The specified option value is already used");
            }
        }
        int most = select.path("max_values").asInt(1);
        if (select.path("min_values").asInt(1) > most || most > options.size()) {
            breach(at + ".max_values", "Must be between min_values and the number of options");
        }
    }

    private void label(String at, JsonNode label) {
        length(at + ".label", label.path("label"), 1, 45);
        length(at + ".description", label.path("description"), 0, 100);
        var child = label.path("component");
        switch (child.path("type").asInt()) {
            case TEXT_INPUT -> textInput(at + ".component", child, false);
            case STRING_SELECT -> select(at + ".component", child);
            case FILE_UPLOAD -> customId(at + ".component.custom_id", child.path("custom_id"));
            default -> breach(at + ".component.type", "This component cannot be used in a label");
        }
    }

    private void textInput(String at, JsonNode input, boolean labelled) {
        customId(at + ".custom_id", input.path("custom_id"));
        if (labelled) {
            length(at + ".label", input.path("label"), 1, 45);
        }
        length(at + ".value", input.path("value"), 0, 4000);
        length(at + ".placeholder", input.path("placeholder"), 0, 100);
        if (input.path("max_length").asInt(4000) > 4000 || input.path("min_length").asInt(0) > 4000) {
            breach(at + ".max_length", "int value should be less than or equal to 4000");
        }
    }

    private void customId(String at, JsonNode customId) {
        length(at, customId, 1, 100);
        if (!customIds.add(customId.asText())) {
            breach(at, "Component custom id cannot be duplicated");
        }
    }

    private void descriptions(String at, JsonNode described) {
        length(at + ".description", described.path("description"), 1, 100);
        described.path("description_localizations").properties().forEach(translated -> {
            if (!LOCALES.contains(translated.getKey())) {
                breach(at + ".description_localizations", "Value must be one of the locales: " + translated.getKey());
            }
            length(at + ".description_localizations." + translated.getKey(), translated.getValue(), 1, 100);
        });
    }

    private void name(String at, JsonNode name) {
        if (!name.asText().matches("[-_'\\p{L}\\p{N}]{1,32}") || !name.asText().equals(name.asText().toLowerCase(java.util.Locale.ROOT))) {
            breach(at, "Command name is invalid");
        }
    }

    private void length(String at, JsonNode text, int least, int most) {
        int length = text.isMissingNode() || text.isNull() ? 0 : text.asText().length();
        if (length < least || length > most) {
            breach(at, "Must be between " + least + " and " + most + " in length.");
        }
    }

    private void count(String at, int size, int least, int most) {
        if (size < least || size > most) {
            breach(at, "Must be between " + least + " and " + most + " in length.");
        }
    }

    private void breach(String at, String what) {
        breaches.add(at + ": " + what);
    }

    private Optional<Answer> verdict() {
        if (breaches.isEmpty()) {
            return Optional.empty();
        }
        var errors = JsonNodeFactory.instance.objectNode();
        for (var breach : breaches) {
            errors.putObject(breach.substring(0, breach.indexOf(':'))).putArray("_errors").addObject().put("code", "BASE_TYPE_BAD_LENGTH")
                    .put("message", breach.substring(breach.indexOf(':') + 2));
        }
        var body = JsonNodeFactory.instance.objectNode().put("message", "Invalid Form Body").put("code", 50035);
        body.set("errors", errors);
        return Optional.of(new Answer(400, body, java.util.Map.of()));
    }
}
