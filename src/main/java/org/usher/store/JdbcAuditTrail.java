package org.usher.store;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.usher.audit.AuditChain;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditLinks;
import org.usher.audit.AuditTrail;

/**
 * Writes what a transaction records at its very end: the head of the chain is locked last and for the shortest time, since every
 * transaction wants it.
 */
@Singleton
final class JdbcAuditTrail implements AuditTrail, AuditLinks {

    private static final String COLUMNS = "number, at, organisation, actor, action, object, details, previous_hash, hash";

    private final Sql sql;
    private final JdbcTransactions transactions;
    private final ThreadLocal<@Nullable List<AuditEntry>> waiting = new ThreadLocal<>();

    JdbcAuditTrail(Sql sql, JdbcTransactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public void record(AuditEntry entry) {
        transactions.run(() -> {
            var entries = waiting.get();
            if (entries == null) {
                entries = new ArrayList<>();
                waiting.set(entries);
                transactions.whateverHappens(waiting::remove);
                transactions.lastly(this::write);
            }
            entries.add(entry);
        });
    }

    private void write() {
        var entries = waiting.get();
        waiting.remove();
        if (entries == null) {
            return;
        }
        var head = sql
                .one("SELECT number, hash FROM audit_head WHERE id = 1 FOR UPDATE",
                        row -> new Head(row.number("number"), row.bytes("hash")))
                .orElseThrow(() -> new IllegalStateException("The head of the audit record is missing"));
        var rows = new ArrayList<@Nullable Object[]>();
        long number = head.number();
        byte[] hash = head.hash();
        for (var entry : entries) {
            var link = AuditChain.next(number, hash, entry);
            rows.add(new Object[]{link.number(), link.entry().at(), entry.organisation(), entry.actor(), entry.action(), entry.object(),
                    AuditChain.details(entry), hash, link.hash()});
            number = link.number();
            hash = link.hash();
        }
        sql.batch("INSERT INTO audit_entry (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
        sql.update("UPDATE audit_head SET number = ?, hash = ? WHERE id = 1", number, hash);
    }

    @Override
    public List<AuditEntry> about(String organisation, String object) {
        return sql.list("SELECT " + COLUMNS + " FROM audit_entry WHERE organisation = ? AND object = ? ORDER BY number",
                JdbcAuditTrail::entry, organisation,
                object);
    }

    @Override
    public Head head() {
        return sql.one("SELECT number, hash FROM audit_head WHERE id = 1", row -> new Head(row.number("number"), row.bytes("hash")))
                .orElse(new Head(-1, new byte[0]));
    }

    @Override
    public List<Link> after(long number, int limit) {
        return sql.list("SELECT " + COLUMNS + " FROM audit_entry WHERE number > ? ORDER BY number LIMIT ?",
                row -> new Link(row.number("number"), entry(row), row.text("details"), row.bytes("previous_hash"), row.bytes("hash")),
                number, limit);
    }

    private static AuditEntry entry(Row row) throws java.sql.SQLException {
        return new AuditEntry(row.moment("at"), row.text("organisation"), row.text("actor"), row.text("action"), row.text("object"),
                AuditChain.details(row.text("details")));
    }
}
