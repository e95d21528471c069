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

    TicketFollower(Errands errands, TicketStore store) {
        this.errands = errands;
        this.store = store;
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
            case Happening.Added _,Happening.TakenOut _,Happening.Raised _,Happening.Fulfilled _,Happening.NotFulfilled _ -> {
            }
        }
    }

    private void want(RequestItem item, Happening happening) {
        item.request().ifPresent(request -> errands.want(RaiseJob.KIND, request, happening.at()));
    }
}
