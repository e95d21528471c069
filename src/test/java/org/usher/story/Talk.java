package org.usher.story;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** One member's conversation with Usher over the HTTP API: what is on the screen now, and what the member puts in next. */
public final class Talk {

    private final Member member;
    private JsonNode view;

    Talk(Member member, JsonNode view) {
        this.member = member;
        this.view = view;
    }

    public String id() {
        return view.path("id").asText();
    }

    public int turn() {
        return view.path("turn").asInt();
    }

    public String status() {
        return view.path("status").asText();
    }

    /** The question that is asked, by its path. */
    public String asks() {
        return view.at("/prompt/question").asText();
    }

    public String type() {
        return view.at("/prompt/type").asText();
    }

    public String prompt() {
        return view.at("/prompt/text").asText();
    }

    public List<String> options() {
        return Member.list(view.at("/prompt/options")).stream().map(option -> option.path("label").asText()).toList();
    }

    /** The rule that refused the last input; empty if it was taken. */
    public String refusal() {
        return view.at("/refusal/rule").asText("");
    }

    public String refusalText() {
        return view.at("/refusal/text").asText("");
    }

    public List<String> messages() {
        return Member.list(view.path("messages")).stream().map(JsonNode::asText).toList();
    }

    public List<String> findings() {
        return Member.list(view.path("findings")).stream().map(finding -> finding.path("rule").asText()).toList();
    }

    /** The answers that count, as they are shown. */
    public Map<String, String> answers() {
        var answers = new LinkedHashMap<String, String>();
        view.path("answers").forEach(answer -> answers.put(answer.path("question").asText(), answer.path("text").asText()));
        return answers;
    }

    public JsonNode view() {
        return view;
    }

    public Talk say(String words) {
        return put(Map.of("turn", turn(), "say", words));
    }

    public Talk choose(String... values) {
        return put(Map.of("turn", turn(), "choose", List.of(values)));
    }

    public Talk command(String command) {
        return put(Map.of("turn", turn(), "command", command));
    }

    public Talk change(String question) {
        return put(Map.of("turn", turn(), "command", "change", "question", question));
    }

    /** Sends an answer for a certain question, as a program might that does not follow the conversation. */
    public Talk force(String question, String words) {
        return put(Map.of("turn", turn(), "say", words, "question", question));
    }

    private Talk put(Map<String, Object> input) {
        var answer = member.post("/api/dialogues/" + id() + "/turns", input);
        if (answer.status() != 200 && answer.status() != 422) {
            throw new AssertionError("The input " + input + " was answered " + answer + " at " + view);
        }
        view = answer.body().has("turn") ? answer.body() : answer.body().path("dialogue");
        return this;
    }

    /**
     * Answers whatever is asked until nothing more is: with the given answers; otherwise with what is proposed; otherwise no to what can be refused and yes to
     * what must be agreed to.
     */
    public Talk fill(Map<String, String> answers) {
        for (int i = 0; i < 120 && status().equals("asking"); i++) {
            var asked = asks();
            fillOne(answers);
            if (!refusal().isEmpty() || !refusalText().isEmpty()) {
                throw new AssertionError(asked + " was refused: " + refusal() + ' ' + refusalText());
            }
        }
        return this;
    }

    /** Answers the one question that is asked, as {@link #fill} would. */
    public Talk fillOne(Map<String, String> answers) {
        var given = type().equals("confirm") ? null : answers.get(asks());
        if (given != null) {
            say(given);
        } else if (type().equals("confirm")) {
            choose(view.at("/prompt/options/0/value").asText());
        } else if (view.at("/prompt/suggestion/value").isTextual()) {
            var suggested = view.at("/prompt/suggestion/value").asText();
            if (view.at("/prompt/options").isEmpty()) {
                say(suggested);
            } else {
                choose(suggested);
            }
        } else if (view.at("/prompt/optional").asBoolean()) {
            command("skip");
        } else if (type().equals("yes_no")) {
            choose("no");
        } else if (type().equals("acknowledge")) {
            choose("yes");
        } else {
            throw new AssertionError("Nobody said what to answer to " + asks() + " (" + prompt() + "); answers so far: " + answers());
        }
        return this;
    }

    /** Hands it in: it is in the cart afterwards. */
    public Talk submit() {
        command("submit");
        if (!status().equals("submitted")) {
            throw new AssertionError("Not submitted: " + view);
        }
        return this;
    }
}
