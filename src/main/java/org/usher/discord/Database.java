package org.usher.discord;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.usher.outbox.Transactions;

/** Statements in the transaction that is open, or in one of their own. */
@Singleton
final class Database {

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource source;
    private final Transactions transactions;

    Database(DataSource source, Transactions transactions) {
        this.source = source;
        this.transactions = transactions;
    }

    int update(String sql, @Nullable Object... values) {
        return transactions.in(() -> {
            try (var statement = source.getConnection().prepareStatement(sql)) {
                fill(statement, values);
                return statement.executeUpdate();
            } catch (SQLException problem) {
                throw new DatabaseProblem(problem);
            }
        });
    }

    <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) {
        return transactions.in(() -> {
            try (var statement = source.getConnection().prepareStatement(sql)) {
                fill(statement, values);
                try (var rows = statement.executeQuery()) {
                    var all = new ArrayList<T>();
                    while (rows.next()) {
                        all.add(row.read(rows));
                    }
                    return List.copyOf(all);
                }
            } catch (SQLException problem) {
                throw new DatabaseProblem(problem);
            }
        });
    }

    Transactions transactions() {
        return transactions;
    }

    private static void fill(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant instant ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : values[i]);
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    /** The database does not answer, or not as it should. The cause tells deadlocks apart, after which the transaction runs again. */
    static final class DatabaseProblem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DatabaseProblem(SQLException cause) {
            super(cause);
        }

        /** Whether a row with this key is there already. */
        boolean duplicate() {
            return getCause() instanceof SQLException sql && sql.getErrorCode() == 1062;
        }
    }
}
