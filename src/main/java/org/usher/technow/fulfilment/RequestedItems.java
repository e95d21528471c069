package org.usher.technow.fulfilment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
import org.usher.technow.table.Times;

/** Takes a requested item from stage to stage, raises its catalog task when it is approved, and lets the request follow. */
@Singleton
@Order(2)
final class RequestedItems implements BusinessRule {

    @Override
    public boolean concerns(Table table) {
        return table.name().equals(Dictionary.ITEM);
    }

    @Override
    public Row before(Change change) {
        var row = change.after();
        if (change.operation() == Change.Operation.DELETE) {
            return row;
        }
        var kept = new LinkedHashMap<String, String>();
        if (change.isInsert()) {
            kept.putAll(fromRequest(change.records(), row));
        }
        if (!change.changed("stage") || !row.has("stage")) {
            stage(change).ifPresent(stage -> kept.put("stage", stage.code()));
        }
        return row.with(kept);
    }

    @Override
    public void after(Change change) {
        var records = change.records();
        var item = change.after();
        if (change.operation() != Change.Operation.DELETE) {
            if (change.changed("state") && TaskState.isClosed(item)) {
                endWhatIsOpen(records, item);
            }
            if (isToBeFulfilled(item)) {
                raiseTask(records, item, change.now());
            }
        }
        if (change.isInsert() || change.changed("state") || change.changed("approval") || change.changed("request")) {
            Requests.follow(records, item.get("request"));
        }
    }

    /** What the request says counts for the item as well, unless it says otherwise itself. */
    private static Map<String, String> fromRequest(Records records, Row item) {
        var request = records.get(Dictionary.REQUEST, item.get("request"));
        var catalogueItem = records.get(Dictionary.CATALOG_ITEM, item.get("cat_item"));
        var kept = new LinkedHashMap<String, String>();
        request.ifPresent(found -> {
            kept.put("requested_for", item.getOr("requested_for", found.get("requested_for")));
            kept.put("opened_by", item.getOr("opened_by", found.get("opened_by")));
        });
        catalogueItem.ifPresent(found -> {
            kept.put("short_description", item.getOr("short_description", found.getOr("short_description", found.get("name"))));
            kept.put("price", item.getOr("price", found.get("price")));
            kept.put("recurring_price", item.getOr("recurring_price", found.get("recurring_price")));
        });
        return kept;
    }

    private static Optional<Stage> stage(Change change) {
        var item = change.after();
        if (change.changed("state") && TaskState.isClosed(item)) {
            return Optional.of(ending(item));
        }
        if (change.changed("state") && TaskState.isClosed(change.before())) {
            return Optional.of(Approval.APPROVED.of(item) ? Stage.FULFILLMENT : Stage.WAITING_FOR_APPROVAL); // opened again
        }
        if (change.changed("approval") && Approval.APPROVED.of(item)) {
            return Optional.of(Stage.FULFILLMENT);
        }
        if (change.changed("approval") && Approval.REQUESTED.of(item)) {
            return Optional.of(Stage.WAITING_FOR_APPROVAL);
        }
        return Optional.empty();
    }

    private static Stage ending(Row item) {
        if (TaskState.CLOSED_COMPLETE.of(item)) {
            return Stage.COMPLETED;
        }
        if (TaskState.CLOSED_SKIPPED.of(item)) {
            return Stage.CANCELLED;
        }
        return Approval.REJECTED.of(item) ? Stage.REJECTED : Stage.INCOMPLETE;
    }

    private static void endWhatIsOpen(Records records, Row item) {
        Approvals.withdraw(records, records.find(Dictionary.APPROVAL, Query.where("sysapproval", item.sysId())), Approval.CANCELLED);
        openTasks(records, item).forEach(task -> records.update(Dictionary.CATALOG_TASK, task.sysId(),
                Map.of("state", TaskState.CLOSED_SKIPPED.code(), "close_notes", "The requested item was closed."), Actor.SYSTEM));
    }

    private static List<Row> openTasks(Records records, Row item) {
        return records.find(Dictionary.CATALOG_TASK, Query.where("request_item", item.sysId()).and("active", "true"));
    }

    private static boolean isToBeFulfilled(Row item) {
        return item.is("active", "true") && Approval.APPROVED.of(item) && Stage.FULFILLMENT.of(item);
    }

    /** One task, in the queue that the item names or else its catalogue item, due when the item says or else after the delivery time. */
    private static void raiseTask(Records records, Row item, Instant now) {
        if (!records.find(Dictionary.CATALOG_TASK, Query.where("request_item", item.sysId())).isEmpty()) {
            return;
        }
        var catalogueItem = records.get(Dictionary.CATALOG_ITEM, item.get("cat_item"));
        var due = catalogueItem.flatMap(found -> Times.readDuration(found.get("delivery_time"))).map(time -> Times.write(now.plus(time)));
        var task = new LinkedHashMap<String, String>();
        task.put("request_item", item.sysId());
        task.put("assignment_group", item.getOr("assignment_group", catalogueItem.map(found -> found.get("group")).orElse("")));
        task.put("due_date", item.getOr("due_date", due.orElse("")));
        task.put("priority", item.get("priority"));
        var raised = records.insert(Dictionary.CATALOG_TASK, task, Actor.SYSTEM);
        records.update(Dictionary.ITEM, item.sysId(), Map.of("assignment_group", raised.get("assignment_group"), "due_date",
                raised.get("due_date"), "estimated_delivery", raised.get("due_date")), Actor.SYSTEM);
    }
}
