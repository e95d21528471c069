package org.usher.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.outbox.Transactions;

/** Transactions of the database. Two that wait for each other, or a row that changed under one, make it run again. */
@Singleton
final class JdbcTransactions implements Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcTransactions.class);
    private static final int ATTEMPTS = 20;
    /** Deadlock, record has changed since last read, lock wait timeout; and a table that was changed since a statement was read. */
    private static final Set<Integer> PASSING = Set.of(1213, 1020, 1205, Sql.UNREADABLE);

    private final TransactionOperations<Connection> operations;
    private final Sql sql;
    private final ThreadLocal<Deque<Runnable>> endings = ThreadLocal.withInitial(ArrayDeque::new);

    JdbcTransactions(TransactionOperations<Connection> operations, Sql sql) {
        this.operations = operations;
        this.sql = sql;
    }

    @Override
    public <T> T in(Supplier<T> work) {
        if (operations.findTransactionStatus().isPresent()) {
            return work.get();
        }
        for (int attempt = 1;; attempt++) {
            try {
                return operations.execute(TransactionDefinition.DEFAULT, _ -> {
                    var result = work.get();
                    end();
                    return result;
                });
            } catch (RuntimeException problem) {
                if (attempt == ATTEMPTS || !worthAnotherTry(problem)) {
                    throw problem;
                }
                LOG.debug("Transaction runs again after attempt {}", attempt, problem);
                pause(attempt);
            } finally {
                endings.remove();
                sql.forgetWaiting();
            }
        }
    }

    /** The very last of a transaction. After it nothing may go wrong any more: where statements still waited, all is committed. */
    private void end() {
        var work = endings.get();
        while (!work.isEmpty()) {
            work.removeFirst().run();
        }
        sql.commitWaiting();
    }

    @Override
    public void afterwards(Runnable work) {
        var open = operations.findTransactionStatus();
        if (open.isEmpty()) {
            work.run();
            return;
        }
        open.get().registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Does something within the open transaction when all else is done, before what is done {@linkplain #lastly lastly}. */
    void nearTheEnd(Runnable work) {
        endings.get().addFirst(work);
    }

    /** Does something within the open transaction just before it commits. */
    void lastly(Runnable work) {
        endings.get().addLast(work);
    }

    /** Does something when the open transaction is over, whether it was committed or rolled back. */
    void whateverHappens(Runnable work) {
        operations.findTransactionStatus().orElseThrow().registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(Status status) {
                work.run();
            }
        });
    }

    private static boolean worthAnotherTry(Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && PASSING.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 5L * attempt + 2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
