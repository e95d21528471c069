package org.usher.discord;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.usher.discord.local.Member;
import org.usher.discord.local.Message;
import org.usher.outbox.Notice;
import org.usher.request.Decision;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What Usher says by itself, and what is clicked in it: approvals and reminders, over the real wire. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Stage.LOG, mode = ResourceAccessMode.READ)
@Order(2)
class ApprovalsOverTheWireTest {

    private final Stage stage = new Stage();
    private final Member marcus = stage.linked("2", "Marcus");
    private final Member mallory = stage.linked("3", "Mallory");

    @AfterEach
    void close() {
        stage.close();
    }

    private static Notice pleaseDecide(Person to, String id) {
        return new Notice(to, Notice.Kind.PLEASE_DECIDE, "Please decide", "Somebody asks for your decision.",
                List.of(new Notice.Button("approve", "Approve", id), new Notice.Button("reject", "Reject", id),
                        new Notice.Button("details", "Details", id)),
                "UI-000001", Instant.EPOCH);
    }

    private Message asked() {
        stage.floor.asks("41", Stage.person("2"));
        stage.post.add(pleaseDecide(Stage.person("2"), "41"), 0);
        stage.bot().ring();
        return marcus.awaitText("2012 scheme – add – Subject");
    }

    @Test
    void anApproverDecidesWithOneClickAndTheMessageShowsIt() {
        var message = asked();
        assertThat(message.buttons()).extracting(Message.Button::label).containsExactly("Approve", "Reject", "Details", "Not mine");
        marcus.click(message, "Details");
        marcus.await("the answers", each -> each.ephemeral() && each.text().contains("Answer of the form"));
        marcus.click(message, "Approve");
        marcus.await("the outcome", each -> each.id() == message.id() && each.text().contains("It was approved") && !each.live());
        assertThat(stage.floor.decisions).hasValue(1);
    }

    @Test
    void detailsHandsOutTheFilesToWhoeverMayReadThemAtThatMoment() {
        var message = asked();
        marcus.click(message, "Details");
        var details = marcus.await("the answers", each -> each.ephemeral() && each.button("📎 permit.pdf").isPresent());
        marcus.click(details, "📎 permit.pdf");
        var handed = marcus.await("the file", each -> each.ephemeral() && !each.attachments().isEmpty());
        assertThat(handed.attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).contains("permit").contains("41").endsWith(".pdf");
            assertThat(stage.discord.content(file)).asString(StandardCharsets.UTF_8).isEqualTo("Permit 41, 20 % “ok”.pdf");
        });
        assertThat(mallory.transcript(marcus.dm())).noneMatch(each -> !each.attachments().isEmpty());

        mallory.clickId(details, details.button("📎 permit.pdf").orElseThrow().customId());
        mallory.awaitIn(marcus.dm(), "a word", each -> each.ephemeral() && each.text().contains("That file is not for you"));
        stage.floor.approvers.put("41", "3"); // somebody else decides by now
        marcus.click(details, "📎 permit.pdf");
        marcus.await("a word", each -> each.ephemeral() && each.text().contains("That file is not for you"));
        stage.floor.approvers.put("41", "2");
        stage.discord.fail("POST /webhooks/{}/{}", 413, 1);
        marcus.click(details, "📎 permit.pdf");
        marcus.await("a word", each -> each.ephemeral() && each.text().contains("is too large for Discord"));
    }

    @Test
    void aNoAsksForTheReasonInAForm() {
        var message = asked();
        marcus.write(marcus.click(message, "Reject"), "The team is full");
        marcus.await("the outcome", each -> each.id() == message.id() && each.text().contains("It was rejected: The team is full"));
    }

    @Test
    void whatIsDecidedElsewhereIsShownInEveryCopy() {
        stage.floor.asks("41", Stage.person("2"));
        stage.post.add(pleaseDecide(Stage.person("2"), "41"), 0);
        stage.post.add(pleaseDecide(Stage.person("2"), "41"), stage.discord.generalChannel());
        stage.bot().ring();
        var message = marcus.awaitText("2012 scheme – add – Subject");
        var announcement = marcus.awaitIn(stage.discord.generalChannel(), "the announcement", each -> each.text().contains("UI-000001"));
        assertThat(announcement.text()).doesNotContain("Subject").doesNotContain("Requester");

        settled(Notice.Kind.PLEASE_DECIDE, "41"); // something has happened to it, but it still waits
        assertThat(edits()).as("changes of what stands as it did").isZero();
        assertThat(marcus.now(message).live()).isTrue();
        assertThat(marcus.now(announcement).live()).isTrue();

        stage.floor.decide(Stage.person("2"), "41", Decision.Verdict.APPROVE, "");
        settled(Notice.Kind.PLEASE_DECIDE, "41");
        marcus.await("the outcome", each -> each.id() == message.id() && each.text().contains("It was approved") && !each.live());
        marcus.awaitIn(stage.discord.generalChannel(), "the outcome",
                each -> each.id() == announcement.id() && each.text().contains("It is decided") && !each.live());
        marcus.clickId(message, message.buttons().getFirst().customId());
        marcus.awaitText("Already decided.");
        assertThat(stage.floor.decisions).hasValue(1);
    }

    /** Something was settled elsewhere, and what there is to be shown anew has been. */
    private void settled(Notice.Kind kind, String matter) {
        stage.post.stale(ScriptedFloor.ORGANISATION, Set.of(kind), matter);
        stage.bot().ring();
        stage.discord.awaitThat("all messages to be as things stand", () -> stage.post.stale() == 0);
    }

    private long edits() {
        return stage.discord.calls().stream().filter(call -> call.method().equals("PATCH") && call.path().startsWith("/channels/")).count();
    }

    private void remind(String person, String reminder) {
        stage.post.add(new Notice(Stage.person(person), Notice.Kind.REMINDER, "Reminder", "Please empty queue " + reminder + '.',
                List.of(new Notice.Button("answer:queue_empty", "The queue is empty", reminder),
                        new Notice.Button("answer:later", "Remind me later", reminder)),
                "UI-000001", Instant.EPOCH), 0);
        stage.bot().ring();
    }

    @Test
    void whatIsAnsweredElsewhereIsShownInEveryCopyAlsoIfTheProgramWasDownMeanwhile() {
        remind("2", "7");
        remind("3", "8");
        var his = marcus.awaitText("Please empty queue 7.");
        var hers = mallory.awaitText("Please empty queue 8.");
        stage.bot().close();
        stage.floor.outcomes.putAll(Map.of("7", "The queue is empty", "8", "Marcus answered: The *queue* is empty"));
        List.of("7", "8").forEach(id -> stage.post.stale(ScriptedFloor.ORGANISATION, Set.of(Notice.Kind.REMINDER), id));
        stage.restart();

        marcus.await("what he answered", each -> each.id() == his.id() && !each.live() && each.text().contains("✔ The queue is empty"));
        mallory.await("what he answered", each -> each.id() == hers.id() && !each.live()
                && each.text().contains("✔ Marcus answered: The \\*queue\\* is empty"));
        settled(Notice.Kind.REMINDER, "7");
        assertThat(edits()).as("changes, though it was said twice").isEqualTo(2);

        stage.floor.outcomes.remove("7"); // asked again: the same message can be answered again
        settled(Notice.Kind.REMINDER, "7");
        marcus.click(marcus.await("the buttons", each -> each.id() == his.id() && each.live()), "The queue is empty");
    }

    @Test
    void whatWasAnsweredBeforeItWasDeliveredComesWithItsAnswer() {
        stage.floor.outcomes.put("7", "The queue is empty");
        remind("2", "7");
        assertThat(marcus.awaitText("Please empty queue 7.", "✔ The queue is empty").live()).isFalse();
    }

    @Test
    void aMessageThatCannotBeChangedAnyMoreIsLeftAlone() {
        remind("2", "7");
        remind("3", "8");
        var his = marcus.awaitText("Please empty queue 7.");
        mallory.awaitText("Please empty queue 8.");
        stage.discord.delete(his);
        mallory.closeDms(true);
        stage.floor.outcomes.putAll(Map.of("7", "The queue is empty", "8", "Marcus answered: The queue is empty"));
        for (int time = 0; time < 2; time++) {
            settled(Notice.Kind.REMINDER, "7");
            settled(Notice.Kind.REMINDER, "8");
        }
        assertThat(edits()).as("one attempt at each").isEqualTo(2);
        remind("2", "9");
        marcus.awaitText("Please empty queue 9.");
    }

    @Test
    void somebodyElsesClickDecidesNothingAndOnlyTheySeeAWord() {
        var message = asked();
        var forged = mallory.click(message, "Approve");
        mallory.acknowledged(forged);
        mallory.awaitIn(marcus.dm(), "a word", each -> each.ephemeral() && each.text().contains("This decision is not yours."));
        assertThat(stage.floor.decisions).hasValue(0);
        assertThat(marcus.now(message).live()).isTrue();
        assertThat(marcus.transcript()).noneMatch(each -> each.text().contains("not yours"));
    }

    @Test
    void theAnnouncementInATeamsChannelShowsTheMatterToTheApproverAlone() {
        stage.floor.asks("41", Stage.person("2"));
        stage.post.add(pleaseDecide(Stage.person("2"), "41"), stage.discord.generalChannel());
        stage.bot().ring();
        var announcement = mallory.awaitIn(stage.discord.generalChannel(), "the announcement", each -> each.text().contains("An approval"));
        mallory.click(announcement, "Look at it");
        mallory.awaitIn(stage.discord.generalChannel(), "a word", each -> each.ephemeral() && each.text().contains("not yours"));
        marcus.click(announcement, "Look at it");
        var shown = marcus.awaitIn(stage.discord.generalChannel(), "the matter",
                each -> each.ephemeral() && each.text().contains("Answer of the form"));
        marcus.click(shown, "Approve");
        marcus.awaitIn(stage.discord.generalChannel(), "the outcome", each -> each.ephemeral() && each.text().contains("It was approved"));
        assertThat(mallory.transcript(stage.discord.generalChannel())).noneMatch(each -> each.text().contains("Answer of the form"));
    }

    @Test
    void aReminderIsAnsweredWithItsButtonsOnce() {
        var text = "Please empty the work queue tonight.";
        stage.floor.reminders.put("7", new Floor.Waiting("7", text, List.of(new Floor.Reply("queue_empty", "The queue is empty"))));
        stage.post.add(new Notice(Stage.person("2"), Notice.Kind.REMINDER, "Reminder", text,
                List.of(new Notice.Button("answer:queue_empty", "The queue is empty", "7"),
                        new Notice.Button("answer:later", "Remind me later", "7")),
                "UI-000001",
                Instant.EPOCH), 0);
        stage.bot().ring();
        var reminder = marcus.awaitText(text);
        marcus.click(reminder, "The queue is empty");
        marcus.awaitText("Thank you. I have noted");
        marcus.await("the buttons gone",
                each -> each.id() == reminder.id() && !each.live() && each.text().contains("✔ The queue is empty"));
        marcus.command("reminders");
        marcus.awaitText("There is nothing that I remind you of.");
    }

    @Test
    void aFirstPasswordIsShownToItsPersonAloneAndGoneOnceItIsSaved() {
        var id = "0a4f6a53-4a0c-4b39-9d1e-3d5d3a4b8c11";
        stage.floor.passwords.put(id, "2");
        stage.post.add(new Notice(Stage.person("2"), Notice.Kind.CREDENTIALS, "User name and password", "The user name fay.clerk was made.",
                List.of(new Notice.Button("credentials", "Show the password", id)), "UI-000001", Instant.EPOCH), 0);
        stage.bot().ring();
        var notice = marcus.awaitText("The user name fay.clerk was made.");
        mallory.click(notice, "Show the password");
        mallory.awaitIn(marcus.dm(), "a word", each -> each.ephemeral() && each.text().contains("not for you"));
        assertThat(stage.floor.passwordsShown).hasValue(0);

        marcus.click(notice, "Show the password");
        var shown = marcus.await("the password", each -> each.ephemeral() && each.text().contains("made-1"));
        assertThat(shown.text()).contains("fay.clerk").contains("never again");
        marcus.click(shown, "I have saved them");
        marcus.await("the password gone", each -> each.id() == shown.id() && each.text().contains("cannot be shown again"));
        marcus.click(notice, "Show the password");
        marcus.await("a word", each -> each.ephemeral() && each.text().contains("This password cannot be shown again."));
        assertThat(marcus.transcript()).noneMatch(each -> each.text().contains("made-"));
    }

    @Test
    void closedDirectMessagesAreNotedAndToldNextTime() {
        marcus.closeDms(true);
        stage.floor.asks("41", Stage.person("2"));
        stage.post.add(pleaseDecide(Stage.person("2"), "41"), 0);
        stage.bot().ring();
        stage.discord.awaitThat("the refusal", () -> !stage.discord.calls(403).isEmpty());
        stage.discord.awaitThat("the note", () -> stage.accounts.of(Stage.person("2")).orElseThrow().closed());
        marcus.commandIn(stage.discord.generalChannel(), "approvals", Map.of());
        marcus.awaitIn(stage.discord.generalChannel(), "what was missed",
                each -> each.ephemeral() && each.text().contains("could not be delivered"));
        var list = marcus.awaitIn(stage.discord.generalChannel(), "the list",
                each -> each.ephemeral() && each.text().contains("What waits for your decision"));
        marcus.choose(list, "RITM41 Subject");
        var shown = marcus.awaitIn(stage.discord.generalChannel(), "the approval", each -> each.button("Approve").isPresent());
        marcus.click(shown, "Approve");
        marcus.awaitIn(stage.discord.generalChannel(), "the outcome", each -> each.text().contains("It was approved"));
    }
}
