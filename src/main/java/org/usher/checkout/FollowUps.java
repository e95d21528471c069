package org.usher.checkout;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import org.usher.approval.Lifecycle;
import org.usher.audit.AuditEntry;
import org.usher.conversation.Answer;
import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Engine;
import org.usher.conversation.Form;
import org.usher.conversation.Freshness;
import org.usher.conversation.Reminding;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.KeptDialogue;
import org.usher.facts.Phrases;
import org.usher.facts.RegisterService;
import org.usher.outbox.Notice;
import org.usher.outbox.Transactions;
import org.usher.request.FollowStep;
import org.usher.request.Happening;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.validation.Finding;
import org.usher.validation.Severity;

/**
 * What other people do about an item after it was handed in: whose turn it is, and what follows when it is done. Each follow-up is done in a
 * conversation of its own, and counts once.
 */
@Singleton
public class FollowUps {

    private static final int LISTED = 200;

    private final Requests requests;
    private final Dialogues dialogues;
    private final RegisterService registers;
    private final Judge judge;
    private final Lifecycle lifecycle;
    private final Fulfilment fulfilment;
    private final Transactions transactions;
    private final Clock clock;

    FollowUps(Requests requests, Dialogues dialogues, RegisterService registers, Judge judge, Lifecycle lifecycle, Fulfilment fulfilment,
            Transactions transactions, Clock clock) {
        this.requests = requests;
        this.dialogues = dialogues;
        this.registers = registers;
        this.judge = judge;
        this.lifecycle = lifecycle;
        this.fulfilment = fulfilment;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What comes of wanting to do a follow-up. */
    public sealed interface Begun {

        /** It is done in this dialogue. */
        record InDialogue(KeptDialogue dialogue) implements Begun {}

        /** It cannot be done: not yet, not any more, or not by this person. */
        record Refused(Finding why) implements Begun {}

        /** There is no such item, or it has no such follow-up. */
        record NotFound() implements Begun {}
    }

    /** What waits for a person, longest first. */
    public List<TaskView> of(Person who) {
        return transactions.in(() -> requests.waitingFor(who, LISTED).stream().flatMap(step -> view(step, who).stream()).toList());
    }

    private Optional<TaskView> view(FollowStep step, Person who) {
        var item = requests.item(step.item()).orElseThrow();
        return task(item, judge.form(item, clock.instant(), judge.language(who)))
                .filter(task -> task.step().equals(step.step()) && task.people().contains(who.key()))
                .map(task -> new TaskView(idOf(item, task), item.shownNumber(), task.step(), task.title(), task.text(), item.summary(),
                        judge.name(who.organisation(), item.person().key()), step.opened()));
    }

    /**
     * What became of a follow-up that somebody was told to do, in words for them; nothing as long as they may do it.
     *
     * @param id   as in {@link TaskView}
     * @param told when they were told
     */
    public Optional<String> outcome(Person who, String id, Instant told) {
        var found = requests.item(who.organisation(), Conversation.formOf(id));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var language = judge.language(who);
        var step = requests.steps(found.get().number()).stream()
                .filter(each -> id.equals(found.get().reference() + '/' + each.step()) && !each.opened().isAfter(told))
                .max(Comparator.comparing(FollowStep::opened));
        var done = step.flatMap(FollowStep::done);
        if (done.isPresent()) {
            return Optional.of(done.get().by().equals(who.key())
                    ? Phrases.say(language, "task.done")
                    : Phrases.say(language, "task.done_by", judge.name(who.organisation(), done.get().by())));
        }
        return step.flatMap(open -> view(open, who)).isPresent() ? Optional.empty() : Optional.of(Phrases.say(language, "task.over"));
    }

    private static String idOf(RequestItem item, Form.Task task) {
        return item.reference() + '/' + task.step();
    }

    /** Begins a follow-up of an item, or goes on with it where this person has begun it already. */
    public Begun begin(Person who, String number, String step) {
        return transactions.in(() -> {
            var found = requests.item(who.organisation(), number);
            var language = judge.language(who);
            var judged = found.flatMap(item -> dialogues.find(item.dialogue())).flatMap(kept -> judge.of(kept, language, clock.instant()));
            var conversation = judged.flatMap(known -> known.conversation().conversationOf(step));
            if (conversation.isEmpty()) {
                return new Begun.NotFound();
            }
            var item = found.get();
            var form = judged.get().form();
            if (!form.mayDo(step, judged.get().facts().person(who.key()))) {
                return concerns(item, who, judged.get(), form) ? new Begun.Refused(form.notTheirs(step)) : new Begun.NotFound();
            }
            if (requests.steps(item.number()).stream().anyMatch(each -> each.step().equals(step) && each.isDone())) {
                return new Begun.Refused(
                        new Finding("", Severity.BLOCK, Phrases.say(language, "task.done_already"), "", ""));
            }
            var task = task(item, form);
            if (task.filter(waiting -> waiting.step().equals(step)).isEmpty()) {
                return new Begun.Refused(form.tooEarly(step, task.map(Form.Task::title).orElseGet(() -> Phrases.say(language,
                        "state." + item.state().word()))));
            }
            var before = wentOnTo(dialogues.latest(item.number(), conversation.get().id(), who));
            if (before.filter(led -> isUnderWay(led, item)).isPresent()) {
                return before.get().dialogue().status().open() && before.get().requester().equals(who)
                        ? new Begun.InDialogue(before.get())
                        : new Begun.Refused(new Finding("", Severity.BLOCK, Phrases.say(language, "task.under_way"), "", ""));
            }
            var dialogue = Dialogue.begin(conversation.get(), who.key()).proposing(former(item, step, language));
            var kept = KeptDialogue.begun(UUID.randomUUID().toString(), who.organisation(), dialogue,
                    clock.instant(), registers.version(who.organisation())).handedIn(item.number());
            dialogues.add(kept);
            lifecycle.record(item, who.key(), "follow.begun", Map.of("step", step, "dialogue", kept.id()));
            return new Begun.InDialogue(kept);
        });
    }

    /** What was answered when a follow-up that is to be done again was done last. */
    private Map<String, Answer> former(RequestItem item, String step, String language) {
        return requests.steps(item.number()).stream().filter(each -> each.step().equals(step)).flatMap(each -> each.done().stream())
                .reduce((_, later) -> later).flatMap(done -> dialogues.find(done.dialogue()))
                .flatMap(kept -> judge.of(kept, language, clock.instant()))
                .map(judged -> Freshness.proposals(judged.conversation(), judged.dialogue())).orElse(Map.of());
    }

    /** Where a dialogue has led to: the last of those that it went on in, or itself. */
    private Optional<KeptDialogue> wentOnTo(Optional<KeptDialogue> begun) {
        var last = begun;
        for (var next = begun.flatMap(this::nextOf); next.isPresent(); next = next.flatMap(this::nextOf)) {
            last = next;
        }
        return last;
    }

    private Optional<KeptDialogue> nextOf(KeptDialogue kept) {
        return kept.nextDialogue().flatMap(dialogues::find);
    }

    /** Whether something may still come of what was begun about an item. */
    private boolean isUnderWay(KeptDialogue begun, RequestItem about) {
        return begun.dialogue().status().open()
                || begun.item().filter(number -> number != about.number()).flatMap(requests::item).filter(item -> item.state().open())
                        .isPresent();
    }

    /** Whether a follow-up that was answered is done only when the form is fulfilled that it goes on in. */
    private static boolean awaits(Judge.Case answered) {
        return answered.conversation().step().orElseThrow().awaits()
                && answered.kept().nextDialogue().isPresent();
    }

    /** The follow-up that went on in the form of this item, and waits for it, is done now. Within the transaction of what happened. */
    void fulfilled(RequestItem item) {
        var before = dialogues.leadingTo(item.dialogue());
        while (before.isPresent() && Conversation.stepOf(before.get().dialogue().conversation()).isEmpty()) {
            before = dialogues.leadingTo(before.get().id());
        }
        before.flatMap(kept -> judge.of(kept, judge.language(kept.requester()), clock.instant())).filter(FollowUps::awaits)
                .ifPresent(this::finish);
    }

    /** Whether somebody may know of an item at all: who asked, whom it is for, who decided, and whoever does something about it. */
    private boolean concerns(RequestItem item, Person who, Judge.Case judged, Form form) {
        return item.person().equals(who) || item.subject().equals(who.key())
                || requests.wasAsked(item, who)
                || judged.conversation().followUps().stream()
                        .anyMatch(each -> form.mayDo(each.id(), judged.facts().person(who.key())));
    }

    /**
     * A follow-up was answered. Within the transaction of the turn, after the dialogue was kept.
     *
     * @return what the person is told
     */
    public String done(Judge.Case judged) {
        if (!awaits(judged)) {
            return finish(judged);
        }
        var title = Judge.title(judged);
        lifecycle.record(requests.item(judged.kept().item().orElseThrow()).orElseThrow(), judged.kept().requester().key(),
                "follow.goes_on", Map.of("step", judged.conversation().step().orElseThrow().id(), "title", title, "dialogue",
                        judged.kept().nextDialogue().orElseThrow()));
        return Phrases.say(judge.language(judged.kept().requester()), "task.goes_on", title);
    }

    private String finish(Judge.Case judged) {
        var kept = judged.kept();
        var who = kept.requester();
        var language = judge.language(who);
        var now = clock.instant();
        var step = judged.conversation().step().orElseThrow().id();
        var item = requests.itemForUpdate(kept.item().orElseThrow()).orElseThrow();
        var form = judge.form(item, now);
        boolean due = task(item, form).filter(task -> task.step().equals(step)).isPresent();
        var open = requests.steps(item.number()).stream().filter(each -> each.step().equals(step) && each.done().isEmpty()).findFirst();
        if (!due || open.isEmpty() || !form.mayDo(step, judged.facts().person(who.key()))
                || !requests.done(item.number(), step, new FollowStep.Done(who.key(), now, kept.id()))) {
            return Phrases.say(language, "task.done_already");
        }
        var answers = Engine.look(judged.conversation(), judged.dialogue(), judged.facts()).answers().stream()
                .map(answer -> answer.label() + ": " + answer.text()).collect(Collectors.joining("; "));
        var title = Judge.title(judged);
        lifecycle.settled(item);
        lifecycle.record(item, who.key(), "follow.done", Map.of("step", step, "title", title, "text", answers));
        fulfilment.effects(item, step, open.get().name(), who.key());
        lifecycle.happened(new Happening.FollowedUp(item, open.get(),
                title + " – " + judge.name(who.organisation(), who.key()) + " (" + who.key() + "): " + answers, now));
        switch (judge.form(item, now).endedBy(step)) {
            case Form.Ended.Nothing _ -> {
            }
            case Form.Ended.Fulfilled _ -> fulfilment.fulfilledHere(item.number(), who.key(), title, false);
            case Form.Ended.Failed(var why) -> fulfilment.failedHere(item.number(), who.key(), why);
            case Form.Ended.Back(var steps) -> requests.again(item.number(), steps);
        }
        advance(requests.item(item.number()).orElseThrow(), now);
        return Phrases.say(language, "task.thanks", title);
    }

    /** Lets the next have their turn, and takes back what is no longer to be done. Within the transaction of what happened. */
    void advance(RequestItem item, Instant now) {
        var judged = judge.of(item, now);
        if (judged.isEmpty() || judged.get().conversation().followUps().isEmpty()) {
            return;
        }
        var task = task(item, judged.get().form());
        for (var open : requests.steps(item.number())) {
            if (open.done().isEmpty() && task.filter(waiting -> waiting.step().equals(open.step())).isEmpty()) {
                requests.withdraw(item.number(), open.step());
                lifecycle.settled(item);
            }
        }
        task.filter(waiting -> requests.steps(item.number()).stream()
                .noneMatch(step -> step.step().equals(waiting.step()) && !step.again()))
                .ifPresent(waiting -> open(item, waiting, now));
    }

    private void open(RequestItem item, Form.Task task, Instant now) {
        var step = FollowStep.opened(item.number(), task.step(), task.people(), now, requests.steps(item.number()));
        requests.open(step, item.person().organisation());
        lifecycle.record(item, AuditEntry.USHER, "follow.opened", Map.of("step", task.step(), "title", task.title()));
        for (var key : task.people()) {
            var whom = new Person(item.person().organisation(), key);
            var told = task(item, judge.form(item, now, judge.language(whom))).orElse(task);
            lifecycle.tell(whom, Notice.Kind.TASK, "task", "task.text",
                    List.of(new Notice.Button("start", Phrases.say(judge.language(whom), "task.begin"), idOf(item, task))),
                    item.reference(),
                    told.title(), item.summary(), told.text());
        }
        lifecycle.happened(new Happening.Waiting(item, step, now));
    }

    /** What an item waits for, if it waits for somebody's follow-up. */
    public Optional<Form.Task> task(RequestItem item, Form form) {
        var at = item.milestones();
        var happened = EnumSet.noneOf(Reminding.Anchor.class);
        at.approved().ifPresent(_ -> happened.add(Reminding.Anchor.APPROVED));
        at.raised().ifPresent(_ -> happened.add(Reminding.Anchor.RAISED));
        at.fulfilled().ifPresent(_ -> happened.add(Reminding.Anchor.FULFILLED));
        boolean goesOn = switch (item.state()) {
            case APPROVED, TICKETING, TICKET_OPEN, IN_PROGRESS, FULFILLED, CLOSED -> true;
            case DRAFT, REVIEW, SUBMITTED, RETURNED, AWAITING_EVIDENCE, PENDING_APPROVAL, NOT_FULFILLED, REJECTED, CANCELLED -> false;
        };
        Set<String> done = requests.steps(item.number()).stream().filter(FollowStep::isDone).map(FollowStep::step)
                .collect(Collectors.toSet());
        return goesOn ? form.task(done, happened) : Optional.empty();
    }
}
