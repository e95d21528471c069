package org.usher.reminder;

import java.time.Instant;

import jakarta.inject.Singleton;
import org.usher.conversation.Conversation;
import org.usher.conversation.Reminding;
import org.usher.facts.Dialogues;
import org.usher.facts.KeptDialogue;
import org.usher.outbox.Job;
import org.usher.outbox.Transactions;

/** Plans the reminders of a form that was begun and lies, anew whenever it has come to lie or lies no longer. */
@Singleton
public final class DraftJob implements Job {

    /** The kind of the job; its key is the id of the dialogue. */
    public static final String KIND = "dialogue.lies";

    private final Reminders reminders;
    private final Dialogues dialogues;
    private final Transactions transactions;

    DraftJob(Reminders reminders, Dialogues dialogues, Transactions transactions) {
        this.reminders = reminders;
        this.dialogues = dialogues;
        this.transactions = transactions;
    }

    /** Whether a step of a dialogue makes a difference to its reminders. */
    public static boolean concerns(Conversation conversation, KeptDialogue before, KeptDialogue after) {
        return conversation.reminders().stream().anyMatch(Reminding::ofDraft)
                && (Planner.lies(before).isPresent() || Planner.lies(after).isPresent());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        transactions.run(() -> dialogues.find(key)
                .ifPresent(kept -> reminders.replan(kept.organisation(), new Reminder.Matter.Draft(key), now)));
        return new Result.Done();
    }
}
