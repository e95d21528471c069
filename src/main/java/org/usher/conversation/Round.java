package org.usher.conversation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.register.Change;
import org.usher.register.Entry;
import org.usher.register.Registers;
import org.usher.validation.Expression;
import org.usher.validation.Reader;
import org.usher.validation.Scope;

/** One round of a review: an entry of a register that is to be looked at by a moment. Worked out from the registers alone, it is the same whenever it is asked for. */
public final class Round {

    /** How long a row of moments may be; nobody is asked so often. */
    private static final int MOMENTS = 10_000;
    /** When people are asked about something that is due on a day. */
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private final Organisation organisation;
    private final Registers registers;
    private final Reviewing reviewing;
    private final Entry entry;
    private final Instant due;
    private final Scope scope;

    private Round(Organisation organisation, Registers registers, Reviewing reviewing, Entry entry, Instant due, Scope scope) {
        this.organisation = organisation;
        this.registers = registers;
        this.reviewing = reviewing;
        this.entry = entry;
        this.due = due;
        this.scope = scope;
    }

    /** A moment at which something is said: the how-manieth of its row, from 1. */
    public record Moment(Instant at, int nth) {}

    /** All rounds of an organisation that are open, as its registers stand. */
    public static List<Round> all(Organisation organisation, Registers registers, Instant now) {
        var all = new ArrayList<Round>();
        for (var reviewing : organisation.reviews()) {
            for (var entry : registers.entries(reviewing.register())) {
                of(organisation, registers, reviewing, entry, now).ifPresent(all::add);
            }
        }
        return all;
    }

    /** The open round of one entry, if there is any. */
    public static Optional<Round> of(Organisation organisation, Registers registers, Reviewing reviewing, Entry entry, Instant now) {
        if (!entry.exists()) {
            return Optional.empty();
        }
        var scope = new Scope(name -> switch (name) {
            case "it" -> entry;
            case "now" -> now;
            case "today" -> organisation.calendar().startOfDay(now);
            case "settings" -> organisation.settings();
            default -> null;
        }, registers, organisation.calendar());
        if (!Expression.holds(reviewing.when(), scope)) {
            return Optional.empty();
        }
        var due = (Instant) reviewing.due().value(scope);
        return due.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(new Round(organisation, registers, reviewing, entry, due, scope));
    }

    public Reviewing reviewing() {
        return reviewing;
    }

    public Entry entry() {
        return entry;
    }

    /** When it is due, as the register has it. */
    public Instant due() {
        return due;
    }

    /** The moment on the day it is due at which it is asked. */
    public Instant dueMoment() {
        return instant(dueAt());
    }

    private ZoneId zone() {
        return organisation.calendar().zone();
    }

    private LocalDateTime dueAt() {
        var local = LocalDateTime.ofInstant(due, zone());
        var own = local.toLocalTime().equals(LocalTime.MIDNIGHT) ? MORNING : local.toLocalTime();
        return local.toLocalDate().atTime(reviewing.at().orElse(own));
    }

    /** The last moment that has come, if any has. */
    public Optional<Moment> latest(Instant now) {
        Optional<Moment> latest = Optional.empty();
        for (int i = 0; i < MOMENTS; i++) {
            var moment = moment(i);
            if (moment.isEmpty() || moment.get().isAfter(now)) {
                return latest;
            }
            if (counts(moment.get())) {
                latest = Optional.of(new Moment(moment.get(), i + 1));
            }
        }
        return latest;
    }

    private Optional<Instant> further(Instant now) {
        for (int i = 0; i < MOMENTS; i++) {
            var moment = moment(i);
            if (moment.isEmpty() || moment.get().isAfter(now) && counts(moment.get())) {
                return moment;
            }
        }
        return Optional.empty();
    }

    /** Whether people are asked on that day at all. */
    private boolean counts(Instant moment) {
        return !reviewing.working() || organisation.calendar().works(LocalDateTime.ofInstant(moment, zone()).toLocalDate());
    }

    /** The first moment that is still to come, of the row or of the escalation. */
    public Optional<Instant> next(Instant now) {
        var further = further(now);
        var told = escalation().filter(moment -> moment.isAfter(now));
        return further.isPresent() && told.isPresent()
                ? Optional.of(further.get().isBefore(told.get()) ? further.get() : told.get())
                : further.or(() -> told);
    }

    /** The i-th moment of the row, from 0: before the day, on the day, and again and again. Months are counted from the day itself, so that the end of a month stays its end. */
    private Optional<Instant> moment(int i) {
        int early = reviewing.before().isPresent() ? 1 : 0;
        if (i < early) {
            return reviewing.before().map(before -> instant(dueAt().minus(before)));
        }
        int again = i - early;
        return again == 0 ? Optional.of(dueMoment()) : reviewing.every().map(every -> instant(dueAt().plus(every.multipliedBy(again))));
    }

    private Instant instant(LocalDateTime local) {
        return local.atZone(zone()).toInstant();
    }

    /** When somebody else is told of the silence. */
    public Optional<Instant> escalation() {
        return reviewing.escalate().map(escalate -> instant(dueAt().plus(escalate.after())));
    }

    /** Whether nobody is to be asked at present. */
    public boolean paused() {
        return reviewing.pause().map(condition -> condition.holds(scope)).orElse(false);
    }

    /** Keys of the people who are asked, each once. */
    public List<String> to() {
        return people(reviewing.to());
    }

    /** Keys of the people who are told of long silence, each once. */
    public List<String> escalatedTo() {
        return reviewing.escalate().map(escalate -> people(escalate.to())).orElse(List.of());
    }

    private List<String> people(List<Expression> expressions) {
        var keys = new LinkedHashSet<String>();
        for (var expression : expressions) {
            var value = expression.value(scope);
            for (var each : value instanceof List<?> list ? list : List.of(value)) {
                if (each instanceof Entry person && person.exists() && organisation.people().isActive(registers, person)) {
                    keys.add(person.key());
                }
            }
        }
        return List.copyOf(keys);
    }

    public String name(String language) {
        return reviewing.name().in(scope, reader(language));
    }

    public String group(String language) {
        return reviewing.group().in(scope, reader(language));
    }

    public String say(String language) {
        return reviewing.say().in(scope, reader(language));
    }

    public String escalation(String language) {
        return reviewing.escalate().map(escalate -> escalate.say().in(scope, reader(language))).orElse("");
    }

    /** What can be answered: name to label. */
    public Map<String, String> buttons(String language) {
        var labels = new LinkedHashMap<String, String>();
        reviewing.buttons().forEach((name, button) -> labels.put(name, button.label().in(scope, reader(language))));
        return labels;
    }

    private Reader reader(String language) {
        return new Reader(language, zone());
    }

    /** What an answer carries into the conversation in which it goes on. */
    public Map<String, Answer> carried(Reviewing.Going going, String answeredBy) {
        var carried = new LinkedHashMap<String, Answer>();
        going.carry().forEach(
                (path, expression) -> Walk.answerOf(expression.value(by(answeredBy))).ifPresent(answer -> carried.put(path, answer)));
        return carried;
    }

    /** What an answer changes at once. */
    public List<Change> changes(Reviewing.Button button, String answeredBy) {
        return button.set().isEmpty()
                ? List.of()
                : List.of(new Change.Set(reviewing.register(), entry.key(),
                        FilledForm.stored(reviewing.register(), button.set(), by(answeredBy), registers)));
    }

    private Scope by(String person) {
        return scope.with("requester", registers.entry(organisation.people().register(), person));
    }
}
