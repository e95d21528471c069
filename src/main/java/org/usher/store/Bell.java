package org.usher.store;

import jakarta.inject.Singleton;

/** Wakes the scheduler when something due was planned, so that it need not be found by polling. */
@Singleton
final class Bell {

    private volatile Runnable answer = () -> {};

    void answeredBy(Runnable whoever) {
        answer = whoever;
    }

    void ring() {
        answer.run();
    }
}
