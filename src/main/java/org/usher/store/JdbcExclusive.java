package org.usher.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import org.usher.ticket.Exclusive;

/** Named locks of the database: they belong to a connection, and so end with whoever holds it. No transaction is open meanwhile. */
@Singleton
final class JdbcExclusive implements Exclusive {

    private final DataSource dataSource;

    JdbcExclusive(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    @Override
    public <T> Optional<T> alone(String name, Supplier<T> work) {
        try (var connection = dataSource.getConnection()) {
            if (!ask(connection, "SELECT GET_LOCK(SHA1(CONCAT(DATABASE(), '.', ?)), 0)", name)) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                ask(connection, "SELECT RELEASE_LOCK(SHA1(CONCAT(DATABASE(), '.', ?)))", name);
            }
        } catch (SQLException problem) {
            throw new IllegalStateException("The database cannot give a lock", problem);
        }
    }

    private static boolean ask(Connection connection, String question, String name) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setString(1, name);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getInt(1) == 1;
            }
        }
    }
}
