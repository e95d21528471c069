package org.usher.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int ALLOWED = 50;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private long now = 1;
    private final Pace pace = new Pace(ALLOWED, () -> now);

    /** Something that happens at a moment. */
    private record Event(long at, Runnable what) {}

    /** Lets a number of calls leave that are as long on their way as a test says; when they arrive at Discord. */
    private List<Long> arrivals(int calls, java.util.function.LongSupplier onItsWay, java.util.function.LongSupplier stall) {
        var turns = new ArrayList<CompletableFuture<Boolean>>();
        for (int i = 0; i < calls; i++) {
            turns.add(pace.turn(false));
        }
        var arrivals = new ArrayList<Long>();
        var events = new PriorityQueue<Event>(java.util.Comparator.comparingLong(Event::at));
        int left = 0;
        while (left < calls) {
            while (!events.isEmpty() && events.peek().at() <= now) {
                events.remove().what().run();
            }
            long pause = pace.letGo();
            if (pause == 0) {
                left++;
                long there = now + onItsWay.getAsLong();
                arrivals.add(there);
                events.add(new Event(there + onItsWay.getAsLong(), pace::answered));
                continue;
            }
            long wake = now + pause;
            now = (events.isEmpty() ? wake : Math.min(wake, events.peek().at())) + stall.getAsLong();
        }
        assertThat(turns).allMatch(CompletableFuture::isDone);
        return arrivals.stream().sorted().toList();
    }

    private static int mostInASecond(List<Long> arrivals) {
        int most = 0;
        for (int first = 0, last = 0; last < arrivals.size(); last++) {
            while (arrivals.get(last) - arrivals.get(first) >= SECOND) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Test
    void neverMoreArriveInASecondThanAreAllowedHoweverLongTheyAreOnTheirWayAndHoweverThisProgramStalls() {
        var arrivals = arrivals(2_000, () -> random.nextLong(random.nextInt(20) == 0 ? SECOND : SECOND / 100),
                () -> random.nextInt(50) == 0 ? random.nextLong(SECOND) : 0);
        assertThat(mostInASecond(arrivals)).as("seed %d", seed).isLessThanOrEqualTo(ALLOWED);
    }

    @Test
    void nearlyAllThatIsAllowedIsUsed() {
        var arrivals = arrivals(1_000, () -> SECOND / 500, () -> 0);
        double took = (arrivals.getLast() - arrivals.getFirst()) / (double) SECOND;
        assertThat(arrivals.size() / took).isGreaterThan(0.98 * ALLOWED);
        assertThat(mostInASecond(arrivals)).isLessThanOrEqualTo(ALLOWED);
    }

    @Test
    void callsLeaveAtEvenDistances() {
        var arrivals = arrivals(100, () -> 0, () -> 0);
        for (int i = 1; i < arrivals.size(); i++) {
            assertThat(arrivals.get(i) - arrivals.get(i - 1)).isGreaterThanOrEqualTo(SECOND / ALLOWED);
        }
    }

    @Test
    void whoSomebodyWaitsForLeavesFirst() {
        var byItself = pace.turn(false);
        var reply = pace.turn(true);
        pace.letGo();
        assertThat(reply).isCompletedWithValue(true);
        assertThat(byItself).isNotDone();
    }

    @Test
    void atTheEndNobodyIsKeptWaiting() {
        var waits = pace.turn(false);
        pace.close();
        assertThat(waits).isCompletedWithValue(false);
        assertThat(pace.turn(true)).isCompletedWithValue(false);
    }
}
