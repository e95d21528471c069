package org.usher.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.usher.conversation.Conversation;
import org.usher.conversation.Effect;
import org.usher.conversation.FollowUp;
import org.usher.conversation.Outline;
import org.usher.conversation.Reminding;
import org.usher.conversation.Submission;
import org.usher.validation.ValueType;
import org.usher.validation.Wording;

/** Reads one form. */
final class ConversationReader {

    /**
     * A form that was read, with what can be checked only among all forms.
     *
     * @param conversation nothing, if it is faulty
     * @param goals        the conversations it refers to
     * @param questions    the paths of its questions
     */
    record Read(Optional<Conversation> conversation, List<Draft.Goal> goals, List<String> questions) {
        Read {
            goals = List.copyOf(goals);
            questions = List.copyOf(questions);
        }
    }

    private final Node.Fields root;
    private final Draft draft;
    private final RuleReader rules;

    private ConversationReader(Node.Fields root, Shared shared, Translations translations, Faults faults) {
        this.root = root;
        var names = new Names(root, shared, faults);
        var texts = Texts.of(names, translations, faults);
        this.draft = Draft.of(names, texts, new Checks());
        this.rules = new RuleReader(draft);
    }

    /**
     * @param version  the hash of all files it is made of
     * @param guidance the ids of the organisation's how-to answers; nothing when they are not known
     */
    static Read read(Node.Fields root, String version, Shared shared, Optional<List<String>> guidance, Translations translations,
            Faults faults) {
        var reader = new ConversationReader(root, shared, translations, faults);
        var conversation = reader.conversation(version);
        guidance.ifPresent(reader::checkGuidance);
        reader.draft.checks().report(reader.draft.names(), faults);
        translations.reportUnknown(faults);
        return new Read(conversation, reader.draft.goals(), List.copyOf(reader.draft.names().questions()));
    }

    private Optional<Conversation> conversation(String version) {
        collectOwnRules(root);
        var texts = draft.texts();
        var about = new Conversation.About(texts.wording(root.text("title"), "title"), texts.wording(root.text("about"), "about"),
                texts.wording(root.text("group"), "group"));
        var entrance = entrance();
        new TablesReader(draft).read(root.fields("tables"));
        var submit = root.fields("submit");
        var stepReader = new StepReader(draft, rules, submit.text("for"));
        var steps = stepReader.steps(root.rows("questions"), "", texts);
        var across = rules.rules(root.fields("rules"), texts);
        var declaration = root.has("review")
                ? texts.wording(root.fields("review").text("declaration"), "review.declaration")
                : Wording.NONE;
        var after = FollowReader.after(texts, draft, submit.fields("results"));
        var documents = new DocumentsReader(draft, after).documents(root.fields("documents"));
        var followUps = new FollowReader(draft, rules, stepReader).followUps(root.rows("follow"), after, documents);
        var occasions = followUps.stream().map(FollowUp::id).toList();
        var noted = texts.translatedBy(new Translations()).wording(root.fields("review").text("record"), "");
        Optional<Submission> submission = root.has("submit")
                ? new SubmissionReader(draft, rules).submission(submit, texts, after, occasions, documents)
                : Optional.empty();
        var person = new ValueType.EntryOf(draft.shared().people());
        List<Reminding> reminders = new RemindersReader(draft.shared(),
                after.with("approver", person).with("step", ValueType.TEXT).with("doers", new ValueType.ListOf(person)).with("receiver",
                        person).with("authorisers", new ValueType.ListOf(person)).with("asked", new ValueType.ListOf(person)))
                .reminders(root.fields("reminders"));
        List<Effect> effects = new EffectsReader(draft).effects(root.rows("effects"), after, occasions);
        if (submission.isEmpty()) {
            root.rows("effects").stream().filter(effect -> effect.has("generate")).forEach(effect -> draft.faults().add(Fault.Kind.CONFLICT,
                    effect.placeOf("generate"), "A first password is given for what was handed in, and nothing is handed in here",
                    "Add submit, or leave the effect out"));
        }
        if (!draft.faults().isEmpty()) {
            return Optional.empty();
        }
        var lets = draft.names().lets();
        return Optional.of(new Conversation(root.word("conversation", ""), version, about, entrance, lets, steps,
                Outline.of(steps, lets, across), declaration, noted, draft.shown(root.fields("review")), submission,
                reminders, effects, root.texts("guidance").stream().map(Node.Text::text).toList(), draft.names().vocabulary(), followUps,
                Optional.empty()));
    }

    /** Rules can be named by {@code refuse} before they are read themselves. */
    private void collectOwnRules(Node node) {
        switch (node) {
            case Node.Fields fields -> fields.each().forEach(field -> {
                if ((field.name().equals("rules") || field.name().equals("start")) && field.value() instanceof Node.Fields declared) {
                    declared.each().forEach(rule -> {
                        var own = declared.rows(rule.name());
                        if (!own.isEmpty()) {
                            draft.ownRules().putIfAbsent(rule.name(), own);
                        }
                    });
                }
                collectOwnRules(field.value());
            });
            case Node.Items items -> items.items().forEach(this::collectOwnRules);
            case Node.Text _ -> {
            }
        }
    }

    private Conversation.Entrance entrance() {
        var start = root.fields("start");
        start.each().forEach(field -> start.rows(field.name()).forEach(this::markEntrance));
        root.text("listed").ifPresent(draft.checks()::atEntrance);
        var found = rules.rules(start, draft.texts());
        return new Conversation.Entrance(found, root.text("listed").flatMap(draft.texts()::condition));
    }

    private void markEntrance(Node.Fields rule) {
        var keys = new ArrayList<>(Grammar.VERBS);
        keys.add("when");
        keys.forEach(key -> rule.text(key).ifPresent(draft.checks()::atEntrance));
    }

    private void checkGuidance(List<String> known) {
        root.texts("guidance").stream().filter(id -> !known.contains(id.text()))
                .forEach(id -> draft.faults().dangling(id, "guidance answer", known));
    }

}
