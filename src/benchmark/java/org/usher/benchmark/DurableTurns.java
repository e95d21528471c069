package org.usher.benchmark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.usher.RunningSystem;
import org.usher.story.Member;
import org.usher.story.Talk;

/**
 * Durable turns a second over HTTP, beside bare JDBC updates of one row on the same database in the same run: one client and several, each with a dialogue (a row) of its own.
 * A turn is acknowledged when it is on disk. Prints one line for each number of clients.
 */
public final class DurableTurns {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private DurableTurns() {}

    /** Work that one client does again and again. */
    @FunctionalInterface
    private interface Work {
        void once() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        try (var system = RunningSystem.start()) {
            var pool = system.usher().getBean(DataSource.class);
            var raw = io.micronaut.data.connection.jdbc.advice.DelegatingDataSource.unwrapDataSource(pool);
            execute(raw, "CREATE TABLE bare (id INT PRIMARY KEY, n BIGINT NOT NULL)");
            for (int clients : new int[]{1, 4, 8}) {
                var updates = new ArrayList<Work>();
                var turns = new ArrayList<Work>();
                for (int i = 0; i < clients; i++) {
                    int row = clients * 100 + i;
                    execute(raw, "INSERT INTO bare VALUES (" + row + ", 0)");
                    updates.add(() -> execute(raw, "UPDATE bare SET n = n + 1 WHERE id = " + row));
                    turns.add(turns(Member.signIn(system.usherUrl(), "10311862")));
                }
                measure(updates, WARM_UP);
                double bare = measure(updates, MEASURED);
                measure(turns, WARM_UP);
                double durable = measure(turns, MEASURED);
                System.out.printf("%d client(s): %.0f bare updates/s, %.0f durable turns/s over HTTP, ratio %.2f%n", clients, bare, durable,
                        durable / bare);
            }
        }
    }

    /** Changes one answer to and fro: each change is two turns. */
    private static Work turns(Member member) {
        Talk talk = member.start("gb-provision-user").say("10455230").choose("yes").choose("yes").say("in 3 weeks 09:00")
                .choose("operations");
        var changing = new AtomicBoolean();
        return () -> {
            if (changing.compareAndSet(false, true)) {
                talk.change("directorate");
            } else {
                changing.set(false);
                talk.choose("operations");
            }
        };
    }

    private static double measure(Iterable<Work> clients, Duration length) throws InterruptedException {
        var done = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        var threads = new ArrayList<Thread>();
        for (var client : clients) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    while (System.nanoTime() < end) {
                        client.once();
                        done.incrementAndGet();
                    }
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        return done.get() * 1e9 / (System.nanoTime() - begin);
    }

    private static void execute(DataSource pool, String statement) throws SQLException {
        try (var connection = pool.getConnection(); var prepared = connection.prepareStatement(statement)) {
            connection.setAutoCommit(true);
            prepared.executeUpdate();
        }
    }
}
