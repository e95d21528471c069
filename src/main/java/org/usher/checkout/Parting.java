package org.usher.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import org.usher.approval.Lifecycle;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Engine;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.KeptDialogue;
import org.usher.request.ItemState;
import org.usher.request.RequestItem;

/**
 * Parts a form about several things into an item for each of them, when it is sent: each item has a dialogue of its own, and so its own decision,
 * ticket and fate.
 */
@Singleton
final class Parting {

    private final Judge judge;
    private final Dialogues dialogues;
    private final Lifecycle lifecycle;

    Parting(Judge judge, Dialogues dialogues, Lifecycle lifecycle) {
        this.judge = judge;
        this.dialogues = dialogues;
        this.lifecycle = lifecycle;
    }

    /** The items that an item of a cart becomes: itself, most of the time. Within the transaction that sends it. */
    List<RequestItem> parts(RequestItem item) {
        var judged = judge.of(item, lifecycle.now()).orElseThrow();
        var parts = judged.form().parts();
        if (parts.size() < 2) {
            return List.of(item);
        }
        var all = new ArrayList<RequestItem>();
        all.add(narrowed(item, judged, parts.getFirst()));
        parts.subList(1, parts.size()).forEach(part -> all.add(another(item, judged, part)));
        return List.copyOf(all);
    }

    private RequestItem narrowed(RequestItem item, Judge.Case judged, Dialogue part) {
        var kept = judged.kept();
        if (!dialogues.save(kept.after(part.nextTurn(), List.of(), lifecycle.now()), kept.dialogue().turn())) {
            throw new IllegalStateException("The dialogue of " + item.reference() + " was changed while it was sent");
        }
        return lifecycle.keep(described(item, judged, part));
    }

    private RequestItem another(RequestItem item, Judge.Case judged, Dialogue part) {
        var now = lifecycle.now();
        var id = UUID.randomUUID().toString();
        var kept = KeptDialogue.begun(id, judged.kept().organisation(), part, now, judged.kept().factsVersion());
        dialogues.add(kept);
        var added = lifecycle.add(described(
                new RequestItem(0, item.person(), id, item.conversation(), "", "", ItemState.REVIEW, Optional.empty(),
                        UUID.randomUUID().toString(), RequestItem.Milestones.added(now), Optional.empty(), false, item.copiedFrom()),
                judged, part));
        dialogues.save(kept.handedIn(added.number()), part.turn());
        lifecycle.record(added, item.person().key(), "item.added",
                Map.of("dialogue", id, "summary", added.summary(), "part_of", item.reference()));
        return added;
    }

    private static RequestItem described(RequestItem item, Judge.Case judged, Dialogue part) {
        var form = Engine.form(judged.conversation(), part, judged.facts());
        return item.described(item.person(), form.subject().key(), CartService.shortened(form.summary()));
    }
}
