package org.usher.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;
import org.usher.approval.ApprovalService;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.conversation.Answer;
import org.usher.conversation.Reminding;
import org.usher.conversation.Reviewing;
import org.usher.conversation.Round;
import org.usher.facts.Definitions;
import org.usher.facts.Ids;
import org.usher.facts.Phrases;
import org.usher.facts.RegisterService;
import org.usher.outbox.Notice;
import org.usher.outbox.Notifier;
import org.usher.outbox.Outbox;
import org.usher.outbox.Transactions;
import org.usher.reminder.Reminder.Matter;
import org.usher.reminder.Reminder.State;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.ticket.TicketNotes;

/**
 * What is due, to whom, until when. A reminder is a row before it is a message: sending it is one transaction with marking it as sent, so
 * that it comes once however often the program is stopped.
 */
@Singleton
public final class Reminders {

    /** The answer that puts a reminder off. */
    public static final String LATER = "later";
    /** The place in its row of a reminder that was put off: outside of it, so that it neither goes on with the row nor counts in it. */
    private static final int PUT_OFF = 0;
    private static final int LONGEST_LIST = 200;
    private static final int LONGEST_SUBJECT = 120;

    private final ReminderStore store;
    private final Planner planner;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Notifier notifier;
    private final ApprovalService approvals;
    private final Requests requests;
    private final TicketNotes notes;
    private final AuditTrail audit;
    private final ReviewStore rounds;
    private final Definitions definitions;
    private final RegisterService registers;
    private final ReminderSettings settings;
    private final Clock clock;

    Reminders(ReminderStore store, Planner planner, Outbox outbox, Transactions transactions, Notifier notifier, ApprovalService approvals,
            Requests requests, TicketNotes notes, AuditTrail audit, ReviewStore rounds, Definitions definitions, RegisterService registers,
            ReminderSettings settings, Clock clock) {
        this.rounds = rounds;
        this.definitions = definitions;
        this.registers = registers;
        this.store = store;
        this.planner = planner;
        this.outbox = outbox;
        this.transactions = transactions;
        this.notifier = notifier;
        this.approvals = approvals;
        this.requests = requests;
        this.notes = notes;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** What comes of answering a reminder. */
    public sealed interface Answered {

        /** It was taken; {@code text} says what follows. */
        record Done(String text, ReminderView reminder) implements Answered {}

        /** It was answered before, or no longer matters; nothing has changed. */
        record Past(String text, ReminderView reminder) implements Answered {}

        /** It goes on in a conversation, with the answers that are known already. */
        record GoesOn(String conversation, Map<String, Answer> answers, ReminderView reminder) implements Answered {
            public GoesOn {
                answers = Map.copyOf(answers);
            }
        }

        /** That is not one of the answers. */
        record NoSuchAnswer(String text, ReminderView reminder) implements Answered {}

        /** There is no such reminder for this person. */
        record NotFound() implements Answered {}
    }

    /** A person's reminders, those that can be answered and those to come first. */
    public List<ReminderView> of(Person person) {
        return transactions.in(
                () -> store.of(person, LONGEST_LIST).stream().filter(reminder -> reminder.state() != State.MOOT).map(this::view).toList());
    }

    /** Those of a person's reminders that were sent and still matter: what is to come need not be worked out for them. */
    public List<ReminderView> sent(Person person) {
        return transactions.in(
                () -> store.of(person, LONGEST_LIST).stream().filter(reminder -> reminder.state() == State.SENT).map(this::view).toList());
    }

    /** Answers a reminder. */
    public Answered answer(Person person, String id, String answer) {
        var number = Ids.number(id);
        if (number.isEmpty()) {
            return new Answered.NotFound();
        }
        return transactions.in(() -> {
            var found = store.findForUpdate(number.get()).filter(reminder -> reminder.to().equals(person));
            if (found.isEmpty()) {
                return new Answered.NotFound();
            }
            var reminder = found.get();
            return switch (reminder.state()) {
                case PLANNED, MOOT -> new Answered.NotFound();
                case ANSWERED -> new Answered.Past(say(reminder, "reminder.answered", label(reminder)), view(reminder));
                case OVER -> new Answered.Past(say(reminder, "reminder.over"), view(reminder));
                case SENT -> answered(reminder, answer);
            };
        });
    }

    private Answered answered(Reminder reminder, String answer) {
        var now = clock.instant();
        if (reminder.copy() || !answer.equals(LATER) && !reminder.buttons().containsKey(answer)) {
            return new Answered.NoSuchAnswer(say(reminder, "reminder.choose"), view(reminder));
        }
        Optional<Round> round = Optional.empty();
        if (reminder.matter() instanceof Matter.Entry) {
            round = planner.round(reminder, now);
            if (round.isEmpty()) {
                end(reminder);
                return new Answered.Past(say(reminder, "reminder.over"), view(reminder.is(State.OVER)));
            }
            var button = Optional.ofNullable(round.get().reviewing().buttons().get(answer));
            var going = button.flatMap(Reviewing.Button::go);
            if (going.isPresent()) {
                // It stays open until the conversation has changed the entry: whoever stops half-way is asked again.
                record(reminder, reminder.to().key(), "reminder.answer", Map.of("answer", answer, "kind", reminder.kind()), now);
                return new Answered.GoesOn(going.get().conversation(), round.get().carried(going.get(), reminder.to().key()),
                        view(reminder));
            }
        }
        var answered = reminder.answered(answer);
        settle(answered);
        record(reminder, reminder.to().key(), "reminder.answer", Map.of("answer", answer, "kind", reminder.kind()), now);
        if (answer.equals(LATER)) {
            var again = plan(Reminder.planned(reminder.to(), reminder.kind(), reminder.matter(),
                    now.plus(settings.later()).truncatedTo(ChronoUnit.MICROS),
                    reminder.first(), PUT_OFF));
            return new Answered.Done(again(reminder), view(again.is(State.PLANNED)));
        }
        var label = reminder.buttons().getOrDefault(answer, answer);
        stopRow(answered);
        if (reminder.matter() instanceof Matter.Item(var number)) {
            notes.leave(number, "reminder-" + reminder.id(),
                    label + " – " + planner.nameOf(reminder.to()) + " (" + reminder.to().key() + ")", now);
        }
        round.ifPresent(open -> reviewed(open, answered, label, now));
        return new Answered.Done(say(reminder, "reminder.noted", label), view(answered));
    }

    /** What an answer to a review does at once: it changes the entry, and may end the round. */
    private void reviewed(Round round, Reminder answered, String label, Instant now) {
        var organisation = answered.to().organisation();
        var by = answered.to().key();
        if (round.reviewing().until().contains(answered.answer())) {
            rounds.keep(Reviews.kept(definitions.organisation(organisation), round, now).settled(KeptRound.State.ANSWERED, now, by, label));
        }
        var button = round.reviewing().buttons().get(answered.answer());
        if (button != null) {
            registers.lock(organisation);
            registers.apply(organisation, round.changes(button, by), by, label);
        }
    }

    /** A button ends all reminders of its kind about the matter, to whomever. */
    private void stopRow(Reminder answered) {
        for (var other : store.about(answered.to().organisation(), answered.matter())) {
            if (other.kind().equals(answered.kind()) && other.id() != answered.id()) {
                end(other, other.overWith(answered));
            }
        }
    }

    /** Ends a reminder that is no longer wanted. */
    void end(Reminder reminder) {
        end(reminder, reminder.is(State.OVER));
    }

    private void end(Reminder reminder, Reminder over) {
        switch (reminder.state()) {
            case PLANNED -> {
                store.save(reminder.is(State.MOOT));
                outbox.drop(ReminderJob.KIND, String.valueOf(reminder.id()));
            }
            case SENT -> settle(over);
            case ANSWERED, MOOT, OVER -> {
            }
        }
    }

    /** Keeps a reminder that was sent and stands otherwise now, and lets the messages show it that have told it. */
    void settle(Reminder reminder) {
        store.save(reminder);
        notifier.settled(reminder.to().organisation(), Set.of(Notice.Kind.REMINDER), String.valueOf(reminder.id()));
    }

    /** What became of a reminder, in words for the person who was reminded; nothing as long as it can be answered. */
    public Optional<String> outcome(Person person, String id) {
        return Ids.number(id).flatMap(number -> transactions.in(() -> store.find(number).filter(reminder -> reminder.to().equals(person))
                .flatMap(this::outcome)));
    }

    private Optional<String> outcome(Reminder reminder) {
        return switch (reminder.state()) {
            case PLANNED, MOOT, SENT -> Optional.empty();
            case ANSWERED -> Optional.of(label(reminder));
            case OVER -> Optional.of(reminder.by().isEmpty()
                    ? say(reminder, "reminder.over")
                    : say(reminder, "reminder.answered_by", answeredBy(reminder), label(reminder)));
        };
    }

    /** The name of somebody else who answered. */
    private String answeredBy(Reminder reminder) {
        return reminder.by().isEmpty() || reminder.by().equals(reminder.to().key())
                ? ""
                : planner.nameOf(new Person(reminder.to().organisation(), reminder.by()));
    }

    // ---- planning

    /** Plans what a matter needs as it stands now, and takes back what it no longer needs. Within the transaction of what happened. */
    void replan(String organisation, Matter matter, Instant now) {
        var needed = planner.needed(organisation, matter, now);
        var kept = store.about(organisation, matter);
        var keep = new HashSet<Long>();
        for (var each : needed) {
            var kind = each.reminding().id();
            var row = kept.stream().filter(
                    reminder -> reminder.kind().equals(kind) && reminder.to().equals(each.to()) && reminder.first().equals(each.due()))
                    .toList();
            row.forEach(reminder -> keep.add(reminder.id()));
            kept.stream().filter(reminder -> reminder.copy() && reminder.kind().equals(kind)).forEach(reminder -> keep.add(reminder.id()));
            boolean stopped = kept.stream().anyMatch(reminder -> reminder.kind().equals(kind) && reminder.state() == State.ANSWERED
                    && each.reminding().until().contains(reminder.answer()));
            boolean tooLate = each.ends().isPresent() && !each.due().isAfter(now);
            boolean going = row.stream().anyMatch(reminder -> reminder.state() != State.MOOT);
            if (!stopped && !tooLate && !going) {
                keep.add(plan(Reminder.planned(each.to(), kind, matter, each.due(), each.due(), 1)).id());
            }
        }
        kept.stream().filter(reminder -> !keep.contains(reminder.id())).forEach(this::end);
    }

    private Reminder plan(Reminder reminder) {
        var kept = store.keep(reminder);
        if (kept.state() == State.PLANNED) {
            outbox.plan(ReminderJob.KIND, String.valueOf(kept.id()), kept.due());
        }
        return kept;
    }

    // ---- sending

    /** Sends a reminder if it is still wanted. */
    void send(long id) {
        transactions.run(() -> {
            var now = clock.instant();
            var found = store.findForUpdate(id).filter(reminder -> reminder.state() == State.PLANNED);
            if (found.isEmpty()) {
                return;
            }
            var reminder = found.get();
            if (reminder.matter() instanceof Matter.Entry) {
                // Put off by its recipient: it comes again if the review is still open.
                var language = planner.languageOf(reminder.to());
                planner.round(reminder, now).ifPresentOrElse(
                        round -> saySent(reminder.sent(round.say(language), round.buttons(language), now), now),
                        () -> store.save(reminder.is(State.MOOT)));
                return;
            }
            var needed = wanted(reminder, now);
            if (needed.isEmpty()) {
                store.save(reminder.is(State.MOOT));
                return;
            }
            deliver(reminder, needed.get(), now);
        });
    }

    /** Asks somebody now, once: one of the same kind, matter, recipient and due moment that was sent before is not sent again. */
    void ask(Reminder reminder, String text, Map<String, String> buttons, Instant now) {
        var kept = store.keep(reminder);
        if (kept.state() == State.PLANNED) {
            saySent(kept.sent(text, buttons, now), now);
        }
    }

    private void saySent(Reminder sent, Instant now) {
        store.save(sent);
        tell(sent, now);
    }

    private Optional<Planner.Needed> wanted(Reminder reminder, Instant now) {
        // After the program was down for long, the latest of several is enough, whichever of them is looked at first.
        boolean overtaken = store.about(reminder.to().organisation(), reminder.matter()).stream()
                .anyMatch(other -> other.state() != State.MOOT && other.kind().equals(reminder.kind()) && other.to().equals(reminder.to())
                        && other.due().isAfter(reminder.due()) && !other.due().isAfter(now));
        if (overtaken) {
            return Optional.empty();
        }
        return planner.needed(reminder.to().organisation(), reminder.matter(), now, planner.languageOf(reminder.to())).stream()
                .filter(each -> each.reminding().id().equals(reminder.kind()) && each.to().equals(reminder.to())
                        && each.due().equals(reminder.first()))
                .filter(each -> each.ends().map(now::isBefore).orElse(true)).findFirst();
    }

    private void deliver(Reminder reminder, Planner.Needed needed, Instant now) {
        var planned = needed.planned();
        var reminding = needed.reminding();
        var sent = reminder.sent(planned.text(), planned.buttons(), now);
        store.save(sent);
        tell(sent, now);
        reminding.copy().filter(copy -> reminder.nth() >= copy.from()).ifPresent(_ -> {
            for (var key : planned.copyTo()) {
                if (!key.equals(reminder.to().key())) {
                    var copy = store.keep(sent.copyTo(new Person(reminder.to().organisation(), key)));
                    tell(copy, now);
                }
            }
        });
        if (reminder.nth() != PUT_OFF && reminding.timing() instanceof Reminding.Timing.After(var anchor, _, _, var every)) {
            every.ifPresent(
                    pause -> plan(Reminder.planned(reminder.to(), reminder.kind(), reminder.matter(), next(reminder.due(), pause, now),
                            reminder.first(), reminder.nth() + 1)));
            if (anchor == Reminding.Anchor.DUE && reminder.matter() instanceof Matter.Item(var number)) {
                notes.leave(number, "overdue-" + reminder.due().getEpochSecond(), planned.text(), now);
            }
        }
        reminding.escalate().filter(escalation -> reminder.nth() == escalation.after() && escalation.offer().equals("another_approver"))
                .ifPresent(_ -> escalate(reminder));
    }

    private void escalate(Reminder reminder) {
        if (reminder.matter() instanceof Matter.Item(var number)) {
            approvals.offerAnother(number);
        }
    }

    private static Instant next(Instant due, Duration pause, Instant now) {
        var next = due.plus(pause);
        while (!next.isAfter(now)) {
            next = next.plus(pause);
        }
        return next;
    }

    private void tell(Reminder reminder, Instant now) {
        var buttons = new ArrayList<Notice.Button>();
        if (reminder.matter() instanceof Matter.Draft(var id)) {
            buttons.add(new Notice.Button("open", Phrases.say(planner.languageOf(reminder.to()), "open_it"), id));
        }
        var target = String.valueOf(reminder.id());
        if (!reminder.copy()) {
            reminder.buttons().forEach((name, label) -> buttons.add(new Notice.Button("answer:" + name, label, target)));
            if (!reminder.buttons().isEmpty() || !(reminder.matter() instanceof Matter.Entry)) {
                buttons.add(new Notice.Button("answer:" + LATER, "Remind me later", target));
            }
        }
        var subject = reminder.text().length() <= LONGEST_SUBJECT
                ? reminder.text()
                : reminder.text().substring(0, LONGEST_SUBJECT - 1) + "…";
        notifier.tell(new Notice(reminder.to(), Notice.Kind.REMINDER, subject, reminder.text(), buttons, about(reminder), now));
        record(reminder, AuditEntry.USHER, "reminder",
                Map.of("kind", reminder.kind(), "to", reminder.to().key(), "due", reminder.due().toString(), "nth",
                        String.valueOf(reminder.nth())),
                now);
    }

    private void record(Reminder reminder, String actor, String action, Map<String, String> details, Instant now) {
        audit.record(new AuditEntry(now, reminder.to().organisation(), actor, action, about(reminder), details));
    }

    private String about(Reminder reminder) {
        return switch (reminder.matter()) {
            case Matter.Item(var number) -> requests.item(number).map(RequestItem::reference).orElse("");
            case Matter.Cart _ -> "cart";
            case Matter.Entry _ -> reminder.kind();
            case Matter.Dialogue(var id) -> id;
            case Matter.Draft(var id) -> id;
        };
    }

    // ---- views

    private ReminderView view(Reminder reminder) {
        var item = reminder.matter() instanceof Matter.Item(var number) ? requests.item(number) : Optional.<RequestItem>empty();
        var answers = new ArrayList<ReminderView.Button>();
        boolean told = reminder.matter() instanceof Matter.Entry && reminder.buttons().isEmpty();
        if (reminder.state() == State.SENT && !reminder.copy() && !told) {
            new LinkedHashMap<>(reminder.buttons()).forEach((name, label) -> answers.add(new ReminderView.Button(name, label)));
            answers.add(new ReminderView.Button(LATER, say(reminder, "remind_later")));
        }
        return new ReminderView(String.valueOf(reminder.id()), reminder.kind(), item.map(RequestItem::shownNumber).orElse(""),
                item.map(RequestItem::summary).orElse(""), text(reminder), reminder.state().word(), reminder.due(),
                reminder.sent().orElse(null),
                label(reminder), answeredBy(reminder), answers, null);
    }

    /** What it says, or will say as things stand now. */
    private String text(Reminder reminder) {
        return reminder.state() == State.PLANNED && reminder.text().isEmpty()
                ? wanted(reminder, clock.instant()).map(needed -> needed.planned().text()).orElse("")
                : reminder.text();
    }

    private String label(Reminder reminder) {
        return reminder.answer().equals(LATER)
                ? say(reminder, "remind_later")
                : reminder.buttons().getOrDefault(reminder.answer(), reminder.answer());
    }

    private String again(Reminder reminder) {
        long minutes = settings.later().toMinutes();
        return minutes % 60 == 0 ? say(reminder, "reminder.again.hours", minutes / 60) : say(reminder, "reminder.again.minutes", minutes);
    }

    /** A phrase in the language of the person who is reminded. */
    private String say(Reminder reminder, String phrase, Object... values) {
        return Phrases.say(planner.languageOf(reminder.to()), phrase, values);
    }
}
