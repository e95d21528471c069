package org.usher.file;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import org.usher.outbox.Job;
import org.usher.outbox.Outbox;

/** Throws files away, now and then, that nothing refers to any more: replaced ones, and those of forms that were given up. */
@Singleton
final class TidyJob implements Job, ApplicationEventListener<StartupEvent> {

    static final String KIND = "file.tidy";
    private static final Duration EVERY = Duration.ofHours(1);

    private final Files files;
    private final Outbox outbox;
    private final Clock clock;

    TidyJob(Files files, Outbox outbox, Clock clock) {
        this.files = files;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        outbox.plan(KIND, "all", clock.instant().plus(EVERY));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        files.tidy(now);
        return new Result.Again(now.plus(EVERY));
    }
}
