package org.usher.store;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.outbox.PageNotes;
import org.usher.outbox.Transactions;
import org.usher.request.Person;

/** Notes for pages in MariaDB; each new one sweeps away a few that are too old. */
@Singleton
final class JdbcPageNotes implements PageNotes {

    private static final Duration KEPT = Duration.ofHours(2);
    private static final int TOKEN_BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final Sql sql;
    private final Transactions transactions;

    JdbcPageNotes(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public String keep(Person who, String kind, String text, Instant now) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        transactions.run(() -> {
            sql.update("INSERT INTO page_note (token, organisation, person, kind, text, at) VALUES (?, ?, ?, ?, ?, ?)", token,
                    who.organisation(), who.key(), kind, text, now);
            sql.update("DELETE FROM page_note WHERE at < ? ORDER BY at LIMIT 10", now.minus(KEPT));
        });
        return token;
    }

    @Override
    public Optional<String> find(Person who, String kind, String token) {
        return token.isEmpty()
                ? Optional.empty()
                : transactions
                        .in(() -> sql.one("SELECT text FROM page_note WHERE token = ? AND organisation = ? AND person = ? AND kind = ?",
                                row -> row.text("text"), token, who.organisation(), who.key(), kind));
    }
}
