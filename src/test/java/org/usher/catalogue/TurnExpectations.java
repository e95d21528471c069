package org.usher.catalogue;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What a turn of a conversation test expects: {@code asks}, {@code refuses}, {@code options} and so on. */
final class TurnExpectations {

    private final Node.Fields turn;

    TurnExpectations(Node.Fields turn) {
        this.turn = turn;
    }

    void check(Seen seen) {
        refusal(seen.refusals());
        text("asks").ifPresent(asks -> assertThat(seen.asks()).as(at("asks")).isEqualTo(asks));
        if (turn.has("options")) {
            assertThat(seen.labels()).as(at("options")).containsExactlyInAnyOrderElementsOf(texts("options"));
        }
        assertThat(seen.labels()).as(at("offers")).containsAll(texts("offers"));
        assertThat(seen.labels()).as(at("hides")).doesNotContainAnyElementsOf(texts("hides").isEmpty() ? List.of("\0") : texts("hides"));
        text("suggests").ifPresent(suggested -> assertThat(seen.suggested()).as(at("suggests")).contains(suggested));
        assertThat(seen.found()).as(at("finds")).containsAll(texts("finds"));
        texts("finds_not").forEach(rule -> assertThat(seen.found()).as(at("finds_not")).doesNotContain(rule));
        var said = String.join("\n", seen.said());
        texts("says").forEach(words -> assertThat(said).as(at("says")).contains(words));
        texts("shows").forEach(row -> assertThat(seen.rows()).as(at("shows")).anyMatch(shown -> shown.startsWith(row)));
        texts("shows_not").forEach(row -> assertThat(seen.rows()).as(at("shows_not")).noneMatch(shown -> shown.startsWith(row)));
        for (var event : Seen.EVENTS) {
            text(event).ifPresent(what -> assertThat(seen.events()).as(at(event)).containsEntry(event, what));
        }
        text("task").ifPresent(step -> assertThat(seen.task()).as(at("task")).isEqualTo(step));
        if (turn.has("doers")) {
            assertThat(seen.doers()).as(at("doers")).containsExactlyInAnyOrderElementsOf(texts("doers"));
        }
    }

    /** A refusal that the test does not expect is a failure. */
    private void refusal(List<String> refusals) {
        var expected = text("refuses");
        if (expected.isEmpty()) {
            assertThat(refusals).as(at("refuses") + ": nothing").isEmpty();
        } else if (expected.get().equals("true")) {
            assertThat(refusals).as(at("refuses") + ": anything").isNotEmpty();
        } else {
            assertThat(refusals).as(at("refuses")).contains(expected.get());
        }
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
