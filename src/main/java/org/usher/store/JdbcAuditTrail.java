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
    /** The head moves on and says what the new row is linked with. The database works the hash out, so that the head is locked for no longer than that takes. */
    private static final String LINK = """
            UPDATE audit_head SET number = (@n := number + 1), hash = (@h := UNHEX(SHA2(CONCAT(@p := hash, LENGTH(@n), ':', @n, ?), 256))) WHERE id = 1;
            INSERT INTO audit_entry (number, previous_hash, hash, at, organisation, actor, action, object, details)
            VALUES (@n, @p, @h, ?, ?, ?, ?, ?, ?)""";

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
        for (var entry : entries) {
            var kept = AuditChain.kept(entry);
            var details = AuditChain.details(kept);
            sql.later(LINK, AuditChain.content(kept, details), kept.at(), kept.organisation(), kept.actor(), kept.action(), kept.object(),
                    details);
        }
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
