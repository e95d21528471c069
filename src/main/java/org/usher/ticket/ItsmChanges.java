package org.usher.ticket;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.outbox.Transactions;
import org.usher.request.Requests;

/** Takes note of changes in the ITSM, on whatever way they come: posted by it, or read by Usher. Each counts once. */
@Singleton
public final class ItsmChanges {

    private final TicketStore store;
    private final Errands errands;
    private final Requests requests;
    private final Transactions transactions;

    ItsmChanges(TicketStore store, Errands errands, Requests requests, Transactions transactions) {
        this.store = store;
        this.errands = errands;
        this.requests = requests;
        this.transactions = transactions;
    }

    /**
     * Takes note of changes, and plans a look at the items they are in.
     *
     * @param via {@code webhook} or {@code poll}
     */
    public void noticed(List<Itsm.Change> changes, String via, Instant now) {
        for (var change : changes) {
            transactions.run(() -> {
                var item = requests.itemByCorrelation(change.item());
                if (item.isPresent() && store.firstNotice(change, via, now)) {
                    errands.want(LookJob.KIND, item.get().number(), now);
                }
            });
        }
    }
}
