package org.usher.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.usher.register.Change;
import org.usher.register.Entry;
import org.usher.register.FieldType;
import org.usher.register.Registers;
import org.usher.validation.Expression;
import org.usher.validation.Finding;
import org.usher.validation.Scope;
import org.usher.validation.Severity;

/** A form judged on the facts of one moment: a walk to the end that collects everything that is wrong. */
final class FilledForm implements Form {

    private final Conversation conversation;
    private final Dialogue dialogue;
    private final Facts facts;
    private final Walk walk;
    private final Submission submission;

    FilledForm(Conversation conversation, Dialogue dialogue, Facts facts) {
        this.conversation = conversation;
        this.dialogue = dialogue;
        this.facts = facts;
        this.walk = Walk.judging(conversation, dialogue, facts);
        this.submission = conversation.submission()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The conversation '" + conversation.id() + "' only guides; it hands nothing in"));
    }

    @Override
    public Entry subject() {
        return person(submission.subject());
    }

    @Override
    public String summary() {
        return submission.summary().in(walk.scope(), walk.reader);
    }

    @Override
    public String item() {
        return submission.item();
    }

    @Override
    public String queue() {
        return submission.queue().in(walk.scope(), walk.reader);
    }

    @Override
    public List<Reply.Answered> answers() {
        return walk.answers();
    }

    @Override
    public List<Variable> variables() {
        var variables = new ArrayList<Variable>();
        walk.answers().stream().filter(answered -> !(answered.answer() instanceof Answer.SecretGiven))
                .forEach(answered -> variables.add(new Variable(answered.path(), answered.label(), answered.text(), answered.section())));
        submission.variables().forEach((name, variable) -> variables
                .add(new Variable(name, variable.label().in(walk.scope(), walk.reader),
                        walk.reader.shown(variable.value().value(walk.scope()), walk.scope()), "")));
        tables().forEach(table -> variables.add(new Variable(table.name(), table.caption(), table.text(), "")));
        return List.copyOf(variables);
    }

    @Override
    public List<Table.Shown> tables() {
        return Table.shown(submission.shown(), walk.scope(), walk.reader);
    }

    @Override
    public List<String> attachments() {
        return submission.attach();
    }

    @Override
    public List<String> attachedAgain() {
        return submission.attach().stream()
                .filter(name -> Optional.ofNullable(submission.documents().get(name)).filter(Layout::again).isPresent()).toList();
    }

    @Override
    public List<Layout.Filled> documents(List<String> names, Map<String, Object> further) {
        var scope = walk.scope().with(further);
        var answers = Layout.texts(walk.answers());
        var documents = new ArrayList<Layout.Filled>();
        for (var name : names) {
            var layout = submission.documents().get(name);
            if (layout != null) {
                documents.add(layout.filled(scope, walk.reader, answers));
            }
        }
        return List.copyOf(documents);
    }

    @Override
    public List<String> flags() {
        return submission.flags().stream().filter(flag -> Expression.holds(flag.when(), walk.scope()))
                .map(flag -> flag.text().in(walk.scope(), walk.reader)).toList();
    }

    @Override
    public List<Finding> findings() {
        return List.copyOf(walk.findings);
    }

    @Override
    public List<Authorisation> authorisations() {
        return List.copyOf(walk.authorisations);
    }

    @Override
    public Entry approver() {
        return named(submission.approval().by()).stream().findFirst()
                .orElseGet(() -> Entry.none(facts.organisation().people().register()));
    }

    @Override
    public List<Entry> approvers() {
        return able(named(submission.approval().by()));
    }

    @Override
    public List<Entry> entitledApprovers() {
        return submission.approval().also().map(also -> able(named(also))).orElse(List.of());
    }

    @Override
    public List<Dialogue> parts() {
        var each = submission.each();
        return walk.visited(each).map(Walk.Visited::answer).filter(Answer.Several.class::isInstance)
                .map(several -> ((Answer.Several) several).values().stream()
                        .map(value -> dialogue.answered(each, new Answer.Several(List.of(value)))).toList())
                .orElse(List.of(dialogue));
    }

    @Override
    public List<Entry> fallbackApprovers() {
        return submission.approval().fallback().map(fallback -> able(named(fallback.by()))).orElse(List.of());
    }

    @Override
    public Optional<Instant> fallbackAfter(Instant asked) {
        return submission.approval().fallback().filter(fallback -> fallback.workingDays() > 0)
                .map(fallback -> facts.organisation().calendar().plusWorkingDays(asked, fallback.workingDays()));
    }

    @Override
    public boolean maySendBack() {
        return submission.approval().sendBack();
    }

    /** The people that an expression gives: one, or a list; each once. */
    private List<Entry> named(Expression expression) {
        return people(List.of(expression), walk.scope()).stream().map(facts::person).toList();
    }

    private List<Entry> able(List<Entry> people) {
        return able(people, List.of(subject()));
    }

    private List<Entry> able(List<Entry> people, List<Entry> without) {
        return people.stream()
                .filter(person -> !without.contains(person) && facts.organisation().people().isActive(facts.registers(), person)).toList();
    }

    @Override
    public Optional<String> automatic() {
        return submission.approval().automatic().filter(condition -> condition.holds(walk.scope()))
                .map(_ -> submission.approval().ground().in(walk.scope(), walk.reader));
    }

    @Override
    public Optional<String> declared() {
        return submission.approval().declared().filter(condition -> condition.holds(walk.scope()))
                .map(_ -> submission.approval().ground().in(walk.scope(), walk.reader));
    }

    @Override
    public boolean goesIntoCart() {
        return submission.cart();
    }

    @Override
    public List<Entry> eligibleApprovers() {
        var eligible = submission.approval().eligible();
        if (eligible.isEmpty()) {
            return List.of();
        }
        return facts.registers().entries(facts.organisation().people().register()).stream()
                .filter(person -> eligible.get().holds(walk.scope().with("it", person))).toList();
    }

    @Override
    public List<Finding> objectionsTo(Entry decider) {
        var asked = named(submission.approval().by()).contains(decider) ? decider : approver();
        var scope = walk.scope().with("decider", decider).with("approver", asked);
        return submission.approval().rules().stream().flatMap(rule -> rule.find(scope, "", walk.reader).stream())
                .filter(finding -> finding.severity() == Severity.BLOCK).toList();
    }

    @Override
    public Instant dueAfter(Instant approved) {
        var due = submission.due();
        return due.elapsed().map(approved::plus)
                .orElseGet(() -> facts.organisation().calendar().plusWorkingDays(approved, due.workingDays()));
    }

    @Override
    public Set<String> alsoFor() {
        var people = new LinkedHashSet<String>();
        submission.alsoFor().ifPresent(expression -> ((List<?>) expression.value(walk.scope())).forEach(each -> {
            if (each instanceof Entry person && person.exists()) {
                people.add(person.key());
            }
        }));
        people.remove(subject().key());
        return people;
    }

    @Override
    public long amount() {
        return submission.amount().map(expression -> expression.value(walk.scope()) instanceof Long number ? number : 0L).orElse(0L);
    }

    @Override
    public Optional<Instant> neededBy() {
        return submission.neededBy().map(expression -> (Instant) expression.value(walk.scope()))
                .filter(moment -> !moment.equals(Instant.EPOCH));
    }

    @Override
    public Map<String, String> results() {
        var results = new LinkedHashMap<String, String>();
        submission.results().forEach((name, label) -> results.put(name, label.label().in(walk.scope(), walk.reader)));
        return results;
    }

    private Entry person(Expression expression) {
        return expression.value(walk.scope()) instanceof Entry entry ? entry : Entry.none(facts.organisation().people().register());
    }

    // ---- reminders

    @Override
    public List<Planned> reminders(Map<Reminding.Anchor, Instant> happened, List<String> asked) {
        var anchors = new EnumMap<Reminding.Anchor, Instant>(Reminding.Anchor.class);
        anchors.putAll(happened);
        var approvers = asked.isEmpty() ? named(submission.approval().by()) : asked.stream().map(facts::person).toList();
        var scopes = new ArrayList<Scope>();
        approvers.forEach(approver -> scopes.add(walk.scope().with("approver", approver)));
        if (scopes.isEmpty()) {
            scopes.add(walk.scope().with("approver", approver()));
        }
        var authorisers = walk.authorisations.stream().filter(each -> !each.given()).map(Authorisation::giver).distinct().toList();
        scopes.replaceAll(each -> each.with("authorisers", authorisers).with("step", facts.given().getOrDefault("step", "")).with("doers",
                facts.given().getOrDefault("doers", List.of())).with("asked", facts.given().getOrDefault("asked", List.of())));
        var scope = scopes.getFirst();
        var planned = new ArrayList<Planned>();
        for (var reminding : conversation.reminders()) {
            if (!Expression.holds(reminding.when(), scope)) {
                continue;
            }
            for (var due : dues(reminding.timing(), anchors, scope)) {
                planned.add(new Planned(reminding, inAny(reminding.to(), scopes), due, reminding.say().in(scope, walk.reader),
                        labels(reminding, scope),
                        reminding.copy().map(copy -> inAny(copy.to(), scopes)).orElse(List.of())));
            }
        }
        return List.copyOf(planned);
    }

    private Map<String, String> labels(Reminding reminding, Scope scope) {
        var labels = new LinkedHashMap<String, String>();
        reminding.buttons().forEach((name, label) -> labels.put(name, label.in(scope, walk.reader)));
        return labels;
    }

    private List<Instant> dues(Reminding.Timing timing, Map<Reminding.Anchor, Instant> happened, Scope scope) {
        var calendar = facts.organisation().calendar();
        return switch (timing) {
            case Reminding.Timing.Before(var moment, var workingDays, var days, var times, var question) -> {
                var at = (Instant) moment.value(scope);
                if (at.equals(Instant.EPOCH) || question && !happened.containsKey(Reminding.Anchor.QUESTION)) {
                    yield List.of();
                }
                var day = calendar.plusWorkingDays(LocalDate.ofInstant(at, calendar.zone()).minusDays(days), -workingDays);
                yield times.stream().map(time -> day.atTime(time).atZone(calendar.zone()).toInstant()).toList();
            }
            case Reminding.Timing.After(var what, var delay, var workingDays, _) -> {
                var at = happened.get(what);
                yield at == null ? List.of() : List.of(calendar.plusWorkingDays(at, workingDays).plus(delay));
            }
        };
    }

    /** The people of a reminder, whichever of several approvers is {@code approver}. */
    private static List<String> inAny(List<Expression> expressions, List<Scope> scopes) {
        return scopes.stream().flatMap(scope -> people(expressions, scope).stream()).distinct().toList();
    }

    private static List<String> people(List<Expression> expressions, Scope scope) {
        var keys = new LinkedHashSet<String>();
        for (var expression : expressions) {
            switch (expression.value(scope)) {
                case Entry entry when entry.exists() -> keys.add(entry.key());
                case List<?> list -> list.forEach(item -> {
                    if (item instanceof Entry entry && entry.exists()) {
                        keys.add(entry.key());
                    }
                });
                default -> {
                }
            }
        }
        return List.copyOf(keys);
    }

    // ---- what becomes of it after it was handed in

    @Override
    public Fulfil fulfil() {
        return submission.fulfil();
    }

    @Override
    public Map<String, String> ownResults() {
        var results = new LinkedHashMap<String, String>();
        submission.values().forEach((name, value) -> results.put(name, String.valueOf(value.value(walk.scope()))));
        return results;
    }

    @Override
    public List<Letter> letters(String on) {
        var letters = new ArrayList<Letter>();
        for (var mail : submission.mails()) {
            if (mail.on().equals(on) && Expression.holds(mail.when(), walk.scope())) {
                var addresses = mail.to().stream().map(to -> to.value(walk.scope())).filter(String.class::isInstance)
                        .map(String.class::cast).filter(address -> !address.isBlank()).distinct().toList();
                letters.add(new Letter(mail.id(), people(mail.to(), walk.scope()), addresses, mail.subject().in(walk.scope(), walk.reader),
                        mail.text().in(walk.scope(), walk.reader), mail.attach()));
            }
        }
        return List.copyOf(letters);
    }

    @Override
    public List<Map<String, Object>> lines() {
        if (!(submission.fulfil() instanceof Fulfil.PickUp(_, var each, var line))) {
            return List.of();
        }
        var lists = each.map(list -> List.of(new Effect.Each("it", list))).orElse(List.of());
        return turns(lists, walk.scope()).stream().map(turn -> {
            var scope = walk.scope().with(turn);
            var columns = new LinkedHashMap<String, Object>();
            line.forEach((column, value) -> columns.put(column, value.value(scope)));
            return (Map<String, Object>) columns;
        }).toList();
    }

    @Override
    public Optional<Task> task(Set<String> done, Set<Reminding.Anchor> happened) {
        boolean afterTheWork = false;
        for (var next : conversation.followUps()) {
            afterTheWork = afterTheWork || next.after().equals(Optional.of(Reminding.Anchor.FULFILLED));
            boolean moot = happened.contains(Reminding.Anchor.FULFILLED) && !afterTheWork;
            boolean settled = done.contains(next.id()) || moot;
            afterTheWork = afterTheWork || next.ending().fulfils().isPresent();
            if (settled) {
                continue;
            }
            if (next.after().isPresent() && !happened.contains(next.after().get())) {
                return Optional.empty();
            }
            if (Expression.holds(next.when(), walk.scope())) {
                return Optional.of(new Task(next.id(), able(named(next.by()), List.of()).stream().map(Entry::key).toList(),
                        next.title().in(walk.scope(), walk.reader), next.say().in(walk.scope(), walk.reader)));
            }
        }
        return Optional.empty();
    }

    @Override
    public Finding tooEarly(String step, String first) {
        var next = conversation.followUp(step).orElseThrow();
        return said(next.early(), walk.scope().with("first", first), "follow.early", first);
    }

    @Override
    public Finding notTheirs(String step) {
        var next = conversation.followUp(step).orElseThrow();
        return said(next.others(), walk.scope(), "follow.others", "");
    }

    private Finding said(Kind.Refusal refusal, Scope scope, String phrase, String value) {
        var text = refusal.say().isEmpty() ? Phrases.of(walk.reader).say(phrase, value) : refusal.say().in(scope, walk.reader);
        return new Finding(refusal.rule(), Severity.BLOCK, text, refusal.source(), "");
    }

    @Override
    public boolean mayDo(String step, Entry person) {
        var next = conversation.followUp(step);
        return next.isPresent() && able(named(next.get().by()), List.of()).contains(person);
    }

    @Override
    public Ended endedBy(String step) {
        var ending = conversation.followUp(step).map(FollowUp::ending);
        if (ending.flatMap(FollowUp.Ending::fulfils).filter(condition -> condition.holds(walk.scope())).isPresent()) {
            return new Ended.Fulfilled();
        }
        if (ending.flatMap(FollowUp.Ending::fails).filter(condition -> condition.holds(walk.scope())).isPresent()) {
            return new Ended.Failed(ending.get().why().in(walk.scope(), walk.reader));
        }
        if (ending.flatMap(FollowUp.Ending::back).filter(condition -> condition.holds(walk.scope())).isPresent()) {
            var ids = conversation.followUps().stream().map(FollowUp::id).toList();
            return new Ended.Back(ids.subList(ids.indexOf(ending.get().to()), ids.indexOf(step) + 1));
        }
        return new Ended.Nothing();
    }

    // ---- effects

    @Override
    public Done done(String on, Map<String, String> results) {
        return done(conversation, dialogue, facts, on, results);
    }

    /** What the answers of a dialogue that hands nothing in change at once. */
    static List<Change> effects(Conversation conversation, Dialogue dialogue, Facts facts) {
        return done(conversation, dialogue, facts, Effect.FULFILLED, Map.of()).changes();
    }

    private static Done done(Conversation conversation, Dialogue dialogue, Facts facts, String on, Map<String, String> results) {
        var changes = new ArrayList<Change>();
        var credentials = new ArrayList<Credentials>();
        var registers = facts.registers();
        for (var effect : conversation.effects()) {
            var occasion = effect.occasion();
            if (!occasion.on().equals(on)) {
                continue;
            }
            for (var turn : turns(occasion.each(), scope(conversation, dialogue, facts.with(registers), results))) { // for whom it is done is settled before the first
                var scope = scope(conversation, dialogue, facts.with(registers), results);
                for (var each : turn.entrySet()) { // each on the registers as the one before left them
                    scope = scope.with(each.getKey(), each.getValue() instanceof Entry entry ? current(entry, registers) : each.getValue());
                }
                if (!Expression.holds(occasion.when(), scope)) {
                    continue;
                }
                for (var change : changes(effect, scope, registers)) {
                    changes.add(change);
                    registers = registers.after(change);
                    if (effect instanceof Effect.Generate generate) {
                        credentials
                                .add(credentials(generate, scope, registers.entry(change.register(), change.key()), registers, dialogue));
                    }
                }
            }
        }
        return new Done(changes, credentials);
    }

    private static Scope scope(Conversation conversation, Dialogue dialogue, Facts facts, Map<String, String> results) {
        return Walk.judging(conversation, dialogue, facts).scope().with("result", results);
    }

    private static Entry current(Entry entry, Registers registers) {
        var now = registers.entry(entry.register(), entry.key());
        return now.exists() ? now : entry;
    }

    /** What each name stands for, once for every combination. */
    private static List<Map<String, Object>> turns(List<Effect.Each> lists, Scope scope) {
        var turns = List.of(Map.<String, Object>of());
        for (var each : lists) {
            var longer = new ArrayList<Map<String, Object>>();
            for (var turn : turns) {
                var inside = scope.with(turn);
                if (each.list().value(inside) instanceof List<?> list) {
                    for (var element : list) {
                        var more = new LinkedHashMap<>(turn);
                        more.put(each.name(), java.util.Objects.requireNonNull(element));
                        longer.add(more);
                    }
                }
            }
            turns = List.copyOf(longer);
        }
        return turns;
    }

    private static List<Change> changes(Effect effect, Scope scope, Registers registers) {
        return switch (effect) {
            case Effect.Set(_, var register, var entry, var to) -> entry.value(scope) instanceof Entry target && target.exists()
                    ? List.of(new Change.Set(register, target.key(), stored(register, to, scope, registers)))
                    : List.of();
            case Effect.SetAll(var occasion, var register, var where, var to) -> found(register, where, scope, registers).stream()
                    .map(entry -> (Change) new Change.Set(register, entry.key(),
                            stored(register, to, !occasion.each().isEmpty() ? scope : scope.with("it", entry), registers)))
                    .toList();
            case Effect.Add(_, var register, var key, var to) -> {
                var name = key.map(expression -> String.valueOf(expression.value(scope))).orElseGet(() -> free(register, registers));
                var fields = stored(register, to, scope, registers);
                fields.putIfAbsent(registers.schema(register).key(), name);
                yield List.of(new Change.Put(register, name, fields));
            }
            case Effect.Generate generate -> generated(generate, scope, registers);
            case Effect.Remove(_, var register, var where) -> found(register, where, scope, registers).stream()
                    .map(entry -> (Change) new Change.Remove(register, entry.key())).toList();
        };
    }

    // ---- user names and first passwords

    private static List<Change> generated(Effect.Generate effect, Scope scope, Registers registers) {
        var register = effect.register();
        var fields = stored(register, effect.to(), scope, registers);
        effect.from().map(from -> Usernames.made(String.valueOf(from.value(scope)), register, effect.username(), registers))
                .ifPresent(username -> fields.put(effect.username(), username));
        if (effect.entry().isPresent()) {
            return effect.entry().get().value(scope) instanceof Entry target && target.exists()
                    ? List.of(new Change.Set(register, target.key(), fields))
                    : List.of();
        }
        var schema = registers.schema(register);
        var key = effect.username().equals(schema.key()) ? String.valueOf(fields.get(schema.key())) : free(register, registers);
        fields.putIfAbsent(schema.key(), key);
        return List.of(new Change.Put(register, key, fields));
    }

    private static Credentials credentials(Effect.Generate effect, Scope scope, Entry account, Registers registers, Dialogue dialogue) {
        var showTo = effect.showTo().map(expression -> expression.value(scope)).filter(Entry.class::isInstance).map(Entry.class::cast)
                .filter(Entry::exists).map(Entry::key).orElse(dialogue.requester());
        var username = effect.username().isEmpty() ? "" : account.text(effect.username());
        return new Credentials(effect.register(), account.key(), username.isEmpty() ? registers.label(account) : username,
                effect.password(),
                showTo);
    }

    private static List<Entry> found(String register, Map<String, Expression> where, Scope scope, Registers registers) {
        return registers.entries(register).stream()
                .filter(entry -> where.entrySet().stream()
                        .allMatch(wanted -> same(registers.field(entry, wanted.getKey()), wanted.getValue().value(scope))))
                .toList();
    }

    private static boolean same(Object field, Object wanted) {
        return field instanceof Entry entry && wanted instanceof String key ? entry.key().equals(key) : field.equals(wanted);
    }

    /** A key that no entry has: one more than the highest number in use. */
    private static String free(String register, Registers registers) {
        long highest = registers.entries(register).stream().map(Entry::key).filter(key -> key.matches("\\d{1,17}"))
                .mapToLong(Long::parseLong).max().orElse(0);
        return String.valueOf(highest + 1);
    }

    static Map<String, Object> stored(String register, Map<String, Expression> to, Scope scope, Registers registers) {
        var fields = new HashMap<String, Object>();
        to.forEach((field, expression) -> {
            var value = expression.value(scope);
            fields.put(field, switch (value) {
                case Entry entry -> entry.key();
                case Instant none when none.equals(Instant.EPOCH) -> "";
                case Instant moment when registers.schema(register).field(field).orElse(null) instanceof FieldType.Day ->
                    LocalDate.ofInstant(moment, scope.calendar().zone());
                case List<?> list -> list.stream().map(item -> item instanceof Entry entry ? (Object) entry.key() : item).toList();
                default -> value;
            });
        });
        return fields;
    }
}
