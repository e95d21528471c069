package org.usher.approval;

import java.time.Instant;

import jakarta.inject.Singleton;
import org.usher.outbox.Job;
import org.usher.outbox.Transactions;

/** Asks others besides, when nobody who was asked has decided in the time that the form gives them. */
@Singleton
final class FallbackJob implements Job {

    static final String KIND = "approval.fallback";

    private final Routing routing;
    private final Transactions transactions;

    FallbackJob(Routing routing, Transactions transactions) {
        this.routing = routing;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        transactions.run(() -> routing.askOthers(Long.parseLong(key)));
        return new Result.Done();
    }
}
