package org.usher.technow.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;

/** SQL in transactions. Statements run in the transaction around them; without one they fail. */
@Singleton
public final class Database {

    /** How often a transaction is begun again after it lost a deadlock. */
    private static final int ATTEMPTS = 10;
    private static final String SERIALIZATION_FAILURE = "40001";

    private final TransactionOperations<Connection> transactions;

    Database(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /** Does the work in one transaction, or in the one already under way. An exception rolls it back. A deadlock begins it again. */
    public <T> T transaction(Supplier<T> work) {
        if (transactions.hasConnection() && transactions.findTransactionStatus().isPresent()) {
            return work.get();
        }
        for (var attempt = 1;; attempt++) {
            try {
                return transactions.executeWrite(status -> work.get());
            } catch (RuntimeException problem) {
                if (attempt == ATTEMPTS || !lostADeadlock(problem)) {
                    throw problem;
                }
            }
        }
    }

    /** The same for work that gives nothing back. */
    public void inTransaction(Runnable work) {
        transaction(() -> {
            work.run();
            return true;
        });
    }

    /** Rows as strings by column; SQL's null is the empty string. */
    public List<Map<String, String>> query(String sql, List<?> parameters) {
        return run(sql, parameters, statement -> {
            var rows = new ArrayList<Map<String, String>>();
            try (var results = statement.executeQuery()) {
                while (results.next()) {
                    rows.add(read(results));
                }
            }
            return rows;
        });
    }

    public int update(String sql, List<?> parameters) {
        return run(sql, parameters, PreparedStatement::executeUpdate);
    }

    /** The bytes in the first column of the first row; none when there is no row. */
    public byte[] bytes(String sql, List<?> parameters) {
        return run(sql, parameters, statement -> {
            try (var results = statement.executeQuery()) {
                var found = results.next() ? results.getBytes(1) : null;
                return found == null ? new byte[0] : found;
            }
        });
    }

    private static Map<String, String> read(ResultSet results) throws SQLException {
        var meta = results.getMetaData();
        var row = new LinkedHashMap<String, String>();
        for (var column = 1; column <= meta.getColumnCount(); column++) {
            var value = results.getString(column);
            row.put(meta.getColumnLabel(column), value == null ? "" : value);
        }
        return row;
    }

    private <T> T run(String sql, List<?> parameters, Work<T> work) {
        try (var statement = transactions.getConnection().prepareStatement(sql)) {
            for (var index = 0; index < parameters.size(); index++) {
                var value = parameters.get(index);
                statement.setObject(index + 1, "".equals(value) ? null : value);
            }
            return work.with(statement);
        } catch (SQLException problem) {
            throw new StatementFailed(problem);
        }
    }

    private static boolean lostADeadlock(Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && SERIALIZATION_FAILURE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** The database refused a statement, or could not be reached. */
    public static final class StatementFailed extends RuntimeException {

        private static final long serialVersionUID = 1;

        StatementFailed(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
