package org.usher.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.FollowUp;
import org.usher.conversation.Layout;
import org.usher.conversation.Reminding;
import org.usher.conversation.Step;
import org.usher.validation.ValueType;

/** Reads {@code follow}: what other people do about a form after it was handed in. */
final class FollowReader {

    private final Draft draft;
    private final RuleReader rules;
    private final StepReader steps;

    FollowReader(Draft draft, RuleReader rules, StepReader steps) {
        this.draft = draft;
        this.rules = rules;
        this.steps = steps;
    }

    /** A place where the names of what became of a form are known. */
    static Texts after(Texts texts, Draft draft, Node.Fields results) {
        var written = new LinkedHashMap<String, ValueType>();
        results.keys().forEach(name -> written.put(name, ValueType.TEXT));
        var person = new ValueType.EntryOf(draft.shared().people());
        return texts.with("result", new ValueType.Group("written_back", written)).with("decider", person).with("doer", person);
    }

    List<FollowUp> followUps(List<Node.Fields> nodes, Texts texts, Map<String, Layout> documents) {
        var all = new ArrayList<FollowUp>();
        var soFar = new ArrayList<String>();
        for (var node : nodes) {
            var id = node.word("step", "");
            if (draft.names().declared().containsKey(id)) {
                soFar.add(id);
                node.fields("back").text("to").filter(to -> !soFar.contains(to.text()))
                        .ifPresent(to -> draft.faults().dangling(to, "follow-up up to here", soFar));
                followUp(node, id, texts, documents).ifPresent(all::add);
            }
        }
        return all;
    }

    private Optional<FollowUp> followUp(Node.Fields node, String id, Texts texts, Map<String, Layout> documents) {
        var at = "follow." + id;
        var person = new ValueType.EntryOf(draft.shared().people());
        var after = Arrays.stream(Reminding.Anchor.values())
                .filter(anchor -> anchor.name().toLowerCase(Locale.ROOT).equals(node.word("on", "")))
                .findFirst();
        node.text("when").ifPresent(text -> draft.checks().decidedBefore(id, text));
        var when = node.text("when").flatMap(texts::condition);
        var by = node.text("by").flatMap(text -> texts.expression(text, person, new ValueType.ListOf(person)));
        var title = texts.wording(node.text("title"), at + ".title");
        var say = texts.wording(node.text("say"), at + ".say");
        draft.checks().reach().anotherPart();
        var group = new Step.Group(id, Optional.empty(), steps.steps(node.rows("questions"), id + '.', texts));
        var own = rules.rules(node.fields("rules"), texts);
        var early = rules.refusal(node, "early", texts.with("first", ValueType.TEXT), at);
        var others = rules.refusal(node, "others", texts, at);
        var fails = node.fields("fails");
        var ending = new FollowUp.Ending(node.text("fulfils").flatMap(texts::condition), fails.text("when").flatMap(texts::condition),
                texts.wording(fails.text("say"), at + ".fails"), node.fields("back").text("when").flatMap(texts::condition),
                node.fields("back").word("to", id));
        var attach = DocumentsReader.attached(draft, node.texts("attach"), documents);
        return by.map(expression -> new FollowUp(id, after, when, expression, title, say, group, own, early, others, awaits(node), ending,
                attach));
    }

    private boolean awaits(Node.Fields node) {
        if (node.truth("awaits") && node.rows("questions").stream().noneMatch(question -> question.has("go"))) {
            draft.faults().add(Fault.Kind.CONFLICT, node.placeOf("awaits"), "There is nothing to wait for: the follow-up goes on nowhere",
                    "Add a question 'go', or leave 'awaits' out");
        }
        return node.truth("awaits");
    }
}
