package org.usher.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.usher.TwoSystems;
import org.usher.outbox.Notice;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.TwoSystems.CONNOR;
import static org.usher.TwoSystems.GWEN;
import static org.usher.TwoSystems.MARCUS;
import static org.usher.TwoSystems.until;

/** Reminders with the program as it runs: each comes once, on time, also after a restart, and not after it has become moot. */
class RemindersIT {

    private static final String START = "2026-11-23T10:00:00Z";
    private static final String DAFYDD = "10455021";
    private static final String LEILA = "10455188";

    @Test
    void theSecondReminderIsNotSentOnceTheQueueIsEmptyAndTheDeskReadsIt() {
        try (var systems = TwoSystems.at(START)) {
            var item = systems.amended(DAFYDD, "CW003", "2026-12-01 09:00");
            assertThat(planned(systems, item, "GB-M1")).containsExactly(MARCUS + " 2026-11-30T15:00:00Z PLANNED",
                    MARCUS + " 2026-11-30T18:00:00Z PLANNED");

            systems.clock.set(Instant.parse("2026-11-30T15:00:00Z"));
            until("the first is sent", () -> planned(systems, item, "GB-M1").contains(MARCUS + " 2026-11-30T15:00:00Z SENT"));
            systems.clock.set(Instant.parse("2026-11-30T15:20:00Z"));
            var reminder = systems.member(MARCUS).reminders().stream().filter(each -> each.path("state").asText().equals("sent"))
                    .findFirst().orElseThrow();
            assertThat(reminder.path("text").asText()).contains("Dafydd Prosser");
            systems.member(MARCUS).post("/api/reminders/" + reminder.path("id").asText() + "/answer", Map.of("answer", "queue_empty"))
                    .expecting(200);

            assertThat(planned(systems, item, "GB-M1")).containsExactly(MARCUS + " 2026-11-30T15:00:00Z ANSWERED",
                    MARCUS + " 2026-11-30T18:00:00Z MOOT");
            systems.member(MARCUS).post("/api/reminders/" + reminder.path("id").asText() + "/answer", Map.of("answer", "queue_empty"))
                    .expecting(409);
            until("the note is on the ticket", () -> systems.technow.count("sys_journal_field",
                    "element=work_notes^valueLIKEThe queue is empty") == 1);
            assertThat(systems.told(MARCUS, Notice.Kind.REMINDER, item).stream().filter(notice -> notice.text().contains("work queue")))
                    .hasSize(1);
        }
    }

    /** S272. */
    @Test
    void aReminderThatWasSentIsNotSentAgainAfterARestartAndTheNextOneIs() {
        try (var systems = TwoSystems.withoutTechNow(START)) {
            var item = systems.amended(LEILA, "CW001", "2026-12-01 09:00");
            systems.clock.set(Instant.parse("2026-11-30T15:00:00Z"));
            until("the first is sent", () -> planned(systems, item, "GB-M1").contains(MARCUS + " 2026-11-30T15:00:00Z SENT"));
            systems.stopUsher();
            systems.startUsher();
            systems.clock.set(Instant.parse("2026-11-30T18:00:00Z"));

            until("the second is sent", () -> planned(systems, item, "GB-M1").contains(MARCUS + " 2026-11-30T18:00:00Z SENT"));
            assertThat(systems.told(MARCUS, Notice.Kind.REMINDER, item).stream().filter(notice -> notice.text().contains("work queue")))
                    .hasSize(2);
        }
    }

    @Test
    void afterALongStopOnlyTheLatestOfSeveralIsSentAndNoneAfterTheDate() {
        try (var systems = TwoSystems.withoutTechNow(START)) {
            var item = systems.amended(LEILA, "CW001", "2026-12-01 09:00");
            var other = systems.amended(DAFYDD, "CW003", "2026-11-27 09:00");
            systems.stopUsher();
            systems.clock.set(Instant.parse("2026-11-30T19:00:00Z"));
            systems.startUsher();

            until("the latest is sent", () -> planned(systems, item, "GB-M1").contains(MARCUS + " 2026-11-30T18:00:00Z SENT"));
            until("those that are too late are moot",
                    () -> planned(systems, other, "GB-M1").stream().allMatch(line -> line.endsWith("MOOT")));
            until("the earlier one is moot", () -> planned(systems, item, "GB-M1").contains(MARCUS + " 2026-11-30T15:00:00Z MOOT"));
        }
    }

    @Test
    void theEarlierOneIsMootAlsoWhenTheLaterOneIsLookedAtFirst() {
        try (var systems = TwoSystems.withoutTechNow(START, Map.of("usher.scheduler.enabled", "false"))) {
            var item = systems.amended(LEILA, "CW001", "2026-12-01 09:00");
            var both = systems.transacted(() -> systems.bean(ReminderStore.class).about("dwp", new Reminder.Matter.Item(item.number())))
                    .stream().filter(reminder -> reminder.kind().equals("GB-M1")).toList();
            systems.clock.set(Instant.parse("2026-11-30T19:00:00Z"));
            systems.bean(Reminders.class).send(both.getLast().id());
            systems.bean(Reminders.class).send(both.getFirst().id());

            assertThat(planned(systems, item, "GB-M1")).containsExactly(MARCUS + " 2026-11-30T15:00:00Z MOOT",
                    MARCUS + " 2026-11-30T18:00:00Z SENT");
        }
    }

    @Test
    void whoeverHasNoAccessYetHasNoQueueToEmpty() {
        try (var systems = TwoSystems.withoutTechNow(START)) {
            var item = systems.connorAsked();

            assertThat(planned(systems, item, "GB-M1")).isEmpty();
            var asked = systems.transacted(() -> systems.bean(Requests.class).approvalOf(item.number()).orElseThrow()).asked();
            assertThat(planned(systems, item, "GB-M2")).containsExactly(MARCUS + " " + asked.plus(Duration.ofDays(1)) + " PLANNED");
        }
    }

    @Test
    void afterThreeRemindersWithoutADecisionTheRequesterIsOfferedSomebodyElseAndTheFirstIsLeftAlone() {
        try (var systems = TwoSystems.withoutTechNow(START)) {
            var item = systems.connorAsked();
            for (int nth = 1; nth <= 3; nth++) {
                systems.clock.advance(Duration.ofHours(24).plusSeconds(2));
                int sent = nth;
                until("reminder " + nth + " is sent", () -> sentTo(systems, MARCUS, item) == sent);
            }
            assertThat(systems.told(GWEN, Notice.Kind.CHOOSE_APPROVER, item)).hasSize(1);
            assertThat(sentTo(systems, GWEN, item)).as("copies from the second on").isEqualTo(2);

            var chosen = systems.bean(org.usher.approval.ApprovalService.class).chooseAnother(new Person("dwp", GWEN), item.reference(),
                    "10200417");
            assertThat(chosen).isInstanceOf(org.usher.approval.ApprovalService.Reassigned.Done.class);
            assertThat(planned(systems, item, "GB-M2").stream().filter(line -> line.startsWith(MARCUS) && line.endsWith("PLANNED")))
                    .isEmpty();
            assertThat(planned(systems, item, "GB-M2").stream().filter(line -> line.startsWith("10200417") && line.endsWith("PLANNED")))
                    .hasSize(1);
        }
    }

    @Test
    void aDecisionEndsTheRemindersOfTheApprover() {
        try (var systems = TwoSystems.withoutTechNow(START)) {
            var item = systems.connorAsked();
            systems.clock.advance(Duration.ofHours(24).plusSeconds(2));
            until("the first is sent", () -> sentTo(systems, MARCUS, item) == 1);
            systems.decides(item, "reject", "Wrong team").expecting(200);

            assertThat(planned(systems, item, "GB-M2"))
                    .allSatisfy(line -> assertThat(line).doesNotEndWith("PLANNED").doesNotEndWith("SENT"));
        }
    }

    @Test
    void aCartLeftLyingIsRemindedOfOnceAndOneThatWasSentIsNot() {
        try (var systems = TwoSystems.withoutTechNow(START)) {
            var gwen = systems.member(GWEN);
            gwen.start("gb-provision-user").fill(Map.ofEntries(Map.entry("user", CONNOR), Map.entry("required_by", "2026-12-07 09:00"),
                    Map.entry("directorate", "operations"), Map.entry("area_team", "enforcement_north"), Map.entry("odr", "ENF-CW"),
                    Map.entry("access_action", "add"), Map.entry("new.role", "caseworker"), Map.entry("new.segment", "ENF NORTH"),
                    Map.entry("new.team", "TL014"), Map.entry("new.cw_position", "CW004"))).submit();
            systems.clock.advance(Duration.ofHours(24).plusSeconds(2));

            until("Gwen is reminded", () -> systems.told(GWEN, Notice.Kind.REMINDER).size() == 1);
            assertThat(systems.told(GWEN, Notice.Kind.REMINDER).getFirst().text()).contains("1");
            systems.checkOut(systems.member(GWEN));
            assertThat(systems.member(GWEN).reminders().stream().filter(each -> each.path("kind").asText().equals("GB-M5")))
                    .allSatisfy(each -> assertThat(each.path("state").asText()).isEqualTo("over"));
        }
    }

    @Test
    void aReminderThatWasPutOffComesAgainOnceAndOnlyItsRecipientCanAnswerIt() {
        try (var systems = TwoSystems.withoutTechNow(START)) {
            var item = systems.amended(LEILA, "CW001", "2026-12-01 09:00");
            systems.clock.set(Instant.parse("2026-11-30T15:00:00Z"));
            until("the first is sent", () -> planned(systems, item, "GB-M1").contains(MARCUS + " 2026-11-30T15:00:00Z SENT"));
            var id = systems.member(MARCUS).reminders().stream().filter(each -> each.path("state").asText().equals("sent")).findFirst()
                    .orElseThrow()
                    .path("id").asText();

            systems.member(GWEN).post("/api/reminders/" + id + "/answer", Map.of("answer", "queue_empty")).expecting(404);
            systems.member(MARCUS).post("/api/reminders/" + id + "/answer", Map.of("answer", "no such answer")).expecting(422);
            systems.member(MARCUS).post("/api/reminders/" + id + "/answer", Map.of("answer", "later")).expecting(200);
            systems.clock.advance(Duration.ofHours(1));
            until("it comes again", () -> planned(systems, item, "GB-M1").stream().filter(line -> line.endsWith("SENT")).count() == 1
                    && systems.told(MARCUS, Notice.Kind.REMINDER, item).stream().filter(notice -> notice.text().contains("work queue"))
                            .count() == 2);
        }
    }

    private static long sentTo(TwoSystems systems, String person, RequestItem item) {
        return systems.told(person, Notice.Kind.REMINDER, item).stream().filter(notice -> notice.text().contains("approval is waiting"))
                .count();
    }

    /** The reminders of one kind about an item: whom, when, and where each stands. */
    private static List<String> planned(TwoSystems systems, RequestItem item, String kind) {
        return systems.transacted(() -> systems.bean(ReminderStore.class).about("dwp", new Reminder.Matter.Item(item.number()))).stream()
                .filter(reminder -> reminder.kind().equals(kind))
                .map(reminder -> reminder.to().key() + " " + reminder.due() + " " + reminder.state()).toList();
    }
}
