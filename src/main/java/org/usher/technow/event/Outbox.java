package org.usher.technow.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.technow.table.Database;

/** The messages that are still to be taken. */
@Singleton
final class Outbox {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final int REASON = 500;

    /** How long a message belongs to whoever claimed it; if they died, it is tried again afterwards. */
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private final Database database;
    private final EventSettings settings;
    private final Clock clock;

    Outbox(Database database, EventSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** A message to be posted. */
    record Message(String id, String body, int attempts) {}

    static String moment(Instant instant) {
        return FORM.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** The next message that is due, now claimed. Of one record, the eldest comes first and holds the others back. */
    Optional<Message> claim() {
        return database.transaction(() -> {
            var now = moment(clock.instant());
            var due = database.query("SELECT o.id, o.body, o.attempts FROM event_outbox o WHERE o.due_at <= ?"
                    + " AND (o.claimed_until IS NULL OR o.claimed_until < ?)"
                    + " AND NOT EXISTS (SELECT 1 FROM event_outbox e WHERE e.record = o.record AND e.id < o.id)"
                    + " ORDER BY o.id LIMIT 1 FOR UPDATE SKIP LOCKED", List.of(now, now));
            due.forEach(row -> database.update("UPDATE event_outbox SET claimed_until = ? WHERE id = ?",
                    List.of(moment(clock.instant().plus(CLAIM)), row.getOrDefault("id", ""))));
            return due.stream().findFirst().map(Outbox::message);
        });
    }

    void taken(Message message) {
        database.transaction(() -> database.update("DELETE FROM event_outbox WHERE id = ?", List.of(message.id())));
    }

    void failed(Message message, String why) {
        var pause = settings.pause(message.attempts() + 1);
        database.transaction(() -> database.update(
                "UPDATE event_outbox SET attempts = attempts + 1, claimed_until = NULL, due_at = ?, last_problem = ? WHERE id = ?",
                List.of(moment(clock.instant().plus(pause)), why.substring(0, Math.min(REASON, why.length())), message.id())));
    }

    private static Message message(Map<String, String> row) {
        return new Message(row.getOrDefault("id", ""), row.getOrDefault("body", ""), Integer.parseInt(row.getOrDefault("attempts", "0")));
    }
}
