package org.usher.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.outbox.Job;
import org.usher.outbox.Outbox;
import org.usher.outbox.Transactions;

/**
 * Asks the ITSM regularly what has changed, for the case that it does not post changes by itself, or posts get lost. When the ITSM answers
 * again after it did not, everything that waits for it goes on at once.
 */
@Singleton
final class PollJob implements Job, ApplicationEventListener<StartupEvent> {

    static final String KIND = "ticket.poll";
    private static final String KEY = "itsm";
    private static final Logger LOG = LoggerFactory.getLogger(PollJob.class);
    private static final Duration WITHOUT_POLLING = Duration.ofSeconds(30);
    private static final Duration KEEP = Duration.ofDays(90);

    private final Itsm itsm;
    private final ItsmChanges changes;
    private final Errands errands;
    private final TicketStore store;
    private final Outbox outbox;
    private final Transactions transactions;
    private final TicketSettings settings;
    private final Clock clock;
    private final AtomicInteger failures = new AtomicInteger();

    PollJob(Itsm itsm, ItsmChanges changes, Errands errands, TicketStore store, Outbox outbox, Transactions transactions,
            TicketSettings settings,
            Clock clock) {
        this.itsm = itsm;
        this.changes = changes;
        this.errands = errands;
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        transactions.run(() -> outbox.plan(KIND, KEY, clock.instant()));
    }

    @Override
    public Result run(String key, Instant now) {
        if (settings.pollEvery().isZero()) {
            errands.catchUp(false, now);
            return new Result.Again(clock.instant().plus(WITHOUT_POLLING));
        }
        var reached = transactions.in(store::reached);
        return switch (itsm.changesSince(reached, now.minus(settings.pollFrom()))) {
            case Outcome.Ok<Itsm.Changes>(var read) -> {
                changes.noticed(read.changes(), "poll", now);
                transactions.run(() -> {
                    store.reached(read.reached());
                    store.forget(now.minus(KEEP));
                });
                errands.catchUp(failures.getAndSet(0) > 0, now);
                yield new Result.Again(clock.instant().plus(settings.pollEvery()));
            }
            case Outcome.Unavailable<Itsm.Changes>(var retryAfter, var detail) -> {
                int failed = failures.incrementAndGet();
                LOG.warn("The ITSM does not say what has changed: {}", detail);
                errands.catchUp(false, now);
                var pause = settings.pauseAfter(failed, retryAfter);
                yield new Result.Again(clock.instant()
                        .plus(pause.compareTo(settings.pollEvery()) > 0 && retryAfter.isEmpty() ? settings.pollEvery() : pause));
            }
            case Outcome.NotFound<Itsm.Changes>(var what) -> refused(what);
            case Outcome.Rejected<Itsm.Changes>(var status, var detail) -> refused(status + " " + detail);
        };
    }

    private Result refused(String why) {
        failures.incrementAndGet();
        LOG.error("ALARM The ITSM refuses to say what has changed: {}", why);
        return new Result.Again(clock.instant().plus(settings.alarmPause()));
    }
}
