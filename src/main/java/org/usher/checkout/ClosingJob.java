package org.usher.checkout;

import java.time.Instant;

import jakarta.inject.Singleton;
import org.usher.outbox.Job;

/** Closes a fulfilled item some working days later, if nobody has said before that all is seen to. */
@Singleton
final class ClosingJob implements Job {

    static final String KIND = "item.close";

    private final Fulfilment fulfilment;

    ClosingJob(Fulfilment fulfilment) {
        this.fulfilment = fulfilment;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        fulfilment.closed(Long.parseLong(key));
        return new Result.Done();
    }
}
