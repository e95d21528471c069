package org.usher.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.usher.conversation.Answer;
import org.usher.conversation.Dialogue;
import org.usher.facts.Dialogues;
import org.usher.facts.KeptDialogue;
import org.usher.request.Person;

/** Dialogues in MariaDB. */
@Singleton
final class JdbcDialogues implements Dialogues {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT = """
            SELECT d.id, d.organisation, d.requester, d.conversation, d.version, d.turn, d.status, d.body, d.started, d.touched, d.waiting_for, d.offered_to,
                   d.handed_by, d.next, d.item, COALESCE(f.version, 0) AS facts_version
            FROM dialogue d LEFT JOIN facts_version f ON f.organisation = d.organisation
            """;
    private static final String UPDATE = """
            UPDATE dialogue SET requester = ?, conversation = ?, version = ?, turn = ?, status = ?, body = ?, touched = ?, waiting_for = ?, offered_to = ?,
                                handed_by = ?, next = ?, item = ?, reminded = FALSE
            WHERE id = ? AND turn = ?""";
    /** In the words of the database itself, after which a transaction is done again. */
    private static final String UNLESS_KEPT = """
            ;
            IF ROW_COUNT() <> 1 THEN
                SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1020, MESSAGE_TEXT = 'The dialogue has changed since it was read';
            END IF""";

    private final Sql sql;

    JdbcDialogues(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(KeptDialogue kept) {
        var dialogue = kept.dialogue();
        sql.update("""
                INSERT INTO dialogue (id, organisation, requester, conversation, version, turn, status, body, started, touched, waiting_for, offered_to,
                                      handed_by, next, item)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", kept.id(), kept.organisation(), dialogue.requester(),
                dialogue.conversation(),
                dialogue.version(), dialogue.turn(), dialogue.status(), DialogueJson.write(dialogue), kept.started(), kept.touched(),
                written(kept.waitingFor()),
                kept.offeredTo(), kept.handedBy(), kept.next(), kept.item());
        noteFiles(kept);
    }

    /** Files stay for as long as a dialogue refers to them. */
    private void noteFiles(KeptDialogue kept) {
        for (var answer : kept.dialogue().answers().values()) {
            if (answer instanceof Answer.Attachment(var file, _, _)) {
                sql.update("INSERT IGNORE INTO kept_file_use (file, dialogue) VALUES (?, ?)", file, kept.id());
            }
        }
    }

    @Override
    public Optional<KeptDialogue> find(String id) {
        return sql.one(SELECT + "WHERE d.id = ?", JdbcDialogues::read, id);
    }

    @Override
    public Optional<KeptDialogue> findForUpdate(String id) {
        // The version of the facts must not be locked with it: every change of an item wants that row.
        return sql.one("SELECT id FROM dialogue WHERE id = ? FOR UPDATE", row -> row.text("id"), id).flatMap(this::find);
    }

    @Override
    public boolean save(KeptDialogue kept, int turnRead) {
        boolean saved = sql.update(UPDATE, values(kept, turnRead)) == 1;
        if (saved) {
            noteFiles(kept);
        }
        return saved;
    }

    @Override
    public void keep(KeptDialogue kept, int turnRead) {
        noteFiles(kept);
        sql.later(UPDATE + UNLESS_KEPT, values(kept, turnRead));
    }

    private static @Nullable Object[] values(KeptDialogue kept, int turnRead) {
        var dialogue = kept.dialogue();
        return new @Nullable Object[]{dialogue.requester(), dialogue.conversation(), dialogue.version(), dialogue.turn(), dialogue.status(),
                DialogueJson.write(dialogue), kept.touched(), written(kept.waitingFor()), kept.offeredTo(), kept.handedBy(), kept.next(),
                kept.item(), kept.id(), turnRead};
    }

    @Override
    public List<KeptDialogue> of(Person person, int limit) {
        return sql.list(SELECT + """
                WHERE d.organisation = ? AND d.status IN ('ASKING', 'REVIEWING')
                  AND (d.requester = ? OR JSON_CONTAINS(d.waiting_for, JSON_QUOTE(?)) OR d.offered_to = ?
                       OR EXISTS (SELECT 1 FROM dialogue_reader r WHERE r.dialogue = d.id AND r.person = ?))
                ORDER BY d.touched DESC LIMIT ?""", JdbcDialogues::read, person.organisation(), person.key(), person.key(), person.key(),
                person.key(), limit);
    }

    @Override
    public Optional<KeptDialogue> leadingTo(String id) {
        return sql.one(SELECT + "WHERE d.next = ?", JdbcDialogues::read, id);
    }

    @Override
    public Optional<KeptDialogue> latest(long item, String followUp, Person person) {
        return sql.one(SELECT + "WHERE d.item = ? AND d.conversation = ? AND d.requester = ? ORDER BY d.started DESC, d.id LIMIT 1",
                JdbcDialogues::read, item, followUp, person.key());
    }

    @Override
    public void letRead(String id, String person) {
        sql.update("INSERT IGNORE INTO dialogue_reader (dialogue, person) VALUES (?, ?)", id, person);
    }

    @Override
    public boolean mayRead(String id, String person) {
        return sql.one("SELECT 1 AS yes FROM dialogue_reader WHERE dialogue = ? AND person = ?", row -> row.number("yes"), id, person)
                .isPresent();
    }

    @Override
    public List<KeptDialogue> silentSince(String organisation, Instant moment, int limit) {
        return sql.list(SELECT + """
                WHERE d.organisation = ? AND d.status IN ('ASKING', 'REVIEWING') AND d.touched <= ? AND d.waiting_for IS NULL AND d.offered_to IS NULL
                      AND d.item IS NULL
                ORDER BY d.touched LIMIT ?""", JdbcDialogues::read, organisation, moment, limit);
    }

    @Override
    public List<KeptDialogue> toRemindSince(String organisation, Instant moment, int limit) {
        return sql.list(SELECT + """
                WHERE d.organisation = ? AND d.status IN ('ASKING', 'REVIEWING') AND d.touched <= ? AND NOT d.reminded AND d.item IS NULL
                ORDER BY d.touched LIMIT ?""", JdbcDialogues::read, organisation, moment, limit);
    }

    @Override
    public boolean noteReminded(String id) {
        return sql.update("UPDATE dialogue SET reminded = TRUE WHERE id = ? AND NOT reminded", id) == 1;
    }

    private static Optional<String> written(List<String> people) {
        var array = JsonNodeFactory.instance.arrayNode();
        people.forEach(array::add);
        return people.isEmpty() ? Optional.empty() : Optional.of(array.toString());
    }

    private static List<String> people(String json) {
        try {
            return List.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("Whom a dialogue waits for cannot be read: " + json, damaged);
        }
    }

    private static KeptDialogue read(Row row) throws SQLException {
        var dialogue = DialogueJson.read(row.text("conversation"), row.text("version"), row.text("requester"), (int) row.number("turn"),
                Dialogue.Status.valueOf(row.text("status")), row.text("body"));
        return new KeptDialogue(row.text("id"), row.text("organisation"), dialogue, row.moment("started"), row.moment("touched"),
                row.maybeText("waiting_for").map(JdbcDialogues::people).orElse(List.of()),
                row.maybeText("offered_to"), row.maybeText("handed_by"), row.maybeText("next"), row.maybeNumber("item"),
                row.number("facts_version"));
    }
}
