package org.usher.ticket;

import jakarta.inject.Singleton;
import org.usher.outbox.Follower;
import org.usher.request.Happening;
import org.usher.request.RequestItem;

/** Sees to it that the ITSM hears of whatever happens to an item. */
@Singleton
final class TicketFollower implements Follower {

    private final Errands errands;
    private final TicketStore store;
    private final TicketNotes notes;

    TicketFollower(Errands errands, TicketStore store, TicketNotes notes) {
        this.errands = errands;
        this.store = store;
        this.notes = notes;
    }

    @Override
    public void follow(Happening happening) {
        switch (happening) {
            case Happening.Submitted submitted -> {
                if (submitted.again()) {
                    store.change(submitted.item().number(), TicketSteps::nextRound);
                }
                want(submitted.item(), happening);
            }
            case Happening.EvidenceMissing _,Happening.Asked _,Happening.Approved _,Happening.Rejected _,Happening.Returned _,Happening.Cancelled _,Happening.CancelAsked _ ->
                want(happening.item(), happening);
            case Happening.Fulfilled(var item, var here, _) -> close(item, here, TicketSteps.TO_COMPLETE, happening);
            case Happening.NotFulfilled(var item, _, var here, _) -> close(item, here, TicketSteps.TO_FAIL, happening);
            case Happening.FollowedUp(var item, var step, var text, var at) -> {
                notes.leave(item.number(), TicketNotes.keyOf(step), text, at);
                store.change(item.number(), TicketSteps::toBeWrittenAnew);
                want(item, happening);
            }
            case Happening.Added _,Happening.TakenOut _,Happening.Raised _,Happening.Waiting _ -> {
            }
        }
    }

    /** What was not done by the desk is closed there too. */
    private void close(RequestItem item, boolean here, String how, Happening happening) {
        if (here) {
            store.change(item.number(), steps -> steps.closing(how));
            want(item, happening);
        }
    }

    private void want(RequestItem item, Happening happening) {
        item.request().ifPresent(request -> errands.want(RaiseJob.KIND, request, happening.at()));
    }
}
