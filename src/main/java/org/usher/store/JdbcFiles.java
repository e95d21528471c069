package org.usher.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.file.FileStore;
import org.usher.file.KeptFile;
import org.usher.request.Person;

/** Files in MariaDB, so that they are saved, replicated and restored together with the forms that refer to them. */
@Singleton
final class JdbcFiles implements FileStore {

    private static final String SELECT = "SELECT f.id, f.organisation, f.person, f.name, f.content_type, f.size, f.sha256, f.at FROM kept_file f ";

    private final Sql sql;

    JdbcFiles(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(KeptFile file, byte[] content) {
        sql.update("""
                INSERT INTO kept_file (id, organisation, person, name, content_type, size, sha256, at, content)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""", file.id(), file.by().organisation(), file.by().key(), file.name(), file.type(),
                file.bytes(), file.sha256(), file.at(), content);
    }

    @Override
    public Optional<KeptFile> find(String id) {
        return sql.one(SELECT + "WHERE f.id = ?", JdbcFiles::read, id);
    }

    @Override
    public byte[] content(String id) {
        return sql.one("SELECT content FROM kept_file WHERE id = ?", row -> row.bytes("content"), id).orElseThrow();
    }

    @Override
    public List<String> dialoguesOf(String id) {
        return sql.list("SELECT dialogue FROM kept_file_use WHERE file = ?", row -> row.text("dialogue"), id);
    }

    @Override
    public List<KeptFile> looseBefore(Instant moment, int limit) {
        return sql.list(SELECT + """
                WHERE f.at < ? AND NOT EXISTS (
                    SELECT 1 FROM kept_file_use u JOIN dialogue d ON d.id = u.dialogue
                    WHERE u.file = f.id AND d.status IN ('ASKING', 'REVIEWING', 'SUBMITTED') AND LOCATE(f.id, d.body) > 0)
                ORDER BY f.at LIMIT ?""", JdbcFiles::read, moment, limit);
    }

    @Override
    public void remove(String id) {
        sql.update("DELETE FROM kept_file WHERE id = ?", id);
    }

    private static KeptFile read(Row row) throws SQLException {
        return new KeptFile(row.text("id"), new Person(row.text("organisation"), row.text("person")), row.text("name"),
                row.text("content_type"), row.number("size"), row.text("sha256"), row.moment("at"));
    }
}
