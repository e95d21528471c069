package org.usher.checkout;

import java.time.Instant;
import java.util.List;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A request as people see it. {@code number} is the ITSM's if there is one, {@code reference} Usher's own.
 */
@Serdeable
public record RequestView(String number, String reference, String requester, Instant submitted, String state, String stateText,
        List<ItemView> items) {
    public RequestView {
        items = List.copyOf(items);
    }
}
