package org.usher.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.usher.conversation.Conversation;
import org.usher.facts.KeptDefinitions;
import org.usher.secret.Sha256;

/** Files of definitions in MariaDB, each set of them once, under its hash. */
@Singleton
final class JdbcKeptDefinitions implements KeptDefinitions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {
    };

    private final Sql sql;
    private final JdbcTransactions transactions;

    JdbcKeptDefinitions(Sql sql, JdbcTransactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public void keep(String organisation, Conversation conversation, Map<String, String> sources, Instant now) {
        var text = written(sources);
        var hash = Sha256.of(text);
        transactions.run(() -> {
            sql.update("INSERT IGNORE INTO definition_set (hash, organisation, files, first_seen) VALUES (?, ?, ?, ?)", hash, organisation,
                    text, now);
            sql.update("""
                    INSERT INTO definition (organisation, conversation, version, definition_set, first_seen) VALUES (?, ?, ?, ?, ?)
                    ON DUPLICATE KEY UPDATE withdrawn = NULL""", organisation, conversation.id(), conversation.version(), hash, now);
        });
    }

    @Override
    public Optional<Map<String, String>> sourcesOf(String organisation, String conversation, String version) {
        return sql.one("""
                SELECT s.files FROM definition d JOIN definition_set s ON s.hash = d.definition_set
                WHERE d.organisation = ? AND d.conversation = ? AND d.version = ? AND d.withdrawn IS NULL""",
                row -> read(row.text("files")), organisation,
                conversation, version);
    }

    @Override
    public void withdraw(String organisation, String conversation, String version, Instant now) {
        sql.update("UPDATE definition SET withdrawn = ? WHERE organisation = ? AND conversation = ? AND version = ?", now, organisation,
                conversation, version);
    }

    private static String written(Map<String, String> files) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(files));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts can be written", impossible);
        }
    }

    private static Map<String, String> read(String files) {
        try {
            return JSON.readValue(files, FILES);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The files of a definition are not what was written", broken);
        }
    }
}
