package org.usher.discord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.usher.outbox.Notice;
import org.usher.request.Person;

/** Messages in MariaDB. A claim is a due time in the future: when it passes, somebody else may take the message. */
@Singleton
final class JdbcPost implements Post {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final Clock clock;

    JdbcPost(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void add(Notice notice, long channel) {
        var body = JSON.createObjectNode().put("subject", notice.subject()).put("text", Words.cut(notice.text(), 20_000));
        var buttons = body.putArray("buttons");
        notice.buttons().forEach(
                button -> buttons.addObject().put("action", button.action()).put("label", button.label()).put("target", button.target()));
        database.update("""
                INSERT INTO discord_message (organisation, person, kind, about, target, team_channel, body, said, state, due)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)""", notice.to().organisation(), notice.to().key(), notice.kind().name(),
                notice.about(), notice.matter(), channel, body.toString(), notice.at(),
                clock.instant());
    }

    @Override
    public List<Letter> claim(int most, Instant now, Instant until) {
        return claim("state = 'waiting' AND due <= ?", most, now, until);
    }

    @Override
    public List<Letter> claimStale(int most, Instant now, Instant until) {
        return claim("stale = TRUE AND state = 'sent' AND due <= ?", most, now, until);
    }

    private List<Letter> claim(String which, int most, Instant now, Instant until) {
        return database.transactions().in(() -> {
            var letters = database.query(
                    "SELECT * FROM discord_message WHERE " + which + " ORDER BY due, id LIMIT " + most + " FOR UPDATE SKIP LOCKED",
                    JdbcPost::letter, now);
            if (!letters.isEmpty()) {
                var values = new ArrayList<Object>();
                values.add(until);
                letters.forEach(letter -> values.add(letter.id()));
                database.update(
                        "UPDATE discord_message SET due = ? WHERE id IN (" + String.join(",", Collections.nCopies(letters.size(), "?"))
                                + ")",
                        values.toArray());
            }
            return letters;
        });
    }

    private static Letter letter(ResultSet row) throws SQLException {
        try {
            var body = JSON.readTree(row.getString("body"));
            var buttons = new ArrayList<Notice.Button>();
            body.path("buttons").forEach(button -> buttons
                    .add(new Notice.Button(button.path("action").asText(), button.path("label").asText(), button.path("target").asText())));
            var notice = new Notice(new Person(row.getString("organisation"), row.getString("person")),
                    Notice.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), body.path("subject").asText(),
                    body.path("text").asText(),
                    buttons, row.getString("about"), Database.instant(row, "said"));
            return new Letter(row.getLong("id"), notice, row.getLong("team_channel"), row.getLong("message") == 0
                    ? Optional.empty()
                    : Optional.of(new Sent(row.getLong("channel"), row.getLong("message"))), row.getString("outcome"),
                    row.getLong("marks"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void sent(long id, Sent where, String outcome, Instant now) {
        database.update(
                "UPDATE discord_message SET state = 'sent', channel = ?, message = ?, outcome = ?, delivered = ?, due = ? WHERE id = ?",
                where.channel(), where.message(), outcome, now, now, id);
    }

    @Override
    public void failed(long id, Failure why, Instant now) {
        database.update("UPDATE discord_message SET state = ?, due = ? WHERE id = ?", why.name().toLowerCase(Locale.ROOT), now, id);
    }

    @Override
    public void again(long id, Instant due) {
        database.update("UPDATE discord_message SET due = ? WHERE id = ?", due, id);
    }

    @Override
    public void fresh(Letter letter, String outcome, Instant now) {
        database.update("UPDATE discord_message SET outcome = ?, stale = marks <> ?, due = ? WHERE id = ?", outcome, letter.marks(), now,
                letter.id());
    }

    /** The messages are found first and locked one by one: a range that is locked would hold up whoever adds one. */
    @Override
    public boolean stale(String organisation, Set<Notice.Kind> kinds, String matter) {
        var found = database.query("SELECT id, kind FROM discord_message WHERE organisation = ? AND target = ? ORDER BY id",
                row -> kinds.contains(Notice.Kind.valueOf(row.getString("kind"))) ? row.getLong("id") : 0L, organisation, matter).stream()
                .filter(id -> id != 0).toList();
        found.forEach(id -> database.update("UPDATE discord_message SET stale = TRUE, marks = marks + 1 WHERE id = ?", id));
        return !found.isEmpty();
    }

    @Override
    public int missed(Person person) {
        return database.update(
                """
                UPDATE discord_message SET mentioned = TRUE WHERE organisation = ? AND person = ? AND state = 'closed' AND mentioned = FALSE""",
                person.organisation(), person.key());
    }

    @Override
    public long waiting() {
        return database.query("SELECT COUNT(*) AS waiting FROM discord_message WHERE state = 'waiting'", row -> row.getLong("waiting"))
                .getFirst();
    }
}
