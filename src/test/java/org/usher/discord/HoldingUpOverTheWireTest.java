package org.usher.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.usher.discord.ScriptedFloor.Question;
import org.usher.discord.local.Interaction;
import org.usher.discord.local.Member;
import org.usher.discord.local.Message;
import org.usher.outbox.Notice;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of it all when the database, the wire or Discord itself is in trouble. */
@ResourceLock(Stage.LOG)
@Order(1)
class HoldingUpOverTheWireTest {

    private final Stage stage = new Stage();
    private final Member gwen = stage.linked("1", "Gwen");

    @AfterEach
    void close() {
        stage.close();
    }

    private Message begin() {
        stage.floor.questions.addAll(
                List.of(Question.choice("action", "What shall be done?", List.of("Add", "Amend")), Question.text("reason", "Why?")));
        gwen.command("access", Map.of("conversation", "form"));
        return gwen.awaitText("What shall be done?");
    }

    @Test
    void aClickIsAcknowledgedAtOnceWhenTheDatabaseHangsAndThePersonHearsThatItTakesLonger() {
        stage.restart(Duration.ofMillis(200));
        var first = begin();
        var held = new CountDownLatch(1);
        stage.floor.held = held;
        var click = gwen.acknowledged(gwen.click(first, "Add"));
        gwen.awaitText("This takes longer than it should.");
        stage.floor.held = null;
        held.countDown();
        gwen.awaitText("Why?");
        assertThat(click.acknowledgedAfter().orElseThrow()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void nothingChangesWhenTheDatabaseIsDownAndThePersonIsToldSo() {
        var first = begin();
        stage.floor.down = true;
        gwen.click(first, "Add");
        gwen.awaitText("I cannot get at my records at the moment. Nothing has changed.");
        assertThat(gwen.autocomplete("access", "conversation", "f").choices()).isEmpty();
        stage.floor.down = false;
        gwen.click(first, "Add");
        gwen.awaitText("Why?");
        assertThat(stage.floor.turnsTaken).hasValue(1);
    }

    @Test
    void autocompleteAnswersInTimeWhenTheDatabaseHangs() {
        begin();
        var held = new CountDownLatch(1);
        stage.floor.held = held;
        var typed = gwen.autocomplete("access", "conversation", "f");
        assertThat(typed.choices()).isEmpty();
        assertThat(typed.acknowledgedAfter().orElseThrow()).isLessThan(Duration.ofSeconds(3));
        held.countDown();
    }

    @Test
    void aFormOpensWithoutTheDatabase() {
        gwen.click(begin(), "Add");
        var asked = gwen.awaitText("Why?");
        stage.floor.down = true;
        var opened = gwen.click(asked, "Write the answer");
        assertThat(stage.discord.await("the form", opened::modal).fields().getFirst().label()).isEqualTo("Why?");
    }

    @Test
    void aLostGatewayIsResumedAndWhatWasMissedIsDone() {
        stage.warningsExpected();
        var first = begin();
        stage.discord.dropGateway(0);
        stage.discord.awaitThat("the loss", () -> stage.discord.connected() == 0);
        gwen.click(first, "Add");
        stage.discord.awaitThat("RESUME", () -> stage.discord.resumed() == 1);
        gwen.awaitText("Why?");
        assertThat(stage.discord.identified()).isEqualTo(1);
        assertThat(stage.bot().state()).isEqualTo(Bot.State.CONNECTED);
    }

    @Test
    void anInvalidSessionIsBegunAnew() {
        stage.warningsExpected();
        var first = begin();
        stage.discord.invalidateSession(false);
        stage.discord.awaitThat("a new session", () -> stage.discord.identified() == 2);
        gwen.click(first, "Add");
        gwen.awaitText("Why?");
    }

    @Test
    void whenDiscordAsksToReconnectOrWillNotResumeNothingIsLost() {
        stage.warningsExpected();
        var first = begin();
        stage.discord.askToReconnect();
        stage.discord.awaitThat("RESUME", () -> stage.discord.resumed() == 1);
        stage.discord.refuseResume(true);
        stage.discord.dropGateway(0);
        stage.discord.awaitThat("a new session", () -> stage.discord.identified() == 2);
        stage.discord.delay("POST /interactions/{}/{}/callback", Duration.ofMillis(300), 1);
        gwen.click(first, "Add");
        gwen.awaitText("Why?");
        assertThat(stage.bot().state()).isEqualTo(Bot.State.CONNECTED);
    }

    @Test
    void aClickThatComesTooLateDoesNothingAndWhoseAnswerComesTooLateLosesNothing() {
        stage.warningsExpected();
        var first = begin();
        stage.discord.dropGateway(0);
        stage.discord.awaitThat("the loss", () -> stage.discord.connected() == 0);
        var late = gwen.click(first, "Add");
        gwen.age(late, Duration.ofSeconds(4));
        stage.discord.awaitThat("the refusal", () -> late.refusedAcks() == 1);
        assertThat(stage.floor.turnsTaken).hasValue(0);

        var held = new CountDownLatch(1);
        stage.floor.held = held;
        var slow = gwen.acknowledged(gwen.click(first, "Add"));
        gwen.age(slow, Duration.ofMinutes(16));
        stage.floor.held = null;
        held.countDown();
        stage.discord.awaitThat("the end of the token", () -> !stage.discord.calls(401).isEmpty());
        gwen.say("Amend");
        gwen.awaitText("you have answered this elsewhere");
        gwen.awaitText("Why?");
        assertThat(stage.floor.answers(Stage.person("1"))).containsEntry("action", "Add");
    }

    @Test
    void aRevokedTokenIsReportedAndNothingGoesOnTrying() {
        stage.warningsExpected();
        begin();
        stage.discord.revokeToken();
        stage.discord.await("the report",
                () -> stage.bot().state() == Bot.State.REFUSED ? java.util.Optional.of(true) : java.util.Optional.<Boolean>empty());
        assertThat(stage.discord.invalidCalls()).isLessThan(5);
    }

    @Test
    void aWrongTokenIsReported() {
        var settings = stage.settings();
        var wrong = stage.bot(new DiscordSettings("wrong", settings.apiUrl(), settings.gatewayUrl(), 1, 48, settings.acknowledgeWithin(),
                settings.patience(),
                settings.codeValid(), 3, 5, "area", List.of(), Map.of()));
        try (var log = new Warnings(Bot.class.getName())) {
            wrong.start();
            assertThat(wrong.state()).isEqualTo(Bot.State.REFUSED);
            assertThat(log.all()).singleElement().asString().contains("DISCORD_TOKEN").contains("src/docs/discord.md");
        } finally {
            wrong.close();
        }
    }

    @Test
    void aGlobal429OfOthersWithTheSameTokenIsWaitedOut() {
        stage.warningsExpected();
        begin();
        stage.discord.storm(Duration.ofSeconds(1));
        gwen.say("Amend");
        gwen.awaitText("Why?");
        assertThat(stage.discord.calls(429)).hasSizeLessThan(6);
        assertThat(stage.floor.answers(Stage.person("1"))).containsEntry("action", "Amend");
    }

    @Test
    void aServerErrorOfDiscordIsTriedAgainAndNothingIsSaidTwice() {
        stage.warningsExpected();
        stage.discord.failAfterDoing("POST /channels/{}/messages", 502, 1);
        stage.post.add(new Notice(Stage.person("1"), Notice.Kind.APPROVED, "Approved", "Your request was approved.", List.of(), "UI-000001",
                Instant.EPOCH), 0);
        stage.bot().ring();
        stage.discord.awaitThat("the delivery", () -> stage.post.sent() == 1);
        assertThat(gwen.transcript()).filteredOn(message -> message.text().contains("Your request was approved.")).hasSize(1);
    }

    /** Nobody but Discord knows after a restart how much of a limit was used up before: it has to say so once. */
    @Test
    void aQuickRestartWithAUsedUpLimitCostsOneRefusalAndNothingIsLostOrSaidTwice() {
        for (int i = 1; i <= 5; i++) {
            told("Before " + i);
        }
        stage.discord.awaitThat("the messages before", () -> stage.post.sent() == 5);
        stage.restart();
        told("After 1");
        told("After 2");
        stage.discord.awaitThat("the messages after", () -> stage.post.sent() == 7);
        assertThat(stage.discord.calls(429)).hasSizeLessThanOrEqualTo(1);
        assertThat(gwen.transcript()).extracting(Message::text).filteredOn(text -> text.contains("After")).hasSize(2);
    }

    private void told(String text) {
        stage.post.add(new Notice(Stage.person("1"), Notice.Kind.APPROVED, "Approved", text, List.of(), "UI-1", Instant.EPOCH), 0);
        stage.bot().ring();
    }

    @Test
    void aBurstLeavesPacedWithoutASingle429AndRepliesOvertakeIt() {
        var first = begin();
        var people = new ArrayList<Member>();
        for (int i = 0; i < 150; i++) {
            people.add(stage.linked("p" + i, "Person " + i));
        }
        for (int i = 0; i < people.size(); i++) {
            stage.post.add(new Notice(Stage.person("p" + i), Notice.Kind.REMINDER, "Reminder", "Burst", List.of(), "UI-1", Instant.EPOCH),
                    0);
        }
        stage.bot().ring();
        stage.discord.awaitThat("the burst to begin", () -> stage.post.sent() > 5);
        var click = gwen.acknowledged(gwen.click(first, "Add"));
        gwen.awaitText("Why?");
        gwen.say("typed, in the middle of it");
        gwen.awaitText("Please check your answers.");
        assertThat(stage.post.waiting()).isGreaterThan(20);
        assertThat(click.acknowledgedAfter().orElseThrow()).isLessThan(Duration.ofSeconds(3));
        stage.discord.awaitThat("all of it", () -> stage.post.sent() == 150);
        assertThat(stage.discord.calls(429)).isEmpty();
        assertThat(stage.discord.mostInASecond()).isLessThanOrEqualTo(50);
    }

    @Test
    void aClickThatIsDeliveredAgainLaterDoesNothing() {
        var first = begin();
        Interaction click = gwen.click(first, "Add");
        gwen.acknowledged(click);
        gwen.awaitText("Why?");
        gwen.deliverAgain(click);
        gwen.say("because");
        gwen.awaitText("Please check your answers.");
        assertThat(stage.floor.turnsTaken).hasValue(2);
    }

    @Test
    void severalConnectionsShareOnePaceAndAnswerWhereverOneIs() {
        var settings = stage.settings();
        var sharded = stage
                .bot(new DiscordSettings(settings.token(), settings.apiUrl(), settings.gatewayUrl(), 2, 48, settings.acknowledgeWithin(),
                        settings.patience(), settings.codeValid(), 3, 5, "area", List.of(), Map.of()));
        stage.bot().close();
        stage.discord.awaitThat("the end of the first", () -> stage.discord.connected() == 0);
        try {
            sharded.start();
            stage.discord.awaitThat("two sessions", () -> stage.discord.connected() == 2);
            begin();
            gwen.commandIn(stage.discord.generalChannel(), "help", Map.of());
            gwen.awaitIn(stage.discord.generalChannel(), "help in the server",
                    message -> message.ephemeral() && message.text().contains("What I can do"));
        } finally {
            sharded.close();
        }
    }

    @Test
    void whatIsAskedOfDiscordBeforeItCanBeReachedIsTriedAgain() {
        stage.warningsExpected();
        stage.bot().close();
        stage.discord.awaitThat("the end of the first", () -> stage.discord.connected() == 0);
        stage.discord.fail("GET /users/@me", 500, 1);
        var late = stage.bot(stage.settings());
        try {
            late.start();
            stage.discord.awaitThat("a session", () -> stage.discord.connected() == 1);
            begin();
        } finally {
            late.close();
        }
    }
}
