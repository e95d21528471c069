package org.usher.ticket;

import java.time.Instant;

import jakarta.inject.Singleton;
import org.usher.outbox.Job;
import org.usher.outbox.Transactions;
import org.usher.request.Requests;

/** Work notes that Usher leaves on tickets for the desk. Each is written once; if the ticket is not open yet, once it is. */
@Singleton
public final class TicketNotes implements Job, Errands.Goer {

    static final String KIND = "ticket.note";

    private final Errands errands;
    private final TicketStore store;
    private final Requests requests;
    private final Itsm itsm;
    private final Transactions transactions;

    TicketNotes(Errands errands, TicketStore store, Requests requests, Itsm itsm, Transactions transactions) {
        this.errands = errands;
        this.store = store;
        this.requests = requests;
        this.itsm = itsm;
        this.transactions = transactions;
    }

    /**
     * Leaves a note on the ticket of an item, in the open transaction.
     *
     * @param key tells it from other notes on the same item
     */
    public void leave(long item, String key, String text, Instant now) {
        if (store.addNote(item, key, text)) {
            errands.want(KIND, item, now);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        return errands.go(KIND, key, this);
    }

    @Override
    public Outcome<Boolean> go(long number, Instant now) {
        var item = transactions.in(() -> requests.item(number));
        var steps = transactions.in(() -> store.steps(number));
        if (item.isEmpty()) {
            return new Outcome.Ok<>(true);
        }
        if (steps.ticket().isEmpty()) {
            return new Outcome.Ok<>(item.get().state().over());
        }
        var ticket = steps.task().orElse(steps.ticket().get());
        Outcome<Boolean> written = new Outcome.Ok<>(true);
        for (var note : transactions.in(() -> store.notes(number))) {
            written = written.then(_ -> itsm.workNote(ticket, item.get().reference() + "-" + note.key(), note.text()).map(_ -> {
                transactions.run(() -> store.noteWritten(number, note.key()));
                return true;
            }));
        }
        return written;
    }

    @Override
    public void failed(TicketStore.Errand errand, boolean alarm, String why) {
        // The note waits; nobody else does.
    }
}
