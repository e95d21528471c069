package org.usher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many people who do something at the same moment. */
public final class Crowd {

    private Crowd() {}

    /** What comes of it for each; an exception for one fails the test. */
    public static <T> List<T> of(int people, IntFunction<T> each) {
        var together = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int person = 0; person < people; person++) {
                int number = person;
                running.add(threads.submit((Callable<T>) () -> {
                    together.await();
                    return each.apply(number);
                }));
            }
            together.countDown();
            var results = new ArrayList<T>();
            for (var future : running) {
                results.add(future.get());
            }
            return results;
        } catch (Exception failed) {
            throw new AssertionError("Somebody in the crowd failed", failed);
        }
    }
}
