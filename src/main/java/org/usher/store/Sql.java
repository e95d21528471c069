package org.usher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Statements of our own, on the connection of the open transaction. Moments go in and out as UTC text, so that neither the zone of this
 * program nor that of the session can shift them.
 */
@Singleton
final class Sql {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private final ConnectionOperations<Connection> connections;

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

    static String text(Instant moment) {
        return MOMENT.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
    }

    private static void bind(PreparedStatement prepared, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            var value = values[i];
            if (value instanceof Optional<?> optional) {
                value = optional.orElse(null);
            }
            switch (value) {
                case null -> prepared.setNull(i + 1, java.sql.Types.VARCHAR);
                case Instant moment -> prepared.setString(i + 1, text(moment));
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
