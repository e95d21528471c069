package org.usher.technow.fulfilment;

import java.util.LinkedHashMap;
import java.util.Map;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import org.usher.technow.table.Actor;
import org.usher.technow.table.BusinessRule;
import org.usher.technow.table.Change;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;
import org.usher.technow.table.Table;

/** Gives a catalog task what its item knows, and lets the item follow its tasks. */
@Singleton
@Order(2)
final class CatalogTasks implements BusinessRule {

    @Override
    public boolean concerns(Table table) {
        return table.name().equals(Dictionary.CATALOG_TASK);
    }

    @Override
    public Row before(Change change) {
        if (!change.isInsert()) {
            return change.after();
        }
        var task = change.after();
        return change.records().get(Dictionary.ITEM, task.get("request_item")).map(item -> filled(task, item)).orElse(task);
    }

    @Override
    public void after(Change change) {
        if (change.operation() == Change.Operation.DELETE || !change.changed("state") || !change.after().has("request_item")) {
            return;
        }
        var records = change.records();
        records.lock(records.table(Dictionary.ITEM), change.after().get("request_item")).filter(item -> item.is("active", "true"))
                .ifPresent(item -> follow(change, item));
    }

    private static Row filled(Row task, Row item) {
        var kept = new LinkedHashMap<String, String>();
        for (var column : new String[]{"request", "cat_item", "short_description", "description", "assignment_group", "due_date",
                "opened_by"}) {
            kept.put(column, task.getOr(column, item.get(column)));
        }
        kept.put("parent", item.sysId());
        return task.with(kept);
    }

    private static void follow(Change change, Row item) {
        var task = change.after();
        if (TaskState.isClosed(task)) {
            closeIfAllAre(change.records(), item, task);
        } else if (TaskState.PENDING.of(task)) {
            returned(change, item);
        } else if (!change.isInsert()) {
            goesOn(change, item);
        }
    }

    private static void closeIfAllAre(Records records, Row item, Row last) {
        var tasks = records.find(Dictionary.CATALOG_TASK, Query.where("request_item", item.sysId()));
        if (!tasks.stream().allMatch(TaskState::isClosed)) {
            return;
        }
        var complete = tasks.stream().noneMatch(TaskState.CLOSED_INCOMPLETE::of) && tasks.stream().anyMatch(TaskState.CLOSED_COMPLETE::of);
        var state = complete ? TaskState.CLOSED_COMPLETE : TaskState.CLOSED_INCOMPLETE;
        records.update(Dictionary.ITEM, item.sysId(),
                Map.of("state", state.code(), "close_notes", last.getOr("close_notes", item.get("close_notes"))), Actor.SYSTEM);
    }

    /** The desk waits for the requester; what it wrote to them on the task stands on the item too. */
    private static void returned(Change change, Row item) {
        var changes = new LinkedHashMap<String, String>();
        changes.put("stage", Stage.RETURNED.code());
        changes.put("comments", change.journal().getOrDefault("comments", ""));
        change.records().update(Dictionary.ITEM, item.sysId(), changes, change.actor());
    }

    private static void goesOn(Change change, Row item) {
        var started = TaskState.WORK_IN_PROGRESS.of(change.after()) ? TaskState.WORK_IN_PROGRESS.code() : item.get("state");
        change.records().update(Dictionary.ITEM, item.sysId(),
                Map.of("state", started, "stage", Stage.RETURNED.of(item) ? Stage.FULFILLMENT.code() : item.get("stage")), Actor.SYSTEM);
    }
}
