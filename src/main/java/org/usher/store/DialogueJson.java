package org.usher.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.usher.conversation.Answer;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Dialogue.Pending;

/** How the body of a dialogue is written down. What was written once must be readable for as long as it is kept: only add to this. */
final class DialogueJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DialogueJson() {}

    static String write(Dialogue dialogue) {
        var body = NODES.objectNode();
        body.set("answers", answers(dialogue.answers()));
        if (!dialogue.proposals().isEmpty()) {
            body.set("proposals", answers(dialogue.proposals()));
        }
        if (!dialogue.acknowledged().isEmpty()) {
            body.set("acknowledged", texts(dialogue.acknowledged()));
        }
        dialogue.pending().ifPresent(pending -> body.set("pending", pending(pending)));
        dialogue.changing().ifPresent(path -> body.put("changing", path));
        if (dialogue.refusals() > 0) {
            body.put("refusals", dialogue.refusals());
        }
        return body.toString();
    }

    static Dialogue read(String conversation, String version, String requester, int turn, Dialogue.Status status, String json) {
        try {
            var body = JSON.readTree(json);
            var pending = body.get("pending");
            return new Dialogue(conversation, version, requester, answers(body.path("answers")), answers(body.path("proposals")),
                    new LinkedHashSet<>(texts(body.path("acknowledged"))),
                    pending == null ? Optional.empty() : Optional.of(pending(pending)),
                    body.has("changing") ? Optional.of(body.get("changing").asText()) : Optional.empty(), body.path("refusals").asInt(),
                    turn, status);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The body of a dialogue is not what was written", broken);
        }
    }

    private static ObjectNode answers(Map<String, Answer> answers) {
        var all = NODES.objectNode();
        answers.forEach((path, answer) -> all.set(path, answer(answer)));
        return all;
    }

    /** The commonest answers are written as plain JSON: text, true and false, numbers, lists. */
    static JsonNode answer(Answer answer) {
        return switch (answer) {
            case Answer.Words words -> NODES.textNode(words.text());
            case Answer.Truth truth -> NODES.booleanNode(truth.yes());
            case Answer.WholeNumber number -> NODES.numberNode(number.number());
            case Answer.Several several -> texts(several.values());
            case Answer.Day day -> NODES.objectNode().put("day", day.day().toString());
            case Answer.Moment moment -> NODES.objectNode().put("moment", moment.moment().toString());
            case Answer.Attachment file -> NODES.objectNode().put("file", file.id()).put("name", file.name()).put("bytes", file.bytes());
            case Answer.SecretGiven(var hash) -> NODES.objectNode().put("secret", true).put("hash", hash);
            case Answer.Skipped _ -> NODES.objectNode().put("skipped", true);
        };
    }

    private static Map<String, Answer> answers(JsonNode node) {
        var all = new LinkedHashMap<String, Answer>();
        node.properties().forEach(field -> all.put(field.getKey(), answer(field.getValue())));
        return all;
    }

    static Answer answer(JsonNode node) {
        if (node.isTextual()) {
            return new Answer.Words(node.textValue());
        }
        if (node.isBoolean()) {
            return new Answer.Truth(node.booleanValue());
        }
        if (node.isNumber()) {
            return new Answer.WholeNumber(node.longValue());
        }
        if (node.isArray()) {
            return new Answer.Several(texts(node));
        }
        if (node.has("day")) {
            return new Answer.Day(LocalDate.parse(node.get("day").asText()));
        }
        if (node.has("moment")) {
            return new Answer.Moment(Instant.parse(node.get("moment").asText()));
        }
        if (node.has("file")) {
            return new Answer.Attachment(node.get("file").asText(), node.path("name").asText(), node.path("bytes").asLong());
        }
        return node.has("secret") ? new Answer.SecretGiven(node.path("hash").asText()) : new Answer.Skipped();
    }

    private static ObjectNode pending(Pending pending) {
        var node = NODES.objectNode();
        switch (pending) {
            case Pending.Confirm confirm -> node.put("is", "confirm").put("path", confirm.path()).set("answer", answer(confirm.answer()));
            case Pending.Narrow narrow -> node.put("is", "narrow").put("path", narrow.path()).set("values", texts(narrow.values()));
            case Pending.Offer offer ->
                node.put("is", "offer").put("path", offer.path()).put("rule", offer.rule()).set("answers", answers(offer.answers()));
            case Pending.HandOver handOver -> node.put("is", "hand_over").put("person", handOver.person());
            case Pending.Pause pause -> node.put("is", "pause").put("path", pause.path()).put("rule", pause.rule());
            case Pending.Cancel _ -> node.put("is", "cancel");
            case Pending.Restart _ -> node.put("is", "restart");
        }
        return node;
    }

    private static Pending pending(JsonNode node) {
        return switch (node.path("is").asText()) {
            case "confirm" -> new Pending.Confirm(node.path("path").asText(), answer(node.path("answer")));
            case "narrow" -> new Pending.Narrow(node.path("path").asText(), texts(node.path("values")));
            case "offer" -> new Pending.Offer(node.path("path").asText(), node.path("rule").asText(), answers(node.path("answers")));
            case "hand_over" -> new Pending.HandOver(node.path("person").asText());
            case "pause" -> new Pending.Pause(node.path("path").asText(), node.path("rule").asText());
            case "cancel" -> new Pending.Cancel();
            case "restart" -> new Pending.Restart();
            default -> throw new IllegalStateException("Nobody knows what waits in " + node);
        };
    }

    private static ArrayNode texts(Iterable<String> texts) {
        var array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static List<String> texts(JsonNode array) {
        var all = new ArrayList<String>();
        array.forEach(item -> all.add(item.asText()));
        return all;
    }
}
