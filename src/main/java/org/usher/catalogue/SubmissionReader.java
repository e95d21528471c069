package org.usher.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Fulfil;
import org.usher.conversation.Kind;
import org.usher.conversation.Layout;
import org.usher.conversation.Submission;
import org.usher.validation.Expression;
import org.usher.validation.ValueType;
import org.usher.validation.Wording;

/** Reads {@code submit}: what a finished dialogue asks of the ITSM, and who decides. */
final class SubmissionReader {

    /** When mails can be written, besides after each follow-up. */
    private static final List<String> OCCASIONS = List.of("submitted", "approved", "raised", "fulfilled");

    private final Draft draft;
    private final RuleReader rules;

    SubmissionReader(Draft draft, RuleReader rules) {
        this.draft = draft;
        this.rules = rules;
    }

    /** Nothing if something needed is faulty, which has been reported. */
    Optional<Submission> submission(Node.Fields node, Texts texts, Texts after, List<String> occasions,
            Map<String, Layout> documents) {
        var person = new ValueType.EntryOf(draft.shared().people());
        var forDesk = texts.translatedBy(new Translations()); // the desk reads the organisation's first language, and a queue has one name
        var subject = node.text("for").flatMap(text -> texts.expression(text, person));
        var approval = approval(node.fields("approval"), texts, person);
        var flags = node.rows("flags").stream()
                .map(flag -> new Submission.Flag(flag.word("id", ""), flag.text("when").flatMap(texts::condition),
                        forDesk.wording(flag.text("text"), "")))
                .toList();
        var results = new LinkedHashMap<String, Submission.Result>();
        var values = new LinkedHashMap<String, Expression>();
        node.fields("results").each().forEach(result -> {
            var at = "submit.results." + result.name();
            if (result.value() instanceof Node.Text label) {
                results.put(result.name(), new Submission.Result(texts.wording(label, at), Kind.Refusal.GENERIC));
            } else {
                results.put(result.name(), new Submission.Result(texts.wording(result.fields().text("label"), at),
                        rules.refusal(result.fields(), "refuse", texts, at)));
                result.fields().text("value").flatMap(text -> texts.expression(text, ValueType.TEXT))
                        .ifPresent(value -> values.put(result.name(), value));
            }
        });
        var fulfil = fulfil(node, after);
        var mails = mails(node, after, occasions, documents);
        var variables = variables(node.fields("variables"), texts);
        var another = node.has("another")
                ? Optional.of(texts.wording(node.fields("another").text("ask"), "submit.another.ask"))
                : Optional.<Wording>empty();
        var summary = forDesk.wording(node.text("summary"), "");
        var queue = forDesk.wording(node.text("queue"), "");
        var neededBy = node.text("needed_by").flatMap(text -> texts.expression(text, ValueType.MOMENT));
        var due = due(node.fields("due"));
        if (subject.isEmpty() || approval.isEmpty()) {
            return Optional.empty();
        }
        return Optional
                .of(new Submission(node.word("item", ""), subject.get(), summary, queue, due, neededBy, flags, variables, results, values,
                        draft.shown(node),
                        DocumentsReader.attached(draft, node.texts("attach"), documents), documents, approval.get(),
                        !node.word("cart", "true").equals("false"), another, fulfil,
                        mails, node.text("amount").flatMap(text -> texts.expression(text, ValueType.NUMBER)),
                        node.text("also_for").flatMap(
                                text -> texts.expression(text, new ValueType.ListOf(new ValueType.EntryOf(draft.shared().people())))),
                        each(node)));
    }

    /** The choice of several of which each becomes an item of its own. */
    private String each(Node.Fields node) {
        var several = draft.names().declared().values().stream().filter(asked -> asked.tag().equals("choices")).map(Names.Declared::path)
                .filter(path -> path.indexOf('.') < 0).toList();
        node.text("each").filter(each -> !several.contains(each.text()))
                .ifPresent(each -> draft.faults().dangling(each, "choice of several", several));
        return node.word("each", "");
    }

    private Fulfil fulfil(Node.Fields node, Texts after) {
        var pickUp = node.fields("fulfil").fields("pick_up");
        if (!pickUp.keys().isEmpty()) {
            return pickUp(pickUp, after);
        }
        return switch (node.word("fulfil", "desk")) {
            case "at_once" -> new Fulfil.AtOnce();
            case "follow" -> new Fulfil.FollowUps();
            default -> new Fulfil.Desk();
        };
    }

    private Fulfil pickUp(Node.Fields node, Texts after) {
        var each = node.text("each").flatMap(after::expression);
        var inside = each.isPresent() && each.get().type() instanceof ValueType.ListOf(var of) ? after.with("it", of) : after;
        var name = node.text("file");
        var file = name.flatMap(text -> Optional.ofNullable(draft.shared().pickUps().get(text.text())));
        name.filter(_ -> file.isEmpty())
                .ifPresent(text -> draft.faults().dangling(text, "file to be picked up", draft.shared().pickUps().keySet()));
        var line = new LinkedHashMap<String, Expression>();
        for (var column : node.fields("line").each()) {
            if (file.isPresent() && !file.get().contains(column.name())) {
                draft.faults().dangling(column.key(), "column", file.get());
            } else if (column.value() instanceof Node.Text text) {
                inside.expression(text).ifPresent(expression -> line.put(column.name(), expression));
            }
        }
        return new Fulfil.PickUp(node.word("file", ""), each, line);
    }

    private List<Submission.Mailing> mails(Node.Fields node, Texts after, List<String> occasions,
            Map<String, Layout> documents) {
        var known = new ArrayList<>(OCCASIONS);
        known.addAll(occasions);
        var mails = new ArrayList<Submission.Mailing>();
        node.fields("mail").each().forEach(field -> {
            var mail = field.fields();
            mail.text("on").filter(on -> !known.contains(on.text())).ifPresent(on -> draft.faults().dangling(on, "occasion", known));
            var at = "submit.mail." + field.name();
            var to = mail.texts("to").stream().map(text -> recipient(text, after)).flatMap(Optional::stream).toList();
            mails.add(new Submission.Mailing(field.name(), mail.word("on", "submitted"), mail.text("when").flatMap(after::condition), to,
                    after.wording(mail.text("subject"), at + ".subject"), after.wording(mail.text("text"), at + ".text"),
                    DocumentsReader.attached(draft, mail.texts("attach"), documents)));
        });
        return mails;
    }

    /** A person, a list of people, or an address. */
    private Optional<Expression> recipient(Node.Text text, Texts texts) {
        var person = new ValueType.EntryOf(draft.shared().people());
        var expression = texts.expression(text);
        if (expression.isPresent() && !expression.get().type().equals(person)
                && !expression.get().type().equals(new ValueType.ListOf(person)) && !expression.get().type().equals(ValueType.TEXT)) {
            draft.faults().add(Fault.Kind.EXPRESSION, text.place(), "'" + text.text() + "' is nobody to write to",
                    "Give a person, a list of people, or an address as a text");
            return Optional.empty();
        }
        return expression;
    }

    private Submission.Due due(Node.Fields node) {
        if (node.has("working_days") == node.has("elapsed") && !node.keys().isEmpty()) {
            draft.faults().add(node.has("elapsed") ? Fault.Kind.CONFLICT : Fault.Kind.MISSING_KEY, node.place(),
                    "The time the desk has is not clear",
                    "Give either working_days or elapsed");
        }
        var elapsed = node.text("elapsed").map(Node.Text::text).filter(Format.DURATION::accepts).map(Duration::parse);
        return new Submission.Due(node.number("working_days", 0), elapsed);
    }

    private LinkedHashMap<String, Submission.Variable> variables(Node.Fields node, Texts texts) {
        var all = new LinkedHashMap<String, Submission.Variable>();
        for (var field : node.each()) {
            var value = field.value() instanceof Node.Text text ? Optional.of(text) : field.fields().text("value");
            var label = draft.label(texts, field.fields().text("label"), "submit.variables." + field.name(), field.name());
            value.flatMap(texts::expression).ifPresent(expression -> all.put(field.name(), new Submission.Variable(label, expression)));
        }
        return all;
    }

    private Optional<Submission.Approving> approval(Node.Fields node, Texts texts, ValueType.EntryOf person) {
        var decision = texts.with("decider", person).with("approver", person);
        var several = new ValueType.ListOf(person);
        var by = node.text("by").flatMap(text -> texts.expression(text, person, several));
        var fallback = node.fields("fallback").text("by").flatMap(text -> texts.expression(text, person, several))
                .map(expression -> new Submission.Fallback(expression, node.fields("fallback").number("working_days", 0)));
        Optional<Expression> also = node.text("also").flatMap(text -> texts.expression(text, person, several));
        Optional<Expression> automatic = node.text("automatic").flatMap(texts::condition);
        Optional<Expression> declared = node.text("declared").flatMap(texts::condition);
        var ground = texts.wording(node.text("ground"), "submit.approval.ground");
        var eligible = node.text("eligible").flatMap(texts.with("it", person)::condition);
        var own = rules.rules(node.fields("rules"), decision);
        boolean sendBack = node.truth("send_back");
        return by.map(
                expression -> new Submission.Approving(expression, also, fallback, automatic, declared, ground, eligible, sendBack, own));
    }
}
