package org.usher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The row that is being read, by the names of its columns. */
record Row(ResultSet results) {

    String text(String column) throws SQLException {
        return some(column, results.getString(column));
    }

    Optional<String> maybeText(String column) throws SQLException {
        return Optional.ofNullable(results.getString(column));
    }

    long number(String column) throws SQLException {
        return results.getLong(column);
    }

    Optional<Long> maybeNumber(String column) throws SQLException {
        long number = results.getLong(column);
        return results.wasNull() ? Optional.empty() : Optional.of(number);
    }

    boolean truth(String column) throws SQLException {
        return results.getBoolean(column);
    }

    byte[] bytes(String column) throws SQLException {
        return some(column, results.getBytes(column));
    }

    Instant moment(String column) throws SQLException {
        return some(column, results.getObject(column, LocalDateTime.class)).toInstant(ZoneOffset.UTC);
    }

    Optional<Instant> maybeMoment(String column) throws SQLException {
        return Optional.ofNullable(results.getObject(column, LocalDateTime.class)).map(moment -> moment.toInstant(ZoneOffset.UTC));
    }

    private static <T> T some(String column, @org.jspecify.annotations.Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("The column " + column + " is empty");
        }
        return value;
    }
}
