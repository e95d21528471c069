package org.usher.web;

import jakarta.inject.Singleton;
import org.usher.outbox.Notice;
import org.usher.outbox.Notifications;
import org.usher.outbox.Transactions;

/** The web's share of telling people things: the pages they have open learn at once that there is news on their board. */
@Singleton
final class LiveChannel implements Notifications {

    private final Transactions transactions;
    private final Live live;

    LiveChannel(Transactions transactions, Live live) {
        this.transactions = transactions;
        this.live = live;
    }

    @Override
    public void tell(Notice notice) {
        transactions.afterwards(() -> live.changed(notice.to()));
    }
}
