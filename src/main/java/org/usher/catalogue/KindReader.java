package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Kind;
import org.usher.register.RegisterSchema;
import org.usher.validation.Expression;
import org.usher.validation.ValueType;
import org.usher.validation.Wording;

/** Reads what kind of answer a question takes. */
final class KindReader {

    private static final int TEXT_AT_MOST = 4000;

    private final Draft draft;
    private final RuleReader rules;

    KindReader(Draft draft, RuleReader rules) {
        this.draft = draft;
        this.rules = rules;
    }

    /** The kind of a question, by its first key. Nothing if it cannot be made out, which has been reported. */
    Optional<Kind> kind(String tag, Node.Fields node, Texts texts, String path) {
        return switch (tag) {
            case "text", "long_text" ->
                Optional.of(new Kind.Text(tag.equals("long_text"), form(node, texts, "questions." + path), keeps(node, texts, path)));
            case "secret" -> Optional.of(new Kind.Secret(form(node, texts, "questions." + path)));
            case "integer" -> Optional
                    .of(new Kind.WholeNumber(node.number("at_least", 0), node.has("at_most") ? node.number("at_most", 0) : Long.MAX_VALUE));
            case "email" -> Optional.of(new Kind.Email());
            case "phone" -> Optional.of(new Kind.Phone());
            case "file" -> Optional.of(new Kind.Attachment());
            case "yes_no" -> Optional.of(new Kind.YesNo(node.word("no", "").equals("back")));
            case "acknowledge" -> Optional.of(new Kind.Acknowledge());
            case "date" -> Optional.of(new Kind.Day());
            case "datetime" -> Optional.of(new Kind.Moment());
            case "person" -> pick(node, texts, path, false, true);
            case "choice", "choices" -> choice(tag.equals("choices"), node, texts, path);
            case "fixed" -> node.text("value").flatMap(texts::expression)
                    .map(value -> new Kind.Fixed(value, texts.wording(node.text("show"), "questions." + path + ".show")));
            default -> custom(tag, node, texts, path);
        };
    }

    // ---- texts

    private Optional<Kind> custom(String tag, Node.Fields node, Texts texts, String path) {
        var types = draft.shared().types();
        if (!types.containsKey(tag)) {
            return Optional.empty();
        }
        var merged = new LinkedHashMap<>(types.get(tag).fields());
        node.fields().forEach((key, field) -> {
            if (!key.equals(tag)) {
                merged.put(key, field);
            }
        });
        var form = new Node.Fields(merged, node.place());
        var formTexts = node.has("say") ? texts : texts.translatedBy(draft.shared().typeWords());
        var where = node.has("say") ? "questions." + path : "types." + tag;
        var textForm = form(form, formTexts, where);
        var base = types.get(tag).word("base", "text");
        return Optional.of(base.equals("secret")
                ? new Kind.Secret(textForm)
                : new Kind.Text(base.equals("long_text"), textForm, keeps(node, texts, path)));
    }

    private Kind.TextForm form(Node.Fields node, Texts texts, String path) {
        int atLeast = node.number("at_least", 1);
        int atMost = node.number("at_most", TEXT_AT_MOST);
        if (atLeast > atMost) {
            draft.faults().add(Fault.Kind.CONFLICT, node.placeOf("at_least"), "At least " + atLeast + " is more than at most " + atMost,
                    "Make one of them fit the other");
        }
        var words = new LinkedHashMap<String, String>();
        node.fields("words").each().forEach(word -> words.put(word.name(), word.value() instanceof Node.Text text ? text.text() : ""));
        var rewrites = node.rows("normalise").stream().map(row -> new Kind.Rewrite(row.word("match", ""), row.word("to", ""))).toList();
        var refusal = node.has("rule") || node.has("say")
                ? new Kind.Refusal(node.word("rule", ""),
                        refusalWords(node, texts.with("typed", ValueType.TEXT).with("found", ValueType.TEXT), path),
                        node.word("source", ""))
                : Kind.Refusal.GENERIC;
        var without = new ArrayList<Kind.Forbidden>();
        for (var forbidden : node.rows("without")) {
            without.add(new Kind.Forbidden(forbidden.word("pattern", ""),
                    texts.wording(forbidden.text("is"), path + ".without." + (without.size() + 1))));
        }
        return new Kind.TextForm(atLeast, atMost, node.word("pattern", ""), rewrites, words, without, refusal);
    }

    /** The words of a refusal: its own, or those of the rule that it is reported under. */
    private Wording refusalWords(Node.Fields node, Texts texts, String path) {
        if (node.has("say")) {
            return texts.wording(node.text("say"), path + ".say");
        }
        var id = node.word("rule", "");
        return draft.ownRules().containsKey(id) || draft.shared().rules().containsKey(id)
                ? rules.refusal(node, "rule", texts, path).say()
                : Wording.NONE;
    }

    private List<Kind.Keep> keeps(Node.Fields node, Texts texts, String path) {
        var keeps = new ArrayList<Kind.Keep>();
        for (var keep : node.rows("keep")) {
            var at = "questions." + path + ".keep." + keep.word("id", "");
            keep.text("when").ifPresent(when -> draft.checks().decidedBefore(path, when));
            keeps.add(new Kind.Keep(keep.word("id", ""), keep.text("when").flatMap(texts::condition),
                    texts.wording(keep.text("text"), at + ".text"),
                    texts.wording(keep.text("say"), at + ".say"), keep.word("source", "")));
        }
        return keeps;
    }

    // ---- choices

    private Optional<Kind> choice(boolean several, Node.Fields node, Texts texts, String path) {
        if (node.has("options") == node.has("from")) {
            draft.faults().add(node.has("from") ? Fault.Kind.CONFLICT : Fault.Kind.MISSING_KEY, node.place(),
                    node.has("from") ? "The question has options as well as a register" : "The question has nothing to choose from",
                    "Give it either options: {value: label} or from: a register");
            return Optional.empty();
        }
        if (node.has("from")) {
            return pick(node, texts, path, several, false);
        }
        var options = new ArrayList<Kind.Option>();
        for (var field : node.fields("options").each()) {
            options.add(option(field, texts, path, "options"));
        }
        checkWords(node.fields("options"), options);
        return Optional
                .of(new Kind.Choice(options, several, node.number("at_least", 1), node.number("at_most", several ? options.size() : 1)));
    }

    private Kind.Option option(Node.Field field, Texts texts, String path, String among) {
        var at = "questions." + path + '.' + among + '.' + field.name();
        if (field.value() instanceof Node.Text label) {
            return new Kind.Option(field.name(), texts.wording(label, at + ".label"), List.of(), Wording.NONE, Optional.empty(),
                    Kind.Refusal.GENERIC);
        }
        var node = field.fields();
        node.text("when").ifPresent(when -> draft.checks().decidedBefore(path, when));
        var when = node.has("offered") && !node.truth("offered")
                ? texts.condition(new Node.Text("false", node.placeOf("offered"), false, List.of()))
                : node.text("when").flatMap(texts::condition);
        node.text("when")
                .ifPresent(text -> when.ifPresent(condition -> draft.checks().reach().offered(path, field.name(), text, condition)));
        return new Kind.Option(field.name(), texts.wording(node.text("label"), at + ".label"),
                node.texts("aliases").stream().map(Node.Text::text).toList(),
                texts.wording(node.text("help"), at + ".help"), when, rules.refusal(node, "refuse", texts, at));
    }

    /** What a person may type must mean one option only. */
    private void checkWords(Node.Fields nodes, List<Kind.Option> options) {
        var taken = new LinkedHashMap<String, String>();
        for (var option : options) {
            var words = new ArrayList<>(option.aliases());
            words.add(option.value());
            words.add(option.label().in("").source());
            for (var word : words) {
                var plain = org.usher.register.Likeness.plain(word);
                var first = taken.putIfAbsent(plain, option.value());
                if (first != null && !first.equals(option.value()) && !plain.isEmpty()) {
                    draft.faults().add(Fault.Kind.DUPLICATE_ID, nodes.placeOf(option.value()),
                            "'" + word + "' stands for the option '" + first + "' already",
                            "Give the two options different words");
                }
            }
        }
    }

    private Optional<Kind> pick(Node.Fields node, Texts texts, String path, boolean several, boolean person) {
        var made = node.fields("from");
        var name = node.text("from").or(() -> made.text("register"))
                .or(() -> person ? Optional.of(new Node.Text(draft.shared().people(), node.place(), false, List.of())) : Optional.empty());
        var schema = name.flatMap(draft::register);
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        var each = texts.with("it", new ValueType.EntryOf(schema.get().name()));
        var only = only(node, made, each, path);
        var heading = node.text("headings").flatMap(each::expression);
        var also = new LinkedHashMap<String, Kind.Option>();
        made.fields("also").each().forEach(field -> also.put(field.name(), option(field, texts, path, "also")));
        checkWords(made.fields("also"), List.copyOf(also.values()));
        var refusals = new Kind.Refusals(rules.refusal(node, "unknown", texts, "questions." + path),
                rules.refusal(node, "refuse", each, "questions." + path),
                rules.refusal(node, "missing", texts, "questions." + path));
        return Optional.of(new Kind.Pick(schema.get().name(), where(made.fields("where"), schema.get(), texts, path), only, also, several,
                person, refusals, heading));
    }

    private Optional<Expression> only(Node.Fields node, Node.Fields made, Texts texts, String path) {
        if (node.has("only") && made.has("only")) {
            draft.faults().add(Fault.Kind.CONFLICT, node.placeOf("only"), "'only' stands here and under 'from'", "Join the two with &&");
        }
        var only = node.text("only").or(() -> made.text("only"));
        only.ifPresent(text -> draft.checks().decidedBefore(path, text));
        return only.flatMap(texts::condition);
    }

    private Map<String, Expression> where(Node.Fields where, RegisterSchema schema, Texts texts, String path) {
        var all = new LinkedHashMap<String, Expression>();
        for (var field : where.each()) {
            var type = schema.field(field.name());
            if (type.isEmpty()) {
                draft.faults().dangling(field.key(), "field", schema.name(), schema.fields().keySet());
            } else if (field.value() instanceof Node.Text text) {
                draft.checks().cascade(path, text);
                texts.assignable(text, ValueType.of(type.get())).ifPresent(expression -> all.put(field.name(), expression));
            }
        }
        return all;
    }
}
