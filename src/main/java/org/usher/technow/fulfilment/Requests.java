package org.usher.technow.fulfilment;

import java.util.LinkedHashMap;
import java.util.List;

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

/** A request is as far as its items: open while one is, approved when all are, complete when all are. */
@Singleton
@Order(2)
final class Requests implements BusinessRule {

    @Override
    public boolean concerns(Table table) {
        return table.name().equals(Dictionary.REQUEST);
    }

    @Override
    public Row before(Change change) {
        var request = change.after();
        return change.isInsert() ? request.with("requested_for", request.getOr("requested_for", change.actor().sysId())) : request;
    }

    static void follow(Records records, String sysId) {
        if (sysId.isEmpty() || records.lock(records.table(Dictionary.REQUEST), sysId).isEmpty()) {
            return;
        }
        var items = records.find(Dictionary.ITEM, Query.where("request", sysId));
        if (items.isEmpty()) {
            return;
        }
        var changes = new LinkedHashMap<String, String>();
        changes.put("approval", approval(items).code());
        if (items.stream().anyMatch(item -> item.is("active", "true"))) {
            changes.put("state", items.stream().anyMatch(TaskState.WORK_IN_PROGRESS::of)
                    ? TaskState.WORK_IN_PROGRESS.code()
                    : TaskState.OPEN.code());
            changes.put("request_state", items.stream().anyMatch(Approval.APPROVED::of) ? "in_process" : "requested");
        } else if (items.stream().allMatch(TaskState.CLOSED_COMPLETE::of)) {
            changes.put("state", TaskState.CLOSED_COMPLETE.code());
            changes.put("request_state", "closed_complete");
        } else {
            changes.put("state", TaskState.CLOSED_INCOMPLETE.code());
            changes.put("request_state", items.stream().allMatch(Requests::wasNeverBegun) ? "closed_cancelled" : "closed_incomplete");
        }
        records.update(Dictionary.REQUEST, sysId, changes, Actor.SYSTEM);
    }

    private static Approval approval(List<Row> items) {
        if (items.stream().allMatch(Approval.REJECTED::of)) {
            return Approval.REJECTED;
        }
        if (items.stream().anyMatch(Approval.REQUESTED::of)) {
            return Approval.REQUESTED;
        }
        return items.stream().anyMatch(Approval.APPROVED::of) ? Approval.APPROVED : Approval.NOT_REQUESTED;
    }

    private static boolean wasNeverBegun(Row item) {
        return Stage.CANCELLED.of(item) || Stage.REJECTED.of(item);
    }
}
