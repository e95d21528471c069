package org.usher.store;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.chat.OffRamps;

/** Off-ramps in MariaDB. */
@Singleton
final class JdbcOffRamps implements OffRamps {

    private final Sql sql;

    JdbcOffRamps(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void took(OffRamp offRamp) {
        sql.update("""
                INSERT INTO off_ramp (at, organisation, requester, dialogue, conversation, rule, reason, place, form)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""", offRamp.at(), offRamp.organisation(), offRamp.requester(), offRamp.dialogue(),
                offRamp.conversation(),
                offRamp.rule(), offRamp.reason(), offRamp.place(), offRamp.form());
    }

    @Override
    public List<OffRamp> between(String organisation, Instant from, Instant to) {
        return sql.list("""
                SELECT at, organisation, requester, dialogue, conversation, rule, reason, place, form FROM off_ramp
                WHERE organisation = ? AND at >= ? AND at < ? ORDER BY id""",
                row -> new OffRamp(row.moment("at"), row.text("organisation"), row.text("requester"), row.text("dialogue"),
                        row.text("conversation"),
                        row.text("rule"), row.text("reason"), row.text("place"), row.text("form")),
                organisation, from, to);
    }
}
