package org.usher.catalogue;

import java.util.List;
import java.util.Optional;

import org.usher.conversation.Form;
import org.usher.conversation.Prompt;
import org.usher.conversation.Reply;
import org.usher.validation.Finding;

import static org.assertj.core.api.Assertions.assertThat;

/** What a turn of a conversation test expects: {@code asks}, {@code refuses}, {@code options} and so on. */
final class TurnExpectations {

    private final Node.Fields turn;

    TurnExpectations(Node.Fields turn) {
        this.turn = turn;
    }

    void check(ConversationRun.Outcome outcome, Optional<Form.Task> task) {
        var reply = outcome.reply();
        refusal(reply, outcome.refusedAtStart());
        text("asks").ifPresent(asks -> assertThat(reply.prompt().map(Prompt::question).orElse("none")).as(at("asks")).isEqualTo(asks));
        var labels = reply.prompt().map(Prompt::options).orElse(List.of()).stream().map(Prompt.Choice::label).toList();
        if (turn.has("options")) {
            assertThat(labels).as(at("options")).containsExactlyInAnyOrderElementsOf(texts("options"));
        }
        assertThat(labels).as(at("offers")).containsAll(texts("offers"));
        assertThat(labels).as(at("hides")).doesNotContainAnyElementsOf(texts("hides").isEmpty() ? List.of("\0") : texts("hides"));
        text("suggests").ifPresent(suggested -> assertThat(
                reply.prompt().flatMap(Prompt::suggestion).map(each -> List.of(each.text(), each.value())).orElse(List.of()))
                .as(at("suggests")).contains(suggested));
        var found = reply.findings().stream().map(Finding::rule).toList();
        assertThat(found).as(at("finds")).containsAll(texts("finds"));
        texts("finds_not").forEach(rule -> assertThat(found).as(at("finds_not")).doesNotContain(rule));
        var said = String.join("\n", outcome.said()) + task.map(waiting -> "\n" + waiting.title() + "\n" + waiting.text()).orElse("");
        texts("says").forEach(words -> assertThat(said).as(at("says")).contains(words));
        var rows = reply.prompt().stream().flatMap(prompt -> prompt.tables().stream())
                .flatMap(table -> table.rows().stream().map(row -> String.join(" | ", row))).toList();
        texts("shows").forEach(row -> assertThat(rows).as(at("shows")).anyMatch(shown -> shown.startsWith(row)));
        texts("shows_not").forEach(row -> assertThat(rows).as(at("shows_not")).noneMatch(shown -> shown.startsWith(row)));
        text("stops").ifPresent(
                rule -> assertThat(event(reply, Reply.Event.Stopped.class).map(Reply.Event.Stopped::rule)).as(at("stops")).contains(rule));
        text("goes").ifPresent(goal -> assertThat(event(reply, Reply.Event.GoesOn.class).map(Reply.Event.GoesOn::conversation))
                .as(at("goes")).contains(goal));
        text("task").ifPresent(step -> assertThat(task.map(Form.Task::step).orElse("none")).as(at("task")).isEqualTo(step));
        if (turn.has("doers")) {
            assertThat(task.map(Form.Task::people).orElse(List.of())).as(at("doers")).containsExactlyInAnyOrderElementsOf(texts("doers"));
        }
        text("hands_over").ifPresent(person -> assertThat(event(reply, Reply.Event.HandOver.class).map(Reply.Event.HandOver::person))
                .as(at("hands_over")).contains(person));
        text("clears").ifPresent(rule -> assertThat(event(reply, Reply.Event.Cleared.class).map(Reply.Event.Cleared::rule))
                .as(at("clears")).contains(rule));
        text("pauses").ifPresent(rule -> assertThat(event(reply, Reply.Event.Paused.class).map(Reply.Event.Paused::rule))
                .as(at("pauses")).contains(rule));
    }

    /** A refusal that the test does not expect is a failure. */
    private void refusal(Reply reply, List<Finding> refusedAtStart) {
        var refusal = reply.refusal().map(Reply.Refusal::rule).map(List::of).orElse(refusedAtStart.stream().map(Finding::rule).toList());
        var expected = text("refuses");
        if (expected.isEmpty()) {
            assertThat(refusal).as(at("refuses") + ": nothing").isEmpty();
        } else if (expected.get().equals("true")) {
            assertThat(refusal).as(at("refuses") + ": anything").isNotEmpty();
        } else {
            assertThat(refusal).as(at("refuses")).contains(expected.get());
        }
    }

    private static <E extends Reply.Event> Optional<E> event(Reply reply, Class<E> type) {
        return reply.events().stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private Optional<String> text(String key) {
        return turn.text(key).map(Node.Text::text);
    }

    private List<String> texts(String key) {
        return turn.texts(key).stream().map(Node.Text::text).toList();
    }

    private String at(String key) {
        return "line " + turn.placeOf(key).line() + ", " + key;
    }
}
