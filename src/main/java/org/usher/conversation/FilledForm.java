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
    public List<String> flags() {
        return submission.flags().stream().filter(flag -> flag.when().isEmpty() || flag.when().get().holds(walk.scope()))
                .map(flag -> flag.text().in(walk.scope(), walk.reader)).toList();
    }

    @Override
    public List<Finding> findings() {
        return List.copyOf(walk.findings);
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
        var subject = subject();
        return people.stream()
                .filter(person -> !person.equals(subject) && facts.organisation().people().isActive(facts.registers(), person)).toList();
    }

    @Override
    public Optional<String> automatic() {
        return submission.approval().automatic().filter(condition -> condition.holds(walk.scope()))
                .map(_ -> submission.approval().ground().in(walk.scope(), walk.reader));
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
    public Optional<Instant> neededBy() {
        return submission.neededBy().map(expression -> (Instant) expression.value(walk.scope()))
                .filter(moment -> !moment.equals(Instant.EPOCH));
    }

    @Override
    public Map<String, String> results() {
        var results = new LinkedHashMap<String, String>();
        submission.results().forEach((name, label) -> results.put(name, label.in(walk.scope(), walk.reader)));
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
        var scopes = approvers.isEmpty()
                ? List.of(walk.scope().with("approver", approver()))
                : approvers.stream().map(approver -> walk.scope().with("approver", approver)).toList();
        var scope = scopes.getFirst();
        var planned = new ArrayList<Planned>();
        for (var reminding : conversation.reminders()) {
            if (reminding.when().isPresent() && !reminding.when().get().holds(scope)) {
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
            case Reminding.Timing.Before(var moment, var workingDays, var days, var times) -> {
                var at = (Instant) moment.value(scope);
                if (at.equals(Instant.EPOCH)) {
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

    // ---- effects

    @Override
    public List<Change> effects(Map<String, String> results) {
        return fulfilled(results).changes();
    }

    @Override
    public List<Credentials> credentials(Map<String, String> results) {
        return fulfilled(results).credentials();
    }

    /** What fulfilment does. */
    private record Fulfilled(List<Change> changes, List<Credentials> credentials) {}

    private Fulfilled fulfilled(Map<String, String> results) {
        var changes = new ArrayList<Change>();
        var credentials = new ArrayList<Credentials>();
        var registers = facts.registers();
        for (var effect : conversation.effects()) {
            var now = new Facts(facts.organisation(), registers, facts.now(), facts.language(), facts.cart());
            var scope = Walk.judging(conversation, dialogue, now).scope().with("result", results);
            for (var turn : turns(effect, scope)) {
                if (effect.when().isPresent() && !effect.when().get().holds(turn)) {
                    continue;
                }
                for (var change : changes(effect, turn, registers)) {
                    changes.add(change);
                    registers = registers.after(change);
                    if (effect instanceof Effect.Generate generate) {
                        credentials.add(credentials(generate, turn, registers.entry(change.register(), change.key()), registers));
                    }
                }
            }
        }
        return new Fulfilled(List.copyOf(changes), List.copyOf(credentials));
    }

    private static List<Scope> turns(Effect effect, Scope scope) {
        if (effect.each().isEmpty()) {
            return List.of(scope);
        }
        return effect.each().get().value(scope) instanceof List<?> list
                ? list.stream().map(turn -> scope.with("it", java.util.Objects.requireNonNull(turn))).toList()
                : List.of();
    }

    private static List<Change> changes(Effect effect, Scope scope, Registers registers) {
        return switch (effect) {
            case Effect.Set(_, _, var register, var entry, var to) -> entry.value(scope) instanceof Entry target && target.exists()
                    ? List.of(new Change.Set(register, target.key(), stored(register, to, scope, registers)))
                    : List.of();
            case Effect.Add(_, _, var register, var key, var to) -> {
                var name = key.map(expression -> String.valueOf(expression.value(scope))).orElseGet(() -> free(register, registers));
                var fields = stored(register, to, scope, registers);
                fields.putIfAbsent(registers.schema(register).key(), name);
                yield List.of(new Change.Put(register, name, fields));
            }
            case Effect.Generate generate -> generated(generate, scope, registers);
            case Effect.Remove(_, _, var register, var where) -> registers.entries(register).stream()
                    .filter(entry -> where.entrySet().stream()
                            .allMatch(wanted -> same(registers.field(entry, wanted.getKey()), wanted.getValue().value(scope))))
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

    private Credentials credentials(Effect.Generate effect, Scope scope, Entry account, Registers registers) {
        var showTo = effect.showTo().map(expression -> expression.value(scope)).filter(Entry.class::isInstance).map(Entry.class::cast)
                .filter(Entry::exists).map(Entry::key).orElse(dialogue.requester());
        var username = effect.username().isEmpty() ? "" : account.text(effect.username());
        return new Credentials(effect.register(), account.key(), username.isEmpty() ? registers.label(account) : username,
                effect.password(),
                showTo);
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

    private static Map<String, Object> stored(String register, Map<String, Expression> to, Scope scope, Registers registers) {
        var fields = new HashMap<String, Object>();
        to.forEach((field, expression) -> {
            var value = expression.value(scope);
            fields.put(field, switch (value) {
                case Entry entry -> entry.key();
                case Instant moment when registers.schema(register).field(field).orElse(null) instanceof FieldType.Day ->
                    LocalDate.ofInstant(moment, scope.calendar().zone());
                case List<?> list -> list.stream().map(item -> item instanceof Entry entry ? (Object) entry.key() : item).toList();
                default -> value;
            });
        });
        return fields;
    }
}
