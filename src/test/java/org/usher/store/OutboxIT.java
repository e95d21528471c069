package org.usher.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.usher.Office;
import org.usher.facts.Dialogues;
import org.usher.facts.KeptDialogue;
import org.usher.outbox.Job;
import org.usher.outbox.Outbox;
import org.usher.outbox.Transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.usher.Office.BEN;

class OutboxIT {

    private static final Office OFFICE = Office.open(Map.of("usher.scheduler.enabled", "true", "usher.scheduler.polling-interval", "PT0.1S",
            "usher.scheduler.first-pause", "PT0S", "test.jobs", "true"));

    private final Outbox outbox = OFFICE.context.getBean(Outbox.class);
    private final Transactions transactions = OFFICE.context.getBean(Transactions.class);
    private final Sql sql = OFFICE.context.getBean(Sql.class);
    private final Dialogues dialogues = OFFICE.context.getBean(Dialogues.class);
    private final Diligent jobs = OFFICE.context.getBean(Diligent.class);

    @AfterAll
    static void close() {
        OFFICE.close();
    }

    @BeforeEach
    void forget() {
        jobs.done.clear();
    }

    @Test
    void aJobIsDoneAfterTheTransactionThatPlannedIt() throws InterruptedException {
        transactions.run(() -> {
            outbox.plan(Diligent.KIND, "one", OFFICE.clock.instant());
            assertThat(jobs.done).isEmpty();
        });
        assertThat(next()).isEqualTo("one");
    }

    @Test
    void aJobOfATransactionThatFailedIsNeverDone() throws InterruptedException {
        assertThatThrownBy(() -> transactions.run(() -> {
            outbox.plan(Diligent.KIND, "never", OFFICE.clock.instant());
            throw new IllegalStateException("no");
        })).hasMessageContaining("no");
        outbox.plan(Diligent.KIND, "afterwards", OFFICE.clock.instant());
        assertThat(next()).isEqualTo("afterwards");
        assertThat(jobs.done).isEmpty();
    }

    @Test
    void aStatementThatWaitsGoesBeforeTheNextOneAndWithTheCommit() {
        transactions.run(() -> {
            note("first");
            assertThat(noted("first")).isTrue();
            note("second");
        });
        assertThat(noted("second")).isTrue();
    }

    @Test
    void aStatementThatWaitsIsForgottenWithATransactionThatFails() {
        assertThatThrownBy(() -> transactions.run(() -> {
            note("never");
            throw new IllegalStateException("no");
        })).hasMessageContaining("no");
        transactions.run(() -> note("afterwards"));
        assertThat(noted("never")).isFalse();
        assertThat(noted("afterwards")).isTrue();
    }

    @Test
    void aTransactionIsDoneAgainIfItsDialogueWasChangedMeanwhile() {
        var begun = dialogues.find(OFFICE.start(BEN, "badge").id()).orElseThrow();
        int turn = begun.dialogue().turn();
        var read = new ArrayList<Integer>();
        transactions.run(() -> {
            var found = dialogues.find(begun.id()).orElseThrow();
            read.add(found.dialogue().turn());
            if (read.size() == 1) {
                inAnotherThread(() -> assertThat(dialogues.save(next(found), turn)).isTrue());
            }
            dialogues.keep(next(found), found.dialogue().turn());
        });
        assertThat(read).containsExactly(turn, turn + 1);
        assertThat(dialogues.find(begun.id()).orElseThrow().dialogue().turn()).isEqualTo(turn + 2);
    }

    @Test
    void aTableThatIsChangedWhileTheProgramRunsStopsNobody() {
        sql.update("CREATE TABLE changing (what VARCHAR(20) NOT NULL)");
        for (var column : List.of("one", "other")) {
            transactions.run(() -> sql.later("INSERT INTO changing (what) VALUES (?)", "before " + column));
            inAnotherThread(() -> sql.update("ALTER TABLE changing ADD COLUMN " + column + " INT NULL"));
            transactions.run(() -> sql.later("INSERT INTO changing (what) VALUES (?)", "after " + column));
        }
        assertThat(sql.list("SELECT what FROM changing", row -> row.text("what"))).containsExactlyInAnyOrder("before one", "after one",
                "before other", "after other");
    }

    private KeptDialogue next(KeptDialogue found) {
        return found.after(found.dialogue().nextTurn(), List.of(), OFFICE.clock.instant());
    }

    /** On a connection of its own. */
    private static void inAnotherThread(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    private void note(String what) {
        sql.later("INSERT INTO done_once (item, what) VALUES (?, ?)", 0L, what);
    }

    private boolean noted(String what) {
        return sql.one("SELECT what FROM done_once WHERE what = ?", row -> row.text("what"), what).isPresent();
    }

    @Test
    void aJobThatFailsIsTriedAgainUntilItIsDone() throws InterruptedException {
        outbox.plan(Diligent.KIND, "fails-twice", OFFICE.clock.instant());
        assertThat(next()).isEqualTo("fails-twice");
        assertThat(jobs.failures).hasValue(2);
    }

    @Test
    void aJobThatWantsToBeDoneAgainIs() throws InterruptedException {
        outbox.plan(Diligent.KIND, "twice", OFFICE.clock.instant());
        assertThat(List.of(next(), next())).containsExactly("twice", "twice");
    }

    @Test
    void aJobWaitsForItsTimeAndCanBeMovedAndDropped() throws InterruptedException {
        var later = OFFICE.clock.instant().plusSeconds(3600);
        outbox.plan(Diligent.KIND, "moved", later);
        outbox.plan(Diligent.KIND, "dropped", later);
        outbox.drop(Diligent.KIND, "dropped");
        outbox.replan(Diligent.KIND, "moved", OFFICE.clock.instant());
        assertThat(next()).isEqualTo("moved");
        OFFICE.clock.set(later.plusSeconds(1));
        outbox.plan(Diligent.KIND, "last", OFFICE.clock.instant());
        assertThat(next()).isEqualTo("last");
        assertThat(jobs.done).isEmpty();
    }

    @Test
    void whatIsPlannedWhileItsLikeRunsIsDoneOnceMore() throws InterruptedException {
        outbox.plan(Diligent.KIND, "plans-itself", OFFICE.clock.instant());
        assertThat(List.of(next(), next())).containsExactly("plans-itself", "plans-itself");
        assertThat(jobs.done).isEmpty();
    }

    @Test
    void whatIsPlannedIsDoneAlsoIfItsLikeBeganAfterTheTransaction() throws InterruptedException {
        outbox.plan(Diligent.KIND, "began", OFFICE.clock.instant().plusSeconds(3600));
        transactions.run(() -> {
            assertThat(jobsOf("began")).containsExactly(false);
            inAnotherThread(() -> sql.update("UPDATE scheduled_tasks SET picked = TRUE WHERE task_instance = 'began'"));
            assertThat(jobsOf("began")).as("as it was when the transaction began").containsExactly(false);
            outbox.plan(Diligent.KIND, "began", OFFICE.clock.instant());
        });
        assertThat(next()).isEqualTo("began");
    }

    @Test
    void howeverOftenItIsPlannedWhileItsLikeRunsItIsDoneOnlyOnceMore() {
        var later = OFFICE.clock.instant().plusSeconds(7200);
        outbox.plan(Diligent.KIND, "often", later);
        sql.update("UPDATE scheduled_tasks SET picked = TRUE WHERE task_instance = 'often'");
        for (int i = 0; i < 5; i++) {
            outbox.plan(Diligent.KIND, "often", later);
        }
        assertThat(jobsOf("often")).containsExactly(true, false);
        outbox.drop(Diligent.KIND, "often");
        assertThat(jobsOf("often")).containsExactly(true);
    }

    @Test
    void whatIsPlannedWhileItsLikeRunsIsDoneInTimeAlsoIfAFurtherOneWaitsForLater() throws InterruptedException {
        var later = OFFICE.clock.instant().plusSeconds(7200);
        outbox.plan(Diligent.KIND, "sooner", later);
        sql.update("UPDATE scheduled_tasks SET picked = TRUE WHERE task_instance = 'sooner'");
        outbox.plan(Diligent.KIND, "sooner", later);
        outbox.plan(Diligent.KIND, "sooner", OFFICE.clock.instant());
        assertThat(next()).isEqualTo("sooner");
    }

    /** For each job of this key, whether it is being done. */
    private List<Boolean> jobsOf(String key) {
        return sql.list("SELECT picked FROM scheduled_tasks WHERE task_instance = ? OR task_instance LIKE ? ORDER BY task_instance",
                row -> row.truth("picked"), key, key + "#%");
    }

    private String next() throws InterruptedException {
        var done = jobs.done.poll(30, TimeUnit.SECONDS);
        assertThat(done).as("a job was done").isNotNull();
        return done;
    }

    /** Notes what it does, and fails, asks for more, or plans its like as its key says. */
    @Singleton
    @Requires(property = "test.jobs")
    static final class Diligent implements Job {

        static final String KIND = "test.diligent";

        final BlockingQueue<String> done = new LinkedBlockingQueue<>();
        final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger planned = new AtomicInteger();
        private final AtomicInteger again = new AtomicInteger();
        private final Outbox outbox;

        Diligent(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Result run(String key, Instant now) {
            if (key.equals("fails-twice") && failures.get() < 2) {
                failures.incrementAndGet();
                throw new IllegalStateException("Not yet");
            }
            if (key.equals("plans-itself") && planned.getAndIncrement() == 0) {
                outbox.plan(KIND, key, now);
            }
            done.add(key);
            return key.equals("twice") && again.getAndIncrement() == 0 ? new Result.Again(now) : new Result.Done();
        }
    }
}
