package org.usher.web;

import jakarta.inject.Singleton;
import org.usher.outbox.MessageBox;
import org.usher.outbox.Notice;
import org.usher.outbox.Notifications;
import org.usher.outbox.Transactions;

/** The web's own way to tell people things: a list for each, written when it became true, and a signal to the pages they have open. */
@Singleton
final class ListChannel implements Notifications {

    private final MessageBox messages;
    private final Transactions transactions;
    private final Live live;

    ListChannel(MessageBox messages, Transactions transactions, Live live) {
        this.messages = messages;
        this.transactions = transactions;
        this.live = live;
    }

    @Override
    public void tell(Notice notice) {
        messages.put(notice);
        transactions.afterwards(() -> live.changed(notice.to()));
    }
}
