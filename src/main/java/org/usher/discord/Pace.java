package org.usher.discord;

import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.RestRateLimiter;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.requests.SequentialRestRateLimiter;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bot below Discord's global limit before Discord has to say so: calls leave at even distances, replies to people before what Usher
 * says by itself. The limits of each route are kept by JDA's own limiter, from the headers; it comes after this one. Calls that carry an
 * interaction's token do not count and are not held up.
 */
final class Pace implements AutoCloseable {

    /** Bound while something is sent that nobody waits for. */
    static final ScopedValue<Boolean> BY_ITSELF = ScopedValue.newInstance();

    /** A call that waits for its turn. */
    private record Waiter(boolean urgent, long number, CompletableFuture<Boolean> turn) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            return urgent != other.urgent ? (urgent ? -1 : 1) : Long.compare(number, other.number);
        }
    }

    private final long interval;
    private final PriorityQueue<Waiter> waiting = new PriorityQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Thread pacer;
    private long numbers;
    private volatile boolean closed;

    Pace(int callsPerSecond) {
        this.interval = 1_000_000_000L / callsPerSecond;
        this.pacer = Thread.ofPlatform().daemon().name("discord-pace").start(this::run);
    }

    /** The limiter to be used by a connection. All connections of a bot share one pace. */
    RestRateLimiter limiter(RestRateLimiter.RateLimitConfig config) {
        return new Limiter(new SequentialRestRateLimiter(config));
    }

    /** Waits for a turn. */
    void await(boolean urgent) {
        var turn = new CompletableFuture<Boolean>();
        lock.lock();
        try {
            waiting.add(new Waiter(urgent, numbers++, turn));
            arrived.signal();
        } finally {
            lock.unlock();
        }
        turn.join();
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
        long next = System.nanoTime();
        while (!closed) {
            lock.lock();
            try {
                while (waiting.isEmpty() && !closed) {
                    arrived.await();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                lock.unlock();
            }
            for (long left = next - System.nanoTime(); left > 0 && !closed; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            next = Math.max(next + interval, System.nanoTime() + interval / 2);
            Waiter first;
            lock.lock();
            try {
                first = waiting.poll();
            } finally {
                lock.unlock();
            }
            if (first != null) {
                first.turn.complete(true);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(pacer);
        lock.lock();
        try {
            arrived.signalAll();
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
            await(urgent);
            return task.execute();
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
