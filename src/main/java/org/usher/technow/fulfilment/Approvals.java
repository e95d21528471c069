package org.usher.technow.fulfilment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import org.usher.technow.table.Actor;
import org.usher.technow.table.BusinessRule;
import org.usher.technow.table.Change;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.OperationRefused;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;
import org.usher.technow.table.Table;

/**
 * Approvals are decided once, by the approver or by a system that may decide for them ({@code approval_admin}); a rejection says why. When
 * all have approved, so has the ticket; when one rejects, the ticket is rejected and the others are no longer asked.
 */
@Singleton
@Order(2)
final class Approvals implements BusinessRule {

    private static final String NAME = "Approval Events";

    @Override
    public boolean concerns(Table table) {
        return table.name().equals(Dictionary.APPROVAL);
    }

    @Override
    public Row before(Change change) {
        var row = change.after();
        return switch (change.operation()) {
            case INSERT -> requireOpenTicket(change, pointed(row));
            case UPDATE -> change.changed("state") ? decided(change) : row;
            case DELETE -> row;
        };
    }

    @Override
    public void after(Change change) {
        if (change.operation() == Change.Operation.DELETE || !change.changed("state")) {
            return;
        }
        var records = change.records();
        records.lock(records.table(Dictionary.TASK), change.after().get("sysapproval")).ifPresent(task -> follow(records, task));
    }

    /** The two columns that say what is to be approved, and the table it is in, follow from each other. */
    private static Row pointed(Row row) {
        var ticket = row.getOr("sysapproval", row.get("document_id"));
        return row.with(Map.of("sysapproval", ticket, "document_id", ticket, "source_table", row.getOr("source_table", Dictionary.ITEM)));
    }

    private static Row requireOpenTicket(Change change, Row row) {
        var ticket = change.records().get(Dictionary.TASK, row.get("sysapproval"))
                .orElseThrow(() -> OperationRefused.byRule(row.table(), NAME, "There is no such ticket to approve."));
        if (Approval.REQUESTED.by(row) && !ticket.is("active", "true")) {
            throw OperationRefused.byRule(row.table(), NAME, ticket.get("number") + " is closed.");
        }
        if (change.records().get(Dictionary.USER, row.get("approver")).isEmpty()) {
            throw OperationRefused.byRule(row.table(), NAME, "There is no such approver.");
        }
        return isDecision(row) ? stamped(change, row) : row;
    }

    private static Row decided(Change change) {
        var before = change.before();
        var row = change.after();
        if (isDecision(before)) {
            throw OperationRefused.byRule(row.table(), NAME, "It was already " + before.get("state") + ".");
        }
        if (!isDecision(row)) {
            return row;
        }
        if (!Approval.REQUESTED.by(before)) {
            throw OperationRefused.byRule(row.table(), NAME, "This approver is not asked (any longer).");
        }
        if (!mayDecide(change.actor(), row)) {
            throw OperationRefused.byRule(row.table(), NAME, "It is not " + change.actor().name() + " who is asked.");
        }
        if (Approval.REJECTED.by(row) && !change.journal().containsKey("comments")) {
            throw OperationRefused.byRule(row.table(), NAME, "A rejection needs comments that say why.");
        }
        return stamped(change, row);
    }

    private static boolean mayDecide(Actor actor, Row approval) {
        return actor.sysId().equals(approval.get("approver")) || actor.hasRole("approval_admin");
    }

    private static Row stamped(Change change, Row row) {
        return row.with(Map.of("decided_on", change.time(), "decided_by", change.actor().sysId()));
    }

    private static boolean isDecision(Row approval) {
        return Approval.APPROVED.by(approval) || Approval.REJECTED.by(approval);
    }

    private static void follow(Records records, Row task) {
        var approvals = records.find(Dictionary.APPROVAL, Query.where("sysapproval", task.sysId()));
        var table = task.get("sys_class_name");
        if (!task.is("active", "true")) {
            return;
        }
        if (approvals.stream().anyMatch(Approval.REJECTED::by)) {
            records.update(table, task.sysId(), rejection(records, approvals), Actor.SYSTEM);
            withdraw(records, records.find(Dictionary.APPROVAL, Query.where("sysapproval", task.sysId())), Approval.NOT_REQUIRED);
        } else if (approvals.stream().anyMatch(Approval.REQUESTED::by)) {
            records.update(table, task.sysId(), Map.of("approval", Approval.REQUESTED.code()), Actor.SYSTEM);
        } else if (approvals.stream().anyMatch(Approval.APPROVED::by)) {
            records.update(table, task.sysId(), Map.of("approval", Approval.APPROVED.code()), Actor.SYSTEM);
        }
    }

    /** A rejected ticket tells its requester who said no, and why. */
    private static Map<String, String> rejection(Records records, List<Row> approvals) {
        var rejected = approvals.stream().filter(Approval.REJECTED::by).findFirst().orElseThrow();
        var approver = records.get(Dictionary.USER, rejected.get("approver")).map(user -> user.get("name")).orElse("The approver");
        var why = records.first(Dictionary.JOURNAL, Query.where("element_id", rejected.sysId()).latestFirst("sys_created_on"))
                .map(entry -> entry.get("value")).orElse("");
        var said = why.isEmpty() ? approver + " rejected this." : approver + " rejected this: " + why;
        var changes = new LinkedHashMap<String, String>();
        changes.put("approval", Approval.REJECTED.code());
        changes.put("state", TaskState.CLOSED_INCOMPLETE.code());
        changes.put("close_notes", said);
        changes.put("comments", said);
        return changes;
    }

    /** Asks those who have not decided no longer. */
    static void withdraw(Records records, List<Row> approvals, Approval state) {
        approvals.stream().filter(approval -> Approval.REQUESTED.by(approval) || Approval.NOT_REQUESTED.by(approval))
                .forEach(approval -> records.update(Dictionary.APPROVAL, approval.sysId(), Map.of("state", state.code()), Actor.SYSTEM));
    }
}
