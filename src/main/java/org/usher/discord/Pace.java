package org.usher.discord;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.RestRateLimiter;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.requests.SequentialRestRateLimiter;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bot below Discord's global limit before Discord has to say so. A call counts from when it leaves until a second after its answer is there, so that however long it is
 * on its way, Discord never sees more within a second than are allowed. Calls leave at even distances, replies to people before what Usher says by itself. The limits of
 * each route are kept by JDA's own limiter, from the headers; it comes before this one. Calls that carry an interaction's token do not count and are not held up.
 */
final class Pace implements AutoCloseable {

    /** Bound while something is sent that nobody waits for. */
    static final ScopedValue<Boolean> BY_ITSELF = ScopedValue.newInstance();

    private static final long SECOND = 1_000_000_000L;
    /** How far calls may be behind their even distances and still make up for it. */
    private static final long LATEST = SECOND / 2;

    /** A call that waits for its turn. */
    private record Waiter(boolean urgent, long number, CompletableFuture<Boolean> turn) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            return urgent != other.urgent ? (urgent ? -1 : 1) : Long.compare(number, other.number);
        }
    }

    private final int callsPerSecond;
    private final LongSupplier nanos;
    private final PriorityQueue<Waiter> waiting = new PriorityQueue<>();
    /** When the calls were answered that still count. */
    private final Deque<Long> answered = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long onTheirWay;
    private long next;
    private long numbers;
    private boolean closed;

    Pace(int callsPerSecond) {
        this(callsPerSecond, System::nanoTime);
        Thread.ofPlatform().daemon().name("discord-pace").start(this::run);
    }

    /** A pace that nobody sets: for who calls {@link #letGo} by themselves. */
    Pace(int callsPerSecond, LongSupplier nanos) {
        this.callsPerSecond = callsPerSecond;
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /** The limiter to be used by a connection. All connections of a bot share one pace. */
    RestRateLimiter limiter(RestRateLimiter.RateLimitConfig config) {
        return new Limiter(new SequentialRestRateLimiter(config));
    }

    /** A call that wants to leave: done when it may; whether it counts until it is {@linkplain #answered() answered}. */
    CompletableFuture<Boolean> turn(boolean urgent) {
        var turn = new CompletableFuture<Boolean>();
        lock.lock();
        try {
            if (closed) {
                turn.complete(false);
            } else {
                waiting.add(new Waiter(urgent, numbers++, turn));
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        return turn;
    }

    /** The answer to a call is there. */
    void answered() {
        lock.lock();
        try {
            onTheirWay--;
            answered.add(nanos.getAsLong());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                long pause = letGo();
                if (pause > 0) {
                    changed.awaitNanos(pause);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the first of those who wait go, if it may; otherwise says how many nanoseconds at most nobody may. */
    long letGo() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            while (!answered.isEmpty() && now - answered.getFirst() >= SECOND) {
                answered.removeFirst();
            }
            if (waiting.isEmpty() || onTheirWay >= callsPerSecond) {
                return SECOND;
            }
            long untilRoom = onTheirWay + answered.size() < callsPerSecond ? 0 : SECOND - (now - answered.getFirst());
            long pause = Math.max(untilRoom, next - now);
            if (pause > 0) {
                return pause;
            }
            next = Math.max(next + SECOND / callsPerSecond, now - LATEST);
            onTheirWay++;
            waiting.remove().turn.complete(true);
            return 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            waiting.forEach(waiter -> waiter.turn.complete(false));
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    private static boolean counts(Route.CompiledRoute route) {
        var path = route.getBaseRoute().getRoute();
        return !path.startsWith("interactions/") && !path.startsWith("webhooks/");
    }

    /** JDA's limiter, with every call that counts waiting for its turn just before it leaves. */
    private final class Limiter implements RestRateLimiter {

        private final RestRateLimiter routes;

        Limiter(RestRateLimiter routes) {
            this.routes = routes;
        }

        @Override
        public void enqueue(Work task) {
            routes.enqueue(counts(task.getRoute()) ? new Paced(task, !BY_ITSELF.isBound()) : task);
        }

        @Override
        public void stop(boolean shutdown, Runnable callback) {
            routes.stop(shutdown, callback);
        }

        @Override
        public boolean isStopped() {
            return routes.isStopped();
        }

        @Override
        public int cancelRequests() {
            return routes.cancelRequests();
        }
    }

    /** A call that waits for its turn before it leaves. */
    private final class Paced implements RestRateLimiter.Work {

        private final RestRateLimiter.Work task;
        private final boolean urgent;

        Paced(RestRateLimiter.Work task, boolean urgent) {
            this.task = task;
            this.urgent = urgent;
        }

        @Override
        public Route.CompiledRoute getRoute() {
            return task.getRoute();
        }

        @Override
        public JDA getJDA() {
            return task.getJDA();
        }

        @Override
        public @Nullable Response execute() {
            boolean counts = turn(urgent).join();
            try {
                return task.execute();
            } finally {
                if (counts) {
                    answered();
                }
            }
        }

        @Override
        public boolean isSkipped() {
            return task.isSkipped();
        }

        @Override
        public boolean isDone() {
            return task.isDone();
        }

        @Override
        public boolean isPriority() {
            return task.isPriority();
        }

        @Override
        public boolean isCancelled() {
            return task.isCancelled();
        }

        @Override
        public void cancel() {
            task.cancel();
        }
    }
}
