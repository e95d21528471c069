package org.usher.technow.fault;

import java.time.Duration;
import java.util.Locale;

/**
 * A fault to come.
 *
 * @param method the method that calls must have; empty for any
 * @param path   what their path must begin with
 * @param pause  how long to wait, or to tell the caller to wait
 * @param times  how many more calls it meets
 */
record Fault(Kind kind, String method, String path, Duration pause, int times) {

    /** What happens. */
    enum Kind {
        SLOW, TOO_MANY, UNAVAILABLE, UNAVAILABLE_AFTER, DROP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean meets(String calledMethod, String calledPath) {
        return (method.isEmpty() || method.equalsIgnoreCase(calledMethod)) && calledPath.startsWith(path);
    }

    Fault onceLess() {
        return new Fault(kind, method, path, pause, times - 1);
    }
}
