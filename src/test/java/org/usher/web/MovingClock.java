package org.usher.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that starts at a chosen moment, goes on as time does, and can be put forward: what is tried again after a while is tried again. */
final class MovingClock extends Clock {

    private final AtomicReference<Duration> ahead;

    MovingClock(Instant start) {
        ahead = new AtomicReference<>(Duration.between(Instant.now(), start));
    }

    void putForward(Duration duration) {
        ahead.updateAndGet(now -> now.plus(duration));
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
