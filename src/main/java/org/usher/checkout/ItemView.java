package org.usher.checkout;

import java.time.Instant;
import java.util.List;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import org.usher.facts.FormView;

/**
 * An item as people see it.
 *
 * @param number       the number people know it by: the ITSM's if there is one
 * @param reference    Usher's own number
 * @param conversation id of the form
 * @param title        title of the form
 * @param subject      name of the person it is for
 * @param summary      short description
 * @param state        word of its state
 * @param stateText    its state in plain words
 * @param dialogue     id of its dialogue
 * @param form         its answers and what the rules find; empty in lists
 * @param approval     who decides, or has decided
 * @param due          when the desk's time is over
 * @param neededBy     when the requester needs it
 * @param history      what happened to it, oldest first; empty in lists
 * @param actions      what its requester can do: {@code edit}, {@code remove}, {@code mend}, {@code evidence}, {@code copy},
 *                     {@code withdraw}, {@code chase}
 */
@Serdeable
public record ItemView(String number, String reference, String conversation, String title, String subject, String summary, String state,
        String stateText,
        String dialogue, FormView form, @Nullable ApprovalLine approval, @Nullable Instant due, @Nullable Instant neededBy,
        List<HistoryLine> history,
        List<String> actions) {

    public ItemView {
        history = List.copyOf(history);
        actions = List.copyOf(actions);
    }

    /** Who decides, or has decided. {@code kind}: manual or auto; {@code state}: requested, approved, rejected. */
    @Serdeable
    public record ApprovalLine(String id, String kind, String state, String approver, String approverName, @Nullable Instant decided,
            String by, String reason,
            String ground) {}

    /** Something that happened. */
    @Serdeable
    public record HistoryLine(Instant at, String who, String text) {}
}
