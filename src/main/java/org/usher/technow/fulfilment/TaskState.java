package org.usher.technow.fulfilment;

import java.util.Set;

import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Row;

/** The states of requests, requested items and catalog tasks, with their codes in the column {@code state}. */
public enum TaskState {
    /** Sent back: the desk waits for the requester. */
    PENDING("-5"),
    /** Nobody has begun. */
    OPEN("1"),
    /** Somebody is at it. */
    WORK_IN_PROGRESS("2"),
    /** Done. */
    CLOSED_COMPLETE("3"),
    /** Ended without being done. */
    CLOSED_INCOMPLETE("4"),
    /** Ended because it was no longer wanted. */
    CLOSED_SKIPPED("7");

    private static final Set<String> CLOSED = Set.of("3", "4", "7");
    private static final Set<String> INCIDENT_CLOSED = Set.of("7", "8");

    private final String code;

    TaskState(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public boolean of(Row task) {
        return task.is("state", code);
    }

    /** Whether a ticket of any kind is closed. */
    public static boolean isClosed(Row task) {
        return (task.table().name().equals(Dictionary.INCIDENT) ? INCIDENT_CLOSED : CLOSED).contains(task.get("state"));
    }
}
