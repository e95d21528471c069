package org.usher.store;

import java.sql.SQLException;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.reminder.KeptRound;
import org.usher.reminder.ReviewStore;

/** Rounds of reviews in MariaDB. */
@Singleton
final class JdbcReviewStore implements ReviewStore {

    private static final int LONGEST_NAME = 400;
    private static final int LONGEST_HEADING = 200;
    private static final String ROUND = """
            SELECT organisation, review, register, entry_key, due, name, heading, state, opened, settled, settled_by, why FROM review_round
            """;

    private final Sql sql;

    JdbcReviewStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void keep(KeptRound round) {
        sql.update("""
                INSERT INTO review_round (organisation, review, register, entry_key, due, name, heading, state, opened, settled, settled_by, why)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE name = VALUES(name), heading = VALUES(heading), state = VALUES(state), settled = VALUES(settled),
                    settled_by = VALUES(settled_by), why = VALUES(why)""", round.organisation(), round.review(), round.register(),
                round.entry(), round.due(), shortened(round.name(), LONGEST_NAME), shortened(round.group(), LONGEST_HEADING), round.state(),
                round.opened(), round.settled(), round.by(), shortened(round.why(), LONGEST_NAME));
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    @Override
    public List<KeptRound> current(String organisation) {
        return sql.list(ROUND + "WHERE organisation = ? AND state IN ('OPEN', 'ANSWERED') ORDER BY due, id", JdbcReviewStore::round,
                organisation);
    }

    @Override
    public List<KeptRound> past(String organisation, int limit) {
        return sql.list(ROUND + "WHERE organisation = ? AND state IN ('ANSWERED', 'DONE', 'MOVED') ORDER BY settled DESC, id DESC LIMIT ?",
                JdbcReviewStore::round, organisation, limit);
    }

    private static KeptRound round(Row row) throws SQLException {
        return new KeptRound(row.text("organisation"), row.text("review"), row.text("register"), row.text("entry_key"), row.moment("due"),
                row.text("name"), row.text("heading"), KeptRound.State.valueOf(row.text("state")), row.moment("opened"),
                row.maybeMoment("settled"), row.text("settled_by"), row.text("why"));
    }
}
