package org.usher.mariadb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An empty schema of its own for a test, on one embedded MariaDB that all tests of this JVM share.
 *
 * <p>In a Micronaut test, give {@link #properties()} from {@code TestPropertyProvider.getProperties()}. Schemas that a run leaves behind
 * are dropped by the next one, so closing is a courtesy, not a duty.
 */
public final class TestDatabase implements AutoCloseable {

    private static final Path HOME = Path.of("target", "mariadb");
    private static final String MARK = "test_";
    /** A test's database may lose its last second in a power cut. */
    private static final List<String> OPTIONS = List.of("--innodb-flush-log-at-trx-commit=0", "--sync-frm=OFF");

    private final String schema;

    private TestDatabase(String schema) {
        this.schema = schema;
    }

    /** Makes an empty schema. */
    public static TestDatabase fresh() {
        return fresh("usher");
    }

    /** Makes an empty schema whose name contains the given word, which helps when looking at it by hand. */
    public static TestDatabase fresh(String word) {
        var schema = MARK + word + "_" + UUID.randomUUID().toString().substring(0, 8);
        execute("CREATE DATABASE `" + schema + "`");
        return new TestDatabase(schema);
    }

    /** The schema's name. */
    public String schema() {
        return schema;
    }

    /** The JDBC URL. */
    public String url() {
        return Shared.SERVER.url(schema);
    }

    /** Who may connect. */
    public String user() {
        return EmbeddedMariaDb.USER;
    }

    /** That user's password. */
    public String password() {
        return Shared.SERVER.password();
    }

    /** A connection outside any pool; the caller closes it. */
    public Connection connect() throws SQLException {
        return Shared.SERVER.connect(schema);
    }

    /** What a Micronaut context needs to run on this schema, on a free port. */
    public Map<String, String> properties() {
        return Map.of("datasources.default.url", url(), "datasources.default.username", user(), "datasources.default.password", password(),
                "datasources.default.maximum-pool-size", "8", "datasources.default.minimum-idle", "0", "micronaut.server.port", "-1");
    }

    @Override
    public void close() {
        execute("DROP DATABASE IF EXISTS `" + schema + "`");
    }

    private static void execute(String statement) {
        try (var connection = Shared.SERVER.connect("mysql"); var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException problem) {
            throw new IllegalStateException(statement, problem);
        }
    }

    /** Started by the first test that asks; ends with the JVM. */
    private static final class Shared {

        private static final EmbeddedMariaDb SERVER = start();

        private static EmbeddedMariaDb start() {
            for (int number = 1;; number++) {
                try {
                    var server = EmbeddedMariaDb.start(HOME.resolve("test-" + number), HOME.resolve("programs"), OPTIONS);
                    dropLeftovers(server);
                    return server;
                } catch (CannotStart.InUse byAnotherRun) {
                    if (number == 20) {
                        throw byAnotherRun;
                    }
                }
            }
        }

        private static void dropLeftovers(EmbeddedMariaDb server) {
            try (var connection = server.connect("mysql"); var sql = connection.createStatement()) {
                var leftovers = new ArrayList<String>();
                try (var rows = sql.executeQuery("SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'test\\_%'")) {
                    while (rows.next()) {
                        leftovers.add(rows.getString(1));
                    }
                }
                for (var schema : leftovers) {
                    sql.execute("DROP DATABASE `" + schema + "`");
                }
            } catch (SQLException problem) {
                throw new IllegalStateException("The schemas of an earlier run cannot be dropped", problem);
            }
        }
    }
}
