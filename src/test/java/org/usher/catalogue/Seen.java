package org.usher.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.usher.conversation.Form;
import org.usher.conversation.Prompt;
import org.usher.conversation.Reply;
import org.usher.validation.Finding;

/**
 * How a conversation test sees things stand after a turn, however it holds the conversation.
 *
 * @param refusals  rules under which the input was refused; a refusal by no rule of the form is an empty one
 * @param asks      the question that is asked; {@code none} when it has ended
 * @param labels    what can be chosen
 * @param suggested what is proposed, in words and by value
 * @param found     rules that have found something
 * @param said      everything that is said or asked
 * @param rows      the rows of the tables that are shown, cells parted by {@code  | }
 * @param events    what happened, by the key of {@link #EVENTS} that expects it
 * @param task      the follow-up that waits; {@code none} when there is none
 * @param doers     keys of the people whose turn that is
 */
record Seen(List<String> refusals, String asks, List<String> labels, List<String> suggested, List<String> found, List<String> said,
        List<String> rows, Map<String, String> events, String task, List<String> doers) {

    /** Keys of a turn that expect something to have happened. */
    static final List<String> EVENTS = List.of("stops", "goes", "hands_over", "clears", "pauses");
    static final String NONE = "none";

    Seen {
        said = List.copyOf(said);
        events = Map.copyOf(events);
    }

    /** The same, but another question is asked. */
    Seen asking(String question) {
        return new Seen(refusals, question, labels, suggested, found, said, rows, events, task, doers);
    }

    /** The same, with all that was said on the way. */
    Seen saying(List<String> all) {
        return new Seen(refusals, asks, labels, suggested, found, all, rows, events, task, doers);
    }

    /** What the engine replied. */
    static Seen of(ConversationRun.Outcome outcome, Optional<Form.Task> task) {
        var reply = outcome.reply();
        var refusals = reply.refusal().map(Reply.Refusal::rule).map(List::of)
                .orElseGet(() -> outcome.refusedAtStart().stream().map(Finding::rule).toList());
        var rows = reply.prompt().stream().flatMap(prompt -> prompt.tables().stream())
                .flatMap(table -> table.rows().stream().map(row -> String.join(" | ", row))).toList();
        var said = Stream.concat(outcome.said().stream(), task.stream().flatMap(waiting -> Stream.of(waiting.title(), waiting.text())));
        return new Seen(refusals, reply.prompt().map(Prompt::question).orElse(NONE),
                reply.prompt().map(Prompt::options).orElse(List.of()).stream().map(Prompt.Choice::label).toList(),
                reply.prompt().flatMap(Prompt::suggestion).map(each -> List.of(each.text(), each.value())).orElse(List.of()),
                reply.findings().stream().map(Finding::rule).toList(), said.toList(), rows, events(reply),
                task.map(Form.Task::step).orElse(NONE), task.map(Form.Task::people).orElse(List.of()));
    }

    private static Map<String, String> events(Reply reply) {
        var events = new LinkedHashMap<String, String>();
        for (var event : reply.events()) {
            switch (event) {
                case Reply.Event.Stopped(var rule, _, _, _) -> events.putIfAbsent("stops", rule);
                case Reply.Event.GoesOn(var conversation, _) -> events.putIfAbsent("goes", conversation);
                case Reply.Event.HandOver(var person) -> events.putIfAbsent("hands_over", person);
                case Reply.Event.Cleared(var rule, _) -> events.putIfAbsent("clears", rule);
                case Reply.Event.Paused(var rule, _) -> events.putIfAbsent("pauses", rule);
                case Reply.Event.AnswerTaken _,Reply.Event.AnswerRefused _,Reply.Event.Found _,Reply.Event.Acknowledged _,Reply.Event.Submitted _,Reply.Event.Cancelled _,Reply.Event.Restarted _,Reply.Event.SecretGiven _ ->
                    {
                    }
            }
        }
        return events;
    }
}
