package org.usher.reminder;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import org.usher.conversation.Organisation;
import org.usher.conversation.Round;
import org.usher.facts.Definitions;
import org.usher.facts.Judge;
import org.usher.facts.RegisterService;
import org.usher.outbox.Transactions;
import org.usher.register.Entry;
import org.usher.register.Registers;
import org.usher.reminder.KeptRound.State;
import org.usher.request.Person;

/** What is reviewed: due, done, overdue, under headings. Those who are asked read their own, their managers what is theirs, and whoever reads reports all of it. */
@Singleton
public class ReviewReport {

    private static final int PAST = 2000;

    private final Definitions definitions;
    private final RegisterService registers;
    private final Judge judge;
    private final Transactions transactions;
    private final ReviewStore rounds;
    private final ReminderStore reminders;
    private final Clock clock;

    ReviewReport(Definitions definitions, RegisterService registers, Judge judge, Transactions transactions, ReviewStore rounds,
            ReminderStore reminders, Clock clock) {
        this.definitions = definitions;
        this.registers = registers;
        this.judge = judge;
        this.transactions = transactions;
        this.rounds = rounds;
        this.reminders = reminders;
        this.clock = clock;
    }

    /**
     * The rounds that a person may read of, by heading: the open ones by date, then those that are over, the latest first.
     *
     * @param all whether the person may read everything
     */
    public List<ReviewView> of(Person who, boolean all) {
        return transactions.in(() -> {
            var organisation = definitions.organisation(who.organisation());
            var facts = registers.current(who.organisation());
            var now = clock.instant();
            Predicate<String> concerns = all
                    ? _ -> true
                    : key -> key.equals(who.key()) || managers(organisation, facts, key).contains(who.key());
            var past = rounds.past(organisation.id(), PAST);
            var lines = new ArrayList<ReviewView>();
            var answered = past.stream().filter(over -> over.state() == State.ANSWERED).toList();
            Round.all(organisation, facts, now).stream().filter(round -> {
                var kept = Reviews.kept(organisation, round, now);
                return answered.stream().noneMatch(over -> over.same(kept));
            })
                    .filter(round -> all || Stream.concat(round.to().stream(), round.escalatedTo().stream()).anyMatch(concerns))
                    .map(round -> open(organisation, round, now)).forEach(lines::add);
            lines.sort(Comparator.comparing(ReviewView::due));
            past.stream().filter(round -> all || concerns.test(round.by())).map(round -> over(round)).forEach(lines::add);
            lines.sort(Comparator.comparing(ReviewView::group)); // stable: the order within a heading stays
            return List.copyOf(lines);
        });
    }

    private ReviewView open(Organisation organisation, Round round, Instant now) {
        var language = organisation.languages().getFirst();
        var zone = organisation.calendar().zone();
        var due = round.dueMoment();
        boolean late = LocalDate.ofInstant(now, zone).isAfter(LocalDate.ofInstant(due, zone));
        var state = round.paused() ? "paused" : late ? "overdue" : round.latest(now).isPresent() ? "due" : "to_come";
        var first = Reviews.exact(round.due());
        long told = reminders.about(organisation.id(), new Reminder.Matter.Entry(round.entry().register(), round.entry().key())).stream()
                .filter(reminder -> reminder.first().equals(first) && reminder.sent().isPresent()
                        && reminder.kind().equals(round.reviewing().id()))
                .count();
        return new ReviewView(round.reviewing().id(), round.name(language), round.group(language), due, state,
                round.to().stream().map(key -> judge.name(organisation.id(), key)).toList(), told, null, "", "");
    }

    private ReviewView over(KeptRound round) {
        var state = round.state() == State.MOVED ? State.MOVED : State.DONE;
        return new ReviewView(round.review(), round.name(), round.group(), round.due(), state.name().toLowerCase(Locale.ROOT), List.of(), 0,
                round.settled().orElse(null), judge.name(round.organisation(), round.by()), round.why());
    }

    /** All managers of a person, the nearest first. */
    private static Set<String> managers(Organisation organisation, Registers facts, String key) {
        var managers = new HashSet<String>();
        var field = organisation.people().manager();
        var person = facts.entry(organisation.people().register(), key);
        while (!field.isEmpty() && person.exists() && facts.field(person, field) instanceof Entry manager && manager.exists()
                && managers.add(manager.key())) {
            person = manager;
        }
        return managers;
    }
}
