package org.usher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.usher.audit.AuditChain;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditLinks;
import org.usher.audit.AuditVerifier;
import org.usher.audit.AuditVerifier.Verdict;
import org.usher.mariadb.EmbeddedMariaDb;

/**
 * The command {@code verify-audit}: reads the whole record of a running or stopped Usher over a connection of its own, changes nothing, and
 * says whether it is complete and unedited, or which row is the first that is not.
 */
final class VerifyAudit {

    private VerifyAudit() {}

    /** Says what was found; true when nothing is wrong. */
    static boolean run(Settings settings) {
        try {
            var verdict = verify(settings);
            System.out.println(words(verdict));
            return verdict instanceof Verdict.Intact;
        } catch (SQLException | RuntimeException problem) {
            System.err.println(StartProblem.explain(problem));
            return false;
        }
    }

    static Verdict verify(Connection connection) {
        return new AuditVerifier(new Rows(connection)).verify();
    }

    static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Intact(long rows) -> "The audit record is complete and unedited: " + rows + " rows.";
            case Verdict.Broken(long row, AuditVerifier.Fault fault) ->
                "The audit record is NOT as it was written. The first fault: row " + row
                        + " is " + fault.name().toLowerCase(Locale.ROOT) + ".";
        };
    }

    private static Verdict verify(Settings settings) throws SQLException {
        var url = settings.get("DATASOURCES_DEFAULT_URL");
        if (url.isPresent()) {
            try (var connection = DriverManager.getConnection(url.get(), settings.get("DATASOURCES_DEFAULT_USERNAME").orElse(null),
                    settings.get("DATASOURCES_DEFAULT_PASSWORD").orElse(null))) {
                return verify(connection);
            }
        }
        var folder = settings.data().resolve("mariadb");
        var running = EmbeddedMariaDb.running(folder);
        if (running.isPresent()) {
            try (var connection = DriverManager.getConnection(running.get().url("usher"), EmbeddedMariaDb.USER, running.get().password())) {
                return verify(connection);
            }
        }
        try (var server = EmbeddedMariaDb.start(folder, "usher"); var connection = server.connect("usher")) {
            return verify(connection);
        }
    }

    /** The record over plain JDBC, so that the whole program need not be started to look at it. */
    private record Rows(Connection connection) implements AuditLinks {

        @Override
        public Head head() {
            try (var query = connection.prepareStatement("SELECT number, hash FROM audit_head WHERE id = 1");
                    var rows = query.executeQuery()) {
                return rows.next() ? new Head(rows.getLong("number"), rows.getBytes("hash")) : new Head(-1, new byte[0]);
            } catch (SQLException problem) {
                throw new IllegalStateException(problem);
            }
        }

        @Override
        public List<Link> after(long number, int limit) {
            try (var query = connection.prepareStatement("""
                    SELECT number, at, organisation, actor, action, object, details, previous_hash, hash
                    FROM audit_entry WHERE number > ? ORDER BY number LIMIT ?""")) {
                return links(query, number, limit);
            } catch (SQLException problem) {
                throw new IllegalStateException(problem);
            }
        }

        private static List<Link> links(PreparedStatement query, long number, int limit) throws SQLException {
            query.setLong(1, number);
            query.setInt(2, limit);
            var links = new ArrayList<Link>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    links.add(new Link(rows.getLong("number"), entry(rows), rows.getString("details"), rows.getBytes("previous_hash"),
                            rows.getBytes("hash")));
                }
            }
            return links;
        }

        private static AuditEntry entry(ResultSet row) throws SQLException {
            return new AuditEntry(row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getString("organisation"),
                    row.getString("actor"), row.getString("action"), row.getString("object"), AuditChain.details(row.getString("details")));
        }
    }
}
