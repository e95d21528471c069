package org.usher;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords between the two programs of the demo: new at every start, known to nobody, written nowhere. */
final class Passwords {

    private static final int BYTES = 24;

    private Passwords() {}

    static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
