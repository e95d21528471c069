package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.usher.conversation.Kind;
import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.Severity;
import org.usher.validation.ValueType;
import org.usher.validation.Wording;

/** Reads rules: those of a conversation, and the shared ones it takes over. */
final class RuleReader {

    private final Draft draft;

    RuleReader(Draft draft) {
        this.draft = draft;
    }

    /** The rules under a {@code rules:} or {@code start:}. */
    List<Rule> rules(Node.Fields rules, Texts texts) {
        var all = new ArrayList<Rule>();
        for (var field : rules.each()) {
            switch (field.value()) {
                case Node.Text _ -> shared(field.key())
                        .forEach(node -> rule(field.key(), node, texts.translatedBy(draft.shared().ruleWords())).ifPresent(all::add));
                case Node.Fields node -> rule(field.key(), node, texts).ifPresent(all::add);
                case Node.Items nodes -> nodes.items().forEach(node -> {
                    if (node instanceof Node.Fields fields) {
                        rule(field.key(), fields, texts).ifPresent(all::add);
                    }
                });
            }
        }
        return all;
    }

    private List<Node.Fields> shared(Node.Text id) {
        var rules = draft.shared().rules().get(id.text());
        if (rules == null) {
            draft.faults().dangling(id, "shared rule", draft.shared().rules().keySet());
            return List.of();
        }
        if (rules.stream().noneMatch(rule -> Grammar.VERBS.stream().anyMatch(rule::has))) {
            draft.faults().add(Fault.Kind.DANGLING_REFERENCE, id.place(),
                    "'" + id.text() + "' of rules.yaml has only words; it checks nothing",
                    "Name it in refuse, unknown or missing, or give it a verb such as require");
        }
        return rules;
    }

    private Optional<Rule> rule(Node.Text id, Node.Fields node, Texts texts) {
        var verb = Grammar.VERBS.stream().filter(node::has).findFirst();
        if (verb.isEmpty() || node.word("enabled", "true").equals("false")) {
            return Optional.empty();
        }
        var condition = node.text(verb.get()).flatMap(texts::condition);
        var when = when(node, texts);
        var path = draft.pathOf(id.text(), node.word("say", ""));
        var say = node.text("say").map(text -> texts.wording(text, path + ".say")).orElse(Wording.NONE);
        var remedy = remedy(verb.get(), node, texts, path);
        node.text("at").filter(at -> !draft.names().declared().containsKey(at.text()))
                .ifPresent(at -> draft.faults().dangling(at, "question", draft.names().questions()));
        if (condition.isEmpty()) {
            return Optional.empty();
        }
        boolean firesIf = !verb.get().equals("require") && !verb.get().equals("authorise");
        var rule = new Rule(id.text(), severity(verb.get()), new Rule.Check(when, condition.get(), firesIf), say,
                new Rule.Origin(node.word("source", ""), !node.word("basis", "explicit").equals("derived")), remedy,
                node.text("at").map(Node.Text::text));
        draft.checks().reach().rule(node.text(verb.get()).orElseThrow(), rule);
        return Optional.of(rule);
    }

    /** A rule that a setting can switch off counts only while that setting holds. */
    private Optional<Expression> when(Node.Fields node, Texts texts) {
        var when = node.text("when");
        var enabled = node.text("enabled").filter(text -> !text.text().equals("true"));
        var condition = when.flatMap(texts::condition);
        if (enabled.isEmpty()) {
            return condition;
        }
        var switchedOn = enabled.flatMap(texts::condition);
        if (condition.isEmpty() || switchedOn.isEmpty()) {
            return switchedOn.or(() -> condition);
        }
        var both = "(" + switchedOn.get().text() + ") && (" + condition.get().text() + ")";
        return texts.condition(new Node.Text(both, when.orElseThrow().place(), true, List.of()));
    }

    private static Severity severity(String verb) {
        return switch (verb) {
            case "require" -> Severity.BLOCK;
            case "authorise" -> Severity.AUTHORISE;
            case "warn" -> Severity.WARN;
            case "note" -> Severity.NOTE;
            default -> Severity.OFF_RAMP;
        };
    }

    private Rule.Remedy remedy(String verb, Node.Fields node, Texts texts, String path) {
        var ways = new ArrayList<String>(List.of("acknowledge", "confirmed", "hand_over", "offer", "clear", "pause", "to"));
        ways.removeIf(way -> !node.has(way));
        ways.stream().skip(1)
                .forEach(way -> draft.faults().add(Fault.Kind.CONFLICT, node.placeOf(way),
                        "'" + way + "' does not go together with '" + ways.getFirst() + "'",
                        "A rule has one way out"));
        boolean elsewhere = verb.equals("off_ramp") || verb.equals("switch");
        if (elsewhere != node.has("to")) {
            draft.faults().add(elsewhere ? Fault.Kind.MISSING_KEY : Fault.Kind.CONFLICT, elsewhere ? node.place() : node.placeOf("to"),
                    elsewhere ? "The key 'to' is missing" : "'to' does not go together with '" + verb + "'",
                    elsewhere ? "Say who can do it, or in which conversation it goes on" : "Use off_ramp or switch, or leave 'to' out");
        }
        for (var way : List.of("clear", "pause")) {
            if (node.has(way) && !verb.equals("require")) {
                draft.faults().add(Fault.Kind.CONFLICT, node.placeOf(way), "'" + way + "' does not go together with '" + verb + "'",
                        "Only what is required can be refused");
            }
        }
        if (node.has("acknowledge") && !verb.equals("note")) {
            draft.faults().add(Fault.Kind.CONFLICT, node.placeOf("acknowledge"), "'acknowledge' does not go together with '" + verb + "'",
                    "Only a note is acknowledged");
        }
        if (node.has("confirmed") && !verb.equals("warn")) {
            draft.faults().add(Fault.Kind.CONFLICT, node.placeOf("confirmed"), "'confirmed' does not go together with '" + verb + "'",
                    "Only a warning asks whether to go on anyway");
        }
        if (verb.equals("switch")) {
            var to = node.text("to");
            to.ifPresent(goal -> draft.goals().add(new Draft.Goal(goal, List.of())));
            return to.<Rule.Remedy>map(goal -> new Rule.Remedy.Switch(goal.text())).orElseGet(Rule.Remedy.None::new);
        }
        if (verb.equals("off_ramp")) {
            return new Rule.Remedy.Elsewhere(texts.wording(node.text("to"), path + ".to"), node.word("form", ""));
        }
        if (node.truth("acknowledge")) {
            return new Rule.Remedy.Acknowledge();
        }
        if (node.has("confirmed")) {
            return node.text("confirmed").flatMap(texts::condition).<Rule.Remedy>map(Rule.Remedy.Confirmed::new)
                    .orElseGet(Rule.Remedy.None::new);
        }
        if (node.has("hand_over")) {
            return node.text("hand_over")
                    .flatMap(text -> texts.expression(text, new ValueType.EntryOf(draft.shared().people()))).<Rule.Remedy>map(
                            Rule.Remedy.HandOver::new)
                    .orElseGet(Rule.Remedy.None::new);
        }
        if (node.has("clear")) {
            var clear = node.fields("clear");
            var ask = clear.has("ask") ? texts.wording(clear.text("ask"), path + ".clear") : Wording.NONE;
            return new Rule.Remedy.Clear(ask, set(clear.fields("set"), texts));
        }
        if (node.has("pause")) {
            return new Rule.Remedy.Pause();
        }
        if (node.has("offer")) {
            var offer = node.fields("offer");
            return new Rule.Remedy.Offer(texts.wording(offer.text("ask"), path + ".offer"), set(offer.fields("set"), texts));
        }
        return new Rule.Remedy.None();
    }

    private LinkedHashMap<String, Expression> set(Node.Fields fields, Texts texts) {
        var set = new LinkedHashMap<String, Expression>();
        for (var field : fields.each()) {
            var type = draft.names().typeOfPath(field.name()).filter(_ -> draft.names().questions().contains(field.name()));
            if (type.isEmpty()) {
                draft.faults().dangling(field.key(), "question", draft.names().questions());
            } else if (field.value() instanceof Node.Text text) {
                texts.assignable(text, type.get()).ifPresent(expression -> set.put(field.name(), expression));
            }
        }
        return set;
    }

    // ---- refusals

    /** The refusal under a key: the id of a rule, whose words are used, or words of its own. */
    Kind.Refusal refusal(Node.Fields node, String key, Texts texts, String path) {
        var withTyped = texts.with("typed", ValueType.TEXT);
        return node.get(key).map(refusal -> switch (refusal) {
            case Node.Text id -> byRule(id, withTyped);
            case Node.Fields own ->
                new Kind.Refusal(own.word("id", ""), withTyped.wording(own.text("say"), path + '.' + key + ".say"), own.word("source", ""));
            case Node.Items _ -> Kind.Refusal.GENERIC;
        }).orElse(Kind.Refusal.GENERIC);
    }

    private Kind.Refusal byRule(Node.Text id, Texts texts) {
        var own = draft.ownRules().get(id.text());
        var shared = draft.shared().rules().get(id.text());
        var rules = shared == null ? own : shared;
        if (rules == null || rules.isEmpty()) {
            var known = new ArrayList<>(draft.ownRules().keySet());
            known.addAll(draft.shared().rules().keySet());
            draft.faults().dangling(id, "rule", known);
            return new Kind.Refusal(id.text(), Wording.NONE, "");
        }
        var rule = rules.getFirst();
        var at = shared == null ? texts : texts.translatedBy(draft.shared().ruleWords());
        var path = draft.pathOf(id.text(), rule.word("say", ""));
        return new Kind.Refusal(id.text(), at.wording(rule.text("say"), path + ".say"), rule.word("source", ""));
    }
}
