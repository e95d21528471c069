package org.usher.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.request.Person;
import org.usher.secret.Credential;
import org.usher.secret.CredentialStore;

/** Who may see which first password, in MariaDB. */
@Singleton
final class JdbcCredentials implements CredentialStore {

    private static final String SELECT = """
            SELECT id, organisation, person, item, register, entry_key, username, field, state, made FROM credential
            """;

    private final Sql sql;

    JdbcCredentials(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(Credential credential) {
        sql.update("""
                INSERT INTO credential (id, organisation, person, item, register, entry_key, username, field, state, made)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", credential.id(), credential.to().organisation(), credential.to().key(),
                credential.item(), credential.register(), credential.key(), credential.username(), credential.field(), credential.state(),
                credential.made());
    }

    @Override
    public Optional<Credential> find(String id) {
        return sql.one(SELECT + "WHERE id = ?", JdbcCredentials::read, id);
    }

    @Override
    public Optional<Credential> findForUpdate(String id) {
        return sql.one(SELECT + "WHERE id = ? FOR UPDATE", JdbcCredentials::read, id);
    }

    @Override
    public List<Credential> waitingFor(Person person) {
        return sql.list(SELECT + "WHERE organisation = ? AND person = ? AND state <> 'SAVED' ORDER BY made, id", JdbcCredentials::read,
                person.organisation(), person.key());
    }

    @Override
    public void save(Credential credential) {
        sql.update("UPDATE credential SET state = ? WHERE id = ?", credential.state(), credential.id());
    }

    private static Credential read(Row row) throws SQLException {
        return new Credential(row.text("id"), new Person(row.text("organisation"), row.text("person")), row.number("item"),
                row.text("register"), row.text("entry_key"), row.text("username"), row.text("field"),
                Credential.State.valueOf(row.text("state")), row.moment("made"));
    }
}
