package org.usher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on like any other, from whatever moment a test sets it to: for tests in which programs work by themselves. */
public final class ShiftedClock extends Clock {

    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    public ShiftedClock(Instant now) {
        set(now);
    }

    public void set(Instant now) {
        shift.set(Duration.between(Clock.systemUTC().instant(), now));
    }

    public void advance(Duration duration) {
        shift.updateAndGet(before -> before.plus(duration));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), shift.get());
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(shift.get());
    }
}
