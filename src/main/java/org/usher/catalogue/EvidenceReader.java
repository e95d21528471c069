package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

import org.usher.conversation.Kind;
import org.usher.conversation.Step;
import org.usher.validation.BuiltIn;
import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.Severity;
import org.usher.validation.ValueType;
import org.usher.validation.Wording;

/**
 * Makes questions of an {@code evidence}: whether the authorisation is there, who gave it, when, how, with which reference, and where the definition wants
 * it, the document itself; and the checks that
 * every evidence has to stand (SH-R20): the giver is not the person who gains, and is the one who may give it; the day is not in the future.
 */
final class EvidenceReader {

    private static final String ATTACHMENT = "attachment";
    private static final String REQUEST = "request";
    private static final List<String> MANNERS = List.of("email", "phone", "meeting", "document", "button");

    private final Draft draft;
    private final RuleReader rules;
    private final Optional<Node.Text> subject;

    /**
     * @param subject the person the form is for, who cannot have given an authorisation unless the definition says who
     */
    EvidenceReader(Draft draft, RuleReader rules, Optional<Node.Text> subject) {
        this.draft = draft;
        this.rules = rules;
        this.subject = subject;
    }

    /** The type of an evidence in expressions. */
    static ValueType.Group type(String name, Node.Fields node, String people) {
        var fields = new LinkedHashMap<String, ValueType>();
        fields.put("have", ValueType.TRUTH);
        if (node.has(REQUEST)) {
            fields.put("asked", ValueType.TRUTH);
        }
        fields.put("complete", ValueType.TRUTH);
        fields.put("given_by", ValueType.TEXT);
        fields.put("giver", new ValueType.EntryOf(node.word("from", people)));
        fields.put("given_on", ValueType.MOMENT);
        fields.put("manner", ValueType.TEXT);
        fields.put("reference", ValueType.TEXT);
        if (node.has("document")) {
            fields.put(ATTACHMENT, ValueType.TEXT);
        }
        return new ValueType.Group(name, fields);
    }

    List<Step> steps(Node.Fields node, String path, Texts texts) {
        var own = rules.rules(node.fields("rules"), texts);
        var self = draft.names().repeatOf(path).map(repeat -> "this" + path.substring(repeat.length())).orElse(path);
        var have = texts.condition(generated(self + ".have", node.place()));
        var from = node.text("from").flatMap(draft::register).map(schema -> schema.name());
        var steps = new ArrayList<Step>();
        var giver = node.text("giver").filter(_ -> node.has(REQUEST));
        steps.add(question("have", giver.map(text -> ways(text, texts)).orElseGet(() -> new Kind.YesNo(false)),
                haveWords(node, path, texts), Optional.empty(),
                giver.flatMap(text -> texts.expression(generated("'" + Step.Evidence.ASK + "'", text.place()))),
                openWhileMissing(own, self, node, texts), false));
        steps.add(question("given_by", giverKind(from), words("given_by", texts), have, expectedGiver(node, from, texts, path),
                giverRules(node, from, self, texts, path), false));
        steps.add(
                question("given_on", new Kind.Day(), words("given_on", texts), have, Optional.empty(), dayRules(node, self, texts), false));
        steps.add(question("manner", manners(texts), words("manner", texts), have, Optional.empty(), List.of(), false));
        boolean document = node.has("document");
        steps.add(question("reference", new Kind.Text(false, Kind.TextForm.ANY, List.of()), words("reference", texts), have,
                Optional.empty(), document ? List.of() : own, true));
        if (document) {
            steps.add(question(ATTACHMENT, new Kind.Attachment(), words(ATTACHMENT, texts), have, Optional.empty(), own,
                    !node.word("document", "").equals("required")));
        }
        return steps;
    }

    private static Step question(String id, Kind kind, Step.Words words, Optional<Expression> when, Optional<Expression> suggest,
            List<Rule> rules, boolean optional) {
        return new Step.Question(id, kind, words, when, suggest, Optional.empty(), optional ? Set.of(Step.Trait.OPTIONAL) : Set.of(), rules,
                Step.Refusals.GENERIC);
    }

    // ---- words

    private Step.Words haveWords(Node.Fields node, String path, Texts texts) {
        var at = "questions." + path;
        var ask = node.text("ask")
                .map(text -> texts.wordingEndingWith(text, at + ".ask",
                        language -> ' ' + word(node.has(REQUEST) ? "have_or_ask" : "have", language)))
                .orElse(Wording.NONE);
        return new Step.Words(ask, texts.wording(node.text("help"), at + ".help"),
                draft.label(texts, node.text("label"), at + ".label", path), draft.shown(node));
    }

    private Step.Words words(String id, Texts texts) {
        return new Step.Words(texts.builtIn(language -> word(id, language)), Wording.NONE,
                texts.builtIn(language -> word(id + ".label", language)));
    }

    private Kind manners(Texts texts) {
        return new Kind.Choice(MANNERS.stream()
                .map(manner -> option(manner, texts.builtIn(language -> word("manner." + manner, language)), List.of(), Optional.empty()))
                .toList(), false, 1, 1);
    }

    private static Kind.Option option(String value, Wording label, List<String> aliases, Optional<Expression> when) {
        return new Kind.Option(value, label, aliases, Wording.NONE, when, Kind.Refusal.GENERIC);
    }

    /** How an authorisation that Usher can ask for comes about: it is asked for, it is there, or it is not there yet. */
    private Kind ways(Node.Text giver, Texts texts) {
        var person = "(" + giver.text() + ")";
        var askable = texts.condition(generated(person + ".key != '' && " + person + " != requester", giver.place()));
        return new Kind.Choice(List.of(
                option(Step.Evidence.ASK, texts.builtIn(language -> word("ask", language).replace("{giver}", "{" + person + ".label}")),
                        List.of("ask", "ask now"), askable),
                option("yes", texts.builtIn(language -> word("given", language)), List.of("given", "already given"), Optional.empty()),
                option("no", texts.builtIn(language -> word("not_yet", language)), List.of(), Optional.empty())), false, 1, 1);
    }

    /** How Usher can ask for it: in the words of the definition, whoever is expected to give it. */
    Optional<Step.Evidence.Request> request(Node.Fields node, String path, Texts texts) {
        var from = node.text("from").flatMap(draft::register).map(schema -> schema.name());
        if (!node.has(REQUEST)) {
            return Optional.empty();
        }
        if (!node.has("giver") || !from.equals(Optional.of(draft.shared().people()))) {
            draft.faults().add(Fault.Kind.MISSING_KEY, node.placeOf(REQUEST), "It is not clear who is to be asked",
                    "Add giver: and from: " + draft.shared().people() + ", the register of those who sign in");
            return Optional.empty();
        }
        var words = texts.wording(node.text(REQUEST), "questions." + path + "." + REQUEST);
        return node.text("giver").flatMap(text -> texts.expression(text, new ValueType.EntryOf(draft.shared().people())))
                .map(giver -> new Step.Evidence.Request(giver, words));
    }

    private static String word(String key, String language) {
        return ResourceBundle.getBundle("org.usher.catalogue.evidence", Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)).getString(key);
    }

    // ---- who gave it

    private static Kind giverKind(Optional<String> from) {
        return from.<Kind>map(register -> new Kind.Pick(register, Map.of(), Optional.empty(), Map.of(), false, true, Kind.Refusals.GENERIC))
                .orElseGet(() -> new Kind.Text(false, Kind.TextForm.ANY, List.of()));
    }

    private Optional<Expression> expectedGiver(Node.Fields node, Optional<String> from, Texts texts, String path) {
        var giver = node.text("giver");
        giver.ifPresent(text -> draft.checks().decidedBefore(path, text));
        if (giver.isPresent() && from.isEmpty() && !node.has("from")) {
            draft.faults().add(Fault.Kind.MISSING_KEY, node.placeOf("giver"), "A giver is expected, but a name is only typed",
                    "Add from: and the register of the giver");
        }
        return from.flatMap(register -> giver.flatMap(text -> texts.expression(text, new ValueType.EntryOf(register))));
    }

    private List<Rule> giverRules(Node.Fields node, Optional<String> from, String self, Texts texts, String path) {
        if (from.isEmpty()) {
            return List.of();
        }
        var person = new ValueType.EntryOf(from.get());
        var found = new ArrayList<Rule>();
        node.text("not").ifPresent(text -> draft.checks().decidedBefore(path, text));
        var not = node.text("not").or(() -> subject.filter(_ -> from.get().equals(draft.shared().people())));
        not.filter(text -> texts.expression(text, person).isPresent())
                .ifPresent(text -> require(self + ".giver != (" + text.text() + ")", "not_giver", self, text.place(), texts)
                        .ifPresent(found::add));
        node.text("giver").filter(text -> texts.expression(text, person).isPresent())
                .ifPresent(text -> require("(" + text.text() + ").key == '' || " + self + ".giver == (" + text.text() + ")", "giver", self,
                        text.place(), texts).ifPresent(found::add));
        return found;
    }

    private List<Rule> dayRules(Node.Fields node, String self, Texts texts) {
        return require(self + ".given_on <= now", "future", self, node.place(), texts).stream().toList();
    }

    private Optional<Rule> require(String condition, String words, String self, Place place, Texts texts) {
        return texts.condition(generated(condition, place))
                .map(expression -> new Rule(BuiltIn.EVIDENCE.id(), Severity.BLOCK, new Rule.Check(Optional.empty(), expression, false),
                        texts.builtIn(language -> word(words, language).replace("{self}", self)), new Rule.Origin("", false),
                        new Rule.Remedy.None(), Optional.empty()));
    }

    /** What must be authorised stays open while the person says "not yet"; everything else is looked at when all is answered. */
    private List<Rule> openWhileMissing(List<Rule> own, String self, Node.Fields node, Texts texts) {
        return own.stream().filter(rule -> rule.severity() == Severity.AUTHORISE).map(rule -> {
            var also = rule.check().when().map(when -> " && (" + when.text() + ")").orElse("");
            var when = texts.condition(generated("!" + self + ".have" + also, node.place()));
            return new Rule(rule.id(), rule.severity(), new Rule.Check(when, rule.check().condition(), rule.check().firesIf()), rule.say(),
                    rule.origin(), rule.remedy(), rule.at());
        }).toList();
    }

    private static Node.Text generated(String text, Place place) {
        return new Node.Text(text, place, true, List.of());
    }
}
