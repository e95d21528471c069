package org.usher.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.usher.Crowd;
import org.usher.Office;
import org.usher.conversation.Input;
import org.usher.facts.Definitions;
import org.usher.outbox.Notice;
import org.usher.outbox.NoticeBoard;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.Office.BEN;
import static org.usher.Office.BOSS;
import static org.usher.Office.CLEO;
import static org.usher.Office.CLERK;
import static org.usher.Office.GONE;

class ChatIT {

    private static final Path DEFINITIONS = Path.of("src/test/resources/definitions");

    private Office office;

    @BeforeEach
    void open() {
        office = Office.open();
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void anAnswerIsThereAfterARestart() {
        var view = office.say(BEN, office.start(BEN, "badge"), "310");
        office = office.restarted(DEFINITIONS);
        var same = Office.done(office.chat.view(BEN, view.id()));
        assertThat(same.prompt().question()).isEqualTo("door");
        assertThat(same.turn()).isEqualTo(view.turn());
        assertThat(same.answers()).extracting(DialogueView.Answered::value).containsExactly("310");
        assertThat(office.chat.dialogues(BEN)).extracting(ChatService.Summary::id).containsExactly(view.id());
    }

    @Test
    void aSecondClickChangesNothingAndGetsAFriendlyWord() {
        var first = office.start(BEN, "badge");
        var second = office.say(BEN, first, "310");
        var old = office.chat.turn(BEN, first.id(), first.turn(), new Input.Say("320"), "test");
        assertThat(old).isInstanceOfSatisfying(ChatResult.OldTurn.class, result -> {
            assertThat(result.view().turn()).isEqualTo(second.turn());
            assertThat(result.view().answers()).extracting(DialogueView.Answered::value).containsExactly("310");
            assertThat(result.text()).isNotEmpty();
        });
    }

    @Test
    void ofManyClicksOnOneQuestionOneCounts() {
        var view = office.start(BEN, "badge");
        var results = Crowd.of(40,
                click -> office.chat.turn(BEN, view.id(), view.turn(), new Input.Say(click % 2 == 0 ? "310" : "320"), "test"));
        assertThat(results.stream().filter(ChatResult.Done.class::isInstance)).hasSize(1);
        assertThat(results.stream().filter(ChatResult.OldTurn.class::isInstance)).hasSize(39);
        assertThat(Office.done(office.chat.view(BEN, view.id())).turn()).isEqualTo(view.turn() + 1);
    }

    @Test
    void aRefusedAnswerKeepsEverythingElse() {
        var view = office.say(BEN, office.start(BEN, "badge"), "310");
        var refused = office.chat.turn(BEN, view.id(), view.turn(), new Input.Say("cellar"), "test");
        assertThat(refused).isInstanceOfSatisfying(ChatResult.Refused.class, result -> {
            assertThat(result.view().refusal()).isNotNull();
            assertThat(result.view().prompt().question()).isEqualTo("door");
            assertThat(result.view().answers()).hasSize(1);
        });
    }

    @Test
    void nobodyReadsOrSpeaksInTheDialogueOfSomebodyElse() {
        var view = office.start(BEN, "badge");
        assertThat(office.chat.view(CLEO, view.id())).isInstanceOf(ChatResult.NotFound.class);
        assertThat(office.chat.turn(CLEO, view.id(), view.turn(), new Input.Say("310"), "test")).isInstanceOf(ChatResult.NotFound.class);
        assertThat(office.chat.search(CLEO, view.id(), "a", 5)).isEmpty();
        assertThat(office.chat.view(new Person("elsewhere", "200"), view.id())).isInstanceOf(ChatResult.NotFound.class);
        assertThat(office.chat.view(BEN, "no such thing")).isInstanceOf(ChatResult.NotFound.class);
    }

    @Test
    void whoMayNotAskIsToldWhyAndTheInactiveToo() {
        assertThat(office.chat.start(CLERK, "badge", "test"))
                .isInstanceOfSatisfying(ChatResult.NotAllowed.class,
                        refused -> assertThat(refused.findings().getFirst().rule()).isEqualTo("OF-R1"));
        assertThat(office.chat.start(GONE, "badge", "test"))
                .isInstanceOfSatisfying(ChatResult.NotNow.class,
                        refused -> assertThat(refused.text()).isEqualTo("Your account is inactive."));
        assertThat(office.chat.conversations(CLERK)).extracting(ChatService.Offer::id).containsExactly("reception");
        assertThat(office.chat.start(BEN, "nothing-like-it", "test")).isInstanceOf(ChatResult.NotFound.class);
    }

    @Test
    void whoTakesADraftOverBecomesItsRequesterAndTheFirstMayReadOn() {
        var view = office.say(BEN, office.start(BEN, "badge"), "310");
        office.chat.handOver(BEN, view.id(), "100", "test");
        assertThat(office.chat.turn(BEN, view.id(), view.turn() + 1, new Input.Say("front"), "test")).isInstanceOf(ChatResult.NotNow.class);
        assertThat(office.chat.dialogues(BOSS)).singleElement().satisfies(summary -> assertThat(summary.role()).isEqualTo("offered"));
        var handed = office.told(BOSS, Notice.Kind.HAND_OVER);
        var outcomes = office.context.getBean(Outcomes.class);
        assertThat(outcomes.of(handed)).as("what became of it").isEmpty();
        assertThat(office.chat.accept(CLEO, view.id(), "test")).isInstanceOf(ChatResult.NotFound.class);

        var accepted = Office.done(office.chat.accept(BOSS, view.id(), "test"));
        assertThat(accepted.requester()).isEqualTo("100");
        assertThat(accepted.prompt().question()).isEqualTo("door");
        assertThat(Office.done(office.chat.view(BEN, view.id())).mine()).isFalse();
        assertThat(office.chat.turn(BEN, view.id(), accepted.turn(), new Input.Say("front"), "test")).isInstanceOf(ChatResult.NotNow.class);
        office.choose(BOSS, accepted, "front");

        assertThat(outcomes.of(handed)).contains("You have accepted it.");

        var back = Office.done(office.chat.giveBack(BOSS, view.id(), "test"));
        assertThat(outcomes.of(handed)).contains("It is not handed to you any more.");
        assertThat(back.requester()).isEqualTo("200");
        var again = Office.done(office.chat.view(BEN, view.id()));
        assertThat(again.prompt().question()).isEqualTo("reason");
        assertThat(again.mine()).isTrue();
    }

    @Test
    void aQuestionToSomebodyElseIsAnsweredByThatPersonOnly() {
        var view = office.say(BEN, office.start(BEN, "badge"), "310");
        view = office.choose(BEN, view, "lab");
        view = office.say(BEN, view, "research");
        assertThat(view.waitingFor()).isEqualTo("Cleo Lead");
        assertThat(view.mine()).isFalse();
        assertThat(office.chat.turn(BEN, view.id(), view.turn(), new Input.Choose(java.util.List.of("yes")), "test"))
                .isInstanceOf(ChatResult.Refused.class);
        assertThat(office.chat.dialogues(CLEO)).singleElement().satisfies(summary -> assertThat(summary.role()).isEqualTo("asked"));
        var asked = Office.done(office.chat.view(CLEO, view.id()));
        assertThat(asked.mine()).isTrue();
        office.choose(CLEO, asked, "yes");
        assertThat(Office.done(office.chat.view(BEN, view.id())).status()).isEqualTo("reviewing");
        assertThat(office.chat.view(CLEO, view.id())).isInstanceOf(ChatResult.NotFound.class);
    }

    /** S008. */
    @Test
    void anOffRampEndsItAndIsInTheReport() {
        var view = office.say(BEN, office.start(BEN, "badge"), "310");
        view = office.choose(BEN, view, "front");
        view = office.say(BEN, view, "party");
        assertThat(view.status()).isEqualTo("stopped");
        assertThat(office.context.getBean(OffRamps.class).between("office", Office.START, Office.START.plusSeconds(1))).singleElement()
                .satisfies(offRamp -> assertThat(offRamp.place()).isEqualTo("The caterers"));
        assertThat(office.cart.cart(BEN).items()).isEmpty();
    }

    @Test
    void itGoesOnInAnotherConversationWithTheAnswersThatAreThere() {
        var view = office.choose(BEN, office.start(BEN, "reception"), "badge");
        view = office.say(BEN, view, "310");
        assertThat(view.status()).isEqualTo("stopped");
        var next = Office.done(office.chat.view(BEN, view.next()));
        assertThat(next.conversation()).isEqualTo("badge");
        assertThat(next.prompt().question()).isEqualTo("door");
        assertThat(office.choose(BEN, office.start(BEN, "reception"), "list").next()).isEqualTo("usher:requests");
    }

    @Test
    void theNextFormProposesWhatIsNotAboutTheOnePerson() {
        var view = office.choose(BEN, office.inCart(BEN, "310", "front"), "yes");
        var next = Office.done(office.chat.view(BEN, view.next()));
        assertThat(next.prompt().question()).isEqualTo("user");
        assertThat(next.prompt().suggestion()).isNull();
        next = office.say(BEN, next, "320");
        assertThat(next.prompt().suggestion().value()).isEqualTo("front");
        assertThat(office.choose(BEN, office.inCart(BEN, "300", "front"), "no").next()).isEqualTo("usher:cart");
    }

    @Test
    void aDialogueExpiresWithAReminderBefore() {
        var view = office.start(BEN, "badge");
        var job = office.context.getBean(ExpiryJob.class);
        office.later(Duration.ofDays(6).plusMinutes(1));
        job.run("office", office.clock.instant());
        job.run("office", office.clock.instant());
        assertThat(told(BEN)).singleElement().satisfies(notice -> assertThat(notice.kind()).isEqualTo(Notice.Kind.EXPIRY));
        office.later(Duration.ofDays(1));
        job.run("office", office.clock.instant());
        assertThat(Office.done(office.chat.view(BEN, view.id())).status()).isEqualTo("expired");
        assertThat(office.chat.dialogues(BEN)).isEmpty();
    }

    @Test
    void aDialogueThatWaitsForSomebodyElseDoesNotExpireAndItsRequesterIsToldForWhomItWaits() {
        var waiting = office.say(BEN, office.choose(BEN, office.say(BEN, office.start(BEN, "badge"), "310"), "lab"), "research");
        var offered = office.start(BEN, "badge");
        office.chat.handOver(BEN, offered.id(), CLEO.key(), "test");
        assertThat(waiting.waitingFor()).isEqualTo("Cleo Lead");
        var job = office.context.getBean(ExpiryJob.class);
        office.later(Duration.ofDays(30));
        job.run("office", office.clock.instant());
        job.run("office", office.clock.instant());

        assertThat(told(BEN)).filteredOn(notice -> notice.kind() == Notice.Kind.EXPIRY).as("once for each").hasSize(2)
                .allSatisfy(notice -> assertThat(notice.text()).contains("still waits for Cleo Lead"));
        assertThat(office.chat.dialogues(BEN)).hasSize(2).allSatisfy(summary -> assertThat(summary.expires()).isNull());
        office.choose(CLEO, Office.done(office.chat.view(CLEO, waiting.id())), "yes");
        office.later(Duration.ofDays(7));
        job.run("office", office.clock.instant());
        assertThat(Office.done(office.chat.view(BEN, waiting.id())).status()).as("it is Ben's turn again, and he is silent")
                .isEqualTo("expired");
        assertThat(Office.done(office.chat.accept(CLEO, offered.id(), "test")).status()).isEqualTo("asking");
    }

    @Test
    void aFormThatWasHandedInAndIsOpenAgainStaysAsLongAsItsRequest() {
        var view = office.inCart(BEN, "310", "front");
        office.cart.edit(BEN, view.item());
        office.later(Duration.ofDays(30));
        var job = office.context.getBean(ExpiryJob.class);
        job.run("office", office.clock.instant());
        assertThat(told(BEN)).noneMatch(notice -> notice.kind() == Notice.Kind.EXPIRY);
        assertThat(Office.done(office.chat.view(BEN, view.id())).status()).isEqualTo("reviewing");
    }

    @Test
    void anExpiredDialogueIsNotAnsweredEvenBeforeAnybodyLooked() {
        var view = office.start(BEN, "badge");
        office.later(Duration.ofDays(7));
        assertThat(Office.done(office.chat.turn(BEN, view.id(), view.turn(), new Input.Say("310"), "test")).status()).isEqualTo("expired");
    }

    /** S278. */
    @Test
    void aRunningDialogueKeepsItsRulesAndTheNextOneGetsTheNew(@TempDir Path folder) throws IOException {
        var running = office.say(BEN, office.start(BEN, "badge"), "310");
        office = office.restarted(Office.newer(folder));
        var same = Office.done(office.chat.resume(BEN, running.id(), "test"));
        assertThat(same.version()).isEqualTo(running.version());
        assertThat(same.prompt().options()).extracting(DialogueView.Option::value).contains("vault");
        var next = office.say(BEN, office.start(BEN, "badge"), "320");
        assertThat(next.version()).isNotEqualTo(running.version());
        assertThat(next.prompt().options()).extracting(DialogueView.Option::value).contains("roof").doesNotContain("vault");
    }

    @Test
    void whenItsVersionIsWithdrawnOnlyWhatChangedIsAskedAgain(@TempDir Path folder) throws IOException {
        var kept = office.filled(BEN, "310", "front");
        var lost = office.filled(BEN, "320", "vault");
        office = office.restarted(Office.newer(folder));
        office.context.getBean(Definitions.class).withdraw("office", "badge", kept.version());
        var fits = Office.done(office.chat.resume(BEN, kept.id(), "test"));
        assertThat(fits.status()).isEqualTo("reviewing");
        assertThat(fits.version()).isNotEqualTo(kept.version());
        assertThat(fits.messages().getFirst()).contains("has changed");
        var asks = Office.done(office.chat.resume(BEN, lost.id(), "test"));
        assertThat(asks.prompt().question()).isEqualTo("door");
    }

    private java.util.List<Notice> told(Person who) {
        return office.context.getBean(NoticeBoard.class).of(who, 50).stream().map(NoticeBoard.Posted::notice).toList();
    }
}
