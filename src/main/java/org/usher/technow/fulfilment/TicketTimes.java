package org.usher.technow.fulfilment;

import java.util.LinkedHashMap;
import java.util.Map;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import org.usher.technow.table.BusinessRule;
import org.usher.technow.table.Change;
import org.usher.technow.table.Row;
import org.usher.technow.table.Table;

/** Keeps who opened and closed a ticket, when, and whether it is active. */
@Singleton
@Order(3)
final class TicketTimes implements BusinessRule {

    @Override
    public boolean concerns(Table table) {
        return table.isTask();
    }

    @Override
    public Row before(Change change) {
        var row = change.after();
        var kept = new LinkedHashMap<String, String>();
        if (change.isInsert()) {
            kept.put("opened_at", row.getOr("opened_at", change.time()));
            kept.put("opened_by", row.getOr("opened_by", change.actor().sysId()));
        }
        if (change.changed("state") && TaskState.WORK_IN_PROGRESS.of(row)) {
            kept.put("work_start", row.getOr("work_start", change.time()));
        }
        if (change.changed("approval") && Approval.APPROVED.of(row)) {
            kept.put("approval_set", change.time());
        }
        if (change.changed("state")) {
            kept.putAll(TaskState.isClosed(row) ? closed(change) : Map.of("active", "true", "closed_at", "", "closed_by", ""));
        }
        return row.with(kept);
    }

    private static Map<String, String> closed(Change change) {
        return Map.of("active", "false", "closed_at", change.time(), "closed_by", change.actor().sysId(), "work_end", change.time());
    }
}
