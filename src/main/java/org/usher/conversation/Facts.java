package org.usher.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
 * @param given        what else is known by name: what became of the form since it was handed in
 */
public record Facts(Organisation organisation, Registers registers, Instant now, String language, List<Entry> cart,
        Map<String, Object> given) {

    public Facts {
        cart = List.copyOf(cart);
        given = Map.copyOf(given);
    }

    /** Facts about a form that was not handed in. */
    public Facts(Organisation organisation, Registers registers, Instant now, String language, List<Entry> cart) {
        this(organisation, registers, now, language, cart, Map.of());
    }

    /** The same, with other registers. */
    public Facts with(Registers others) {
        return new Facts(organisation, others, now, language, cart, given);
    }

    /** The same, with more that is known by name. */
    public Facts knowing(Map<String, Object> more) {
        var all = new HashMap<>(given);
        all.putAll(more);
        return new Facts(organisation, registers, now, language, cart, all);
    }

    public Entry person(String key) {
        return registers.entry(organisation.people().register(), key);
    }
}
