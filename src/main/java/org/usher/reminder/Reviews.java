package org.usher.reminder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.conversation.Organisation;
import org.usher.conversation.Round;
import org.usher.facts.Definitions;
import org.usher.facts.RegisterService;
import org.usher.outbox.Transactions;
import org.usher.register.Registers;
import org.usher.reminder.KeptRound.State;
import org.usher.reminder.Reminder.Matter;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/**
 * Asks the right people to look at entries of the registers again. Which rounds are open, who is asked and when follows from the registers
 * alone; what was said to whom is kept as reminders, so that nothing is said twice, however often this runs and whatever changes in between.
 */
@Singleton
public class Reviews {

    private final Definitions definitions;
    private final RegisterService registers;
    private final Transactions transactions;
    private final Reminders reminders;
    private final ReminderStore store;
    private final ReviewStore rounds;
    private final Planner planner;
    private final Requests requests;
    private final AuditTrail audit;

    Reviews(Definitions definitions, RegisterService registers, Transactions transactions, Reminders reminders, ReminderStore store,
            ReviewStore rounds, Planner planner, Requests requests, AuditTrail audit) {
        this.definitions = definitions;
        this.registers = registers;
        this.transactions = transactions;
        this.reminders = reminders;
        this.store = store;
        this.rounds = rounds;
        this.planner = planner;
        this.requests = requests;
        this.audit = audit;
    }

    /** The organisations that have anything to review. */
    List<String> organisations() {
        return definitions.organisations().stream().filter(organisation -> !organisation.reviews().isEmpty()).map(Organisation::id)
                .toList();
    }

    /** Brings the rounds into line with the registers and says what is to be said at this moment; the moment at which to do so again. */
    Instant keep(String organisation, Instant now) {
        return transactions.in(() -> {
            var defined = definitions.organisation(organisation);
            var facts = registers.current(organisation);
            var open = Round.all(defined, facts, now);
            var known = new ArrayList<>(rounds.current(organisation));
            var zone = defined.calendar().zone();
            var next = LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant(); // days are not all of one length
            for (var round : open) {
                var current = kept(defined, round, now);
                var before = known.stream().filter(current::same).findFirst();
                before.ifPresent(known::remove);
                if (before.map(KeptRound::state).orElse(State.OPEN) == State.ANSWERED) {
                    continue;
                }
                if (before.isEmpty() || !before.get().name().equals(current.name()) || !before.get().group().equals(current.group())) {
                    rounds.keep(current);
                }
                say(defined, round, now);
                var further = round.next(now);
                next = further.filter(next::isAfter).orElse(next);
            }
            known.forEach(round -> settle(facts, round, now));
            return next;
        });
    }

    static KeptRound kept(Organisation organisation, Round round, Instant now) {
        var language = organisation.languages().getFirst();
        return new KeptRound(organisation.id(), round.reviewing().id(), round.entry().register(), round.entry().key(), exact(round.due()),
                round.name(language), round.group(language), State.OPEN, now, Optional.empty(), "", "");
    }

    /** As exact as it is kept. */
    static Instant exact(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }

    /** A round that the registers no longer call for. */
    private void settle(Registers facts, KeptRound round, Instant now) {
        var changes = registers.history(round.organisation(), round.register(), round.entry()).stream()
                .filter(change -> !change.at().isBefore(round.opened())).toList();
        if (round.state() == State.OPEN) {
            boolean seenTo = !changes.isEmpty() && !changes.getLast().byFeed();
            // What a form brought about was seen to by whoever asked for it, and not by the desk that did it.
            var item = changes.isEmpty() ? Optional.<RequestItem>empty() : requests.item(round.organisation(), changes.getLast().why());
            var who = item.map(asked -> asked.person().key())
                    .orElseGet(() -> changes.isEmpty() ? AuditEntry.USHER : changes.getLast().who());
            var why = item.map(asked -> asked.shownNumber() + ", " + asked.summary())
                    .orElseGet(() -> changes.isEmpty() ? "" : changes.getLast().why());
            var settled = round.settled(seenTo ? State.DONE : State.MOVED, changes.isEmpty() ? now : changes.getLast().at(), who, why);
            rounds.keep(settled);
            audit.record(
                    new AuditEntry(now, round.organisation(), settled.by(), "review." + settled.state().name().toLowerCase(Locale.ROOT),
                            round.register() + '/' + round.entry(),
                            Map.of("review", round.review(), "due", round.due().toString(), "why", settled.why(), "gone",
                                    String.valueOf(!facts.entry(round.register(), round.entry()).exists()))));
        } else {
            rounds.keep(round.settled(State.DONE, round.settled().orElse(now), round.by(), round.why()));
        }
        var matter = new Matter.Entry(round.register(), round.entry());
        store.about(round.organisation(), matter).stream()
                .filter(reminder -> reminder.first().equals(round.due())
                        && ids(round.organisation(), round.review()).contains(reminder.kind()))
                .forEach(reminders::end);
    }

    /** The kinds under which the reminders of a review are kept: its own id, and that of its escalation. */
    private List<String> ids(String organisation, String review) {
        var ids = new ArrayList<>(List.of(review));
        definitions.organisation(organisation).reviews().stream().filter(each -> each.id().equals(review))
                .forEach(each -> each.escalate().ifPresent(escalate -> ids.add(escalate.id())));
        return ids;
    }

    /** Says what has come due since it was said last: to everybody who is asked now the latest of the row, once. */
    private void say(Organisation organisation, Round round, Instant now) {
        var latest = round.latest(now);
        if (latest.isEmpty() || round.paused()) {
            return;
        }
        var reviewing = round.reviewing();
        var matter = new Matter.Entry(round.entry().register(), round.entry().key());
        var first = exact(round.due());
        var said = store.about(organisation.id(), matter).stream().filter(reminder -> reminder.first().equals(first)).toList();
        var to = round.to();
        for (var earlier : said) {
            boolean superseded = earlier.kind().equals(reviewing.id()) && !earlier.copy() && earlier.nth() > 0
                    && (!to.contains(earlier.to().key()) || earlier.nth() < latest.get().nth());
            if (superseded) {
                reminders.end(earlier);
            }
        }
        for (var key : to) {
            var due = exact(latest.get().at());
            // Who was asked before, was not to be asked for a while, and is again: the same message can be answered again.
            said.stream().filter(reminder -> reminder.kind().equals(reviewing.id()) && reminder.to().key().equals(key)
                    && reminder.nth() == latest.get().nth() && reminder.state() == Reminder.State.OVER)
                    .forEach(reminder -> reminders.settle(reminder.is(Reminder.State.SENT)));
            if (said.stream().noneMatch(reminder -> reminder.kind().equals(reviewing.id()) && reminder.to().key().equals(key)
                    && (reminder.due().equals(due) || reminder.nth() == latest.get().nth()))) {
                var person = new Person(organisation.id(), key);
                var language = planner.languageOf(person);
                reminders.ask(Reminder.planned(person, reviewing.id(), matter, due, first, latest.get().nth()), round.say(language),
                        round.buttons(language), now);
            }
        }
        round.escalation().filter(moment -> !moment.isAfter(now))
                .ifPresent(moment -> escalate(organisation, round, exact(moment), said, now));
    }

    private void escalate(Organisation organisation, Round round, Instant moment, List<Reminder> said, Instant now) {
        var id = round.reviewing().escalate().orElseThrow().id();
        for (var key : round.escalatedTo()) {
            if (said.stream().noneMatch(reminder -> reminder.kind().equals(id) && reminder.to().key().equals(key))) {
                var person = new Person(organisation.id(), key);
                reminders.ask(
                        Reminder.planned(person, id, new Matter.Entry(round.entry().register(), round.entry().key()), moment,
                                exact(round.due()), 1),
                        round.escalation(planner.languageOf(person)), Map.of(), now);
            }
        }
    }
}
