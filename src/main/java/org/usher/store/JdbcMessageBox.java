package org.usher.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.usher.outbox.MessageBox;
import org.usher.outbox.Notice;
import org.usher.outbox.Transactions;
import org.usher.request.Person;

/** Messages in the table {@code message}. */
@Singleton
final class JdbcMessageBox implements MessageBox {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SUBJECT = 1000;

    private final Sql sql;
    private final Transactions transactions;

    JdbcMessageBox(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public void put(Notice notice) {
        var subject = notice.subject().length() > LONGEST_SUBJECT ? notice.subject().substring(0, LONGEST_SUBJECT) : notice.subject();
        transactions.run(() -> sql.insert(
                "INSERT INTO message (organisation, person, kind, subject, text, buttons, about, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                notice.to().organisation(), notice.to().key(), notice.kind().word(), subject, notice.text(), written(notice.buttons()),
                notice.about(), notice.at()));
    }

    @Override
    public List<Message> latest(Person who, int limit) {
        return transactions.in(() -> sql.list("SELECT * FROM message WHERE organisation = ? AND person = ? ORDER BY id DESC LIMIT ?",
                JdbcMessageBox::message, who.organisation(), who.key(), limit));
    }

    @Override
    public List<Message> since(Person who, long id, int limit) {
        return transactions.in(() -> sql.list("SELECT * FROM message WHERE organisation = ? AND person = ? AND id > ? ORDER BY id LIMIT ?",
                JdbcMessageBox::message, who.organisation(), who.key(), id, limit));
    }

    @Override
    public int unseen(Person who) {
        return Math.toIntExact(number("SELECT count(*) AS number FROM message WHERE organisation = ? AND person = ? AND NOT seen", who));
    }

    @Override
    public long newest(Person who) {
        return number("SELECT coalesce(max(id), 0) AS number FROM message WHERE organisation = ? AND person = ?", who);
    }

    private long number(String statement, Person who) {
        return transactions.in(() -> sql.one(statement, row -> row.number("number"), who.organisation(), who.key()).orElse(0L));
    }

    @Override
    public void seen(Person who, long upTo) {
        transactions.run(() -> sql.update("UPDATE message SET seen = TRUE WHERE organisation = ? AND person = ? AND id <= ? AND NOT seen",
                who.organisation(), who.key(), upTo));
    }

    private static Message message(Row row) throws SQLException {
        return new Message(row.number("id"), row.text("kind"), row.text("subject"), row.text("text"), buttons(row.text("buttons")),
                row.text("about"), row.moment("at"), row.truth("seen"));
    }

    private static String written(List<Notice.Button> buttons) {
        try {
            return JSON.writeValueAsString(buttons);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Notice.Button> buttons(String json) {
        try {
            return List.of(JSON.readValue(json, Notice.Button[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
