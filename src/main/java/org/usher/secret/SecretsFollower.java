package org.usher.secret;

import jakarta.inject.Singleton;
import org.usher.conversation.Answer;
import org.usher.facts.Dialogues;
import org.usher.outbox.Follower;
import org.usher.request.Happening;
import org.usher.request.RequestItem;

/** Throws away what was made of the secrets of an item as soon as nobody has a use for it: it was handed on, or never will be. */
@Singleton
final class SecretsFollower implements Follower {

    private final Dialogues dialogues;

    SecretsFollower(Dialogues dialogues) {
        this.dialogues = dialogues;
    }

    @Override
    public void follow(Happening happening) {
        switch (happening) {
            case Happening.Fulfilled(var item, _, _) -> forget(item);
            case Happening.NotFulfilled(var item, _, _, _) -> forget(item);
            case Happening.Rejected(var item, _, _) -> forget(item);
            case Happening.Cancelled(var item, _) -> forget(item);
            case Happening.Waiting _,Happening.FollowedUp _,Happening.Added _,Happening.TakenOut _,Happening.Submitted _,Happening.EvidenceMissing _,Happening.Asked _,Happening.Approved _,Happening.Returned _,Happening.CancelAsked _,Happening.Raised _ ->
                {
                }
        }
    }

    private void forget(RequestItem item) {
        dialogues.findForUpdate(item.dialogue()).filter(kept -> kept.dialogue().answers().values().stream()
                .anyMatch(answer -> answer instanceof Answer.SecretGiven(var hash) && !hash.isEmpty()))
                .ifPresent(kept -> dialogues.save(kept.after(kept.dialogue().forgettingSecrets(), kept.waitingFor(), kept.touched()),
                        kept.dialogue().turn()));
    }
}
