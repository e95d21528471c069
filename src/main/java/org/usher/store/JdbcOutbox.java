package org.usher.store;

import java.time.Clock;
import java.time.Instant;

import jakarta.inject.Singleton;
import org.usher.outbox.Outbox;

/**
 * Writes jobs into the scheduler's table, on the connection of the open transaction. A job that is running while its like is planned will be
 * done once more: it may have read what the new one is about too early.
 */
@Singleton
final class JdbcOutbox implements Outbox {

    private static final char FURTHER = '#';

    private final Sql sql;
    private final JdbcTransactions transactions;
    private final Bell bell;
    private final Clock clock;

    JdbcOutbox(Sql sql, JdbcTransactions transactions, Bell bell, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.bell = bell;
        this.clock = clock;
    }

    /** The key of a job, from the name under which the scheduler has it. */
    static String key(String instance) {
        int further = instance.indexOf(FURTHER);
        return further < 0 ? instance : instance.substring(0, further);
    }

    @Override
    public void plan(String kind, String key, Instant due) {
        if (key.indexOf(FURTHER) >= 0) {
            throw new IllegalArgumentException("The key of a job cannot have a '#': " + key);
        }
        for (int further = 0;; further++) {
            var instance = further == 0 ? key : key + FURTHER + further;
            if (insert(kind, instance, due)) {
                break;
            }
            if (!running(kind, instance)) {
                if (further > 0) { // it may wait for a later time, when it wants to be done again
                    sql.update("""
                            UPDATE scheduled_tasks SET execution_time = ?, version = version + 1
                            WHERE task_name = ? AND task_instance = ? AND picked = FALSE AND execution_time > ?""", due, kind, instance,
                            due);
                }
                break;
            }
        }
        wakeIfDue(due);
    }

    @Override
    public void replan(String kind, String key, Instant due) {
        int moved = sql.update(
                "UPDATE scheduled_tasks SET execution_time = ?, version = version + 1 WHERE task_name = ? AND task_instance = ? AND picked = FALSE",
                due, kind, key);
        if (moved == 0) {
            plan(kind, key, due);
        }
        wakeIfDue(due);
    }

    @Override
    public void drop(String kind, String key) {
        sql.update("DELETE FROM scheduled_tasks WHERE task_name = ? AND (task_instance = ? OR task_instance LIKE ?) AND picked = FALSE",
                kind, key,
                key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + FURTHER + "%");
    }

    private boolean insert(String kind, String instance, Instant due) {
        return sql.update(
                "INSERT IGNORE INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version) VALUES (?, ?, ?, FALSE, 1)",
                kind,
                instance, due) == 1;
    }

    /** Whether a job is being done. As it is, not as it was when the transaction began; one that waits waits until this transaction is over. */
    private boolean running(String kind, String instance) {
        return sql.one("SELECT picked FROM scheduled_tasks WHERE task_name = ? AND task_instance = ? LOCK IN SHARE MODE",
                row -> row.truth("picked"), kind, instance).orElse(true);
    }

    private void wakeIfDue(Instant due) {
        if (!due.isAfter(clock.instant())) {
            transactions.afterwards(bell::ring);
        }
    }
}
