package org.usher.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;
import org.usher.outbox.Transactions;
import org.usher.ticket.Itsm;
import org.usher.ticket.TicketSteps;
import org.usher.ticket.TicketStore;

/** The way to the ITSM and back, in MariaDB. */
@Singleton
final class JdbcTicketStore implements TicketStore {

    private static final String TASK = "sc_task";
    private static final String STEPS = """
            SELECT item, round, table_name, sys_id, number, task_id, task_number, written, asked, decided, attached, closing
            FROM itsm_ticket WHERE item = ?""";
    private static final String ERRAND = "SELECT kind, subject, wanted, done, failures, alarm, why, not_before FROM itsm_errand ";

    private final Sql sql;
    private final Transactions transactions;

    JdbcTicketStore(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public TicketSteps steps(long item) {
        return transactions.in(() -> sql.one(STEPS, JdbcTicketStore::steps, item)).orElseGet(() -> TicketSteps.none(item));
    }

    @Override
    public void change(long item, UnaryOperator<TicketSteps> change) {
        transactions.run(() -> {
            // The row is there before it is locked, so that two who begin at once wait for each other.
            sql.update(
                    "INSERT IGNORE INTO itsm_ticket (item, round, written, asked, decided, attached, closing) VALUES (?, 0, '', '', '', -1, '')",
                    item);
            save(change.apply(sql.one(STEPS + " FOR UPDATE", JdbcTicketStore::steps, item).orElseThrow()));
        });
    }

    private static TicketSteps steps(Row row) throws SQLException {
        Optional<Itsm.Ref> ticket = Optional.empty();
        var id = row.maybeText("sys_id");
        if (id.isPresent()) {
            ticket = Optional.of(new Itsm.Ref(row.text("table_name"), id.get(), row.text("number")));
        }
        Optional<Itsm.Ref> task = Optional.empty();
        var taskId = row.maybeText("task_id");
        if (taskId.isPresent()) {
            task = Optional.of(new Itsm.Ref(TASK, taskId.get(), row.text("task_number")));
        }
        return new TicketSteps(row.number("item"), (int) row.number("round"), ticket, task, row.text("written"), row.text("asked"),
                row.text("decided"),
                (int) row.number("attached"), row.text("closing"));
    }

    private void save(TicketSteps steps) {
        var ticket = steps.ticket();
        var task = steps.task();
        transactions.run(() -> sql.update("""
                REPLACE INTO itsm_ticket (item, round, table_name, sys_id, number, task_id, task_number, written, asked, decided, attached, closing)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", steps.item(), steps.round(), ticket.map(Itsm.Ref::kind),
                ticket.map(Itsm.Ref::id),
                ticket.map(Itsm.Ref::number), task.map(Itsm.Ref::id), task.map(Itsm.Ref::number), steps.written(), steps.asked(),
                steps.decided(),
                steps.attached(), steps.closing()));
    }

    @Override
    public void want(String kind, long subject) {
        transactions.run(() -> sql.update("""
                INSERT INTO itsm_errand (kind, subject, wanted, done, failures, alarm, why, not_before) VALUES (?, ?, 1, 0, 0, FALSE, '', ?)
                ON DUPLICATE KEY UPDATE wanted = wanted + 1""", kind, subject, Instant.EPOCH));
    }

    @Override
    public Optional<Errand> errand(String kind, long subject) {
        return transactions.in(() -> sql.one(ERRAND + "WHERE kind = ? AND subject = ?", JdbcTicketStore::errand, kind, subject));
    }

    private static Errand errand(Row row) throws SQLException {
        return new Errand(row.text("kind"), row.number("subject"), row.number("wanted"), row.number("done"), (int) row.number("failures"),
                row.truth("alarm"), row.text("why"), row.moment("not_before"));
    }

    @Override
    public boolean done(Errand errand) {
        return transactions.in(() -> {
            sql.update(
                    "UPDATE itsm_errand SET done = GREATEST(done, ?), failures = 0, alarm = FALSE, why = '' WHERE kind = ? AND subject = ?",
                    errand.wanted(), errand.kind(), errand.subject());
            return errand(errand.kind(), errand.subject()).map(Errand::isDone).orElse(true);
        });
    }

    @Override
    public void failed(Errand errand, String why, boolean alarm, Instant notBefore) {
        transactions.run(() -> sql.update(
                "UPDATE itsm_errand SET failures = failures + 1, alarm = ?, why = ?, not_before = ? WHERE kind = ? AND subject = ?",
                alarm, why, notBefore, errand.kind(), errand.subject()));
    }

    @Override
    public List<Errand> open() {
        return transactions.in(() -> sql.list(ERRAND + "WHERE done < wanted ORDER BY kind, subject", JdbcTicketStore::errand));
    }

    @Override
    public boolean firstNotice(Itsm.Change change, String via, Instant at) {
        return transactions.in(
                () -> sql.update("INSERT IGNORE INTO itsm_change (record, version, item, via, at) VALUES (?, ?, ?, ?, ?)", change.record(),
                        change.version(), change.item(), via, at)) == 1;
    }

    @Override
    public Map<String, Instant> reached() {
        var reached = new LinkedHashMap<String, Instant>();
        transactions.run(() -> sql.list("SELECT table_name, reached FROM itsm_reached",
                row -> reached.put(row.text("table_name"), row.moment("reached"))));
        return reached;
    }

    @Override
    public void reached(Map<String, Instant> reached) {
        transactions.run(() -> reached
                .forEach((table, moment) -> sql.update("REPLACE INTO itsm_reached (table_name, reached) VALUES (?, ?)", table, moment)));
    }

    @Override
    public void forget(Instant before) {
        transactions.run(() -> sql.update("DELETE FROM itsm_change WHERE at < ?", before));
    }

    @Override
    public boolean addNote(long item, String key, String text) {
        return transactions.in(() -> sql.update("INSERT IGNORE INTO itsm_note (item, note_key, text, written) VALUES (?, ?, ?, FALSE)",
                item, key, text)) == 1;
    }

    @Override
    public List<Note> notes(long item) {
        return transactions.in(() -> sql.list("SELECT note_key, text FROM itsm_note WHERE item = ? AND NOT written ORDER BY id",
                row -> new Note(row.text("note_key"), row.text("text")), item));
    }

    @Override
    public void noteWritten(long item, String key) {
        transactions.run(() -> sql.update("UPDATE itsm_note SET written = TRUE WHERE item = ? AND note_key = ?", item, key));
    }
}
