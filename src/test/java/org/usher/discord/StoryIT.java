package org.usher.discord;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micronaut.context.ApplicationContext;
import io.micronaut.health.HealthStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.usher.TwoSystems;
import org.usher.approval.ApprovalService;
import org.usher.audit.AuditTrail;
import org.usher.chat.DialogueView;
import org.usher.discord.local.LocalDiscord;
import org.usher.discord.local.Message;
import org.usher.excel.WorkbookReading;
import org.usher.facts.RegisterService;
import org.usher.outbox.Mails;
import org.usher.outbox.Transactions;
import org.usher.register.Change;
import org.usher.reminder.Reminder;
import org.usher.reminder.ReminderStore;
import org.usher.reminder.Reminders;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole stories on the whole program, told through Discord: asked for, decided, done by the service desk, reminded of, with the real forms, database and ITSM. All share one
 * running system, whose clock only goes forward.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
@ResourceLock(value = Stage.LOG, mode = ResourceAccessMode.READ)
@Order(1)
class StoryIT {

    private static final String DAFYDD = "10455021";
    private static final String LEILA = "10455188";
    private static final String DECLAN = "20300719";
    private static final String ENFORCEMENT = "FS_GB_CMEXF_000_ENF NORTH";

    private static LocalDiscord discord;
    private static Warnings warnings;
    private static TwoSystems systems;
    private static Player gwen;
    private static Player marcus;
    private static Player priya;

    @BeforeAll
    static void start() {
        discord = LocalDiscord.start();
        warnings = new Warnings();
        systems = TwoSystems.at("2026-11-23T10:00:05Z", true, Duration.ofSeconds(1),
                Map.of("discord.token", discord.token(), "discord.api-url", discord.restUrl(), "discord.gateway-url", discord.gatewayUrl(),
                        "discord.patience", "PT30S", "discord.file-hosts", "127.0.0.1", "discord.approvals-channels.enforcement_north",
                        discord.generalChannel()));
        connected(0);
        gwen = player("Gwen", TwoSystems.GWEN).linked();
        marcus = player("Marcus", TwoSystems.MARCUS).linked();
        priya = player("Priya", "10200417").linked();
    }

    private static void connected(int before) {
        discord.awaitThat("the bot", () -> discord.identified() > before && discord.commandNames().contains("access"));
    }

    private static Player player(String name, String key) {
        return new Player(discord, () -> systems.bean(ApplicationContext.class), name, new Person("dwp", key));
    }

    @AfterAll
    static void stop() {
        systems.close();
        warnings.close();
        var faults = discord.referee().map(referee -> referee.faults()).orElse(List.of());
        var refused = discord.calls().stream().filter(call -> call.status() >= 400).toList();
        var pings = discord.pings();
        discord.close();
        assertThat(faults).as("what Discord does not describe").isEmpty();
        assertThat(refused).as("what Discord refused").isEmpty();
        assertThat(pings).isEmpty();
        assertThat(warnings.all()).as("what JDA warned of").isEmpty();
    }

    // ---- what the stories have in common

    private static LocalDate today() {
        return LocalDate.ofInstant(systems.clock.instant(), ZoneOffset.UTC);
    }

    private static LocalDate workingDay(int from) {
        var day = today().plusDays(from);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY || !isOrdinary(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** A week without bank holidays. */
    private static boolean isOrdinary(LocalDate day) {
        return day.getMonthValue() != 12 || day.getDayOfMonth() < 23;
    }

    private static RequestItem item(Message request) {
        var number = java.util.regex.Pattern.compile("UI-\\d+|RITM\\d+").matcher(request.text());
        assertThat(number.find()).as(request.text()).isTrue();
        return systems.item(number.group());
    }

    /** The service desk closes the task of an item. */
    private static void deskCloses(RequestItem item) {
        var number = systems.now(item).shownNumber();
        var task = systems.technow.value("sc_task", "request_item.number=" + number, "sys_id");
        assertThat(systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task, "{\"state\":\"3\"}").statusCode()).isEqualTo(200);
        systems.until(item, "fulfilled");
    }

    private static String field(String register, String key, String field) {
        return systems.transacted(() -> {
            var registers = systems.bean(RegisterService.class).current("dwp");
            return String.valueOf(registers.field(registers.entry(register, key), field));
        });
    }

    private static Map<String, String> answers(String... pairs) {
        var answers = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            answers.put(pairs[i], pairs[i + 1]);
        }
        return answers;
    }

    // ---- the stories

    /** S264, S265, S266, S274: begun by Marcus in a public channel, gone on with on the web after a restart, and called off in the end. */
    @Test
    void whatWasBegunInPublicIsGoneOnWithOnTheWebAfterARestartAndCancelledAfterAsking() {
        var general = discord.generalChannel();
        var passerBy = discord.member("Passer-by");
        var publicly = passerBy.transcript(general);
        long started = marcus.newest();
        marcus.member.commandIn(general, "access", Map.of("conversation", "gb-provision-user"));
        var dialogue = marcus.dialogueOf(marcus.member.await("the first question",
                message -> message.id() > started && message.button("Back").isPresent()));
        assertThat(passerBy.transcript(general)).as("what the public sees of it").hasSameSizeAs(publicly);
        var answers = answers("user", DAFYDD, "required_by", workingDay(8) + " 09:00", "directorate", "operations", "area_team",
                "enforcement_north", "odr", "ENF-CW", "access_action", "amend", "current.role", "caseworker", "current.segment",
                "ENF NORTH");
        var stopped = marcus.fill(dialogue, answers, "odr");
        var old = marcus.asked(stopped);
        discord.awaitThat("one prompt at a time", () -> marcus.member.transcript().stream()
                .filter(message -> message.id() > started && message.button("Back").isPresent()).map(Message::id).toList()
                .equals(List.of(old.id())));

        systems.stopUsher();
        discord.awaitThat("the end of the connection", () -> discord.connected() == 0);
        int before = discord.identified();
        discord.limitsPass(); // in real life a restart takes longer than they last; what comes of a quicker one is tested apart
        systems.startUsher();
        connected(before);
        var web = systems.member(TwoSystems.MARCUS).resume(dialogue);
        assertThat(web.asks()).isEqualTo("odr");
        assertThat(web.answers()).isEqualTo(stopped.answers().stream()
                .collect(Collectors.toMap(DialogueView.Answered::question, DialogueView.Answered::text)));
        web.fillOne(answers);
        marcus.member.clickId(old, new Handle(Handle.Verb.CHOOSE, dialogue, stopped.turn(), "ENF-CW").id());
        marcus.member.click(marcus.member.await("a friendly word", message -> message.ephemeral()
                && message.button("Show where we are").isPresent()), "Show where we are");

        var asking = marcus.fill(dialogue, answers, "current.team");
        marcus.asked(asking);
        marcus.member.say("Team twelve");
        discord.awaitThat("the next turn", () -> marcus.view(dialogue).turn() > asking.turn());
        var again = marcus.asked(marcus.view(dialogue));
        assertThat(again.text()).as("why it is refused").contains("⚠️");
        assertThat(marcus.view(dialogue).prompt().question()).isEqualTo("current.team");
        assertThat(marcus.view(dialogue).answers()).isEqualTo(asking.answers());

        marcus.member.click(again, "Back");
        discord.awaitThat("the question before", () -> marcus.view(dialogue).prompt().question().equals("current.segment"));
        var asked = marcus.asked(marcus.view(dialogue));
        marcus.member.say("cancel");
        var sure = marcus.member.await("the question back", message -> message.button("Back").isPresent() && message.id() > asked.id());
        assertThat(marcus.view(dialogue).status()).isEqualTo("asking");
        marcus.member.clickId(sure,
                sure.buttons().stream().filter(button -> button.customId().endsWith(":yes")).findFirst().orElseThrow().customId());
        discord.awaitThat("the end", () -> marcus.view(dialogue).status().equals("cancelled"));
        marcus.told(sure.id(), "Nothing was sent");
        assertThat(marcus.view(dialogue).item()).as("an item, of which there could be a ticket").isNull();
        assertThat(systems.transacted(() -> systems.bean(AuditTrail.class).about("dwp", dialogue))).isNotEmpty();
        assertThat(systems.transacted(() -> systems.bean(ReminderStore.class).about("dwp", new Reminder.Matter.Draft(dialogue)))).isEmpty();
    }

    /** S282, and the story of Great Britain from the first question to the note on the ticket. */
    @Test
    void aCaseworkerGetsMoreTelephonyAndTheQueueIsEmptiedTheEveningBefore() {
        var general = discord.generalChannel();
        var passerBy = discord.member("Passer-by");
        var dialogue = gwen.begin("gb-provision-user");

        var day = workingDay(8);
        var answers = answers("user", DAFYDD, "required_by", day + " 09:00", "directorate", "operations", "area_team", "enforcement_north",
                "odr", "ENF-CW", "access_action", "amend", "current.role", "caseworker", "current.segment", "ENF NORTH", "current.team",
                "TL012", "current.cw_position", "CW003", "new.role", "caseworker", "new.segment", "ENF NORTH", "new.team", "TL012",
                "new.cw_position", "CW003", "telephony", "enhanced");
        gwen.fill(dialogue, answers);
        var mails = systems.bean(Mails.class).latest(500).size();
        systems.clock.advance(Duration.ofHours(1));
        assertThat(gwen.view(dialogue).status()).isEqualTo("reviewing");
        assertThat(systems.transacted(() -> systems.bean(ApprovalService.class).inbox(marcus.person))).isEmpty();
        assertThat(systems.bean(Mails.class).latest(500)).hasSize(mails);
        long beforeSending = marcus.newest();
        var item = item(gwen.send(dialogue, true));
        assertThat(gwen.ways.keySet()).contains("clicked", "chosen", "form", "typed");

        var question = marcus.member.await("the question", message -> message.id() > beforeSending
                && message.button("Approve").isPresent() && message.text().contains("Dafydd Prosser"));
        var announced = passerBy.awaitIn(general, "the announcement to the team",
                message -> message.id() > beforeSending && message.button("Look at it").isPresent());
        assertThat(announced.text()).doesNotContain("Dafydd").doesNotContain("Gwen").doesNotContain(DAFYDD);
        marcus.member.click(question, "Details");
        marcus.member.await("all answers", message -> message.ephemeral() && message.text().contains("TL012"));
        gwen.member.click(question, "Approve");
        gwen.member.awaitIn(marcus.member.dm(), "a refusal", message -> message.ephemeral() && !message.live());
        marcus.member.click(question, "Approve");
        marcus.member.await("the outcome", message -> message.id() == question.id() && !message.live() && message.text().contains("✅"));
        passerBy.awaitIn(general, "the outcome", message -> message.id() == announced.id() && !message.live());
        gwen.told(beforeSending, "was approved by Marcus Oyelaran");

        systems.until(item, "ticket_open");
        gwen.told(beforeSending, systems.now(item).shownNumber());
        deskCloses(item);
        gwen.told(beforeSending, "is done");
        assertThat(field("people", DAFYDD, "telephony")).contains("enhanced");

        var evening = eveningBefore(day);
        systems.clock.set(evening.toInstant(ZoneOffset.UTC));
        var queue = "empty Dafydd Prosser's work queue";
        long after = question.id();
        var reminder = marcus.told(after, queue);
        var put = gwen.told(after, queue);
        gwen.member.click(put, "Remind me later");
        gwen.told(put.id(), "I will remind you again in");
        systems.clock.advance(Duration.ofHours(1));
        discord.awaitThat("the reminder that Gwen has put off", () -> gwen.count(queue) == 2);
        marcus.member.click(reminder, "The queue is empty");
        marcus.told(reminder.id(), "I have noted: The queue is empty");
        marcus.member.await("the buttons gone", message -> message.id() == reminder.id() && !message.live()
                && message.text().contains("✔ The queue is empty"));
        TwoSystems.until("the note is on the ticket", () -> systems.technow.count("sys_journal_field",
                "element=work_notes^valueLIKEThe queue is empty – Marcus Oyelaran") == 1);
        gwen.member.await("who has answered", message -> message.id() > put.id() && !message.live()
                && message.text().contains(queue) && message.text().contains("✔ Marcus Oyelaran answered: The queue is empty"));
        gwen.member.await("what she has put off", message -> message.id() == put.id() && !message.live()
                && message.text().contains("✔ Remind me later"));
        assertThat(systems.member(TwoSystems.GWEN).reminders()).as("on the web").anySatisfy(each -> {
            assertThat(each.path("state").asText()).isEqualTo("over");
            assertThat(each.path("by").asText() + ": " + each.path("answer").asText()).isEqualTo("Marcus Oyelaran: The queue is empty");
        });
        for (var told : List.of(gwen, marcus)) {
            assertThat(systems.bean(Reminders.class).of(told.person)).filteredOn(each -> each.text().contains(queue)).isNotEmpty()
                    .extracting(each -> each.state()).as("nothing is still to come").doesNotContain("planned", "sent");
        }
        systems.clock.set(evening.withHour(18).toInstant(ZoneOffset.UTC));
        gwen.member.command("requests");
        gwen.member.await("my requests", message -> message.text().contains("My requests") && message.text().contains("Dafydd Prosser"));
        assertThat(gwen.count(queue)).isEqualTo(2);
        assertThat(marcus.count(queue)).isEqualTo(1);
        assertThat(passerBy.transcript(general)).allSatisfy(message -> assertThat(message.text()).doesNotContain("Dafydd"));
    }

    private static LocalDateTime eveningBefore(LocalDate day) {
        var before = day.minusDays(1);
        while (before.getDayOfWeek() == DayOfWeek.SATURDAY || before.getDayOfWeek() == DayOfWeek.SUNDAY) {
            before = before.minusDays(1);
        }
        return before.atTime(15, 0);
    }

    /** S273. */
    @Test
    void aSilentApproverIsReplacedAndTheOldButtonsAreDead() {
        long gwens = gwen.newest();
        long marcuss = marcus.newest();
        var item = systems.connorAsked(workingDay(21) + " 09:00");
        var question = marcus.member.await("the question", message -> message.id() > marcuss && message.button("Approve").isPresent()
                && message.text().contains("Connor Blythe"));
        for (int nth = 1; nth <= 3; nth++) {
            systems.clock.advance(Duration.ofHours(24).plusSeconds(2));
            long wanted = nth;
            discord.awaitThat("reminder " + nth, () -> marcus.member.transcript().stream().filter(message -> message.id() > question.id()
                    && message.text().contains("An approval is waiting")).count() == wanted);
        }
        var offer = gwen.member.await("another approver offered", message -> message.id() > gwens
                && message.button("Priya Nandakumar").isPresent());
        var web = systems.member(TwoSystems.MARCUS);
        var answered = web.reminders().stream().filter(each -> each.path("about").asText().equals(systems.now(item).shownNumber())
                && each.path("state").asText().equals("sent")).findFirst().orElseThrow();
        web.post("/api/reminders/" + answered.path("id").asText() + "/answer", Map.of("answer", "later")).expecting(200);
        marcus.member.await("what he has answered on the web", message -> message.id() > question.id() && !message.live()
                && message.text().contains("An approval is waiting") && message.text().contains("✔ Remind me later"));
        long priyas = priya.newest();
        gwen.member.click(offer, "Priya Nandakumar");
        gwen.told(offer.id(), "I have asked Priya Nandakumar to decide.");
        gwen.member.await("who was chosen", message -> message.id() == offer.id() && !message.live()
                && message.text().contains("✔ Priya Nandakumar was asked to decide."));
        marcus.member.await("the old buttons gone", message -> message.id() == question.id() && !message.live());
        discord.awaitThat("his reminders over", () -> marcus.member.transcript().stream()
                .noneMatch(message -> message.id() > question.id() && message.text().contains("An approval is waiting") && message.live()));
        marcus.member.clickId(question, question.button("Approve").orElseThrow().customId());
        discord.awaitThat("a friendly word in place of it", () -> discord.calls().stream()
                .anyMatch(call -> call.path().startsWith("/webhooks/")
                        && call.body().toString().contains("This decision is no longer needed.")));
        assertThat(systems.now(item).state().word()).isEqualTo("pending_approval");
        var hers = priya.member.await("the question", message -> message.id() > priyas && message.button("Reject").isPresent()
                && message.text().contains("Connor Blythe"));
        priya.member.click(hers, "Not mine");
        priya.told(hers.id(), "I will ask the requester to choose somebody else.");
        gwen.told(offer.id(), "has not decided on", "You can choose another approver");
        priya.member.write(priya.member.click(hers, "Reject"), "The team is full");
        priya.member.await("the outcome", message -> message.id() == hers.id() && !message.live());
        gwen.told(offer.id(), "was rejected by Priya Nandakumar: The team is full");
    }

    /** The form of Northern Ireland: declared while the ITSM is down, sent with its workbook when it is back, done, and the outcome told. */
    @Test
    void aFormOfNorthernIrelandIsDeclaredAndDone() {
        var ruairi = player("Ruairi", "20200874").linked();
        var dialogue = ruairi.begin("ni-csuap30");
        var answers = answers("user", DECLAN, "grade", "AO", "odr", "Caseworker NI", "effective_date", workingDay(14).toString(),
                "action_required", "add", "priority", "Normal", "primary.role", "Caseworker", "primary.segment", "MAINT BELFAST",
                "primary.team", "TL003", "primary.cw_position", "Lowest Available", "telephony_level", "Standard", "authoriser_grade", "SO",
                "authoriser_directorate", "Child Maintenance", "authoriser_area_team", "Belfast", "authoriser_odr", "Team Leader NI",
                "declaration", "yes", "odr_fits", "yes");
        ruairi.fill(dialogue, answers);
        long before = ruairi.newest();
        systems.technow.stop();
        ruairi.send(dialogue, false);
        ruairi.told(before, "is sent");
        ruairi.told(before, "The service desk's system cannot be reached.");
        systems.technow.startAgain();
        var item = systems.item(ruairi.view(dialogue).item());
        systems.until(item, "ticket_open");
        ruairi.told(before, "is authorised by your declaration");
        var mail = systems.bean(Mails.class).latest(500).stream().filter(each -> each.subject().startsWith("CSUAP30 – Add – Declan Rooney"))
                .findFirst().orElseThrow();
        assertThat(systems.bean(Mails.class).find(mail.id()).orElseThrow().attached()).singleElement()
                .satisfies(file -> assertThat(WorkbookReading.sheets(file.content()).getFirst().beside("Staff number")).contains(DECLAN));
        var options = "sc_item_option.item_option_new.name=it_position^request_item.number=" + systems.now(item).shownNumber();
        var option = systems.technow.value("sc_item_option_mtom", options, "sc_item_option");
        systems.technow.admin("PATCH", "/api/now/table/sc_item_option/" + option, "{\"value\":\"CW003\"}");
        deskCloses(item);
        ruairi.told(before, "is done", "CW003");
        assertThat(field("people", DECLAN, "access")).isEqualTo("active");
    }

    /** Secondary access in a segment higher up, with the evidence of the talk, and authorised with a click by the manager who receives. */
    @Test
    void secondaryAccessIsGivenWithItsEvidence() {
        var helen = player("Helen", "10200533").linked();
        var dialogue = marcus.begin("sa-hierarchical-add");
        long before = marcus.newest();
        marcus.fill(dialogue, answers("user", LEILA, "target_segment", "FS_GB_CMEXF_000_JUD REV", "target_team", "TL031", "target_role",
                "caseworker", "discussion.have", "yes", "discussion.given_by", "10312044", "discussion.given_on", today().minusDays(4) + "",
                "discussion.manner", "meeting", "authorisation.have", "ask", "purpose", "Enforcement work", "required_by",
                workingDay(14) + " 09:00"));
        assertThat(marcus.view(dialogue).findings()).extracting(found -> found.rule()).contains("SA-R18").doesNotContain("SA-R17");
        var item = item(marcus.send(dialogue, true));
        assertThat(systems.now(item).state().word()).isEqualTo("awaiting_evidence");
        var asked = helen.member.await("the question", message -> message.button("Approve").isPresent()
                && message.text().contains("Do you authorise it?"));
        marcus.member.click(asked, "Approve");
        marcus.member.awaitIn(helen.member.dm(), "a refusal", message -> message.ephemeral() && !message.live());
        helen.member.click(asked, "Approve");
        helen.member.await("the outcome", message -> message.id() == asked.id() && !message.live());
        systems.until(item, "ticket_open");
        assertThat(systems.technow.count("sc_item_option", "value=Helen Strachan")).isPositive();
        deskCloses(item);
        marcus.told(before, "is done");
        var added = systems.transacted(() -> systems.bean(RegisterService.class).current("dwp").entries("positions").stream()
                .filter(entry -> entry.text("kind").equals("hierarchical") && String.valueOf(entry.fields().get("person")).contains(LEILA))
                .count());
        assertThat(added).isEqualTo(1);
    }

    /** A review that is due: still needed, and no longer needed, each with a click. */
    @Test
    void coverIsLookedAtAfterSixMonths() {
        var start = today().minusMonths(6).plusDays(10);
        long before = priya.newest();
        var keys = List.of("cover-a-" + start, "cover-b-" + start);
        var teams = List.of("TL012", "TL013");
        for (int i = 0; i < 2; i++) {
            var fields = Map.<String, Object>of("id", keys.get(i), "person", TwoSystems.GWEN, "role", "team_leader", "segment", ENFORCEMENT,
                    "team", teams.get(i), "kind", "absence", "start", start);
            var put = new Change.Put("positions", keys.get(i), fields);
            systems.bean(Transactions.class)
                    .run(() -> systems.bean(RegisterService.class).apply("dwp", List.of(put), "usher", "UI-000000"));
        }
        var reviews = new HashSet<Long>();
        discord.awaitThat("two reviews", () -> {
            priya.member.transcript().stream().filter(message -> message.id() > before && message.button("No longer needed").isPresent())
                    .forEach(message -> reviews.add(message.id()));
            return reviews.size() == 2;
        });
        var kept = priya.member.await("the first",
                message -> message.button("Still needed").isPresent() && message.text().contains("TL012"));
        priya.member.click(kept, "Still needed");
        var keeping = priya.dialogueOf(priya.member.await("why", message -> message.id() > kept.id() && message.button("Back").isPresent()
                && message.text().contains("Why is it still needed?")));
        priya.fill(keeping, Map.of());
        priya.send(keeping, false);
        assertThat(field("positions", keys.get(0), "last_review")).isEqualTo(today().toString());

        var ended = priya.member.await("the second", message -> message.button("No longer needed").isPresent()
                && message.text().contains("TL013"));
        long newest = priya.newest();
        priya.member.click(ended, "No longer needed");
        var removing = priya.dialogueOf(priya.member.await("the removal", message -> message.id() > newest
                && message.button("Back").isPresent()));
        var prefilled = priya.view(removing);
        assertThat(prefilled.conversation()).isEqualTo("sa-absence-remove");
        assertThat(prefilled.answers()).extracting(answer -> answer.question()).contains("user", "positions");
        priya.fill(removing, answers("discussion.have", "yes", "discussion.given_by", "10311777", "discussion.given_on",
                today().minusDays(1).toString(), "discussion.manner", "meeting", "required_by", workingDay(14) + " 09:00"));
        var item = item(priya.send(removing, true));
        systems.until(item, "ticket_open");
        deskCloses(item);
        priya.told(newest, "is done");
        assertThat(systems.transacted(() -> systems.bean(RegisterService.class).current("dwp").entry("positions", keys.get(1)).exists()))
                .isFalse();
    }

    @Test
    void theHealthReportSaysHowTheConnectionIs() {
        var health = Mono.from(systems.bean(ConnectionHealth.class).getResult()).block();
        assertThat(health).isNotNull();
        assertThat(health.getName()).isEqualTo("discord");
        assertThat(health.getStatus()).isEqualTo(HealthStatus.UP);
        assertThat(health.getDetails()).asString().contains("connection=Connected");
    }
}
