package org.usher.conversation;

import java.util.List;
import java.util.Optional;

import org.usher.validation.Finding;
import org.usher.validation.Reader;
import org.usher.validation.Scope;

/**
 * How one input advances a dialogue. Every method is a function of its arguments: no clock, no database, nothing kept between calls.
 *
 * <p>To know where a dialogue stands, the conversation is walked from the top: questions that do not apply are passed over, answers that are no longer offered count as not
 * given, rules run at the last question they speak of; the walk ends at the first thing that needs the person.
 */
public final class Engine {

    private Engine() {}

    /** What stands in the way of a person beginning a conversation; nothing: the person may begin. */
    public static List<Finding> entrance(Conversation conversation, String requester, Facts facts) {
        var reader = new Reader(facts.language(), facts.organisation().calendar().zone());
        var scope = entranceScope(requester, facts);
        return conversation.entrance().rules().stream().flatMap(rule -> rule.find(scope, "", reader).stream()).toList();
    }

    /** The conversation that somebody who may not begin this one is led to, by the first entrance rule that objects and names one. */
    public static Optional<String> insteadOf(Conversation conversation, String requester, Facts facts) {
        var reader = new Reader(facts.language(), facts.organisation().calendar().zone());
        var scope = entranceScope(requester, facts);
        return conversation.entrance().rules().stream().filter(rule -> rule.find(scope, "", reader).isPresent())
                .flatMap(rule -> rule.remedy() instanceof org.usher.validation.Rule.Remedy.Switch(var other)
                        ? java.util.stream.Stream.of(other)
                        : java.util.stream.Stream.<String>empty())
                .findFirst();
    }

    /** Whether a conversation is in the list of what this person may begin. */
    public static boolean lists(Conversation conversation, String requester, Facts facts) {
        var listed = conversation.entrance().listed();
        return listed.isPresent()
                ? listed.get().holds(entranceScope(requester, facts))
                : entrance(conversation, requester, facts).isEmpty();
    }

    /** To whom a person who may not begin is pointed: the first entrance rule that objects names them. */
    public static List<org.usher.register.Entry> pointedTo(Conversation conversation, String requester, Facts facts) {
        var reader = new Reader(facts.language(), facts.organisation().calendar().zone());
        var scope = entranceScope(requester, facts);
        return conversation.entrance().rules().stream().filter(rule -> rule.find(scope, "", reader).isPresent())
                .flatMap(rule -> rule.remedy() instanceof org.usher.validation.Rule.Remedy.HandOver(var person)
                        && person.value(scope) instanceof org.usher.register.Entry entry && entry.exists()
                                ? java.util.stream.Stream.of(entry)
                                : java.util.stream.Stream.<org.usher.register.Entry>empty())
                .toList();
    }

    private static Scope entranceScope(String requester, Facts facts) {
        return new Scope(name -> switch (name) {
            case "requester" -> facts.person(requester);
            case "now" -> facts.now();
            case "today" -> facts.organisation().calendar().startOfDay(facts.now());
            case "settings" -> facts.organisation().settings();
            case "cart" -> facts.cart();
            default -> null;
        }, facts.registers(), facts.organisation().calendar());
    }

    /** The dialogue as it stands, without an input: for showing it, resuming it, or after its version changed. */
    public static Reply look(Conversation conversation, Dialogue dialogue, Facts facts) {
        return look(conversation, dialogue, facts, dialogue.requester());
    }

    /** As {@link #look(Conversation, Dialogue, Facts)}, as somebody sees it who may be asked something in it. */
    public static Reply look(Conversation conversation, Dialogue dialogue, Facts facts, String reader) {
        return Turn.look(conversation, dialogue, facts, reader);
    }

    /** Keys of the people, other than the requester, who have a question of the dialogue to answer, even while the requester has to agree to a warning first. */
    public static List<String> asked(Conversation conversation, Dialogue dialogue, Facts facts) {
        return Walk.asked(conversation, dialogue, facts);
    }

    /**
     * One turn.
     *
     * @param actor the key of the person whose input it is: the requester, or whoever a question is put to
     */
    public static Reply turn(Conversation conversation, Dialogue dialogue, String actor, Input input, Facts facts) {
        return new Turn(conversation, dialogue, actor, facts).take(input);
    }

    /** Options of the question that is being asked which match what was typed so far: for type-ahead and autocomplete. */
    public static List<Prompt.Choice> search(Conversation conversation, Dialogue dialogue, String typed, int limit, Facts facts) {
        var walk = Walk.of(conversation, dialogue, facts);
        return walk.asked().map(place -> {
            var all = walk.offers().choices(place);
            var plain = org.usher.register.Likeness.plain(typed);
            if (plain.isEmpty()) {
                return all.stream().limit(limit).toList();
            }
            var byValue = all.stream().filter(choice -> choice.value().startsWith(typed.strip()) || begins(choice, plain)).limit(limit)
                    .toList();
            if (!byValue.isEmpty()) {
                return byValue;
            }
            return all.stream()
                    .filter(choice -> org.usher.register.Likeness.of(plain,
                            org.usher.register.Likeness.plain(choice.label())) != org.usher.register.Likeness.NONE)
                    .limit(limit).toList();
        }).orElse(List.of());
    }

    private static boolean begins(Prompt.Choice choice, String plain) {
        var label = org.usher.register.Likeness.plain(choice.label());
        return label.startsWith(plain) || label.contains(' ' + plain);
    }

    /** What a follow-up of a form is answered by: the answers of the form are known there, and {@code requester} is who asked for it. */
    public static Facts factsOfFollowUp(Conversation form, Dialogue dialogue, Facts facts) {
        var known = new java.util.HashMap<>(answers(form, dialogue, facts));
        known.put("requester", facts.person(dialogue.requester()));
        return facts.knowing(known);
    }

    /** What the answers of a dialogue mean in expressions, by the names of its questions and groups. */
    public static java.util.Map<String, Object> answers(Conversation conversation, Dialogue dialogue, Facts facts) {
        return Walk.judging(conversation, dialogue, facts).values();
    }

    /** What a finished dialogue that hands nothing in changes at once. */
    public static List<org.usher.register.Change> changes(Conversation conversation, Dialogue dialogue, Facts facts) {
        return FilledForm.effects(conversation, dialogue, facts);
    }

    /** What is noted with these changes: the words of the definition, or what the conversation is called. */
    public static String noted(Conversation conversation, Dialogue dialogue, Facts facts) {
        var walk = Walk.judging(conversation, dialogue, facts);
        return (conversation.noted().isEmpty() ? conversation.about().title() : conversation.noted()).in(walk.scope(), walk.reader);
    }

    /** The form that a finished dialogue hands in, judged anew on these facts: at checkout, at the decision, when the ticket is raised, when reminders are planned. */
    public static Form form(Conversation conversation, Dialogue dialogue, Facts facts) {
        return new FilledForm(conversation, dialogue, facts);
    }
}
