package org.usher.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.usher.reminder.Reminder;
import org.usher.reminder.ReminderStore;
import org.usher.request.Person;

/** Reminders in MariaDB. */
@Singleton
final class JdbcReminderStore implements ReminderStore {

    private static final String REMINDER = """
            SELECT id, organisation, recipient, kind, matter, due, first_due, nth, copy, state, text, buttons, sent, answer, answered_by
            FROM reminder
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;

    JdbcReminderStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Reminder keep(Reminder reminder) {
        sql.update("""
                INSERT INTO reminder (organisation, recipient, kind, matter, due, first_due, nth, copy, state, text, buttons, sent, answer, answered_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE state = IF(state = 'MOOT' AND sent IS NULL, VALUES(state), state)""", reminder.to().organisation(),
                reminder.to().key(), reminder.kind(), reminder.matter().word(), reminder.due(), reminder.first(), reminder.nth(),
                reminder.copy(),
                reminder.state(), reminder.text(), written(reminder.buttons()), reminder.sent(), reminder.answer(), reminder.by());
        // One that somebody else has kept since this transaction began is seen only by a read that locks, or makes the transaction run again.
        return kept(reminder, "").or(() -> kept(reminder, " FOR UPDATE")).orElseThrow();
    }

    private Optional<Reminder> kept(Reminder reminder, String locking) {
        return sql.one(REMINDER + "WHERE organisation = ? AND kind = ? AND matter = ? AND recipient = ? AND due = ?" + locking,
                JdbcReminderStore::reminder, reminder.to().organisation(), reminder.kind(), reminder.matter().word(), reminder.to().key(),
                reminder.due());
    }

    @Override
    public void save(Reminder reminder) {
        sql.update("UPDATE reminder SET state = ?, text = ?, buttons = ?, sent = ?, answer = ?, answered_by = ? WHERE id = ?",
                reminder.state(), reminder.text(), written(reminder.buttons()), reminder.sent(), reminder.answer(), reminder.by(),
                reminder.id());
    }

    @Override
    public Optional<Reminder> find(long id) {
        return sql.one(REMINDER + "WHERE id = ?", JdbcReminderStore::reminder, id);
    }

    @Override
    public Optional<Reminder> findForUpdate(long id) {
        return sql.one(REMINDER + "WHERE id = ? FOR UPDATE", JdbcReminderStore::reminder, id);
    }

    @Override
    public List<Reminder> about(String organisation, Reminder.Matter matter) {
        return sql.list(REMINDER + "WHERE organisation = ? AND matter = ? ORDER BY due, id", JdbcReminderStore::reminder, organisation,
                matter.word());
    }

    @Override
    public List<Reminder> of(Person person, int limit) {
        return sql.list(REMINDER + """
                WHERE organisation = ? AND recipient = ? AND state <> 'MOOT'
                ORDER BY state IN ('SENT', 'PLANNED') DESC, state = 'SENT' DESC, due DESC, id DESC LIMIT ?""", JdbcReminderStore::reminder,
                person.organisation(), person.key(), limit);
    }

    private static Reminder reminder(Row row) throws SQLException {
        return new Reminder(row.number("id"), new Person(row.text("organisation"), row.text("recipient")), row.text("kind"),
                Reminder.Matter.of(row.text("matter")), row.moment("due"), row.moment("first_due"), (int) row.number("nth"),
                row.truth("copy"),
                Reminder.State.valueOf(row.text("state")), row.text("text"), read(row.text("buttons")), row.maybeMoment("sent"),
                row.text("answer"), row.text("answered_by"));
    }

    private static String written(Map<String, String> buttons) {
        try {
            return JSON.writeValueAsString(buttons.entrySet().stream().map(button -> List.of(button.getKey(), button.getValue())).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(String text) {
        try {
            var buttons = new LinkedHashMap<String, String>();
            JSON.readTree(text).forEach(pair -> buttons.put(pair.get(0).asText(), pair.get(1).asText()));
            return buttons;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
