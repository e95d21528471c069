package org.usher.request;

import java.time.Instant;
import java.util.Optional;

/**
 * One filled-in form, from the moment it is put into the cart until nothing is left to be done. Its answers are those of its dialogue.
 *
 * @param number        its place in the order of all items; {@link #reference} is what people see
 * @param person        who asks
 * @param dialogue      the dialogue it was filled in with
 * @param conversation  the id of the form
 * @param subject       key of the person it is for, may be empty
 * @param summary       its short description
 * @param state         where it stands
 * @param request       the number of its request; none while it is in the cart
 * @param correlation   what identifies it towards the ITSM, for ever and everywhere
 * @param milestones    when things happened to it
 * @param ticket        the ITSM's number for it, once known
 * @param cancelAsked   whether the requester has asked the desk to call it off
 * @param copiedFrom    the reference of the item it is a copy of, may be empty
 */
public record RequestItem(long number, Person person, String dialogue, String conversation, String subject, String summary, ItemState state,
        Optional<Long> request, String correlation, Milestones milestones, Optional<Ticket> ticket, boolean cancelAsked,
        String copiedFrom) {

    /** When things happened to an item. */
    public record Milestones(Instant added, Optional<Instant> submitted, Optional<Instant> approved, Optional<Instant> due,
            Optional<Instant> raised,
            Optional<Instant> fulfilled) {

        /** An item that was just put into the cart. */
        public static Milestones added(Instant added) {
            return new Milestones(added, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** What the ITSM calls it: its number there and its id. */
    public record Ticket(String number, String id) {}

    /** Usher's own number of the item, such as {@code UI-000456}; good from the first moment. */
    public String reference() {
        return reference(number);
    }

    /** The reference of the item with a certain number. */
    public static String reference(long number) {
        return "UI-%06d".formatted(number);
    }

    /** The number people know it by: the ITSM's if there is one. */
    public String shownNumber() {
        return ticket.map(Ticket::number).orElseGet(this::reference);
    }

    public boolean inCart() {
        return request.isEmpty() && (state == ItemState.REVIEW || state == ItemState.DRAFT);
    }

    /** The item in another state; a step that the life cycle does not know is a defect. */
    public RequestItem become(ItemState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(reference() + " is " + state + " and cannot become " + next);
        }
        return with(next, milestones);
    }

    /** The item checked out with a request. */
    public RequestItem submitted(long inRequest, Instant at) {
        var item = become(ItemState.SUBMITTED);
        return new RequestItem(number, person, dialogue, conversation, subject, summary, item.state, Optional.of(inRequest), correlation,
                new Milestones(milestones.added, Optional.of(at), Optional.empty(), Optional.empty(), milestones.raised, Optional.empty()),
                ticket, false,
                copiedFrom);
    }

    /** The item approved, with the time the desk then has. */
    public RequestItem approved(Instant at, Instant due) {
        var item = become(ItemState.APPROVED);
        return item.with(item.state,
                new Milestones(milestones.added, milestones.submitted, Optional.of(at), Optional.of(due), milestones.raised,
                        Optional.empty()));
    }

    /** The item in the queue of the desk. */
    public RequestItem raised(Instant at) {
        var item = become(ItemState.TICKET_OPEN);
        return item.with(item.state,
                new Milestones(milestones.added, milestones.submitted, milestones.approved, milestones.due, Optional.of(at),
                        Optional.empty()));
    }

    /** The item done. */
    public RequestItem fulfilled(Instant at) {
        var item = become(ItemState.FULFILLED);
        return item.with(item.state,
                new Milestones(milestones.added, milestones.submitted, milestones.approved, milestones.due, milestones.raised,
                        Optional.of(at)));
    }

    /** The item as its dialogue has it now. */
    public RequestItem described(Person now, String newSubject, String newSummary) {
        return new RequestItem(number, now, dialogue, conversation, newSubject, newSummary, state, request, correlation, milestones, ticket,
                cancelAsked,
                copiedFrom);
    }

    public RequestItem withTicket(Ticket known) {
        return new RequestItem(number, person, dialogue, conversation, subject, summary, state, request, correlation, milestones,
                Optional.of(known),
                cancelAsked, copiedFrom);
    }

    public RequestItem askedToCancel() {
        return new RequestItem(number, person, dialogue, conversation, subject, summary, state, request, correlation, milestones, ticket,
                true, copiedFrom);
    }

    private RequestItem with(ItemState now, Milestones then) {
        return new RequestItem(number, person, dialogue, conversation, subject, summary, now, request, correlation, then, ticket,
                cancelAsked, copiedFrom);
    }
}
