package org.usher.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.outbox.Transactions;
import org.usher.pickup.PickUpLine;
import org.usher.pickup.PickUpStore;

/** Lines for files that others pick up, in MariaDB. */
@Singleton
final class JdbcPickUps implements PickUpStore {

    private static final String LINE = "SELECT id, organisation, file, item, position, text, entered, due, picked_up FROM pick_up_line ";

    private final Sql sql;
    private final Transactions transactions;

    JdbcPickUps(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public void add(PickUpLine line) {
        transactions.run(() -> sql.update("""
                INSERT IGNORE INTO pick_up_line (organisation, file, item, position, text, entered, due) VALUES (?, ?, ?, ?, ?, ?, ?)""",
                line.organisation(), line.file(), line.item(), line.position(), line.text(), line.entered(), line.due()));
    }

    @Override
    public List<PickUpLine> waiting(String organisation, String file) {
        return transactions.in(() -> sql.list(LINE + "WHERE organisation = ? AND file = ? AND picked_up IS NULL ORDER BY id",
                JdbcPickUps::line, organisation, file));
    }

    @Override
    public List<PickUpLine> of(long item) {
        return transactions.in(() -> sql.list(LINE + "WHERE item = ? ORDER BY position", JdbcPickUps::line, item));
    }

    @Override
    public void pickedUp(long id, Instant at) {
        transactions.run(() -> sql.update("UPDATE pick_up_line SET picked_up = ? WHERE id = ? AND picked_up IS NULL", at, id));
    }

    @Override
    public boolean firstReading(String organisation, String name, Instant at) {
        return transactions.in(() -> sql.update("INSERT IGNORE INTO pick_up_taken (organisation, name, at) VALUES (?, ?, ?)", organisation,
                name, at)) == 1;
    }

    @Override
    public boolean wasRead(String organisation, String name) {
        return transactions.in(() -> sql.one("SELECT 1 AS yes FROM pick_up_taken WHERE organisation = ? AND name = ?",
                row -> row.number("yes"), organisation, name)).isPresent();
    }

    private static PickUpLine line(Row row) throws SQLException {
        return new PickUpLine(row.number("id"), row.text("organisation"), row.text("file"), row.number("item"),
                (int) row.number("position"), row.text("text"), row.moment("entered"), row.moment("due"), row.maybeMoment("picked_up"));
    }
}
