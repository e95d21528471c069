package org.usher.checkout;

import jakarta.inject.Singleton;
import org.usher.outbox.Follower;
import org.usher.request.Happening;
import org.usher.request.Requests;

/** Lets follow-ups have their turn when something has happened to an item. */
@Singleton
final class FollowUpFollower implements Follower {

    private final FollowUps followUps;
    private final Requests requests;

    FollowUpFollower(FollowUps followUps, Requests requests) {
        this.followUps = followUps;
        this.requests = requests;
    }

    @Override
    public void follow(Happening happening) {
        switch (happening) {
            case Happening.Fulfilled(var item, var _, var at) -> {
                followUps.advance(requests.item(item.number()).orElseThrow(), at);
                followUps.fulfilled(item);
            }
            case Happening.Approved _,Happening.Raised _,Happening.NotFulfilled _,Happening.Returned _,Happening.Cancelled _ ->
                followUps.advance(requests.item(happening.item().number()).orElseThrow(), happening.at());
            case Happening.Added _,Happening.TakenOut _,Happening.Submitted _,Happening.EvidenceMissing _,Happening.Asked _,Happening.Rejected _,Happening.CancelAsked _,Happening.Waiting _,Happening.FollowedUp _ ->
                {
                }
        }
    }
}
