package org.usher.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.outbox.Job;
import org.usher.outbox.Outbox;
import org.usher.outbox.Transactions;

/**
 * Errands to the ITSM: what must be seen to is counted in the transaction that wants it, and a job goes until everything that was wanted is
 * done. A wish that comes while the job runs is therefore never lost, and nobody else is at the same request or item meanwhile.
 */
@Singleton
class Errands {

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    /** So that a slow ITSM cannot take all hands that there are for jobs. */
    private static final int AT_ONCE = 2;
    private static final Duration TURN = Duration.ofSeconds(1);

    private final Semaphore hands = new Semaphore(AT_ONCE);
    private final Exclusive exclusive;
    private final TicketStore store;
    private final Outbox outbox;
    private final Transactions transactions;
    private final TicketSettings settings;
    private final Clock clock;

    Errands(Exclusive exclusive, TicketStore store, Outbox outbox, Transactions transactions, TicketSettings settings, Clock clock) {
        this.exclusive = exclusive;
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Wants something seen to, in the open transaction. */
    void want(String kind, long subject, Instant now) {
        transactions.run(() -> {
            store.want(kind, subject);
            outbox.plan(kind, String.valueOf(subject), now);
        });
    }

    /** Goes once. */
    Job.Result go(String kind, String key, Goer goer) {
        long subject = Long.parseLong(key);
        if (!hands.tryAcquire()) {
            return new Job.Result.Again(clock.instant().plus(TURN));
        }
        try {
            return exclusive.alone(kind + '.' + key, () -> alone(kind, subject, goer))
                    .orElseGet(() -> new Job.Result.Again(clock.instant().plus(TURN)));
        } finally {
            hands.release();
        }
    }

    private Job.Result alone(String kind, long subject, Goer goer) {
        var errand = transactions.in(() -> store.errand(kind, subject));
        if (errand.isEmpty() || errand.get().isDone()) {
            return new Job.Result.Done();
        }
        var now = clock.instant();
        return switch (goer.go(subject, now)) {
            case Outcome.Ok<Boolean>(var settled) -> {
                if (!settled) {
                    yield new Job.Result.Again(clock.instant().plus(settings.firstPause()));
                }
                boolean done = transactions.in(() -> store.done(errand.get()));
                if (errand.get().failures() > 0) {
                    LOG.info("{} {}: the ITSM works again after {} failures", kind, subject, errand.get().failures());
                }
                yield done ? new Job.Result.Done() : new Job.Result.Again(clock.instant());
            }
            case Outcome.Unavailable<Boolean>(var retryAfter, var detail) -> {
                int failures = errand.get().failures() + 1;
                LOG.warn("{} {}: attempt {} failed: {}", kind, subject, failures, detail);
                yield again(errand.get(), detail, false, clock.instant().plus(settings.pauseAfter(failures, retryAfter)), goer);
            }
            case Outcome.NotFound<Boolean>(var what) -> alarm(errand.get(), "not found: " + what, goer);
            case Outcome.Rejected<Boolean>(var status, var detail) ->
                alarm(errand.get(), (status == 0 ? "" : status + ": ") + detail, goer);
        };
    }

    private Job.Result alarm(TicketStore.Errand errand, String why, Goer goer) {
        if (!errand.alarm() || !errand.why().equals(why)) {
            LOG.error("ALARM {} {}: {}", errand.kind(), errand.subject(), why);
        }
        return again(errand, why, true, clock.instant().plus(settings.alarmPause()), goer);
    }

    private Job.Result again(TicketStore.Errand errand, String why, boolean alarm, Instant due, Goer goer) {
        transactions.run(() -> {
            store.failed(errand, why, alarm, due);
            goer.failed(errand, alarm, why);
        });
        return new Job.Result.Again(due);
    }

    /** Plans again whatever is wanted and not done: what a crash left without a job, or, when the ITSM is back, at once. */
    void catchUp(boolean atOnce, Instant now) {
        for (var errand : transactions.in(store::open)) {
            var key = String.valueOf(errand.subject());
            var due = errand.notBefore().isAfter(now) && !atOnce ? errand.notBefore() : now;
            transactions.run(() -> {
                if (atOnce) {
                    outbox.replan(errand.kind(), key, due);
                } else {
                    outbox.plan(errand.kind(), key, due);
                }
            });
        }
    }

    /** What an errand consists of. */
    interface Goer {

        /** Goes; true: everything is seen to, false: something is still to come soon. */
        Outcome<Boolean> go(long subject, Instant now);

        /** It did not work; called within a transaction. {@code errand} is as it was before. */
        void failed(TicketStore.Errand errand, boolean alarm, String why);
    }
}
