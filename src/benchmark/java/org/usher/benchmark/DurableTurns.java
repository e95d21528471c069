package org.usher.benchmark;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.usher.RunningSystem;
import org.usher.mariadb.EmbeddedMariaDb;
import org.usher.story.Member;
import org.usher.story.Talk;

/**
 * Durable turns a second over HTTP, beside bare JDBC updates of one row on the same database in the same run: one client and several, each with a dialogue (a row) of its own.
 * The database is set up as the program sets it up: a turn, and an update, is acknowledged when it is on disk. Clients, program and database share the machine. Prints one line
 * for each number of clients. Arguments, none of them needed: seconds to warm up, seconds to measure.
 */
public final class DurableTurns {

    private static final Path FOLDER = Path.of("target", "benchmark");

    private DurableTurns() {}

    /** Work that one client does again and again. */
    @FunctionalInterface
    private interface Work {
        void once() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        var warmUp = Duration.ofSeconds(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8);
        var measured = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
        var schema = "usher_" + System.currentTimeMillis();
        try (var database = EmbeddedMariaDb.start(FOLDER, schema, "technow");
                var system = RunningSystem.start(Map.of("datasources.default.url", database.url(schema), "datasources.default.password",
                        database.password(), "datasources.default.maximum-pool-size", 16, "datasources.default.minimum-idle", 16),
                        Map.of());
                var raw = pool(database, schema)) {
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
                measure(updates, warmUp);
                double bare = measure(updates, measured);
                measure(turns, warmUp);
                long before = questions(raw);
                double durable = measure(turns, measured);
                System.out.printf("%d client(s): %.0f bare updates/s, %.0f durable turns/s over HTTP, ratio %.2f; %.1f statements a turn%n",
                        clients, bare, durable, durable / bare, (questions(raw) - before) / (durable * measured.toSeconds()));
            }
        }
    }

    private static HikariDataSource pool(EmbeddedMariaDb database, String schema) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(database.url(schema));
        pool.setUsername(EmbeddedMariaDb.USER);
        pool.setPassword(database.password());
        return pool;
    }

    /** Statements that the database has had so far. */
    private static long questions(DataSource pool) throws SQLException {
        try (var connection = pool.getConnection();
                var rows = connection.createStatement().executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
            rows.next();
            return rows.getLong(2);
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
            prepared.executeUpdate();
        }
    }
}
