package org.usher.conversation;

import java.time.Instant;
import java.util.List;

import org.usher.register.Entry;
import org.usher.register.Registers;

/**
 * What a turn is judged by, besides the dialogue itself: all of it given, nothing looked up.
 *
 * @param organisation whose form it is
 * @param registers    the registers at this moment, among them {@code items}: open request items and those in carts
 * @param now          this moment
 * @param language     language tag of the person who reads
 * @param cart         the other items in the requester's cart, entries of {@code items}
 */
public record Facts(Organisation organisation, Registers registers, Instant now, String language, List<Entry> cart) {

    public Facts {
        cart = List.copyOf(cart);
    }

    public Entry person(String key) {
        return registers.entry(organisation.people().register(), key);
    }
}
