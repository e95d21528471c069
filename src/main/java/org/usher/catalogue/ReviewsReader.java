package org.usher.catalogue;

import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Reviewing;
import org.usher.register.RegisterSchema;
import org.usher.validation.Expression;
import org.usher.validation.ValueType;

/** Reads {@code reviews.yaml}: checks that come round again for entries of the registers. */
final class ReviewsReader {

    /** What the file says, with the conversations it refers to. */
    record Read(List<Reviewing> reviews, List<Draft.Goal> goals) {
        Read {
            reviews = List.copyOf(reviews);
            goals = List.copyOf(goals);
        }
    }

    private final Draft draft;
    private final Faults faults;
    private final ValueType person;

    private ReviewsReader(Shared shared, Draft draft, Faults faults) {
        this.draft = draft;
        this.faults = faults;
        this.person = new ValueType.EntryOf(shared.people());
    }

    static Read read(Node.Fields root, Shared shared, Translations translations, Faults faults) {
        var texts = Texts.of(shared.vocabularyOfNobody(), shared, translations, faults);
        var draft = Draft.of(new Names(Node.Fields.none(root.place()), shared, faults), texts, new Checks());
        var reader = new ReviewsReader(shared, draft, faults);
        var all = new ArrayList<Reviewing>();
        root.fields("reviews").each().forEach(review -> reader.review(review.name(), review.fields(), texts).ifPresent(all::add));
        translations.reportUnknown(faults);
        return new Read(all, draft.goals());
    }

    private Optional<Reviewing> review(String id, Node.Fields node, Texts outside) {
        var schema = node.text("of").flatMap(draft::register);
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        var path = "reviews." + id;
        var texts = outside.with("it", new ValueType.EntryOf(schema.get().name()));
        var when = node.text("when").flatMap(texts::condition);
        var due = node.text("due").flatMap(text -> texts.expression(text, ValueType.MOMENT));
        var to = people(node.texts("to"), texts);
        var pause = node.text("pause").flatMap(texts::condition);
        var name = texts.wording(node.text("name"), path + ".name");
        var group = texts.wording(node.text("group"), path + ".group");
        var say = texts.wording(node.text("say"), path + ".say");
        var buttons = buttons(node.fields("buttons"), path, schema.get(), texts);
        var escalate = escalation(node.fields("escalate"), path, texts);
        var at = node.text("at").map(Node.Text::text).filter(Format.TIME::accepts).map(LocalTime::parse);
        return due.map(expression -> new Reviewing(id, schema.get().name(), when, expression, period(node, "before"), period(node, "every"),
                at, node.truth("working"),
                to, pause, name, group, say, buttons, until(node, buttons), escalate));
    }

    private LinkedHashSet<String> until(Node.Fields node, Map<String, Reviewing.Button> buttons) {
        var until = new LinkedHashSet<String>();
        for (var end : node.texts("until")) {
            if (!buttons.containsKey(end.text())) {
                faults.dangling(end, "button", buttons.keySet());
            } else if (buttons.get(end.text()).go().isPresent()) {
                faults.add(Fault.Kind.CONFLICT, end.place(),
                        "The button '" + end.text() + "' goes on in a conversation, so the round ends when that changes the entry",
                        "Leave it out of 'until'");
            }
            until.add(end.text());
        }
        return until;
    }

    private Map<String, Reviewing.Button> buttons(Node.Fields node, String path, RegisterSchema schema, Texts texts) {
        var answering = texts.with("requester", person);
        var buttons = new LinkedHashMap<String, Reviewing.Button>();
        for (var button : node.each()) {
            var keys = button.fields();
            var label = texts.wording(button.value() instanceof Node.Text text ? Optional.of(text) : keys.text("label"),
                    path + ".buttons." + button.name());
            buttons.put(button.name(), new Reviewing.Button(label, going(keys, answering),
                    EffectsReader.values(keys.fields("set"), schema, answering, draft)));
        }
        return buttons;
    }

    private Optional<Reviewing.Going> going(Node.Fields keys, Texts texts) {
        var carry = new LinkedHashMap<String, Expression>();
        var carried = new ArrayList<Node.Text>();
        for (var field : keys.fields("carry").each()) {
            carried.add(field.key());
            if (field.value() instanceof Node.Text text) {
                texts.expression(text).ifPresent(expression -> carry.put(field.name(), expression));
            }
        }
        if (keys.has("carry") && !keys.has("go")) {
            faults.add(Fault.Kind.MISSING_KEY, keys.placeOf("carry"), "It is not clear where the answers are carried",
                    "Add go: and the conversation");
        }
        if (keys.has("go") && keys.has("set")) {
            faults.add(Fault.Kind.CONFLICT, keys.placeOf("set"), "'set' does not go together with 'go'",
                    "Let the conversation change the entry");
        }
        return keys.text("go").map(goal -> {
            draft.goals().add(new Draft.Goal(goal, carried));
            return new Reviewing.Going(goal.text(), carry);
        });
    }

    private Optional<Reviewing.Escalation> escalation(Node.Fields node, String path, Texts texts) {
        return period(node, "after").map(after -> new Reviewing.Escalation(node.word("id", ""), after, people(node.texts("to"), texts),
                texts.wording(node.text("say"), path + ".escalate")));
    }

    private List<Expression> people(List<Node.Text> expressions, Texts texts) {
        var several = new ValueType.ListOf(person);
        return expressions.stream().map(text -> texts.expression(text, person, several)).flatMap(Optional::stream).toList();
    }

    private static Optional<Period> period(Node.Fields node, String key) {
        return node.text(key).map(Node.Text::text).filter(Format.PERIOD::accepts).map(Period::parse);
    }
}
