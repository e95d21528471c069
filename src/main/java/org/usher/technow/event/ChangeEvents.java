package org.usher.technow.event;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import org.usher.technow.table.BusinessRule;
import org.usher.technow.table.Change;
import org.usher.technow.table.Database;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Row;
import org.usher.technow.table.Table;

/** Writes every change of an item, a task or an approval into the outbox. */
@Singleton
@Order(100)
final class ChangeEvents implements BusinessRule {

    private static final Set<String> TABLES = Set.of(Dictionary.ITEM, Dictionary.CATALOG_TASK, Dictionary.APPROVAL);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventSettings settings;
    private final Database database;
    private final Clock clock;

    ChangeEvents(EventSettings settings, Database database, Clock clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean concerns(Table table) {
        return settings.wanted() && TABLES.contains(table.name());
    }

    @Override
    public void after(Change change) {
        database.update("INSERT INTO event_outbox (record, body, due_at) VALUES (?, ?, ?)",
                List.of(change.after().sysId(), body(change), Outbox.moment(clock.instant())));
    }

    private static String body(Change change) {
        var row = change.operation() == Change.Operation.DELETE
                ? change.after()
                : change.records().get(change.after().table(), change.after().sysId()).orElse(change.after());
        var item = item(change, row);
        var body = new LinkedHashMap<String, Object>();
        body.put("event", UUID.randomUUID().toString());
        body.put("operation", change.operation().name().toLowerCase(java.util.Locale.ROOT));
        body.put("table", row.table().name());
        body.put("sys_id", row.sysId());
        body.put("number", row.get("number"));
        body.put("correlation_id", item.map(found -> found.get("correlation_id")).orElse(""));
        body.put("item", item.map(Row::sysId).orElse(""));
        body.put("changed", change.changedColumns());
        body.put("journal", change.journal());
        body.put("record", row.values());
        body.put("sys_updated_on", row.get("sys_updated_on"));
        return written(body);
    }

    private static Optional<Row> item(Change change, Row row) {
        return switch (row.table().name()) {
            case Dictionary.ITEM -> Optional.of(row);
            case Dictionary.CATALOG_TASK -> change.records().get(Dictionary.ITEM, row.get("request_item"));
            default -> change.records().get(Dictionary.ITEM, row.get("sysapproval"));
        };
    }

    private static String written(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Strings and maps of them can always be written", impossible);
        }
    }
}
