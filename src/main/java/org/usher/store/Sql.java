package org.usher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Statements of our own, on the connection of the open transaction. Moments go in and out as the local time of UTC, so that neither the zone of
 * this program nor that of the session can shift them.
 */
@Singleton
final class Sql {

    /** The error of a statement that cannot be read; also of a compound statement that was read before one of its tables was changed, which the database cannot read again. */
    static final int UNREADABLE = 1064;

    private final ConnectionOperations<Connection> connections;
    private final ThreadLocal<@Nullable List<Waiting>> waiting = new ThreadLocal<>();
    /** How often a table was found changed. It stands in every compound statement, so that it is a new one afterwards. */
    private final AtomicInteger changes = new AtomicInteger();

    /** A statement that waits for the next one to go with. */
    private record Waiting(String statement, @Nullable Object[] values) {}

    Sql(ConnectionOperations<Connection> connections) {
        this.connections = connections;
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement prepared) throws SQLException;
    }

    /** On the connection of the open transaction; outside of one, on a connection of its own. */
    private <T> T prepared(String statement, int keys, Work<T> work) {
        boolean alone = connections.findConnectionStatus().isEmpty();
        sendWaiting("");
        return connections.execute(ConnectionDefinition.DEFAULT, status -> {
            try (var prepared = status.getConnection().prepareStatement(statement, keys)) {
                var result = work.on(prepared);
                if (alone && !status.getConnection().getAutoCommit()) {
                    status.getConnection().commit();
                }
                return result;
            } catch (SQLException problem) {
                throw new DataAccessException(problem.getMessage() + " in " + statement, problem);
            }
        });
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Row row) throws SQLException;
    }

    <T> List<T> list(String statement, Reading<T> reading, @Nullable Object... values) {
        return prepared(statement, Statement.NO_GENERATED_KEYS, prepared -> {
            bind(prepared, values);
            try (var results = prepared.executeQuery()) {
                var row = new Row(results);
                var all = new ArrayList<T>();
                while (results.next()) {
                    all.add(reading.read(row));
                }
                return all;
            }
        });
    }

    <T> Optional<T> one(String statement, Reading<T> reading, @Nullable Object... values) {
        return prepared(statement, Statement.NO_GENERATED_KEYS, prepared -> {
            bind(prepared, values);
            try (var results = prepared.executeQuery()) {
                return results.next() ? Optional.of(reading.read(new Row(results))) : Optional.empty();
            }
        });
    }

    /** The number of rows it changed. */
    int update(String statement, @Nullable Object... values) {
        return prepared(statement, Statement.NO_GENERATED_KEYS, prepared -> {
            bind(prepared, values);
            return prepared.executeUpdate();
        });
    }

    /** The number that the new row got. */
    long insert(String statement, @Nullable Object... values) {
        return prepared(statement, Statement.RETURN_GENERATED_KEYS, prepared -> {
            bind(prepared, values);
            prepared.executeUpdate();
            try (var keys = prepared.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        });
    }

    /**
     * A statement of the open transaction whose outcome nobody waits for: it goes to the database together with the next one, at the latest with the commit, which
     * saves a journey there and back. In the form it has in a compound statement, without a semicolon at its end.
     */
    void later(String statement, @Nullable Object... values) {
        if (connections.findConnectionStatus().isEmpty()) {
            throw new IllegalStateException("No transaction is open that would send this: " + statement);
        }
        var statements = waiting.get();
        if (statements == null) {
            statements = new ArrayList<>();
            waiting.set(statements);
        }
        statements.add(new Waiting(statement, values));
    }

    /** Commits the open transaction with what still waits, in one statement; does nothing, and leaves the commit to others, if nothing waits. */
    void commitWaiting() {
        sendWaiting("COMMIT;\n");
    }

    /** Forgets what waits: the transaction is rolled back. */
    void forgetWaiting() {
        waiting.remove();
    }

    private void sendWaiting(String ending) {
        var statements = waiting.get();
        if (statements == null) {
            return;
        }
        waiting.remove();
        int before = changes.get();
        var compound = new StringBuilder("BEGIN NOT ATOMIC # " + before + '\n');
        var values = new ArrayList<@Nullable Object>();
        for (var each : statements) {
            compound.append(each.statement).append(";\n");
            values.addAll(Arrays.asList(each.values));
        }
        try {
            update(compound.append(ending).append("END").toString(), values.toArray());
        } catch (DataAccessException problem) {
            if (problem.getCause() instanceof SQLException cause && cause.getErrorCode() == UNREADABLE) {
                changes.compareAndSet(before, before + 1);
            }
            throw problem;
        }
    }

    void batch(String statement, List<@Nullable Object[]> rows) {
        if (rows.size() == 1) {
            update(statement, rows.getFirst());
            return;
        }
        prepared(statement, Statement.NO_GENERATED_KEYS, prepared -> {
            for (var row : rows) {
                bind(prepared, row);
                prepared.addBatch();
            }
            return prepared.executeBatch();
        });
    }

    private static void bind(PreparedStatement prepared, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            var value = values[i];
            if (value instanceof Optional<?> optional) {
                value = optional.orElse(null);
            }
            switch (value) {
                case null -> prepared.setNull(i + 1, java.sql.Types.VARCHAR);
                case Instant moment -> prepared.setObject(i + 1, LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
                case Enum<?> word -> prepared.setString(i + 1, word.name());
                case String text -> prepared.setString(i + 1, text);
                case Integer number -> prepared.setInt(i + 1, number);
                case Long number -> prepared.setLong(i + 1, number);
                case Boolean truth -> prepared.setBoolean(i + 1, truth);
                case byte[] bytes -> prepared.setBytes(i + 1, bytes);
                default -> throw new IllegalArgumentException("A value of " + value.getClass() + " cannot be kept");
            }
        }
    }
}
