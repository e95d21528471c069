package org.usher.reminder;

import java.time.Instant;

import jakarta.inject.Singleton;
import org.usher.outbox.Job;

/** Sends a reminder when it is due. */
@Singleton
final class ReminderJob implements Job {

    static final String KIND = "reminder";

    private final Reminders reminders;

    ReminderJob(Reminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        reminders.send(Long.parseLong(key));
        return new Result.Done();
    }
}
