package org.usher.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

import org.usher.discord.ScriptedFloor.Question;
import org.usher.discord.local.Interaction;
import org.usher.discord.local.LocalDiscord;
import org.usher.discord.local.Member;
import org.usher.outbox.Notice;

/**
 * Measures the channel over the real wire: how soon interactions are acknowledged while everything behind them hangs, and how a burst of
 * reminders is delivered. Arguments: seconds of interactions (60), number of reminders (10000).
 */
public final class DiscordBenchmark {

    private static final int PER_SECOND = 100;
    private static final int PERMITTED = 50;

    private DiscordBenchmark() {}

    public static void main(String[] args) {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        int reminders = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        try (var stage = new Stage(LocalDiscord.forMeasuring())) {
            stage.warningsExpected();
            interactions(stage, seconds);
        }
        try (var stage = new Stage(LocalDiscord.forMeasuring())) {
            stage.warningsExpected();
            burst(stage, reminders);
        }
        System.exit(0);
    }

    /** The floor hangs for half a second at everything it is asked and then fails: as a database or an ITSM that is down would let it. */
    private static void interactions(Stage stage, int seconds) {
        var members = new ArrayList<Member>();
        for (int i = 0; i < 200; i++) {
            members.add(stage.linked("m" + i, "Member " + i));
        }
        var message = members.getFirst();
        message.command("help");
        var shown = message.awaitText("What I can do");
        stage.floor.hanging = Duration.ofMillis(500);
        stage.floor.down = true;
        pace(members, shown, 5 * PER_SECOND);
        var sent = pace(members, shown, seconds * PER_SECOND);
        stage.discord.awaitThat("the last acknowledgement", () -> sent.getLast().acknowledged());
        var times = sent.stream().filter(Interaction::acknowledged).map(each -> each.acknowledgedAfter().orElseThrow().toNanos()).sorted()
                .toList();
        System.out.printf(Locale.ROOT,
                "acknowledged %d of %d interactions at %d/s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, longest %.1f ms%n", times.size(),
                sent.size(), PER_SECOND, at(times, 0.5), at(times, 0.99), at(times, 0.999), at(times, 1));
    }

    private static List<Interaction> pace(List<Member> members, org.usher.discord.local.Message shown, int number) {
        var sent = new ArrayList<Interaction>();
        long start = System.nanoTime();
        for (int i = 0; i < number; i++) {
            long due = start + i * (1_000_000_000L / PER_SECOND);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            var member = members.get(i % members.size());
            sent.add(i % 2 == 0 ? member.command("cart") : member.clickId(shown, Handle.of(Handle.Verb.GO, "-", "requests").id()));
        }
        return sent;
    }

    private static void burst(Stage stage, int reminders) {
        stage.floor.questions.add(Question.text("reason", "Why?"));
        stage.floor.questions.add(Question.text("more", "What else?"));
        for (int i = 0; i < reminders; i++) {
            stage.linked("r" + i, "Reminded " + i);
            stage.post.add(new Notice(Stage.person("r" + i), Notice.Kind.REMINDER, "Reminder", "Please empty the work queue tonight.",
                    List.of(new Notice.Button("answer:queue_empty", "The queue is empty", String.valueOf(i))), "UI-" + i, Instant.EPOCH),
                    0);
        }
        var replies = new ArrayList<Long>();
        long before = stage.discord.countedCalls();
        long start = System.nanoTime();
        stage.bot().ring();
        int asked = 0;
        while (stage.post.waiting() > 0) {
            var member = stage.linked("a" + asked, "Asker " + asked++);
            long said = System.nanoTime();
            member.say("hello");
            member.awaitText("What do you need?");
            replies.add(System.nanoTime() - said);
            for (int i = 0; i < 100 && stage.post.waiting() > 0; i++) {
                LockSupport.parkNanos(10_000_000L);
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        long calls = stage.discord.countedCalls() - before;
        var sorted = replies.stream().sorted().toList();
        System.out.printf(Locale.ROOT,
                "delivered %d reminders in %.1f s: %d calls, %.2f a second, %.1f %% of the permitted rate; most in any second %d; answered with 429: %d%n",
                stage.post.sent(), took, calls, calls / took, 100 * calls / took / PERMITTED, stage.discord.mostInASecond(),
                stage.discord.invalidCalls());
        System.out.printf(Locale.ROOT, "meanwhile %d typed messages were answered: p50 %.1f ms, longest %.1f ms%n", sorted.size(),
                at(sorted, 0.5),
                at(sorted, 1));
    }

    private static double at(List<Long> sorted, double part) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(Math.ceil(part * sorted.size())) - 1)) / 1e6;
    }
}
