package org.usher.request;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one checkout makes of a cart.
 *
 * @param number      its place in the order of all requests; {@link #reference} is what people see
 * @param person      who asks
 * @param submitted   when it was checked out
 * @param correlation what identifies it towards the ITSM
 * @param ticket      what the ITSM calls it, once known
 * @param items       its items, at least one
 */
public record Request(long number, Person person, Instant submitted, String correlation, Optional<RequestItem.Ticket> ticket,
        List<RequestItem> items) {

    public Request {
        items = List.copyOf(items);
    }

    /** Usher's own number of the request, such as {@code UR-000123}. */
    public String reference() {
        return reference(number);
    }

    /** How a number of Usher's own is written. */
    public static String reference(long number) {
        return "UR-%06d".formatted(number);
    }

    /** The number people know it by: the ITSM's if there is one. */
    public String shownNumber() {
        return ticket.map(RequestItem.Ticket::number).orElseGet(this::reference);
    }

    /** Where the request stands: as far as its slowest item that is not over; if all are over, as far as the last of them. */
    public ItemState state() {
        var open = items.stream().map(RequestItem::state).filter(state -> !state.over()).min(Comparator.naturalOrder());
        return open.or(() -> items.stream().map(RequestItem::state).min(Comparator.naturalOrder())).orElse(ItemState.CANCELLED);
    }
}
