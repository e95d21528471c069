package org.usher.discord;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.request.Person;

/** Accounts in MariaDB; that an account and a person are linked once is the database's word. */
@Singleton
final class JdbcAccounts implements Accounts {

    private final Database database;

    JdbcAccounts(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Account> find(long account) {
        return database.query("SELECT * FROM discord_account WHERE account = ?", JdbcAccounts::account, account).stream().findFirst();
    }

    @Override
    public Optional<Account> of(Person person) {
        return database
                .query("SELECT * FROM discord_account WHERE organisation = ? AND person = ?", JdbcAccounts::account, person.organisation(),
                        person.key())
                .stream().findFirst();
    }

    private static Account account(ResultSet row) throws SQLException {
        var dialogue = row.getString("dialogue");
        return new Account(row.getLong("account"), new Person(row.getString("organisation"), row.getString("person")),
                row.getBoolean("closed"),
                dialogue == null
                        ? Optional.empty()
                        : Optional.of(new Place(dialogue, row.getInt("turn"), row.getLong("channel"), row.getLong("message"))));
    }

    @Override
    public Linked link(long account, Person person, Instant now) {
        int added = database.update("INSERT IGNORE INTO discord_account (account, organisation, person, linked) VALUES (?, ?, ?, ?)",
                account,
                person.organisation(), person.key(), now);
        if (added == 1) {
            return Linked.DONE;
        }
        var there = find(account);
        return there.isEmpty() ? Linked.PERSON_TAKEN : there.get().person().equals(person) ? Linked.DONE : Linked.ACCOUNT_TAKEN;
    }

    @Override
    public boolean unlink(long account) {
        return database.update("DELETE FROM discord_account WHERE account = ?", account) == 1;
    }

    @Override
    public void place(long account, Optional<Place> place) {
        database.update("UPDATE discord_account SET dialogue = ?, turn = ?, channel = ?, message = ? WHERE account = ?",
                place.map(Place::dialogue).orElse(null), place.map(Place::turn).orElse(0), place.map(Place::channel).orElse(0L),
                place.map(Place::message).orElse(0L), account);
    }

    @Override
    public void closed(long account, boolean closed) {
        database.update("UPDATE discord_account SET closed = ? WHERE account = ?", closed, account);
    }

    @Override
    public void keep(Code code, Instant now) {
        database.transactions().run(() -> {
            forgetCode(code.account());
            database.update(
                    "INSERT INTO discord_code (account, organisation, person, digest, asked, expires, attempts) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    code.account(), code.person().organisation(), code.person().key(), code.digest(), now, code.expires(), code.attempts());
        });
    }

    @Override
    public Optional<Code> code(long account) {
        return database.query("SELECT * FROM discord_code WHERE account = ? AND used = FALSE ORDER BY id DESC LIMIT 1 FOR UPDATE",
                row -> new Code(row.getLong("account"), new Person(row.getString("organisation"), row.getString("person")),
                        row.getString("digest"),
                        Database.instant(row, "expires"), row.getInt("attempts")),
                account).stream().findFirst();
    }

    @Override
    public void missed(long account) {
        database.update("UPDATE discord_code SET attempts = attempts + 1 WHERE account = ? AND used = FALSE", account);
    }

    @Override
    public void forgetCode(long account) {
        database.update("UPDATE discord_code SET used = TRUE WHERE account = ? AND used = FALSE", account);
    }

    @Override
    public int asked(long account, Person person, Instant since) {
        return database.query("""
                SELECT GREATEST((SELECT COUNT(*) FROM discord_code WHERE account = ? AND asked > ?),
                                (SELECT COUNT(*) FROM discord_code WHERE organisation = ? AND person = ? AND asked > ?)) AS times""",
                row -> row.getInt("times"), account, since, person.organisation(), person.key(), since).getFirst();
    }
}
