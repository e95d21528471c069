package org.usher.discord.local;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Ids as Discord makes them: milliseconds since 2015 and a counter, so that they sort by time. */
final class Snowflakes {

    private static final long EPOCH = 1_420_070_400_000L;

    private final AtomicLong counter = new AtomicLong();

    long next(Instant now) {
        return ((now.toEpochMilli() - EPOCH) << 22) | (counter.getAndIncrement() & 0x3FFFFF);
    }
}
