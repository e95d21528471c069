package org.usher.outbox;

import java.util.function.Supplier;

/** Runs work in one transaction; joins the one that is open, if any. A deadlock makes it run again from its beginning. */
public interface Transactions {

    <T> T in(Supplier<T> work);

    /** Does something once the open transaction has committed; at once if none is open. It is not retried and may be lost in a crash. */
    void afterwards(Runnable work);

    default void run(Runnable work) {
        in(() -> {
            work.run();
            return true;
        });
    }
}
