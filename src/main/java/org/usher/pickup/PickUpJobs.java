package org.usher.pickup;

import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;
import org.usher.outbox.Job;

/** What is done about files that others pick up: lines are written into them, and at the full hour it is seen to whether they were picked up. */
final class PickUpJobs {

    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private PickUpJobs() {}

    /** Writes the lines of an item. */
    @Singleton
    static final class Write implements Job {

        static final String KIND = "pickup.write";

        private final PickUps pickUps;
        private final PickUpStore store;

        Write(PickUps pickUps, PickUpStore store) {
            this.pickUps = pickUps;
            this.store = store;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Result run(String key, Instant now) {
            var line = store.of(Long.parseLong(key)).stream().filter(each -> each.pickedUp().isEmpty()).findFirst();
            return line.isEmpty() || pickUps.sync(line.get().organisation(), line.get().file())
                    ? new Result.Done()
                    : new Result.Again(now.plus(TURN));
        }
    }

    /** Sees to a pick-up at its hour, and again until what was due has been picked up. */
    @Singleton
    static final class Take implements Job {

        static final String KIND = "pickup.take";

        private final PickUps pickUps;

        Take(PickUps pickUps) {
            this.pickUps = pickUps;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Result run(String key, Instant now) {
            var parts = key.split("/", 3);
            var due = Instant.ofEpochSecond(Long.parseLong(parts[2]));
            if (!pickUps.take(parts[0], parts[1], due)) {
                return new Result.Again(now.plus(TURN));
            }
            return pickUps.isOverdue(parts[0], parts[1], due) ? new Result.Again(now.plus(LOOK_AGAIN)) : new Result.Done();
        }
    }
}
