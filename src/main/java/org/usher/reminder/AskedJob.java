package org.usher.reminder;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.usher.conversation.Organisation;
import org.usher.facts.Definitions;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.KeptDialogue;
import org.usher.outbox.Job;
import org.usher.outbox.Transactions;
import org.usher.request.Person;

/** Asks somebody again whose answer a dialogue of somebody else waits for: every so many working days, until the answer is there. */
@Singleton
@Requires(beans = Definitions.class)
public final class AskedJob implements Job {

    /** The kind of the job; its key is the id of the dialogue. */
    public static final String KIND = "dialogue.asked";
    private static final int MOST = 1000;

    private final Dialogues dialogues;
    private final Judge judge;
    private final Definitions definitions;
    private final ReminderStore store;
    private final Questions questions;
    private final Transactions transactions;
    private final Clock clock;

    AskedJob(Dialogues dialogues, Judge judge, Definitions definitions, ReminderStore store, Questions questions,
            Transactions transactions,
            Clock clock) {
        this.dialogues = dialogues;
        this.judge = judge;
        this.definitions = definitions;
        this.store = store;
        this.questions = questions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** When somebody who is asked at a moment is asked again; nothing, if the organisation does not want it. */
    public static Optional<Instant> next(Organisation organisation, Instant asked) {
        int days = organisation.policy().askAgainAfter();
        return days == 0
                ? Optional.empty()
                : Optional.of(organisation.calendar().plusWorkingDays(asked, days).truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        return transactions.in(() -> {
            var waiting = dialogues.find(key).filter(kept -> kept.dialogue().status().open() && !kept.waitingFor().isEmpty());
            return waiting.flatMap(kept -> again(kept, clock.instant())).<Result>map(Result.Again::new).orElseGet(Result.Done::new);
        });
    }

    /** Asks again if the time has come, once for each time; when to do so next. */
    private Optional<Instant> again(KeptDialogue kept, Instant now) {
        var organisation = definitions.organisation(kept.organisation());
        var due = next(organisation, kept.touched());
        for (int nth = 1; nth < MOST && due.isPresent() && !due.get().isAfter(now); nth++) {
            var following = next(organisation, due.get());
            if (following.isPresent() && following.get().isAfter(now)) {
                ask(kept, due.get(), nth, now);
            }
            due = following;
        }
        return due;
    }

    private void ask(KeptDialogue kept, Instant due, int nth, Instant now) {
        var judged = judge.of(kept, definitions.organisation(kept.organisation()).languages().getFirst(), now);
        if (judged.isEmpty()) {
            return;
        }
        for (var key : kept.waitingFor()) {
            var whom = new Person(kept.organisation(), key);
            var reminder = store.keep(Reminder.planned(whom, KIND, new Reminder.Matter.Dialogue(kept.id()), due, kept.touched(), nth));
            if (reminder.state() == Reminder.State.PLANNED) { // else it was said before the program was stopped
                var text = questions.tell(judged.get(), whom, now);
                store.save(reminder.sent(text, Map.of(), now).is(Reminder.State.OVER)); // what is answered is the question, not the reminder
            }
        }
    }
}
