package org.usher.store;

import java.sql.Connection;
import java.sql.SQLException;
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

    private final TransactionOperations<Connection> operations;

    JdbcTransactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    @Override
    public <T> T in(Supplier<T> work) {
        if (operations.findTransactionStatus().isPresent()) {
            return work.get();
        }
        for (int attempt = 1;; attempt++) {
            try {
                return operations.execute(TransactionDefinition.DEFAULT, _ -> work.get());
            } catch (RuntimeException problem) {
                if (attempt == ATTEMPTS || !worthAnotherTry(problem)) {
                    throw problem;
                }
                LOG.debug("Transaction runs again after attempt {}", attempt, problem);
                pause(attempt);
            }
        }
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

    /** Does something within the open transaction just before it commits. */
    void lastly(Runnable work) {
        operations.findTransactionStatus().orElseThrow().registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                work.run();
            }
        });
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
            if (cause instanceof SQLException sql
                    && (sql.getErrorCode() == 1213 || sql.getErrorCode() == 1020 || sql.getErrorCode() == 1205)) {
                return true; // deadlock, record has changed since last read, lock wait timeout
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
