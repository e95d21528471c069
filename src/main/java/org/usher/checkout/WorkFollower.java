package org.usher.checkout;

import java.time.Instant;

import jakarta.inject.Singleton;
import org.usher.conversation.Effect;
import org.usher.conversation.Fulfil;
import org.usher.facts.Judge;
import org.usher.outbox.Follower;
import org.usher.outbox.Outbox;
import org.usher.request.Happening;
import org.usher.request.RequestItem;

/** Sees to what is done with an approval itself: registers that change with it, and work that Usher does at once. */
@Singleton
final class WorkFollower implements Follower {

    private final Judge judge;
    private final Fulfilment fulfilment;
    private final Outbox outbox;

    WorkFollower(Judge judge, Fulfilment fulfilment, Outbox outbox) {
        this.judge = judge;
        this.fulfilment = fulfilment;
        this.outbox = outbox;
    }

    @Override
    public void follow(Happening happening) {
        if (happening instanceof Happening.Approved(var item, var approval, var at)) {
            judge.of(item, at).filter(judged -> judged.conversation().hasStory())
                    .ifPresent(judged -> approved(item, approval.decision().orElseThrow().by(), judged.form().fulfil(), at));
        }
    }

    private void approved(RequestItem item, String by, Fulfil fulfil, Instant at) {
        fulfilment.effects(item, Effect.APPROVED, Effect.APPROVED, by);
        if (fulfil instanceof Fulfil.AtOnce) {
            outbox.plan(WorkJob.KIND, Long.toString(item.number()), at);
        }
    }
}
