package org.usher.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import org.usher.facts.Definitions;
import org.usher.facts.RegistersFollower;
import org.usher.outbox.Job;
import org.usher.outbox.Outbox;
import org.usher.outbox.Transactions;
import org.usher.ticket.Exclusive;

/**
 * Keeps the reviews of an organisation: at start, whenever a register has changed, when the next moment has come, and once a day. It is the only
 * one that asks, and never twice at once.
 */
@Singleton
@Requires(beans = Definitions.class)
final class ReviewJob implements Job, ApplicationEventListener<StartupEvent>, RegistersFollower {

    static final String KIND = "review";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Reviews reviews;
    private final Exclusive exclusive;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    ReviewJob(Reviews reviews, Exclusive exclusive, Transactions transactions, Outbox outbox, Clock clock) {
        this.reviews = reviews;
        this.exclusive = exclusive;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        reviews.organisations().forEach(organisation -> transactions.run(() -> outbox.replan(KIND, organisation, clock.instant())));
    }

    @Override
    public void registersChanged(String organisation) {
        outbox.replan(KIND, organisation, clock.instant());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        if (!reviews.organisations().contains(key)) {
            return new Result.Done();
        }
        // The clock of the scheduler may be a little behind the moment for which it was called.
        return exclusive.alone(KIND + ':' + key, () -> reviews.keep(key, clock.instant())).<Result>map(Result.Again::new)
                .orElseGet(() -> new Result.Again(clock.instant().plus(SOON)));
    }
}
