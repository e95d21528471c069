package org.usher.reminder;

import jakarta.inject.Singleton;
import org.usher.outbox.Follower;
import org.usher.request.Happening;

/** Plans reminders anew whenever something happens to an item or a cart. */
@Singleton
final class ReminderFollower implements Follower {

    private final Reminders reminders;

    ReminderFollower(Reminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public void follow(Happening happening) {
        switch (happening) {
            case Happening.Added _,Happening.TakenOut _ -> cart(happening);
            case Happening.Submitted submitted -> {
                if (!submitted.again()) {
                    cart(happening);
                }
                item(happening);
            }
            case Happening.Cancelled _ -> {
                cart(happening);
                item(happening);
            }
            case Happening.Waiting _,Happening.FollowedUp _,Happening.EvidenceMissing _,Happening.Asked _,Happening.Approved _,Happening.Rejected _,Happening.Returned _,Happening.CancelAsked _,Happening.Raised _,Happening.Fulfilled _,Happening.NotFulfilled _ ->
                item(happening);
        }
    }

    private void item(Happening happening) {
        var item = happening.item();
        reminders.replan(item.person().organisation(), new Reminder.Matter.Item(item.number()), happening.at());
    }

    private void cart(Happening happening) {
        var person = happening.item().person();
        reminders.replan(person.organisation(), new Reminder.Matter.Cart(person.key()), happening.at());
    }
}
