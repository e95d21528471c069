package org.usher.benchmark;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import org.usher.RunningSystem;
import org.usher.mariadb.EmbeddedMariaDb;
import org.usher.story.Member;

/**
 * Durable turns a second over HTTP, beside bare JDBC updates on the same database in the same run: one client and several, each with a dialogue of its own. The updates are measured
 * twice: all clients on one row, and each on a row of its own. A turn, and an update, is acknowledged when it is on disk: both go to the same server, which is set up as the program
 * sets it up. Clients, program and database share the machine. Prints a few lines for each number of clients, with the CPU time that each turn and each update took, which
 * depends less on what else the machine does. Arguments, none of them needed: seconds to warm up, seconds to measure, numbers
 * of clients.
 */
public final class DurableTurns {

    private static final Path FOLDER = Path.of("target", "benchmark");

    private final EmbeddedMariaDb database;
    private final Duration warmUp;
    private final Duration length;

    private DurableTurns(EmbeddedMariaDb database, Duration warmUp, Duration length) {
        this.database = database;
        this.warmUp = warmUp;
        this.length = length;
    }

    /** Work that one client does again and again. */
    @FunctionalInterface
    private interface Work {
        void once() throws Exception;
    }

    /** What was measured: how much was done a second, and the CPU time of one, in microseconds. */
    private record Measured(double rate, double clients, double program, double server) {

        @Override
        public String toString() {
            return "%.0f a second; CPU time of each: %.0f µs in the database, %.0f µs in the program, %.0f µs in the client".formatted(rate,
                    server,
                    program, clients);
        }
    }

    public static void main(String[] arguments) throws Exception {
        var warmUp = Duration.ofSeconds(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8);
        var length = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
        var schema = "usher_" + System.currentTimeMillis();
        try (var database = EmbeddedMariaDb.start(FOLDER, schema, "technow");
                var system = RunningSystem.start(Map.of("datasources.default.url", database.url(schema), "datasources.default.password",
                        database.password(), "datasources.default.maximum-pool-size", 16, "datasources.default.minimum-idle", 16),
                        Map.of());
                var raw = pool(database, schema)) {
            System.out.println("innodb_flush_log_at_trx_commit is " + variable(raw, "VARIABLES", "innodb_flush_log_at_trx_commit")
                    + " for turns and updates alike.");
            execute(raw, "CREATE TABLE bare (id INT PRIMARY KEY, n BIGINT NOT NULL)");
            var benchmark = new DurableTurns(database, warmUp, length);
            for (var clients : arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : List.of("1", "4", "8")) {
                benchmark.compare(Integer.parseInt(clients), system, raw);
            }
        }
    }

    private void compare(int clients, RunningSystem system, DataSource raw) throws Exception {
        var ownRows = new ArrayList<Work>();
        var oneRow = new ArrayList<Work>();
        var turns = new ArrayList<Work>();
        for (int i = 0; i < clients; i++) {
            ownRows.add(updates(raw, clients * 100 + i));
            oneRow.add(ownRows.getFirst());
            turns.add(turns(system));
        }
        var bare = measure(oneRow);
        var apart = measure(ownRows);
        long before = statements(raw);
        var durable = measure(turns);
        var statements = statements(raw) - before;
        System.out.printf(
                "%d client(s)%n  bare updates of one row:   %s%n  bare updates of own rows:  %s%n  durable turns over HTTP:   %s%n"
                        + "  ratio to updates of one row %.2f, of own rows %.2f; %.1f statements a turn%n",
                clients, bare, apart, durable,
                durable.rate / bare.rate, durable.rate / apart.rate, statements / (durable.rate * warmUp.plus(length).toSeconds()));
    }

    private static HikariDataSource pool(EmbeddedMariaDb database, String schema) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(database.url(schema));
        pool.setUsername(EmbeddedMariaDb.USER);
        pool.setPassword(database.password());
        return pool;
    }

    private static Work updates(DataSource raw, int row) throws SQLException {
        execute(raw, "INSERT INTO bare VALUES (" + row + ", 0)");
        return () -> execute(raw, "UPDATE bare SET n = n + 1 WHERE id = " + row);
    }

    /** Changes one answer to and fro: each change is two turns. */
    private static Work turns(RunningSystem system) throws Exception {
        var member = Member.signIn(system.usherUrl(), "10311862");
        var talk = member.start("gb-provision-user").say("10455230").choose("yes").choose("yes").say("in 3 weeks 09:00")
                .choose("operations");
        var client = new LightClient(URI.create(system.usherUrl()), member.token());
        var path = "/api/dialogues/" + talk.id() + "/turns";
        var next = new AtomicLong(talk.turn());
        var asked = new AtomicLong();
        return () -> {
            var input = asked.getAndIncrement() % 2 == 0
                    ? "\"command\":\"change\",\"question\":\"directorate\""
                    : "\"choose\":[\"operations\"]";
            client.post(path, "{\"turn\":" + next.getAndIncrement() + ',' + input + '}');
        };
    }

    private Measured measure(List<Work> clients) throws Exception {
        run(clients, warmUp);
        return run(clients, length);
    }

    private Measured run(List<Work> clients, Duration time) throws InterruptedException {
        var done = new AtomicLong();
        var clientTime = new AtomicLong();
        long server = serverTime();
        long program = programTime();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
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
                clientTime.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        double each = 1e3 * done.get();
        return new Measured(done.get() * 1e9 / (System.nanoTime() - begin), clientTime.get() / each,
                (programTime() - program - clientTime.get()) / each, (serverTime() - server) / each);
    }

    /** CPU time of this JVM so far, in nanoseconds. */
    private static long programTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** CPU time of the database so far, in nanoseconds. */
    private long serverTime() {
        return ProcessHandle.of(database.pid()).flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO).toNanos();
    }

    /** Statements that the database has had so far. */
    private static long statements(DataSource pool) throws SQLException {
        return Long.parseLong(variable(pool, "STATUS", "Questions"));
    }

    private static String variable(DataSource pool, String kind, String name) throws SQLException {
        try (var connection = pool.getConnection();
                var rows = connection.createStatement().executeQuery("SHOW GLOBAL " + kind + " LIKE '" + name + "'")) {
            rows.next();
            return rows.getString(2);
        }
    }

    private static void execute(DataSource pool, String statement) throws SQLException {
        try (var connection = pool.getConnection(); var prepared = connection.prepareStatement(statement)) {
            prepared.executeUpdate();
        }
    }
}
