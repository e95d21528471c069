package org.usher.reminder;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.usher.SettableClock;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.conversation.Input;
import org.usher.facts.RegisterService;
import org.usher.mariadb.TestDatabase;
import org.usher.outbox.Job;
import org.usher.outbox.Notice;
import org.usher.outbox.NoticeBoard;
import org.usher.outbox.Transactions;
import org.usher.register.Change;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Reviews with the real database and a clock that is moved from moment to moment, as the scheduler would: each message once, none lost, none early. */
@Order(2)
class ReviewsIT {

    private static final String ORGANISATION = "dwp";
    private static final String REVIEW = "SA-M1";
    private static final String ESCALATION = "SA-M2";
    private static final Person PRIYA = new Person(ORGANISATION, "10200417");
    private static final Person QUENNELL = new Person(ORGANISATION, "10600015");
    private static final Person BRIDGET = new Person(ORGANISATION, "10200701");
    private static final String GWEN = "10311990";
    private static final String SEGMENT = "FS_GB_CMEXF_000_ENF NORTH";
    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");

    private TestDatabase database;
    private SettableClock clock;
    private ApplicationContext context;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh("reviews");
        clock = new SettableClock(START);
        start();
    }

    @AfterEach
    void close() {
        context.close();
        database.close();
    }

    private void start() {
        var properties = new HashMap<String, Object>(database.properties());
        properties.put("usher.conversations", Path.of("conversations").toString());
        properties.put("usher.scheduler.enabled", "false");
        context = ApplicationContext.builder().environments("usher").deduceEnvironment(false).banner(false).properties(properties)
                .singletons(clock).start();
    }

    private void restart() {
        context.close();
        start();
    }

    @Test
    void throughTwoYearsWithRestartsEveryMessageComesOnceAndOnItsDay() {
        cover("cover", "2026-11-26");
        var keptOn = new ArrayList<LocalDate>();
        int steps = 0;
        while (clock.instant().isBefore(Instant.parse("2028-11-26T10:00:00Z"))) {
            var next = run();
            assertThat(next).as("a job that comes again later").isAfter(clock.instant());
            if (++steps % 120 == 0) {
                restart();
                assertThat(run()).isEqualTo(next);
            }
            // Priya answers every other round on the day it is due; the others only when the escalation has gone out.
            var answerable = asked(PRIYA).stream().filter(each -> each.state().equals("sent")).findFirst();
            var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            boolean prompt = keptOn.size() % 2 == 0;
            var due = due("cover");
            if (answerable.isPresent() && !today.isBefore(prompt ? due : due.plusDays(22))) {
                keep(answerable.get().id());
                keptOn.add(today);
                run();
                assertThat(due("cover")).isEqualTo(today.plusMonths(6));
            }
            clock.set(next);
        }
        assertThat(keptOn).containsExactly(LocalDate.parse("2027-05-26"), LocalDate.parse("2027-12-18"), LocalDate.parse("2028-06-18"));
        assertThat(days(told(PRIYA))).containsExactly("2027-05-12", "2027-05-26", // kept on the day
                "2027-11-12", "2027-11-26", "2027-12-03", "2027-12-10", "2027-12-17", // kept three weeks later
                "2028-06-04", "2028-06-18");
        assertThat(days(told(QUENNELL))).containsExactly("2027-12-17");
        assertThat(position("cover")).as("the access itself is never taken away").isTrue();
        assertThat(rounds().stream().map(KeptRound::state)).containsExactly(KeptRound.State.DONE, KeptRound.State.DONE,
                KeptRound.State.DONE);
        assertThat(rounds()).allSatisfy(round -> {
            assertThat(round.by()).isEqualTo(PRIYA.key());
            assertThat(round.why()).isEqualTo("Still needed: standing cover");
        });
    }

    @Test
    void whoeverIsTheManagerNowIsAskedAtOnceAndTheFormerOneNoMore() {
        cover("cover", "2026-11-26");
        at("2027-05-27T10:00:00Z");
        assertThat(days(told(PRIYA))).containsExactly("2027-05-27");
        at("2027-05-28T10:00:00Z");
        change("segments", SEGMENT, Map.of("manager", BRIDGET.key()));
        run();
        assertThat(asked(BRIDGET)).singleElement().satisfies(reminder -> assertThat(reminder.state()).isEqualTo("sent"));
        assertThat(asked(PRIYA)).singleElement().satisfies(reminder -> assertThat(reminder.state()).isEqualTo("over"));
        assertThat(context.getBean(Reminders.class).answer(PRIYA, asked(PRIYA).getFirst().id(), "keep"))
                .isInstanceOf(Reminders.Answered.Past.class);
        at("2027-06-02T10:00:00Z");
        restart();
        run();
        assertThat(days(told(BRIDGET))).containsExactly("2027-05-28", "2027-06-02");
        assertThat(told(PRIYA)).hasSize(1);
        // And back: the former one is asked for the same moment only once, but can answer again.
        change("segments", SEGMENT, Map.of("manager", PRIYA.key()));
        run();
        run();
        assertThat(days(told(PRIYA))).containsExactly("2027-05-27", "2027-06-02");
        change("segments", SEGMENT, Map.of("manager", BRIDGET.key()));
        run();
        assertThat(told(BRIDGET)).hasSize(2);
        assertThat(asked(BRIDGET).stream().filter(reminder -> reminder.state().equals("sent"))).hasSize(1);
    }

    @Test
    void aDateThatMovesMovesTheRoundAndAPositionThatGoesEndsIt() {
        cover("cover", "2026-11-26");
        at("2027-05-13T10:00:00Z");
        assertThat(told(PRIYA)).hasSize(1);
        feed("cover", "2026-12-26");
        run();
        assertThat(asked(PRIYA).getFirst().state()).isEqualTo("over");
        at("2027-05-26T10:00:00Z");
        assertThat(told(PRIYA)).as("the new round has not begun").hasSize(1);
        at("2027-06-12T10:00:00Z");
        assertThat(days(told(PRIYA))).containsExactly("2027-05-13", "2027-06-12");
        context.getBean(Transactions.class).run(() -> context.getBean(RegisterService.class).apply(ORGANISATION,
                List.of(new Change.Remove("positions", "cover")), PRIYA.key(), "UI-000001"));
        run();
        at("2027-07-26T10:00:00Z");
        assertThat(told(PRIYA)).hasSize(2);
        assertThat(rounds().stream().map(round -> round.state() + " " + round.why()))
                .containsExactlyInAnyOrder("MOVED feed of positions", "DONE UI-000001");
    }

    @Test
    void afterALongStopOnlyTheLatestIsMadeUpForAndSeveralRunsSayItOnce() {
        cover("cover", "2026-11-26");
        context.close();
        clock.set(Instant.parse("2027-06-30T12:00:00Z"));
        start();
        run();
        run();
        assertThat(told(PRIYA)).hasSize(1);
        assertThat(told(QUENNELL)).hasSize(1);
    }

    @Test
    void whatWasPutOffComesAgainWhileTheReviewIsOpenAndNotAfterwards() {
        cover("cover", "2026-11-26");
        at("2027-05-26T09:00:00Z");
        var reminders = context.getBean(Reminders.class);
        var id = asked(PRIYA).getFirst().id();
        assertThat(reminders.answer(PRIYA, id, "later")).isInstanceOf(Reminders.Answered.Done.class);
        clock.advance(Duration.ofHours(1));
        planned().forEach(reminders::send);
        assertThat(told(PRIYA)).hasSize(2);
        var again = asked(PRIYA).stream().filter(reminder -> reminder.state().equals("sent")).findFirst().orElseThrow();
        assertThat(reminders.answer(PRIYA, again.id(), "later")).isInstanceOf(Reminders.Answered.Done.class);
        feed("cover", "2027-05-26");
        run();
        clock.advance(Duration.ofHours(1));
        planned().forEach(reminders::send);
        assertThat(told(PRIYA)).as("the review is no longer due").hasSize(2);
    }

    @Test
    void theReportSaysWhatIsDueOverdueAndDoneToThoseWhomItConcerns() {
        cover("cover", "2026-11-26");
        at("2027-05-12T10:00:00Z");
        assertThat(report(PRIYA, false)).containsExactly("due SA-M1 [Priya Nandakumar] told 1");
        assertThat(report(QUENNELL, false)).as("her manager").containsExactly("due SA-M1 [Priya Nandakumar] told 1");
        assertThat(report(BRIDGET, false)).as("somebody else").isEmpty();
        assertThat(report(BRIDGET, true)).as("an auditor").hasSize(1);
        at("2027-05-27T10:00:00Z");
        assertThat(report(PRIYA, false)).containsExactly("overdue SA-M1 [Priya Nandakumar] told 2");
        change("positions", "cover", Map.of("next_review", LocalDate.parse("2027-11-27")));
        run();
        assertThat(report(BRIDGET, true)).containsExactly("to_come SA-M1 [Priya Nandakumar] told 0",
                "done SA-M1 by directory: change of manager");
    }

    @Test
    void whoHasToAnswerForSomebodyElseIsAskedAgainEachWorkingDayUntilTheAnswerIsThere() {
        context.getBean(Transactions.class).run(() -> context.getBean(RegisterService.class).apply(ORGANISATION,
                List.of(new Change.Put("positions", "lent", Map.of("id", "lent", "person", "10455021", "role", "caseworker", "segment",
                        "FS_GB_CMEXF_000_JUD REV", "team", "TL031", "kind", "hierarchical", "start", LocalDate.parse("2026-11-01")))),
                "usher", "UI-000000"));
        var ian = new Person(ORGANISATION, "10312044");
        var chat = context.getBean(ChatService.class);
        var view = done(chat.start(PRIYA, "sa-hierarchical-remove", "test"));
        for (var answer : List.of("10455021", "lent", "7 December 2026 09:00")) {
            view = done(chat.turn(PRIYA, view.id(), view.turn(), new Input.Say(answer), "test"));
        }
        assertThat(asked(ian, Notice.Kind.QUESTION)).containsExactly("2026-11-26");
        clock.set(Instant.parse("2026-11-27T09:59:00Z"));
        askedAgain(view.id());
        assertThat(asked(ian, Notice.Kind.QUESTION)).as("not before a working day is over").hasSize(1);
        clock.set(Instant.parse("2026-11-27T10:00:00Z"));
        askedAgain(view.id());
        restart();
        askedAgain(view.id());
        clock.set(Instant.parse("2026-11-29T10:00:00Z"));
        askedAgain(view.id());
        assertThat(asked(ian, Notice.Kind.QUESTION)).as("once, and not at the weekend").containsExactly("2026-11-26", "2026-11-27");
        clock.set(Instant.parse("2026-11-30T10:00:00Z"));
        askedAgain(view.id());
        done(context.getBean(ChatService.class).turn(ian, view.id(), view.turn(), new Input.Choose(List.of("yes")), "test"));
        clock.set(Instant.parse("2026-12-01T11:00:00Z"));
        askedAgain(view.id());
        assertThat(asked(ian, Notice.Kind.QUESTION)).as("no more once it is answered").containsExactly("2026-11-26", "2026-11-27",
                "2026-11-30");
        assertThat(asked(new Person(ORGANISATION, "10311862"), Notice.Kind.QUESTION)).as("the other side, at the same time")
                .containsExactly(
                        "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01");
    }

    private void askedAgain(String dialogue) {
        context.getBeansOfType(Job.class).stream().filter(job -> job.kind().equals(AskedJob.KIND))
                .forEach(job -> job.run(dialogue, clock.instant()));
    }

    private List<String> asked(Person person, Notice.Kind kind) {
        return days(context.getBean(NoticeBoard.class).of(person, 100).stream().map(NoticeBoard.Posted::notice)
                .filter(notice -> notice.kind() == kind).toList());
    }

    // ---- steps

    private void cover(String key, String from) {
        context.getBean(Transactions.class).run(() -> context.getBean(RegisterService.class).apply(ORGANISATION,
                List.of(new Change.Put("positions", key,
                        Map.of("id", key, "person", GWEN, "role", "team_leader", "segment", SEGMENT, "team",
                                "TL012", "kind", "absence", "start", LocalDate.parse(from)))),
                "usher", "UI-000000"));
        run();
    }

    /** "Still needed", as far as the conversation in which it goes on. */
    private void keep(String reminder) {
        var chat = context.getBean(ChatService.class);
        assertThat(context.getBean(Reminders.class).answer(PRIYA, reminder, "keep")).isInstanceOfSatisfying(Reminders.Answered.GoesOn.class,
                goes -> {
                    var view = done(chat.startWith(PRIYA, goes.conversation(), goes.answers(), "test"));
                    assertThat(view.prompt().question()).isEqualTo("keep_reason");
                    view = done(chat.turn(PRIYA, view.id(), view.turn(), new Input.Say("standing cover"), "test"));
                    view = done(chat.turn(PRIYA, view.id(), view.turn(), new Input.Submit(), "test"));
                    assertThat(view.status()).isEqualTo("submitted");
                });
    }

    private static DialogueView done(ChatResult result) {
        assertThat(result).isInstanceOf(ChatResult.Done.class);
        return ((ChatResult.Done) result).view();
    }

    private void change(String register, String key, Map<String, Object> fields) {
        context.getBean(Transactions.class).run(() -> context.getBean(RegisterService.class).apply(ORGANISATION,
                List.of(new Change.Set(register, key, fields)), "directory", "change of manager"));
    }

    private void feed(String key, String from) {
        var report = context.getBean(RegisterService.class).importFeed(ORGANISATION, "positions",
                "id,person,role,segment,team,kind,start\n" + key + ',' + GWEN + ",team_leader," + SEGMENT + ",TL012,absence," + from + '\n',
                new Person(ORGANISATION, "directory"));
        assertThat(report.refused()).isEmpty();
    }

    private void at(String moment) {
        clock.set(Instant.parse(moment));
        run();
    }

    /** What the scheduler does when the moment has come; the next moment. */
    private Instant run() {
        var job = context.getBeansOfType(Job.class).stream().filter(each -> each.kind().equals(ReviewJob.KIND)).findFirst().orElseThrow();
        return ((Job.Result.Again) job.run(ORGANISATION, clock.instant())).due();
    }

    private List<Long> planned() {
        return context.getBean(Transactions.class)
                .in(() -> context.getBean(ReminderStore.class).about(ORGANISATION, new Reminder.Matter.Entry("positions", "cover")).stream()
                        .filter(reminder -> reminder.state() == Reminder.State.PLANNED && !reminder.due().isAfter(clock.instant()))
                        .map(Reminder::id).toList());
    }

    // ---- what came of it

    private LocalDate due(String key) {
        var registers = context.getBean(RegisterService.class).current(ORGANISATION);
        var fields = registers.entry("positions", key).fields();
        return fields.get("next_review") instanceof LocalDate next ? next : ((LocalDate) fields.get("start")).plusMonths(6);
    }

    private boolean position(String key) {
        return context.getBean(RegisterService.class).current(ORGANISATION).entry("positions", key).exists();
    }

    private List<KeptRound> rounds() {
        return context.getBean(Transactions.class).in(() -> context.getBean(ReviewStore.class).past(ORGANISATION, 100));
    }

    private List<String> report(Person person, boolean all) {
        return context.getBean(ReviewReport.class).of(person, all).stream()
                .map(line -> line.state() + ' ' + line.review() + (line.settled() == null
                        ? " " + line.asked() + " told " + line.told()
                        : " by " + line.by() + ": " + line.why()))
                .toList();
    }

    private List<ReminderView> asked(Person person) {
        return context.getBean(Reminders.class).of(person).stream()
                .filter(reminder -> reminder.kind().equals(REVIEW) || reminder.kind().equals(ESCALATION)).toList();
    }

    private List<Notice> told(Person person) {
        return context.getBean(NoticeBoard.class).of(person, 100).stream().map(NoticeBoard.Posted::notice)
                .filter(notice -> notice.kind() == Notice.Kind.REMINDER).toList();
    }

    private static List<String> days(List<Notice> notices) {
        return notices.stream().map(notice -> LocalDate.ofInstant(notice.at(), ZoneOffset.UTC).toString()).sorted().toList();
    }
}
