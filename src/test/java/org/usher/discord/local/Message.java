package org.usher.discord.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A message as somebody sees it at one moment. */
public record Message(ObjectNode json) {

    /** A button. */
    public record Button(String label, String customId, int style, boolean disabled) {}

    /** A select menu. */
    public record Select(String customId, String placeholder, List<Option> options, int least, int most, boolean disabled) {
        public Select {
            options = List.copyOf(options);
        }
    }

    /** An option of a select menu. */
    public record Option(String label, String value, String description) {}

    /** A file that was sent with it. */
    public record Attachment(String name, String url) {}

    public List<Attachment> attachments() {
        var all = new ArrayList<Attachment>();
        json.path("attachments").forEach(file -> all.add(new Attachment(file.path("filename").asText(), file.path("url").asText())));
        return all;
    }

    public long id() {
        return json.path("id").asLong();
    }

    public long channel() {
        return json.path("channel_id").asLong();
    }

    public boolean fromBot() {
        return json.path("author").path("bot").asBoolean();
    }

    public boolean ephemeral() {
        return (json.path("flags").asInt() & Rules.EPHEMERAL) != 0;
    }

    public boolean loading() {
        return (json.path("flags").asInt() & Rules.LOADING) != 0;
    }

    /** All that can be read in it, line by line. */
    public String text() {
        var lines = new ArrayList<String>();
        if (!json.path("content").asText("").isEmpty()) {
            lines.add(json.path("content").asText());
        }
        for (var part : parts(json.path("components"))) {
            if (part.path("type").asInt() == 10) {
                lines.add(part.path("content").asText());
            }
        }
        return String.join("\n", lines);
    }

    public List<Button> buttons() {
        return parts(json.path("components")).stream().filter(part -> part.path("type").asInt() == 2)
                .map(part -> new Button(part.path("label").asText(), part.path("custom_id").asText(), part.path("style").asInt(),
                        part.path("disabled").asBoolean()))
                .toList();
    }

    /** The button with this label that can still be clicked. */
    public Optional<Button> button(String label) {
        return buttons().stream().filter(button -> button.label().equals(label) && !button.disabled()).findFirst();
    }

    public List<Select> selects() {
        return parts(json.path("components")).stream().filter(part -> part.path("type").asInt() == 3).map(Message::select).toList();
    }

    static Select select(JsonNode part) {
        var options = new ArrayList<Option>();
        for (var option : part.path("options")) {
            options.add(new Option(option.path("label").asText(), option.path("value").asText(), option.path("description").asText("")));
        }
        return new Select(part.path("custom_id").asText(), part.path("placeholder").asText(""), options, part.path("min_values").asInt(1),
                part.path("max_values").asInt(1), part.path("disabled").asBoolean());
    }

    /** Whether anything in it can be clicked. */
    public boolean live() {
        return buttons().stream().anyMatch(button -> !button.disabled()) || selects().stream().anyMatch(select -> !select.disabled());
    }

    private static List<JsonNode> parts(JsonNode components) {
        var all = new ArrayList<JsonNode>();
        for (var component : components) {
            all.add(component);
            all.addAll(parts(component.path("components")));
            if (component.has("accessory")) {
                all.add(component.path("accessory"));
            }
        }
        return all;
    }

    @Override
    public String toString() {
        var said = new StringBuilder(ephemeral() ? "(only you) " : "").append(text());
        buttons().forEach(
                button -> said.append(button.disabled() ? " (" : " [").append(button.label()).append(button.disabled() ? ')' : ']'));
        selects().forEach(select -> said.append(" {").append(select.placeholder()).append(": ")
                .append(String.join(" | ", select.options().stream().map(Option::label).toList())).append('}'));
        return said.toString();
    }
}
