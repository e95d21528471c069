package org.usher.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.usher.conversation.Dialogue.Pending;
import org.usher.conversation.Dialogue.Status;
import org.usher.conversation.Reply.Event;
import org.usher.register.Entry;
import org.usher.register.Likeness;
import org.usher.validation.Expression;
import org.usher.validation.Finding;
import org.usher.validation.Rule;
import org.usher.validation.Scope;
import org.usher.validation.Severity;
import org.usher.validation.Wording;

/** One turn of a dialogue, while it is being worked out. */
final class Turn {

    private final Conversation conversation;
    private final Dialogue before;
    private final String actor;
    private final Facts facts;
    private final Walk walk;
    private final Phrases phrases;
    private final List<String> messages = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    Turn(Conversation conversation, Dialogue dialogue, String actor, Facts facts) {
        this.conversation = conversation;
        this.before = dialogue;
        this.actor = actor;
        this.facts = facts;
        this.walk = Walk.of(conversation, dialogue, facts).seenBy(actor);
        this.phrases = Phrases.of(walk.reader);
    }

    static Reply look(Conversation conversation, Dialogue dialogue, Facts facts, String reader) {
        var turn = new Turn(conversation, dialogue, reader, facts);
        if (!dialogue.status().open()) {
            return new Reply(dialogue, List.of(), Optional.empty(), Optional.empty(), turn.walk.answers(), turn.walk.findings, List.of());
        }
        turn.announce(turn.walk);
        return turn.reply(dialogue, turn.walk, null);
    }

    /** Takes an input. A refused one changes nothing but the count of refusals. */
    Reply take(Input input) {
        if (!before.status().open()) {
            messages.add(phrases.say("ended"));
            return new Reply(before, messages, Optional.empty(), Optional.empty(), walk.answers(), walk.findings, List.of());
        }
        if (input instanceof Input.For(var path, var inner)) {
            var objection = objectionToPath(path, inner);
            return objection.isPresent() ? objection.get() : take(inner);
        }
        var pending = askedBack(before);
        if (pending.filter(Turn::ofACommand).isPresent()) { // also while it waits for somebody else: that question is not theirs
            var answered = pending(pending.get(), input);
            if (answered.isPresent()) {
                return answered.get();
            }
        }
        var waitingFor = waitingFor(walk);
        if (waitingFor.isPresent() && !waitingFor.get().key().equals(actor) && answers(input)) {
            return refuse("", phrases.say("waiting", label(waitingFor.get())));
        }
        if (!actor.equals(before.requester()) && (waitingFor.isEmpty() || !waitingFor.get().key().equals(actor))) {
            return refuse("", phrases.say("not_yours", label(facts.person(before.requester()))));
        }
        if (!actor.equals(before.requester()) && !answers(input) && !(input instanceof Input.Help)) {
            return refuse("", phrases.say("not_yours", label(facts.person(before.requester()))));
        }
        if (pending.isPresent() && !ofACommand(pending.get())) {
            var answered = pending(pending.get(), input);
            if (answered.isPresent()) {
                return answered.get();
            }
        }
        if (!actor.equals(before.requester()) && answers(input)) {
            return answer(input); // whoever is asked one question may answer it, and no more
        }
        var command = command(input);
        return command.isPresent() ? command.get() : answer(input);
    }

    /** What the actor is asked back: what a command has brought about is for the requester, who gave it, and for nobody else. */
    private Optional<Pending> askedBack(Dialogue dialogue) {
        return dialogue.pending().filter(pending -> actor.equals(dialogue.requester()) || !ofACommand(pending));
    }

    private static boolean ofACommand(Pending pending) {
        return switch (pending) {
            case Pending.Cancel _,Pending.Restart _,Pending.HandOver _ -> true;
            case Pending.Confirm _,Pending.Narrow _,Pending.Offer _,Pending.Pause _ -> false;
        };
    }

    private static boolean answers(Input input) {
        return input instanceof Input.Say || input instanceof Input.Choose || input instanceof Input.HandIn || input instanceof Input.Skip;
    }

    private String label(Entry person) {
        return person.exists() ? facts.registers().label(person) : "?";
    }

    // ---- commands

    /** What an input does that is a command, clicked or typed; none: it is an answer. */
    private Optional<Reply> command(Input input) {
        return switch (input) {
            case Input.Back _ -> Optional.of(back());
            case Input.Change(var path) -> Optional.of(path.map(this::change).orElseGet(this::askWhichToChange));
            case Input.Help(var about) -> Optional.of(help(about));
            case Input.Restart _ -> Optional.of(ask(new Pending.Restart()));
            case Input.Cancel _ -> Optional.of(ask(new Pending.Cancel()));
            case Input.Submit _ -> Optional.of(submit());
            case Input.Say(var text) -> typedCommand(text);
            case Input.Choose(var values) when reviewing() -> Optional.of(chosenAtReview(values));
            case Input.Choose _,Input.HandIn _,Input.Skip _,Input.For _ -> Optional.empty();
        };
    }

    private Optional<Reply> typedCommand(String text) {
        var asked = walk.asked().map(place -> place.question().kind());
        if (asked.filter(Kind.Secret.class::isInstance).isPresent()) {
            return Optional.empty(); // a secret can be any word
        }
        var plain = Likeness.plain(text);
        boolean freeText = asked.filter(Kind.Text.class::isInstance).isPresent();
        if (phrases.means("word.back", text)) {
            return Optional.of(back());
        }
        if (phrases.means("word.cancel", text)) {
            return Optional.of(ask(new Pending.Cancel()));
        }
        if (phrases.means("word.restart", text)) {
            return Optional.of(ask(new Pending.Restart()));
        }
        if (text.strip().equals("?") || phrases.means("word.help", text)) {
            return Optional.of(help(""));
        }
        for (var word : phrases.words("word.help")) {
            if (!word.equals("?") && plain.startsWith(word + ' ') && !freeText) {
                return Optional.of(help(plain.substring(word.length() + 1)));
            }
        }
        for (var word : phrases.words("word.change")) {
            if (plain.equals(word)) {
                return Optional.of(askWhichToChange());
            }
            if (plain.startsWith(word + ' ') && !freeText) {
                var wanted = answerCalled(plain.substring(word.length() + 1));
                if (wanted.isPresent()) {
                    return Optional.of(change(wanted.get()));
                }
            }
        }
        if (phrases.means("word.skip", text)
                && walk.asked().filter(place -> place.question().traits().contains(Step.Trait.OPTIONAL)).isPresent()) {
            return Optional.of(answer(new Input.Skip()));
        }
        if (reviewing()) {
            return Optional.of(chosenAtReview(List.of(text)));
        }
        if (text.strip().endsWith("?") && !freeText && guidance(text, 1).size() == 1) {
            return Optional.of(help(text));
        }
        return Optional.empty();
    }

    private boolean reviewing() {
        return walk.halt() instanceof Walk.Halt.End;
    }

    private Reply chosenAtReview(List<String> values) {
        var text = values.isEmpty() ? "" : values.getFirst();
        if (phrases.means("word.submit", text)) {
            return submit();
        }
        var wanted = answerCalled(Likeness.plain(text));
        return wanted.isPresent() ? change(wanted.get()) : help(text);
    }

    private Optional<String> answerCalled(String plain) {
        for (var answered : walk.answers()) {
            if (!answered.fixed() && (answered.path().equals(plain) || Likeness.plain(answered.path()).equals(plain)
                    || Likeness.plain(answered.label()).equals(plain))) {
                return Optional.of(answered.path());
            }
        }
        return walk.answers().stream()
                .filter(answered -> !answered.fixed() && Likeness.of(plain, Likeness.plain(answered.label())) != Likeness.NONE)
                .map(Reply.Answered::path).findFirst();
    }

    private Reply back() {
        var asked = walk.asked().map(Walk.Place::path);
        String previous = null;
        for (var visited : walk.visited) {
            if (asked.isPresent() && visited.place().path().equals(asked.get())) {
                break;
            }
            if (!(visited.place().question().kind() instanceof Kind.Fixed)) {
                previous = visited.place().path();
            }
        }
        return previous == null ? refuse("", phrases.say("nothing_before")) : change(previous);
    }

    private Reply change(String path) {
        var full = Walk.of(conversation, before.notChanging(), facts);
        var visited = full.visited(path);
        if (visited.isEmpty() && full.asked().filter(place -> place.path().equals(path)).isEmpty()) {
            return refuse("", phrases
                    .say(conversation.outline().question(Outline.placeOf(path)).isPresent() ? "does_not_apply" : "no_such_question"));
        }
        if (visited.isPresent() && visited.get().place().question().kind() instanceof Kind.Fixed) {
            return refuse("", phrases.say("fixed", full.offers().shown(visited.get().place().question().kind(), visited.get().answer())));
        }
        return arrive(before.changing(path));
    }

    private Reply askWhichToChange() {
        if (walk.answers().stream().allMatch(Reply.Answered::fixed)) {
            return refuse("", phrases.say("nothing_before"));
        }
        messages.add(phrases.say("which_change"));
        walk.answers().stream().filter(answered -> !answered.fixed())
                .forEach(answered -> messages.add(answered.label() + ": " + answered.text()));
        return reply(before.nextTurn(), walk, null);
    }

    private Reply help(String about) {
        if (about.isBlank()) {
            walk.asked().map(place -> place.question().words().help().in(walk.scope(), walk.reader)).filter(text -> !text.isEmpty())
                    .ifPresent(messages::add);
            conversation.guidance().stream().limit(3).map(id -> facts.organisation().guidance().get(id)).filter(java.util.Objects::nonNull)
                    .forEach(guidance -> messages.add(
                            guidance.question().in(walk.scope(), walk.reader) + " " + guidance.answer().in(walk.scope(), walk.reader)));
        } else {
            messages.addAll(guidance(about, 3));
        }
        if (messages.isEmpty()) {
            messages.add(phrases.say("no_help", facts.organisation().policy().human().in(walk.scope(), walk.reader)));
        }
        return reply(before.nextTurn(), walk, null);
    }

    /** The answers of the guidance that speaks of what was asked, the best first. */
    private List<String> guidance(String about, int limit) {
        var words = new java.util.HashSet<>(List.of(Likeness.plain(about).split(" ", -1)));
        return facts.organisation().guidance().values().stream()
                .flatMap(guidance -> guidance.each().map(register -> answerFor(guidance, register, about)).orElseGet(() -> {
                    long score = guidance.keywords().stream().filter(keyword -> mentions(words, about, keyword)).count();
                    return Optional.of(new Advice(score, guidance.answer().in(walk.scope(), walk.reader)));
                }).stream()).filter(advice -> advice.score() > 0).sorted((a, b) -> Long.compare(b.score(), a.score())).limit(limit)
                .map(Advice::text).toList();
    }

    /** An answer, and how well it fits what was asked. */
    private record Advice(long score, String text) {}

    /** The answer for the entry of a register whose label is spoken of; the longest label, if several are. */
    private Optional<Advice> answerFor(Guidance guidance, String register, String about) {
        var asked = ' ' + Likeness.plain(about) + ' ';
        return facts.registers().entries(register).stream()
                .map(entry -> Map.entry(entry, Likeness.plain(facts.registers().label(entry))))
                .filter(named -> !named.getValue().isEmpty() && asked.contains(' ' + named.getValue() + ' '))
                .max(java.util.Comparator.comparingInt(named -> named.getValue().length()))
                .map(named -> new Advice(1 + named.getValue().split(" ", -1).length,
                        guidance.answer().in(walk.scope().with("it", named.getKey()), walk.reader)));
    }

    private static boolean mentions(Set<String> words, String about, String keyword) {
        var plain = Likeness.plain(keyword);
        return words.contains(plain) || (plain.contains(" ") && Likeness.plain(about).contains(plain));
    }

    private Reply submit() {
        if (walk.halt() instanceof Walk.Halt.Objects objects) {
            return refuse(objects.finding().rule(), objects.finding().text()); // the facts have changed since it was all answered
        }
        if (!reviewing()) {
            return refuse("", phrases.say("nothing_to_submit", walk.asked().map(place -> walk.offers().ask(place)).orElse("")));
        }
        events.add(new Event.Submitted());
        return new Reply(before.is(Status.SUBMITTED).nextTurn(), messages, Optional.empty(), Optional.empty(), walk.answers(),
                walk.findings, events);
    }

    // ---- small questions of Usher's own

    private Reply ask(Pending pending) {
        var waiting = before.waitingFor(pending).nextTurn();
        return reply(waiting, walk, null);
    }

    /** The one word of an input that answers a small question, typed or clicked; empty for anything else. */
    private static String word(Input input) {
        return switch (input) {
            case Input.Say(var text) -> text;
            case Input.Choose(var values) when values.size() == 1 -> values.getFirst();
            case Input.Choose _,Input.HandIn _,Input.For _,Input.Back _,Input.Change _,Input.Help _,Input.Restart _,Input.Cancel _,Input.Submit _,Input.Skip _ ->
                "";
        };
    }

    /** What an input means to a pending question; none: it is about something else, and the pending question is forgotten. */
    private Optional<Reply> pending(Pending pending, Input input) {
        var word = word(input);
        boolean again = pending instanceof Pending.Cancel && (input instanceof Input.Cancel || phrases.means("word.cancel", word));
        boolean yes = again || phrases.means("word.yes", word);
        boolean no = phrases.means("word.no", word);
        return switch (pending) {
            case Pending.Confirm(var path, var answer) -> yes
                    ? Optional.of(accept(placed(path), answer, List.of(), Optional.empty()))
                    : no ? Optional.of(dropped()) : Optional.empty();
            case Pending.Narrow(var path, var values) -> values.contains(word)
                    ? Optional.of(accept(placed(path), new Answer.Words(word), List.of(), Optional.empty()))
                    : no ? Optional.of(dropped()) : Optional.empty();
            case Pending.Offer(var path, _, var answers) ->
                yes ? Optional.of(acceptAll(placed(path), answers)) : no ? Optional.of(dropped()) : Optional.empty();
            case Pending.HandOver(var person) -> yes ? Optional.of(handOver(person)) : no ? Optional.of(dropped()) : Optional.empty();
            case Pending.Pause _ -> Optional.empty();
            case Pending.Cancel _ -> yes ? Optional.of(cancelled()) : no ? Optional.of(dropped()) : Optional.empty();
            case Pending.Restart _ -> yes ? Optional.of(restarted()) : no ? Optional.of(dropped()) : Optional.empty();
        };
    }

    private Walk.Place placed(String path) {
        return walk.asked().filter(place -> place.path().equals(path)).or(() -> walk.visited(path).map(Walk.Visited::place)).or(walk::asked)
                .orElseThrow();
    }

    private Reply dropped() {
        return arrive(before.withoutPending());
    }

    private Reply handOver(String person) {
        events.add(new Event.HandOver(person));
        messages.add(phrases.say("hand_over_done", label(facts.person(person))));
        return reply(before.withoutPending().nextTurn(), walk, null);
    }

    private Reply cancelled() {
        events.add(new Event.Cancelled());
        messages.add(phrases.say("cancelled"));
        return new Reply(before.withoutPending().is(Status.CANCELLED).nextTurn(), messages, Optional.empty(), Optional.empty(),
                walk.answers(), walk.findings, events);
    }

    private Reply restarted() {
        events.add(new Event.Restarted());
        messages.add(phrases.say("restarted"));
        return arrive(before.emptied());
    }

    // ---- answers

    private Reply answer(Input input) {
        if (walk.halt() instanceof Walk.Halt.Objects objects && objects.finding().severity() != Severity.BLOCK
                && objects.finding().severity() != Severity.OFF_RAMP) {
            return acknowledge(objects, input);
        }
        var asked = walk.asked();
        if (asked.isEmpty()) {
            return refuse("", phrases.say("review"));
        }
        return switch (Hearing.hear(walk, asked.get(), input)) {
            case Hearing.Heard.Taken(var answer, var said, var secret) -> accept(asked.get(), answer, said, secret);
            case Hearing.Heard.AskBack(var pending) -> ask(pending);
            case Hearing.Heard.Refused(var rule, var text) -> isQuestion(input) ? help(word(input)) : refuse(rule, text);
            case Hearing.Heard.NotOffered(var answer, var otherwise) -> notOffered(asked.get(), answer, otherwise);
        };
    }

    /** Whether what cannot be an answer is a question of the person's own, to which there is an answer. */
    private boolean isQuestion(Input input) {
        var text = word(input);
        boolean secret = walk.asked().filter(place -> place.question().kind() instanceof Kind.Secret).isPresent();
        return input instanceof Input.Say && !secret && text.strip().endsWith("?") && guidance(text, 1).size() == 1;
    }

    private Reply acknowledge(Walk.Halt.Objects objects, Input input) {
        var word = word(input);
        if (phrases.means("word.yes", word) || phrases.means("word.go_on", word) || phrases.means("word.understood", word)) {
            events.add(new Event.Acknowledged(objects.finding()));
            return arrive(before.acknowledging(objects.finding().key()));
        }
        if (phrases.means("word.no", word) || phrases.means("word.change", word)) {
            return arrive(before.changing(objects.place().path()));
        }
        if (Hearing.hear(walk, objects.place(), input) instanceof Hearing.Heard.Taken(var answer, var said, var secret)) {
            return accept(objects.place(), answer, said, secret); // typed the better answer straight away
        }
        if (isQuestion(input)) {
            return help(word);
        }
        var ways = waysOn(objects.finding()).stream().map(Prompt.Choice::label).collect(Collectors.joining(", "));
        return refuse(objects.finding().rule(), word.isBlank() ? objects.finding().text() : phrases.say("not_an_option", word, ways));
    }

    /** A value that is not offered: a rule's own words are better than "cannot be chosen"; it is never taken. */
    private Reply notOffered(Walk.Place place, Answer answer, Hearing.Heard.Refused otherwise) {
        var value = walk.valueOf(place.question().kind(), answer);
        var scope = walk.considering(place, value);
        for (var rule : place.question().rules()) {
            var found = rule.severity() == Severity.BLOCK ? rule.find(scope, place.path(), walk.reader) : Optional.<Finding>empty();
            if (found.isPresent()) {
                return objected(place, rule, found.get(), scope);
            }
        }
        return refuse(otherwise.rule(), otherwise.text());
    }

    private Reply accept(Walk.Place place, Answer answer, List<String> said, Optional<String> secret) {
        if (place.question().kind() instanceof Kind.YesNo(boolean noGoesBack) && noGoesBack && answer.equals(new Answer.Truth(false))) {
            return noGoesBack(place);
        }
        var reply = acceptAll(place, Map.of(place.path(), answer), said,
                secret.map(typed -> Map.of(place.path(), typed)).orElse(Map.of()));
        if (secret.isPresent() && reply.refusal().isEmpty()) {
            var all = new ArrayList<>(reply.events());
            all.add(new Event.SecretGiven(place.path(), secret.get()));
            return new Reply(reply.dialogue(), reply.messages(), reply.prompt(), reply.refusal(), reply.answers(), reply.findings(), all);
        }
        return reply;
    }

    /** "No, that is not the person": the question before is asked again, and its answer is forgotten. */
    private Reply noGoesBack(Walk.Place place) {
        String previous = null;
        for (var visited : walk.visited) {
            if (visited.place().path().equals(place.path())) {
                break;
            }
            if (!(visited.place().question().kind() instanceof Kind.Fixed)) {
                previous = visited.place().path();
            }
        }
        if (previous == null) {
            return acceptAll(place, Map.of(place.path(), new Answer.Truth(false)), List.of(), Map.of());
        }
        var refusal = place.question().refuse();
        if (!refusal.generic()) {
            messages.add(refusal.say().in(walk.scope(), walk.reader));
        }
        return arrive(before.without(previous).without(place.path()).withoutPending().notChanging());
    }

    private Reply acceptAll(Walk.Place place, Map<String, Answer> answers) {
        return acceptAll(place, answers, List.of(), Map.of());
    }

    private Reply acceptAll(Walk.Place place, Map<String, Answer> answers, List<String> said, Map<String, String> secrets) {
        var candidate = before.answered(answers);
        var after = walk.onward(candidate, secrets);
        if (after.halt() instanceof Walk.Halt.Objects objects && objects.place().path().equals(place.path()) && answers.size() == 1) {
            if (objects.finding().severity() == Severity.BLOCK) {
                return objected(objects.place(), objects.rule(), objects.finding(), after.scope());
            }
            if (objects.finding().severity() == Severity.OFF_RAMP) {
                return stopped(candidate, after, objects.rule(), objects.finding());
            }
        }
        messages.addAll(said);
        answers.forEach((path, answer) -> {
            var visited = after.visited(path);
            var shown = visited.map(each -> after.offers().shown(each.place().question().kind(), each.answer())).orElse("");
            events.add(new Event.AnswerTaken(path, shown));
        });
        return after.partial() ? arrive(candidate) : arrive(candidate, after);
    }

    /** A rule of the form refuses the answer that was just given: it is not taken; what the rule offers is offered. */
    private Reply objected(Walk.Place place, Rule rule, Finding finding, Scope scope) {
        return switch (rule.remedy()) {
            case Rule.Remedy.Offer(var ask, var set) -> refuse(finding.rule(), finding.text(),
                    new Pending.Offer(place.path(), finding.rule(), answers(set, scope)), ask.in(scope, walk.reader));
            case Rule.Remedy.HandOver(var person) when person.value(scope) instanceof Entry entry && entry.exists() ->
                refuse(finding.rule(), finding.text(),
                        new Pending.HandOver(entry.key()), phrases.say("hand_over", label(entry)));
            case Rule.Remedy.Clear(var ask, var set) -> cleared(finding, ask, set, scope);
            case Rule.Remedy.Pause _ -> {
                events.add(new Event.Paused(finding.rule(), finding.text()));
                yield refuse(finding.rule(), finding.text(), new Pending.Pause(place.path(), finding.rule()), "");
            }
            case Rule.Remedy.None _,Rule.Remedy.Acknowledge _,Rule.Remedy.Confirmed _,Rule.Remedy.HandOver _,Rule.Remedy.Elsewhere _,Rule.Remedy.Switch _ ->
                refuse(finding.rule(), finding.text());
        };
    }

    /** The whole form is emptied, and begins again; what the rule offers to begin with is offered. */
    private Reply cleared(Finding finding, Wording ask, Map<String, Expression> set, Scope scope) {
        var answers = answers(set, scope);
        var offer = ask.in(scope, walk.reader);
        events.add(new Event.Cleared(finding.rule(), finding.text()));
        messages.add(finding.text());
        var empty = before.emptied();
        var first = Walk.of(conversation, empty, facts);
        var path = first.asked().map(Walk.Place::path).orElse("");
        if (offer.isEmpty() || answers.isEmpty() || path.isEmpty()) {
            return arrive(empty, first);
        }
        return reply(empty.waitingFor(new Pending.Offer(path, finding.rule(), answers)).nextTurn(), first, null, offer);
    }

    private static Map<String, Answer> answers(Map<String, Expression> set, Scope scope) {
        var answers = new LinkedHashMap<String, Answer>();
        set.forEach((name, expression) -> Walk.answerOf(expression.value(scope)).ifPresent(answer -> answers.put(name, answer)));
        return answers;
    }

    private Reply stopped(Dialogue candidate, Walk after, Rule rule, Finding finding) {
        messages.add(finding.text());
        switch (rule.remedy()) {
            case Rule.Remedy.Switch(var other) -> events.add(new Event.GoesOn(other, answersOf(after)));
            case Rule.Remedy.Elsewhere(var to, var form) ->
                events.add(new Event.Stopped(finding.rule(), finding.text(), to.in(after.scope(), after.reader), form));
            case Rule.Remedy.None _,Rule.Remedy.Acknowledge _,Rule.Remedy.Confirmed _,Rule.Remedy.HandOver _,Rule.Remedy.Offer _,Rule.Remedy.Clear _,Rule.Remedy.Pause _ ->
                events.add(new Event.Stopped(finding.rule(), finding.text(), "", ""));
        }
        return new Reply(candidate.is(Status.STOPPED).nextTurn(), messages, Optional.empty(), Optional.empty(), after.answers(),
                after.findings, events);
    }

    private static Map<String, Answer> answersOf(Walk walk) {
        var answers = new LinkedHashMap<String, Answer>();
        walk.visited.stream().filter(each -> !(each.place().question().kind() instanceof Kind.Fixed))
                .filter(each -> !(each.answer() instanceof Answer.SecretGiven))
                .forEach(each -> answers.put(each.place().path(), each.answer()));
        return answers;
    }

    /** An answer sent for a certain question is taken only if that question is the one being asked. */
    private Optional<Reply> objectionToPath(String path, Input inner) {
        if (walk.asked().filter(place -> place.path().equals(path)).isPresent()) {
            return Optional.empty();
        }
        var question = conversation.outline().question(Outline.placeOf(path));
        if (question.isEmpty()) {
            var ofTheDesk = conversation.submission().map(Submission::results).map(results -> results.get(path))
                    .map(Submission.Result::refuse);
            return Optional.of(refuse(ofTheDesk.orElse(Kind.Refusal.GENERIC),
                    phrases.say(ofTheDesk.isPresent() ? "for_the_desk" : "no_such_question"), ""));
        }
        var sent = question.get().kind() instanceof Kind.Secret
                ? ""
                : inner instanceof Input.Say(var text) ? text : inner instanceof Input.Choose(var values) ? String.join(", ", values) : "";
        if (question.get().kind() instanceof Kind.Fixed fixed) {
            var value = String.valueOf(Walk.answerOf(fixed.value().value(walk.scope()))
                    .map(answer -> Offers.values(answer).stream().collect(Collectors.joining())).orElse(""));
            return Optional.of(refuse(question.get().refuse(),
                    phrases.say("fixed", fixed.show().isEmpty() ? value : fixed.show().in(walk.scope(), walk.reader)), sent));
        }
        var visited = walk.visited(path);
        if (visited.isPresent()) {
            return Optional
                    .of(refuse("", phrases.say("already_answered", walk.offers().shown(question.get().kind(), visited.get().answer()))));
        }
        var asked = walk.asked();
        boolean laterOn = asked.isPresent() && order(path) > order(asked.get().path());
        if (laterOn && question.get().kind() instanceof Kind.Pick pick && walk.offers().lacksParent(pick)
                && !pick.refusals().missing().generic()) {
            return Optional.of(refuse(pick.refusals().missing(), phrases.say("not_yet", walk.offers().ask(asked.get())), sent));
        }
        if (laterOn && !question.get().refusals().early().generic()) {
            return Optional.of(refuse(question.get().refusals().early(), phrases.say("not_yet", walk.offers().ask(asked.get())), sent));
        }
        if (laterOn && (question.get().refuse().generic() || mayStillApply(path, asked.get()))) {
            return Optional.of(refuse("", phrases.say("not_yet", walk.offers().ask(asked.get()))));
        }
        return Optional.of(refuse(question.get().refuse(), phrases.say("does_not_apply"), sent));
    }

    /** Whether a question further on applies, or depends on answers that are still to come. */
    private boolean mayStillApply(String path, Walk.Place asked) {
        var place = Outline.placeOf(path);
        return !conversation.outline().settledBefore(place, conversation.lets(), Outline.placeOf(asked.path()))
                || conversation.outline().conditionsOf(place).stream().allMatch(condition -> condition.holds(walk.scope()));
    }

    private int order(String path) {
        return conversation.outline().orderOf(Outline.placeOf(path)).orElse(Integer.MAX_VALUE);
    }

    // ---- where it leads

    private Reply arrive(Dialogue dialogue) {
        return arrive(dialogue, Walk.of(conversation, dialogue, facts));
    }

    private Reply arrive(Dialogue arriving, Walk after) {
        var dialogue = withConfirmed(arriving, after);
        var known = walk.findings.stream().map(Finding::key).collect(Collectors.toSet());
        for (var finding : after.findings) {
            if (known.add(finding.key())) {
                events.add(new Event.Found(finding));
                if (finding.severity() != Severity.WARN && !dialogue.acknowledged().contains(finding.key())) {
                    messages.add(finding.text());
                }
            }
        }
        switch (after.halt()) {
            case Walk.Halt.OffRamp(var stop) -> {
                var text = stop.say().in(after.scope(), after.reader);
                messages.add(text);
                events.add(new Event.Stopped(stop.rule().isEmpty() ? stop.id() : stop.rule(), text,
                        stop.to().in(after.scope(), after.reader), stop.form()));
                return new Reply(dialogue.is(Status.STOPPED).nextTurn(), messages, Optional.empty(), Optional.empty(), after.answers(),
                        after.findings, events);
            }
            case Walk.Halt.GoesOn(var other, var carry) -> {
                events.add(new Event.GoesOn(other, carry));
                boolean followUp = conversation.step().isPresent();
                if (followUp) {
                    events.add(new Event.Submitted()); // what somebody does about a form is done with it, and goes on elsewhere
                }
                return new Reply(dialogue.is(followUp ? Status.SUBMITTED : Status.STOPPED).nextTurn(), messages, Optional.empty(),
                        Optional.empty(), after.answers(),
                        after.findings, events);
            }
            case Walk.Halt.Objects objects when objects.finding().severity() == Severity.OFF_RAMP -> {
                return stopped(dialogue, after, objects.rule(), objects.finding());
            }
            case Walk.Halt.Objects objects when objects.finding().severity() == Severity.BLOCK ->
                messages.add(phrases.say("no_longer_fits", objects.finding().text()));
            case Walk.Halt.Objects objects -> events.add(new Event.Found(objects.finding())); // the prompt says what it is
            case Walk.Halt.Asks _,Walk.Halt.End _ -> {
            }
        }
        announce(after);
        return reply(dialogue.nextTurn(), after, null);
    }

    /** Warnings that the walk passed without asking: an answer has confirmed them, and they are agreed to as if they had been asked. */
    private Dialogue withConfirmed(Dialogue dialogue, Walk after) {
        var agreed = dialogue;
        for (var finding : after.findings) {
            if (finding.severity() == Severity.WARN && !agreed.acknowledged().contains(finding.key())) {
                events.add(new Event.Acknowledged(finding));
                agreed = agreed.acknowledging(finding.key());
            }
        }
        return agreed;
    }

    private void announce(Walk at) {
        for (var path : at.emptied) {
            conversation.outline().question(Outline.placeOf(path))
                    .ifPresent(question -> messages.add(phrases.say("emptied", question.words().label().in(at.scope(), at.reader))));
        }
        if (at.halt() instanceof Walk.Halt.Asks(_, var announcement) && !announcement.isEmpty()) {
            messages.add(announcement);
        }
    }

    private Reply refuse(Kind.Refusal refusal, String otherwise, String typed) {
        var text = refusal.say().isEmpty() ? otherwise : refusal.say().in(walk.scope().with("typed", typed), walk.reader);
        return refuse(refusal.rule(), text);
    }

    private Reply refuse(String rule, String text) {
        return refuse(rule, text, null, "");
    }

    private Reply refuse(String rule, String text, @Nullable Pending offer, String ask) {
        var refused = (offer == null ? before.withoutPending() : before.waitingFor(offer)).refused();
        events.add(new Event.AnswerRefused(walk.asked().map(Walk.Place::path).orElse(""), rule, text));
        if (refused.refusals() >= facts.organisation().policy().refusalsBeforeHuman()
                && refused.refusals() % facts.organisation().policy().refusalsBeforeHuman() == 0) {
            messages.add(phrases.say("human", facts.organisation().policy().human().in(walk.scope(), walk.reader)));
        }
        return reply(refused.nextTurn(), walk, new Reply.Refusal(rule, text), ask);
    }

    private Reply reply(Dialogue dialogue, Walk at, Reply.@Nullable Refusal refusal) {
        return reply(dialogue, at, refusal, "");
    }

    private Reply reply(Dialogue dialogue, Walk at, Reply.@Nullable Refusal refusal, String offer) {
        if (at.halt() instanceof Walk.Halt.End && conversation.step().isPresent() && dialogue.pending().isEmpty()) {
            events.add(new Event.Submitted()); // what is answered of a follow-up is done: there is nothing else to check
            return new Reply(dialogue.is(Status.SUBMITTED), messages, Optional.empty(), Optional.empty(), at.answers(), at.findings,
                    events);
        }
        var status = at.halt() instanceof Walk.Halt.End ? Status.REVIEWING : Status.ASKING;
        var arrived = dialogue.is(status);
        return new Reply(arrived, messages, Optional.of(prompt(arrived, at, offer)), Optional.ofNullable(refusal), at.answers(),
                at.findings, events);
    }

    // ---- the prompt

    private Prompt prompt(Dialogue dialogue, Walk at, String offer) {
        int number = 1;
        for (var visited : at.visited) {
            number += visited.place().question().kind() instanceof Kind.Fixed ? 0 : 1;
        }
        var pending = askedBack(dialogue).filter(asked -> !(asked instanceof Pending.Pause));
        if (pending.isPresent()) {
            return pendingPrompt(pending.get(), at, number, offer);
        }
        return switch (at.halt()) {
            case Walk.Halt.Asks(var place, _) -> question(place, at, number);
            case Walk.Halt.Objects(var place, _, var finding) when finding.severity() == Severity.BLOCK
                    || finding.severity() == Severity.OFF_RAMP ->
                question(place, at, number);
            case Walk.Halt.Objects(var place, _, var finding) ->
                small(place.path(), asksBack(finding), waysOn(finding), place.section(), number, at);
            case Walk.Halt.End _,Walk.Halt.OffRamp _,Walk.Halt.GoesOn _ ->
                new Prompt("review", phrases.say("review"), conversation.declaration().in(at.scope(), at.reader), "review",
                        List.of(new Prompt.Choice("submit", phrases.say(confirm()), "")), false, false, false, Optional.empty(), "", number,
                        number, List.of(),
                        Table.shown(conversation.reviewed(), at.scope(), at.reader));
        };
    }

    /** A warning with the question whether to go on, unless it ends with a question of its own; a note as it is. */
    private String asksBack(Finding finding) {
        return finding.severity() == Severity.NOTE || finding.text().endsWith("?")
                ? finding.text()
                : phrases.say("go_on_question", finding.text());
    }

    /** What one may do about a warning or a note. */
    private List<Prompt.Choice> waysOn(Finding finding) {
        return finding.severity() == Severity.NOTE
                ? List.of(new Prompt.Choice("understood", phrases.say("understood"), ""))
                : List.of(new Prompt.Choice("go_on", phrases.say("go_on"), ""),
                        new Prompt.Choice("change", phrases.say("change_answer"), ""));
    }

    /** What handing it in means: into the cart, on its way at once, or only noted. */
    private String confirm() {
        return conversation.submission().map(submission -> submission.cart() ? "confirm.cart" : "confirm.send").orElse("confirm.note");
    }

    private Prompt question(Walk.Place place, Walk at, int number) {
        var question = place.question();
        boolean person = question.kind() instanceof Kind.Pick pick && pick.person();
        var choices = person ? List.<Prompt.Choice>of() : at.offers().choices(place);
        boolean search = person
                || (question.kind() instanceof Kind.Pick pick && pick.heading().isEmpty() && choices.size() > Offers.LISTED);
        boolean multiple = Hearing.severalChoices(question.kind());
        return new Prompt(place.path(), at.offers().ask(place), question.words().help().in(at.scopeAt(place), at.reader),
                question.kind().word(),
                search ? List.of() : choices, search, question.traits().contains(Step.Trait.OPTIONAL),
                multiple, at.offers().suggestion(place),
                place.section(), number, number + conversation.outline().remainingAfter(Outline.placeOf(place.path())),
                at.askedNow(), Table.shown(question.words().tables(), at.scopeAt(place), at.reader));
    }

    private Optional<Entry> waitingFor(Walk at) {
        return at.asked().flatMap(at::somebodyElse).map(facts::person);
    }

    private Prompt pendingPrompt(Pending pending, Walk at, int number, String offer) {
        var yesNo = List.of(new Prompt.Choice("yes", at.reader.word("yes"), ""), new Prompt.Choice("no", at.reader.word("no"), ""));
        var section = at.asked().map(Walk.Place::section).orElse("");
        return switch (pending) {
            case Pending.Confirm(var path, var answer) -> small(path,
                    phrases.say("did_you_mean", at.offers().shown(placed(path).question().kind(), answer)), yesNo, section, number, at);
            case Pending.Narrow(var path, var values) -> small(path, phrases.say("which_of_these"),
                    at.offers().choices(placed(path)).stream().filter(choice -> values.contains(choice.value())).toList(), section, number,
                    at);
            case Pending.Offer(var path, var rule, _) ->
                small(path, offer.isEmpty() ? offerOf(rule, at) : offer, yesNo, section, number, at);
            case Pending.HandOver(var person) ->
                small("hand_over", phrases.say("hand_over", label(facts.person(person))), yesNo, section, number, at);
            case Pending.Pause(var path, _) -> question(placed(path), at, number);
            case Pending.Cancel _ -> small("cancel", phrases.say("really_cancel"), yesNo, section, number, at);
            case Pending.Restart _ -> small("restart", phrases.say("really_restart"), yesNo, section, number, at);
        };
    }

    private String offerOf(String rule, Walk at) {
        return conversation.outline().rule(rule).map(Rule::remedy).map(remedy -> switch (remedy) {
            case Rule.Remedy.Offer(var ask, _) -> ask;
            case Rule.Remedy.Clear(var ask, _) -> ask;
            case Rule.Remedy.None _,Rule.Remedy.Acknowledge _,Rule.Remedy.Confirmed _,Rule.Remedy.HandOver _,Rule.Remedy.Elsewhere _,Rule.Remedy.Switch _,Rule.Remedy.Pause _ ->
                Wording.NONE;
        }).map(ask -> ask.in(at.scope(), at.reader)).orElse("");
    }

    private Prompt small(String path, String text, List<Prompt.Choice> choices, String section, int number, Walk at) {
        int about = number + at.asked().map(place -> conversation.outline().remainingAfter(Outline.placeOf(place.path()))).orElse(0);
        return new Prompt(path, text, "", "confirm", choices, false, false, false, Optional.empty(), section, number, about,
                List.of(), List.of());
    }
}
