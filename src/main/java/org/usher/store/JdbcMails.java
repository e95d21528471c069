package org.usher.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.outbox.Mails;
import org.usher.outbox.Notice;
import org.usher.outbox.Transactions;
import org.usher.request.Person;

/** Mails in MariaDB. */
@Singleton
final class JdbcMails implements Mails {

    private static final String MAIL = """
            SELECT id, organisation, person, address, language, kind, subject, text, html, about, at, state, attempts, trouble
            FROM mail
            """;

    private final Sql sql;
    private final Transactions transactions;

    JdbcMails(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public Mail add(Mail mail) {
        long id = transactions.in(() -> sql.insert("""
                INSERT INTO mail (organisation, person, address, language, kind, subject, text, html, about, at, state, attempts, trouble)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", mail.to().organisation(), mail.to().key(), mail.address(),
                mail.language(), mail.kind(),
                mail.subject(), mail.text(), mail.html(), mail.about(), mail.at(), mail.state(), mail.attempts(), mail.trouble()));
        int position = 0;
        for (var file : mail.attached()) {
            int place = position++;
            transactions.run(
                    () -> sql.update("INSERT INTO mail_attachment (mail, position, name, content_type, content) VALUES (?, ?, ?, ?, ?)",
                            id, place, file.name(), file.contentType(), file.content()));
        }
        return new Mail(id, mail.to(), mail.address(), mail.language(), mail.kind(), mail.subject(), mail.text(), mail.html(), mail.about(),
                mail.at(),
                mail.state(), mail.attempts(), mail.trouble(), mail.attached());
    }

    @Override
    public Optional<Mail> find(long id) {
        return transactions.in(() -> sql.one(MAIL + "WHERE id = ?", JdbcMails::mail, id).map(this::withFiles));
    }

    @Override
    public Optional<Mail> findForUpdate(long id) {
        return sql.one(MAIL + "WHERE id = ? FOR UPDATE", JdbcMails::mail, id).map(this::withFiles);
    }

    @Override
    public void save(Mail mail) {
        transactions.run(() -> sql.update("UPDATE mail SET state = ?, attempts = ?, trouble = ? WHERE id = ?", mail.state(),
                mail.attempts(), mail.trouble(),
                mail.id()));
    }

    @Override
    public List<Mail> latest(int limit) {
        return transactions.in(() -> sql.list(MAIL + "ORDER BY id DESC LIMIT ?", JdbcMails::mail, limit));
    }

    @Override
    public List<Mail> latest(String organisation, int limit) {
        return transactions
                .in(() -> sql.list(MAIL + "WHERE organisation = ? ORDER BY id DESC LIMIT ?", JdbcMails::mail, organisation, limit));
    }

    private Mail withFiles(Mail mail) {
        var files = sql.list("SELECT name, content_type, content FROM mail_attachment WHERE mail = ? ORDER BY position",
                row -> new Mails.Attachment(row.text("name"), row.text("content_type"), row.bytes("content")), mail.id());
        return new Mail(mail.id(), mail.to(), mail.address(), mail.language(), mail.kind(), mail.subject(), mail.text(), mail.html(),
                mail.about(), mail.at(), mail.state(), mail.attempts(), mail.trouble(), files);
    }

    private static Mail mail(Row row) throws SQLException {
        return new Mail(row.number("id"), new Person(row.text("organisation"), row.text("person")), row.text("address"),
                row.text("language"),
                Notice.Kind.valueOf(row.text("kind")), row.text("subject"), row.text("text"), row.text("html"), row.text("about"),
                row.moment("at"),
                State.valueOf(row.text("state")), (int) row.number("attempts"), row.text("trouble"), java.util.List.of());
    }
}
