package org.usher.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.usher.register.Entry;
import org.usher.validation.Expression;
import org.usher.validation.Finding;
import org.usher.validation.Reader;
import org.usher.validation.Rule;
import org.usher.validation.Scope;
import org.usher.validation.Severity;

/**
 * A walk through a conversation from the top, with the answers of a dialogue: which questions apply, which answers count, what the rules find, and
 * where it has to halt.
 */
final class Walk {

    /** Where a walk halts. */
    sealed interface Halt {

        /** A question is to be answered. {@code announce} is said before the first question of a turn of a repeat. */
        record Asks(Place place, String announce) implements Halt {}

        /** A rule objects to an answer; the question at the place is the one to mend it. */
        record Objects(Place place, Rule rule, Finding finding) implements Halt {}

        /** An off-ramp of the form. */
        record OffRamp(Step.Stop stop) implements Halt {}

        /** It goes on elsewhere. */
        record GoesOn(String conversation, Map<String, Answer> carry) implements Halt {}

        /** All is answered. */
        record End() implements Halt {}
    }

    /**
     * A question at its place.
     *
     * @param turns the answers of the turn of a repeat it stands in, and the turn's number
     */
    record Place(String path, Step.Question question, String section, Optional<Turn> turns) {}

    /** A turn of a repeat. */
    record Turn(Map<String, Object> answers, long number) {}

    /** A question that was put to somebody else and is not answered yet. */
    record Asked(Place place, String person) {}

    /** A question that was passed with an answer. */
    record Visited(Place place, Answer answer, Object value) {}

    final Conversation conversation;
    final Dialogue dialogue;
    final Facts facts;
    final Reader reader;
    final List<Visited> visited = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    /** Authorisations that Usher has been told to ask for, or has got by asking. */
    final List<Form.Authorisation> authorisations = new ArrayList<>();
    /** Paths of answers that count no longer, because what they were chosen from has changed. */
    final List<String> emptied = new ArrayList<>();
    /** Where to halt at the latest: the question whose answer is being changed. */
    private final @Nullable String upTo;
    /** Whether to collect everything that is wrong rather than halt at the first. */
    private final boolean judging;

    /** Whose questions are looked for beyond those that others have not answered yet; none: the walk halts at the first of these. */
    private final @Nullable String aside;
    /** What others were asked and have not answered, passed over on the way. */
    private final List<Asked> others = new ArrayList<>();

    /** Secrets as they were typed, by path: only the rules of their own questions see them, and only in the walk that takes them. */
    private final Map<String, String> typed;

    /** Everything that was worked out on the way, in order: a walk with one answer more need not work it out again. */
    private final List<Object> workedOut = new ArrayList<>(64);
    /** What an earlier walk with the same answers worked out, up to where it halted. */
    private final Iterator<Object> known;

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Object> letValues = new HashMap<>();
    private @Nullable Turn turn;
    private @Nullable Map<String, Object> evidenceAnswers;
    private String section = "";
    private @Nullable Halt halt;
    private @Nullable String announce;
    private final Scope scope;
    private final Offers offers;

    private Walk(Conversation conversation, Dialogue dialogue, Facts facts, @Nullable String upTo, boolean judging, List<Object> known,
            Map<String, String> typed, @Nullable String aside) {
        this.aside = aside;
        this.known = known.iterator();
        this.typed = typed;
        this.conversation = conversation;
        this.dialogue = dialogue;
        this.facts = facts;
        this.upTo = upTo;
        this.judging = judging;
        var zone = facts.organisation().calendar().zone();
        this.reader = new Reader(facts.language(), zone);
        this.scope = new Scope(this::value, facts.registers(), facts.organisation().calendar());
        this.offers = new Offers(this);
    }

    /** Walks until something needs the person; at the latest to the question whose answer is being changed. */
    static Walk of(Conversation conversation, Dialogue dialogue, Facts facts) {
        var walk = new Walk(conversation, dialogue, facts, dialogue.changing().orElse(null), false, List.of(), Map.of(), null);
        walk.run();
        return walk;
    }

    /**
     * Walks as somebody sees it who is asked a question at the same time as others: what these have not answered yet is passed over, as long as
     * whether and whom the next question asks does not depend on it; so is what only the requester can agree to.
     */
    private static Walk aside(Conversation conversation, Dialogue dialogue, Facts facts, String person) {
        var walk = new Walk(conversation, dialogue, facts, null, false, List.of(), Map.of(), person);
        walk.run();
        return walk;
    }

    /** This walk as another person than the requester sees it, who may be asked something as well. */
    Walk seenBy(String person) {
        if (aside != null || person.equals(dialogue.requester())) {
            return this;
        }
        var theirs = aside(conversation, dialogue, facts, person);
        return theirs.asked().flatMap(theirs::somebodyElse).filter(person::equals).isPresent() ? theirs : this;
    }

    /** Whether it is only one person's view of where the dialogue stands. */
    boolean partial() {
        return aside != null;
    }

    /** Keys of the people, other than the requester, whose answers it waits for at this moment. */
    List<String> askedNow() {
        if (asked().flatMap(this::somebodyElse).isEmpty()) {
            return List.of();
        }
        return asked(conversation, dialogue, facts);
    }

    /** As {@link #askedNow}, also while a warning that has come up since waits for the requester. */
    static List<String> asked(Conversation conversation, Dialogue dialogue, Facts facts) {
        return aside(conversation, dialogue, facts, "").others.stream().map(Asked::person).distinct().toList();
    }

    /** Who has to answer the question at a place, if not the requester. */
    Optional<String> somebodyElse(Place place) {
        return place.question().by().map(by -> by.value(scope)).filter(Entry.class::isInstance).map(Entry.class::cast)
                .filter(person -> person.exists() && !person.key().equals(dialogue.requester())).map(Entry::key);
    }

    /** The walk that follows when the question this one halted at, and perhaps later ones, are answered. */
    Walk onward(Dialogue answered, Map<String, String> secrets) {
        boolean sameSoFar = aside == null && halt() instanceof Halt.Asks && answered.changing().isEmpty()
                && answered.acknowledged().equals(dialogue.acknowledged()) && hasVisitedTheSame(answered);
        var walk = new Walk(conversation, answered, facts, answered.changing().orElse(null), false, sameSoFar ? workedOut : List.of(),
                secrets, aside);
        walk.run();
        return walk;
    }

    /** Whether all answers that were passed are the same in another dialogue. */
    private boolean hasVisitedTheSame(Dialogue other) {
        for (var each : visited) {
            var path = each.place().path();
            if (!Objects.equals(other.answers().get(path), dialogue.answers().get(path))) {
                return false;
            }
        }
        return true;
    }

    /** Works something out, or takes it from the walk before. */
    @SuppressWarnings("unchecked") // both walks take the same way, so that what was worked out at a step has the type that the step asks for
    private <T> T once(Supplier<T> work) {
        var result = known.hasNext() ? (T) known.next() : work.get();
        workedOut.add(result);
        return result;
    }

    /** Walks to the end and collects everything that is wrong. */
    static Walk judging(Conversation conversation, Dialogue dialogue, Facts facts) {
        var walk = new Walk(conversation, dialogue, facts, null, true, List.of(), Map.of(), null);
        walk.run();
        return walk;
    }

    private void run() {
        steps(conversation.steps(), "", values);
        if (halt == null) {
            rules(conversation.outline().rulesAfter(Outline.END), lastPlace());
        }
        if (halt == null) {
            halt = new Halt.End();
        }
        boolean theirs = asked().flatMap(this::somebodyElse).filter(person -> person.equals(aside)).isPresent();
        if (!others.isEmpty() && !theirs) {
            halt = new Halt.Asks(others.getFirst().place(), ""); // whatever comes later waits for what others say
        }
    }

    Halt halt() {
        return Objects.requireNonNull(halt);
    }

    Scope scope() {
        return scope;
    }

    Offers offers() {
        return offers;
    }

    /** The place of the question that is asked, or to be mended. */
    Optional<Place> asked() {
        return switch (halt()) {
            case Halt.Asks asks -> Optional.of(asks.place());
            case Halt.Objects objects -> Optional.of(objects.place());
            case Halt.OffRamp _,Halt.GoesOn _,Halt.End _ -> Optional.empty();
        };
    }

    Optional<Visited> visited(String path) {
        for (var each : visited) {
            if (each.place().path().equals(path)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    // ---- the walk itself; each method returns whether it may go on

    private boolean steps(List<Step> steps, String prefix, Map<String, Object> into) {
        for (var step : steps) {
            if (!step(step, prefix, into)) {
                return false;
            }
        }
        return true;
    }

    private boolean step(Step step, String prefix, Map<String, Object> into) {
        boolean applies = step.when().isEmpty() || once(() -> step.when().get().holds(scope));
        if (!applies && conversation.outline().isQuiet(step)) {
            return true;
        }
        return switch (step) {
            case Step.Heading heading -> {
                section = once(() -> heading.text().in(scope, reader));
                yield true;
            }
            case Step.Question question -> {
                var path = path(prefix, question.id());
                yield (!applies || question(new Place(path, question, section, Optional.ofNullable(turn)), into)) && after(path);
            }
            case Step.Group group -> {
                var path = path(prefix, group.id());
                yield (applies ? steps(group.steps(), path + '.', child(into, group.id())) : passedOver(group.steps(), path + '.'))
                        && after(path);
            }
            case Step.Evidence evidence -> {
                var path = path(prefix, evidence.id());
                yield (applies ? evidence(evidence, prefix, into) : passedOver(evidence.steps(), path + '.')) && after(path);
            }
            case Step.Repeat repeat -> {
                var path = path(prefix, repeat.id());
                yield (applies ? repeat(repeat, prefix, into) : passedOver(repeat.steps(), path + '.')) && after(path);
            }
            case Step.Stop stop -> !applies || halted(new Halt.OffRamp(stop));
            case Step.Go go -> !applies || halted(goesOn(go));
        };
    }

    /** Steps that do not apply because what holds them does not: rules that wait for one of them run all the same. */
    private boolean passedOver(List<Step> steps, String prefix) {
        for (var step : steps) {
            if (!conversation.outline().isQuiet(step) && !passedOver(step, prefix)) {
                return false;
            }
        }
        return true;
    }

    private boolean passedOver(Step step, String prefix) {
        return switch (step) {
            case Step.Question question -> after(path(prefix, question.id()));
            case Step.Group group -> passedOver(group.steps(), prefix + group.id() + '.') && after(path(prefix, group.id()));
            case Step.Evidence evidence -> passedOver(evidence.steps(), prefix + evidence.id() + '.') && after(path(prefix, evidence.id()));
            case Step.Repeat repeat -> passedOver(repeat.steps(), prefix + repeat.id() + '.') && after(path(prefix, repeat.id()));
            case Step.Heading _,Step.Stop _,Step.Go _ -> true;
        };
    }

    /** The path of a step: at the outermost its id itself, which answers are found by more quickly than by a copy. */
    private static String path(String prefix, String id) {
        return prefix.isEmpty() ? id : prefix + id;
    }

    private boolean halted(Halt where) {
        if (judging) {
            return true;
        }
        halt = where;
        return false;
    }

    private Map<String, Object> child(Map<String, Object> into, String id) {
        var child = new LinkedHashMap<String, Object>();
        into.put(id, child);
        changed();
        return child;
    }

    private boolean evidence(Step.Evidence evidence, String prefix, Map<String, Object> into) {
        var child = child(into, evidence.id());
        evidenceAnswers = child;
        var path = prefix + evidence.id();
        if (!steps(evidence.steps(), path + '.', child)) {
            return false;
        }
        evidence.request().ifPresent(request -> authorisation(request, path, child));
        return true;
    }

    private void authorisation(Step.Evidence.Request request, String path, Map<String, Object> answers) {
        boolean wanted = Boolean.TRUE.equals(answers.get("asked"));
        boolean pressed = Boolean.TRUE.equals(answers.get("complete")) && Step.Evidence.BUTTON.equals(answers.get("manner"));
        if ((wanted || pressed) && request.giver().value(scope) instanceof Entry giver) {
            authorisations.add(new Form.Authorisation(path, giver, request.words().in(scope, reader), pressed));
        }
    }

    private boolean repeat(Step.Repeat repeat, String prefix, Map<String, Object> into) {
        var turns = new ArrayList<Map<String, Object>>();
        into.put(repeat.id(), turns);
        var outer = turn;
        for (int i = 0; i < repeat.atMost(); i++) {
            var answers = new LinkedHashMap<String, Object>();
            turns.add(answers);
            turn = new Turn(answers, i + 1);
            changed();
            announce = once(() -> repeat.announce().in(scope, reader));
            var path = prefix + repeat.id() + '[' + i + "].";
            if (!steps(repeat.steps(), path, answers)) {
                return false;
            }
            announce = null;
            if (i + 1 >= repeat.atLeast() && i + 1 < repeat.atMost()) {
                var more = new HashMap<String, Object>();
                if (!question(new Place(path + "more", Outline.moreOf(repeat), section, Optional.ofNullable(turn)), more)) {
                    return false;
                }
                if (!Boolean.TRUE.equals(more.get("more"))) {
                    break;
                }
            }
        }
        turn = outer;
        changed();
        return true;
    }

    private boolean question(Place place, Map<String, Object> into) {
        var question = place.question();
        if (known.hasNext()) {
            var passed = once(() -> new Visited(place, new Answer.Skipped(), ""));
            pass(new Visited(place, passed.answer(), passed.value()), into);
            return ownRules(place);
        }
        if (question.kind() instanceof Kind.Fixed fixed) {
            var value = fixed.value().value(scope);
            pass(once(() -> new Visited(place, new Answer.Words(reader.shown(value, scope)), value)), into);
            return rules(question.rules(), place);
        }
        if (place.path().equals(upTo) && !judging) {
            return asks(place);
        }
        var answer = fitting(question.kind(), dialogue.answers().get(place.path()));
        boolean thrownAway = answer instanceof Answer.SecretGiven(var hash) && hash.isEmpty() && !judging
                && !typed.containsKey(place.path());
        if (answer == null || thrownAway) {
            return judging ? unanswered(place) : passesOver(place) || asks(place);
        }
        if (!offers.stillOffered(place, answer)) {
            emptied.add(place.path());
            return judging ? unanswered(place) : asks(place);
        }
        var effective = withKeptWords(question, answer);
        pass(once(() -> new Visited(place, effective, valueOf(question.kind(), effective))), into);
        return ownRules(place);
    }

    private boolean passesOver(Place place) {
        var person = aside == null ? Optional.<String>empty() : somebodyElse(place);
        if (person.isEmpty() || person.get().equals(aside)
                || !others.isEmpty() && !conversation.outline().settledBefore(Outline.placeOf(place.path()), conversation.lets(),
                        Outline.placeOf(others.getFirst().place().path()))) {
            return false;
        }
        others.add(new Asked(place, person.get()));
        return true;
    }

    /** The rules under a question. Those that look into a secret run only when it is given, and count as satisfied from then on. */
    private boolean ownRules(Place place) {
        if (!(place.question().kind() instanceof Kind.Secret)) {
            return rules(place.question().rules(), place);
        }
        var secret = typed.get(place.path());
        for (var rule : place.question().rules()) {
            if (!rule.names().contains("typed")) {
                if (!rules(List.of(rule), place)) {
                    return false;
                }
            } else if (secret != null) {
                var found = rule.find(scope.with("typed", secret), place.path(), reader);
                if (found.isPresent() && !found(rule, found.get(), place)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void pass(Visited passed, Map<String, Object> into) {
        visited.add(passed);
        var id = passed.place().question().id();
        into.put(id, passed.value());
        if (into == evidenceAnswers) {
            if (id.equals("have") && passed.value() instanceof String chosen) {
                into.put("have", chosen.equals("yes"));
                into.put("asked", chosen.equals(Step.Evidence.ASK));
            }
            if (id.equals("given_by") && passed.value() instanceof Entry giver) {
                into.put("giver", giver);
                into.put("given_by", facts.registers().label(giver));
            }
            into.put("complete", Boolean.TRUE.equals(into.get("have")) && into.containsKey("given_by") && into.containsKey("given_on")
                    && into.containsKey("manner"));
        }
        announce = null;
        changed();
    }

    private boolean asks(Place place) {
        return halted(new Halt.Asks(place, announce == null ? "" : announce));
    }

    private boolean unanswered(Place place) {
        if (!place.question().traits().contains(Step.Trait.OPTIONAL)) {
            findings.add(new Finding("", Severity.BLOCK, Phrases.of(reader).say("unanswered", offers.ask(place)), "", place.path()));
        }
        return true;
    }

    private Halt goesOn(Step.Go go) {
        var carry = new LinkedHashMap<String, Answer>();
        go.carry().forEach((name, expression) -> answerOf(expression.value(scope)).ifPresent(answer -> carry.put(name, answer)));
        return new Halt.GoesOn(go.conversation(), carry);
    }

    /** Runs the rules that speak of several questions, once the last of these is passed, whether it applied or not. */
    private boolean after(String path) {
        if (others.stream().anyMatch(passed -> passed.place().path().equals(path))) {
            return true;
        }
        var rules = conversation.outline().rulesAfter(Outline.placeOf(path));
        return rules.isEmpty() || rules(rules, visited(path).map(Visited::place).orElseGet(this::lastPlace));
    }

    private @Nullable Place lastPlace() {
        for (int i = visited.size() - 1; i >= 0; i--) {
            if (!(visited.get(i).place().question().kind() instanceof Kind.Fixed)) {
                return visited.get(i).place();
            }
        }
        return null;
    }

    private boolean rules(List<Rule> rules, @Nullable Place place) {
        for (var rule : rules) {
            var found = once(() -> rule.find(scope, place == null ? "" : place.path(), reader));
            if (found.isPresent() && !found(rule, found.get(), place)) {
                return false;
            }
        }
        return true;
    }

    private boolean found(Rule rule, Finding finding, @Nullable Place place) {
        boolean needsTheirWord = switch (finding.severity()) {
            case BLOCK, OFF_RAMP -> true;
            case WARN -> !dialogue.acknowledged().contains(finding.key())
                    && !(rule.remedy() instanceof Rule.Remedy.Confirmed(var by) && by.holds(scope));
            case NOTE -> rule.remedy() instanceof Rule.Remedy.Acknowledge && !dialogue.acknowledged().contains(finding.key());
            case AUTHORISE -> false;
        };
        boolean requestersWord = aside != null && finding.severity() != Severity.BLOCK && finding.severity() != Severity.OFF_RAMP;
        if (needsTheirWord && !requestersWord && !judging && place != null) {
            halt = new Halt.Objects(place, rule, finding);
            return false;
        }
        findings.add(finding);
        return true;
    }

    // ---- values

    /** All answers that count, by the names of the questions and groups. */
    Map<String, Object> values() {
        return Map.copyOf(values);
    }

    private void changed() {
        letValues.clear();
    }

    private @Nullable Object value(String name) {
        return switch (name) {
            case "requester" -> facts.given().getOrDefault("requester", facts.person(dialogue.requester()));
            case "doer" -> conversation.step().isPresent() ? facts.person(dialogue.requester()) : facts.given().get("doer");
            case "now" -> facts.now();
            case "today" -> facts.organisation().calendar().startOfDay(facts.now());
            case "settings" -> facts.organisation().settings();
            case "cart" -> facts.cart();
            case "this" -> turn == null ? null : turn.answers();
            case "n" -> turn == null ? null : turn.number();
            default -> {
                var let = conversation.lets().get(name);
                if (let == null) {
                    var answer = values.get(name);
                    yield answer == null ? facts.given().get(name) : answer;
                }
                var known = letValues.get(name);
                if (known == null) {
                    known = let.value(scope);
                    letValues.put(name, known);
                }
                yield known;
            }
        };
    }

    /** What an answer means in expressions. */
    Object valueOf(Kind kind, Answer answer) {
        return switch (answer) {
            case Answer.Words(var text) -> kind instanceof Kind.Pick pick ? offers.entry(pick, text) : text;
            case Answer.Several(var texts) ->
                kind instanceof Kind.Pick pick ? texts.stream().map(text -> offers.entry(pick, text)).toList() : texts;
            case Answer.Truth(var yes) -> yes;
            case Answer.WholeNumber(var number) -> number;
            case Answer.Day(var day) -> day.atStartOfDay(facts.organisation().calendar().zone()).toInstant();
            case Answer.Moment(var moment) -> moment;
            case Answer.Attachment file -> file.name();
            case Answer.SecretGiven(var hash) -> hash;
            case Answer.Skipped _ -> kind.type().empty();
        };
    }

    /** A day may come as a moment, out of an expression: carried here from another conversation, or proposed. */
    @Nullable
    Answer fitting(Kind kind, @Nullable Answer answer) {
        return kind instanceof Kind.Day && answer instanceof Answer.Moment(var moment)
                ? new Answer.Day(java.time.LocalDate.ofInstant(moment, facts.organisation().calendar().zone()))
                : answer;
    }

    /** The answer that gives this value, for suggestions, offers and what is carried over; none for an empty value. */
    static Optional<Answer> answerOf(Object value) {
        return switch (value) {
            case Entry entry -> entry.exists() ? Optional.of(new Answer.Words(entry.key())) : Optional.empty();
            case String text -> text.isEmpty() ? Optional.empty() : Optional.of(new Answer.Words(text));
            case Boolean yes -> Optional.of(new Answer.Truth(yes));
            case Long number -> Optional.of(new Answer.WholeNumber(number));
            case Instant moment -> moment.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(new Answer.Moment(moment));
            case List<?> list -> list.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Answer.Several(
                            list.stream().map(item -> item instanceof Entry entry ? entry.key() : String.valueOf(item)).toList()));
            default -> Optional.empty();
        };
    }

    /** The words that must stay in an answer at this moment. */
    List<Kind.Keep> keeps(Step.Question question) {
        if (!(question.kind() instanceof Kind.Text text) || text.keeps().isEmpty()) {
            return List.of();
        }
        return text.keeps().stream().filter(keep -> Expression.holds(keep.when(), scope)).toList();
    }

    private Answer withKeptWords(Step.Question question, Answer answer) {
        var keeps = keeps(question);
        if (keeps.isEmpty()) {
            return answer;
        }
        var text = answer instanceof Answer.Words(var words) ? words : "";
        for (var keep : keeps) {
            var kept = keep.text().in(scope, reader);
            if (!text.contains(kept)) {
                text = text.isEmpty() ? kept : text + '\n' + kept;
            }
        }
        return new Answer.Words(text);
    }

    /** The scope at a place: inside a repeat, {@code this} and {@code n} are of the place's own turn. */
    Scope scopeAt(Place place) {
        return place.turns().map(own -> scope.with("this", own.answers()).with("n", own.number())).orElse(scope);
    }

    /** The scope at a place if a certain answer were given there. */
    Scope considering(Place place, Object value) {
        var id = place.question().id();
        if (place.turns().isPresent()) {
            return lettingAnew(scopeAt(place).with("this", withAnswer(place.turns().get().answers(), id, value)));
        }
        int dot = place.path().indexOf('.');
        if (dot < 0) {
            return lettingAnew(scope.with(id, value));
        }
        var group = place.path().substring(0, dot);
        return lettingAnew(scope.with(group, withAnswer(values.get(group) instanceof Map<?, ?> answers ? answers : Map.of(), id, value)));
    }

    /** A scope in which the names under {@code let} are worked out of what it says itself. */
    private Scope lettingAnew(Scope considered) {
        return new Scope(name -> {
            var let = conversation.lets().get(name);
            return let == null ? considered.names().value(name) : let.value(lettingAnew(considered));
        }, considered.registers(), considered.calendar());
    }

    private static Map<Object, Object> withAnswer(Map<?, ?> answers, String id, Object value) {
        var all = new LinkedHashMap<Object, Object>(answers);
        all.put(id, value);
        return all;
    }

    // ---- what is shown

    List<Reply.Answered> answers() {
        var answers = new ArrayList<Reply.Answered>(visited.size());
        for (var each : visited) {
            var place = each.place();
            var question = place.question();
            answers.add(new Reply.Answered(place.path(), offers.label(place), offers.ask(place), each.answer(),
                    offers.shown(question.kind(), each.answer()), place.section(), question.kind() instanceof Kind.Fixed,
                    question.traits().contains(Step.Trait.RESTRICTED)));
        }
        return answers;
    }
}
