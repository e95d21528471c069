package org.usher.facts;

import java.util.Optional;
import java.util.regex.Pattern;

/** Ids as others give them: in addresses, in buttons. */
public final class Ids {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Ids() {}

    /** The number that an id is; none if it is not one. */
    public static Optional<Long> number(String id) {
        return NUMBER.matcher(id).matches() ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }
}
