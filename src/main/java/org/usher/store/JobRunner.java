package org.usher.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.outbox.Job;

/** Does what was planned in the outbox, by db-scheduler, on connections of its own: whatever a job writes is a transaction of the job's. */
@Singleton
final class JobRunner implements ApplicationEventListener<StartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final DataSource dataSource;
    private final Collection<Job> jobs;
    private final SchedulerSettings settings;
    private final Clock clock;
    private final Bell bell;
    private @Nullable Scheduler scheduler;

    JobRunner(DataSource dataSource, Collection<Job> jobs, SchedulerSettings settings, Clock clock, Bell bell) {
        this.dataSource = dataSource;
        this.jobs = List.copyOf(jobs);
        this.settings = settings;
        this.clock = clock;
        this.bell = bell;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        if (!settings.enabled()) {
            return;
        }
        var tasks = jobs.stream().<Task<?>>map(this::task).toList();
        var started = new Builder(DelegatingDataSource.unwrapDataSource(dataSource), tasks)
                .jdbcCustomization(new MySQL8JdbcCustomization(true)).alwaysPersistTimestampInUTC()
                .pollUsingLockAndFetch(0.5, 2.0).pollingInterval(settings.pollingInterval()).threads(settings.threads())
                .heartbeatInterval(settings.heartbeatInterval()).missedHeartbeatsLimit(4).clock(clock::instant)
                .commitWhenAutocommitDisabled(true)
                .schedulerName(new SchedulerName.Fixed("usher-" + ProcessHandle.current().pid()))
                .failureLogging(LogLevel.WARN, true).shutdownMaxWait(Duration.ofSeconds(10)).build();
        started.start();
        scheduler = started;
        bell.answeredBy(started::triggerCheckForDueExecutions);
        LOG.debug("Scheduler does {}", jobs.stream().map(Job::kind).toList());
    }

    @PreDestroy
    void stop() {
        bell.answeredBy(() -> {});
        var running = scheduler;
        if (running != null) {
            running.stop();
        }
    }

    /** Looks for due jobs as often in real time as it should, whatever clock says what is due. */
    private static final class Builder extends SchedulerBuilder {

        Builder(DataSource dataSource, List<Task<?>> tasks) {
            super(dataSource, tasks);
        }

        @Override
        protected Waiter buildWaiter() {
            return new Waiter(poolingInterval);
        }
    }

    private Task<Void> task(Job job) {
        return Tasks.custom(job.kind(), Void.class).onDeadExecutionRevive()
                .onFailure((complete, operations) -> operations.reschedule(complete,
                        complete.getTimeDone().plus(pause(complete.getExecution().consecutiveFailures))))
                .execute((instance, _) -> switch (job.run(JdbcOutbox.key(instance.getId()), clock.instant())) {
                    case Job.Result.Done _ -> new CompletionHandler.OnCompleteRemove<>();
                    case Job.Result.Again(Instant due) -> (complete, operations) -> operations.reschedule(complete, due);
                });
    }

    private Duration pause(int failures) {
        var doubled = settings.firstPause().multipliedBy(1L << Math.min(failures, 20));
        return doubled.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : doubled;
    }
}
