package org.usher.catalogue;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.usher.conversation.Reminding;
import org.usher.validation.Expression;
import org.usher.validation.ValueType;
import org.usher.validation.Wording;

/** Reads reminders: those of a conversation and those about the cart. */
final class RemindersReader {

    private static final List<String> ENDS = List.of("decision", "fulfilled", "rejected", "cancelled", "checkout");

    private final Shared shared;
    private final Texts texts;
    private final Faults faults;

    RemindersReader(Shared shared, Texts texts) {
        this.shared = shared;
        this.texts = texts;
        this.faults = texts.faults();
    }

    List<Reminding> reminders(Node.Fields reminders) {
        var all = new ArrayList<Reminding>();
        reminders.each().forEach(field -> reminder(field.key(), field.fields()).ifPresent(all::add));
        return all;
    }

    private Optional<Reminding> reminder(Node.Text id, Node.Fields node) {
        var at = "reminders." + id.text();
        var to = people(node.texts("to"));
        var when = node.text("when").flatMap(texts::condition);
        var timing = timing(id, node);
        var say = texts.wording(node.text("say"), at + ".say");
        var buttons = new LinkedHashMap<String, Wording>();
        node.fields("buttons").each().forEach(button -> {
            if (button.value() instanceof Node.Text label) {
                buttons.put(button.name(), texts.wording(label, at + ".buttons." + button.name()));
            }
        });
        var until = new LinkedHashSet<String>();
        for (var end : node.texts("until")) {
            if (!ENDS.contains(end.text()) && !buttons.containsKey(end.text())) {
                var known = new ArrayList<>(buttons.keySet());
                known.addAll(ENDS);
                faults.dangling(end, "button or event", known);
            }
            until.add(end.text());
        }
        var copy = node.has("copy")
                ? Optional.of(new Reminding.Copy(people(node.fields("copy").texts("to")), node.fields("copy").number("from", 1)))
                : Optional.<Reminding.Copy>empty();
        var escalate = node.has("escalate")
                ? Optional
                        .of(new Reminding.Escalation(node.fields("escalate").number("after", 1), node.fields("escalate").word("offer", "")))
                : Optional.<Reminding.Escalation>empty();
        return timing.map(found -> new Reminding(id.text(), to, when, found, say, buttons, until, copy, escalate));
    }

    private List<Expression> people(List<Node.Text> expressions) {
        var several = new ValueType.ListOf(new ValueType.EntryOf(shared.people()));
        return expressions.stream().map(text -> texts.expression(text, new ValueType.EntryOf(shared.people()), several))
                .flatMap(Optional::stream).toList();
    }

    private Optional<Reminding.Timing> timing(Node.Text id, Node.Fields node) {
        if (node.has("before") == node.has("after")) {
            faults.add(node.has("before") ? Fault.Kind.CONFLICT : Fault.Kind.MISSING_KEY, id.place(),
                    "It is not clear when '" + id.text() + "' is due",
                    "Give either before: a moment of the answers, or after: something that happens");
            return Optional.empty();
        }
        if (node.has("before")) {
            unfit(node, "before", List.of("in", "every"));
            var times = node.texts("times").stream().map(Node.Text::text).filter(Format.TIME::accepts).map(LocalTime::parse).toList();
            return node.text("before").flatMap(text -> texts.expression(text, ValueType.MOMENT))
                    .map(moment -> new Reminding.Timing.Before(moment, node.number("working_days", 0), node.number("days", 0), times,
                            node.has("while")));
        }
        unfit(node, "after", List.of("days", "times", "while"));
        var anchor = node.word("after", "");
        return java.util.Arrays.stream(Reminding.Anchor.values()).filter(each -> each.name().toLowerCase(Locale.ROOT).equals(anchor))
                .findFirst()
                .map(what -> new Reminding.Timing.After(what, duration(node, "in").orElse(Duration.ZERO), node.number("working_days", 0),
                        duration(node, "every")));
    }

    private void unfit(Node.Fields node, String with, List<String> keys) {
        keys.stream().filter(node::has)
                .forEach(key -> faults.add(Fault.Kind.CONFLICT, node.placeOf(key), "'" + key + "' does not go together with '" + with + "'",
                        with.equals("before") ? "Use working_days or days, and times" : "Use in or working_days, and every"));
    }

    private static Optional<Duration> duration(Node.Fields node, String key) {
        return node.text(key).map(Node.Text::text).filter(Format.DURATION::accepts).map(Duration::parse);
    }
}
