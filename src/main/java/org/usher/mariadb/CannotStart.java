package org.usher.mariadb;

/** Why the embedded MariaDB did not start, in words for the person who started the program. */
public class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }

    /** Another program, or another part of this one, runs its server on the folder. */
    public static final class InUse extends CannotStart {

        private static final long serialVersionUID = 1L;

        InUse(String message) {
            super(message);
        }
    }
}
