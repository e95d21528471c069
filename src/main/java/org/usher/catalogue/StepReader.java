package org.usher.catalogue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.usher.conversation.Kind;
import org.usher.conversation.Step;
import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.Severity;
import org.usher.validation.ValueType;

/** Reads the questions of a conversation, with all that stands between them. */
final class StepReader {

    private static final int TURNS_AT_MOST = 50;

    private final Draft draft;
    private final RuleReader rules;
    private final KindReader kinds;
    private final EvidenceReader evidence;
    /** The path of the last question read, before which everything that follows can look back. */
    private String last = "";

    StepReader(Draft draft, RuleReader rules, Optional<Node.Text> subject) {
        this.draft = draft;
        this.rules = rules;
        this.kinds = new KindReader(draft, rules);
        this.evidence = new EvidenceReader(draft, rules, subject);
    }

    List<Step> steps(List<Node.Fields> nodes, String prefix, Texts texts) {
        var steps = new ArrayList<Step>();
        for (var node : nodes) {
            var tag = Names.tagOf(node);
            step(tag, node, prefix, texts).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(String tag, Node.Fields node, String prefix, Texts texts) {
        var path = prefix + node.word(tag, "");
        return switch (tag) {
            case "" -> Optional.empty();
            case "section" -> Optional.of(heading(node, texts));
            case "stop" -> Optional.of(stop(node, prefix, texts));
            case "go" -> Optional.of(go(node, prefix, texts));
            case "group", "repeat", "evidence" -> declared(node, path) ? Optional.of(several(tag, node, path, texts)) : Optional.empty();
            default -> declared(node, path) ? question(tag, node, path, texts) : Optional.empty();
        };
    }

    /** Whether this is the step that has the name; another one of the same name has been reported. */
    private boolean declared(Node.Fields node, String path) {
        var found = draft.names().declared().get(path);
        return found != null && found.node() == node;
    }

    private Step several(String tag, Node.Fields node, String path, Texts texts) {
        var id = node.word(tag, "");
        var when = when(node, path, texts);
        var label = draft.label(texts, node.text("label"), "questions." + path + ".label", path);
        if (tag.equals("evidence")) {
            var steps = evidence.steps(node, path, texts);
            last = path;
            return new Step.Evidence(id, when, steps, label, evidence.request(node, path, texts));
        }
        if (tag.equals("group")) {
            return new Step.Group(id, when, steps(node.rows("questions"), path + '.', texts));
        }
        int atMost = node.number("at_most", TURNS_AT_MOST);
        if (node.number("at_least", 1) < 1 || atMost < node.number("at_least", 1)) {
            draft.faults().add(Fault.Kind.CONFLICT, node.placeOf("at_least"),
                    "A repeat has at least one turn, and no more at least than at most",
                    "Use 'when' for a repeat that may have none");
        }
        var inside = draft.names().insideRepeat(texts, path);
        return new Step.Repeat(id, when, steps(node.rows("questions"), path + '.', inside),
                inside.wording(node.text("ask"), "questions." + path + ".ask"),
                inside.wording(node.text("more"), "questions." + path + ".more"), Math.max(1, node.number("at_least", 1)), atMost);
    }

    private Optional<Step> question(String tag, Node.Fields node, String path, Texts texts) {
        var at = "questions." + path;
        var when = when(node, path, texts);
        node.text(tag.equals("fixed") ? "value" : "suggest").ifPresent(text -> draft.checks().decidedBefore(path, text));
        node.text("by").ifPresent(text -> draft.checks().decidedBefore(path, text));
        var suggest = suggestion(node, path, texts);
        var by = node.text("by").flatMap(text -> texts.expression(text, new ValueType.EntryOf(draft.shared().people())));
        var words = new Step.Words(texts.wording(node.text("ask"), at + ".ask"), texts.wording(node.text("help"), at + ".help"),
                draft.label(texts, node.text("label"), at + ".label", path), draft.shown(node));
        var traits = EnumSet.noneOf(Step.Trait.class);
        if (node.truth("optional")) {
            traits.add(Step.Trait.OPTIONAL);
        }
        if (node.truth("fresh")) {
            traits.add(Step.Trait.FRESH);
        }
        if (node.truth("personal")) {
            traits.add(Step.Trait.PERSONAL);
        }
        if (node.truth("restricted")) {
            traits.add(Step.Trait.RESTRICTED);
        }
        var kind = kinds.kind(tag, node, texts, path);
        boolean secret = kind.filter(Kind.Secret.class::isInstance).isPresent();
        var own = rules.rules(node.fields("rules"), secret ? texts.with("typed", ValueType.TEXT) : texts);
        if (secret) {
            own.forEach(rule -> looksIntoSecret(rule, node));
        }
        var refusing = kind.orElse(null) instanceof Kind.Pick pick ? texts.with("it", new ValueType.EntryOf(pick.register())) : texts;
        var refusals = new Step.Refusals(rules.refusal(node, "refuse", refusing, at), rules.refusal(node, "empty", texts, at),
                rules.refusal(node, "early", texts, at));
        last = path;
        if (kind.isEmpty()) {
            texts.forgive(at);
        }
        return kind.map(found -> new Step.Question(node.word(tag, ""), found, words, when, suggest, by, traits, own, refusals));
    }

    /** A rule may ask what stands in a secret that is just given, but not give it away; and as it runs only then, all it can do is refuse. */
    private void looksIntoSecret(Rule rule, Node.Fields node) {
        var exposed = new LinkedHashSet<>(rule.check().condition().exposed());
        rule.check().when().ifPresent(when -> exposed.addAll(when.exposed()));
        rule.say().byLanguage().values().forEach(words -> exposed.addAll(words.exposed()));
        var at = node.fields("rules").placeOf(rule.id());
        if (exposed.contains("typed")) {
            draft.faults().add(Fault.Kind.CONFLICT, at, "The rule '" + rule.id() + "' would give the secret away",
                    "Of what is typed it can only be asked whether it contains, matches, startsWith or endsWith something, and its size");
        } else if (rule.names().contains("typed") && rule.severity() != Severity.BLOCK) {
            draft.faults().add(Fault.Kind.CONFLICT, at,
                    "A secret is looked into only when it is given; '" + rule.id() + "' cannot be kept in mind",
                    "Use require");
        }
    }

    private Optional<Expression> suggestion(Node.Fields node, String path, Texts texts) {
        return node.text("suggest").flatMap(text -> draft.names().typeOfPath(path)
                .filter(_ -> !draft.names().unsound().contains(path)).flatMap(type -> texts.assignable(text, type)));
    }

    private Optional<Expression> when(Node.Fields node, String path, Texts texts) {
        var text = node.text("when");
        text.ifPresent(when -> draft.checks().decidedBefore(path, when));
        var condition = text.flatMap(texts::condition);
        draft.checks().reach().asked(path, node.place(), text, condition);
        return condition;
    }

    private Optional<Expression> whenBetween(Node.Fields node, String prefix, Texts texts) {
        var text = node.text("when");
        text.ifPresent(when -> draft.checks().decidedAfter(last, when));
        var condition = text.flatMap(texts::condition);
        draft.checks().reach().ends(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1), node.place(), text, condition);
        return condition;
    }

    private Step heading(Node.Fields node, Texts texts) {
        var text = node.text("section");
        var id = node.word("id", text.map(Node.Text::text).orElse("").toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", ""));
        return new Step.Heading(id, texts.wording(text, "sections." + id));
    }

    private Step stop(Node.Fields node, String prefix, Texts texts) {
        var id = node.word("stop", "");
        var at = "stops." + id;
        return new Step.Stop(id, whenBetween(node, prefix, texts), node.word("rule", ""), texts.wording(node.text("say"), at + ".say"),
                texts.wording(node.text("to"), at + ".to"), node.word("form", ""), node.word("source", ""));
    }

    private Step go(Node.Fields node, String prefix, Texts texts) {
        var when = whenBetween(node, prefix, texts);
        var carry = new LinkedHashMap<String, Expression>();
        var carried = new ArrayList<Node.Text>();
        for (var field : node.fields("carry").each()) {
            carried.add(field.key());
            if (field.value() instanceof Node.Text text) {
                draft.checks().decidedAfter(last, text);
                texts.expression(text).ifPresent(expression -> carry.put(field.name(), expression));
            }
        }
        node.text("go").ifPresent(goal -> draft.goals().add(new Draft.Goal(goal, carried)));
        return new Step.Go(node.word("go", ""), when, carry);
    }
}
