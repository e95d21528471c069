package org.usher.pickup;

import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.conversation.Fulfil;
import org.usher.facts.Judge;
import org.usher.outbox.Follower;
import org.usher.outbox.Outbox;
import org.usher.request.Happening;

/** Enters the lines of an approved item, in the transaction of the approval. */
@Singleton
final class PickUpFollower implements Follower {

    private final Judge judge;
    private final PickUpStore store;
    private final Outbox outbox;

    PickUpFollower(Judge judge, PickUpStore store, Outbox outbox) {
        this.judge = judge;
        this.store = store;
        this.outbox = outbox;
    }

    @Override
    public void follow(Happening happening) {
        if (!(happening instanceof Happening.Approved(var item, _, var at))) {
            return;
        }
        var judged = judge.of(item, at);
        if (judged.isEmpty() || !(judged.get().form().fulfil() instanceof Fulfil.PickUp(var name, _, _))) {
            return;
        }
        var organisation = judged.get().organisation();
        var file = organisation.pickUps().get(name);
        if (file == null) {
            throw new IllegalStateException("There is no file '" + name + "' to be picked up in " + organisation.id());
        }
        var due = PickUps.pickUpAfter(at, organisation);
        int position = 0;
        for (var line : judged.get().form().lines()) {
            store.add(new PickUpLine(0, organisation.id(), name, item.number(), position++,
                    Csv.line(file, line, organisation.calendar().zone()), at, due, Optional.empty()));
        }
        outbox.plan(PickUpJobs.Write.KIND, Long.toString(item.number()), at);
        outbox.plan(PickUpJobs.Take.KIND, organisation.id() + '/' + name + '/' + due.getEpochSecond(), due);
    }
}
