package org.usher.discord;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.usher.conversation.Input;
import org.usher.discord.ScriptedFloor.Question;
import org.usher.discord.local.Member;
import org.usher.discord.local.Message;

import static org.assertj.core.api.Assertions.assertThat;

/** A dialogue as its person sees it on Discord, over the real wire. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Stage.LOG, mode = ResourceAccessMode.READ)
class DialogueOverTheWireTest {

    private final Stage stage = new Stage();
    private final Member gwen = stage.linked("1", "Gwen");

    @AfterEach
    void close() {
        stage.close();
    }

    @BeforeEach
    void form() {
        stage.floor.questions.addAll(List.of(Question.choice("action", "What shall be done?", List.of("Add", "Amend", "Delete")),
                Question.text("reason", "Why is it needed?")));
    }

    @Test
    void accessSuggestsTheFormsThatOneMayBegin() {
        var typed = gwen.autocomplete("access", "conversation", "A FORM");
        assertThat(typed.choices()).containsExactly("A form");
        assertThat(typed.choiceValues()).containsExactly("form");
        assertThat(gwen.autocomplete("access", "conversation", "no such").choices()).isEmpty();
        assertThat(stage.discord.member("Stranger").autocomplete("access", "conversation", "form").choices()).isEmpty();
    }

    private Message begin() {
        gwen.command("access", Map.of("conversation", "form"));
        return gwen.awaitText("What shall be done?");
    }

    @Test
    void theCommandsAreThoseThatAreNeededAndNoMore() {
        assertThat(stage.discord.commandNames()).containsExactlyInAnyOrder("access", "answer", "cart", "requests", "approvals", "reminders",
                "help", "link");
    }

    @Test
    void aFileThatIsAskedForIsSentWithAMessageAndFetchedFromDiscordAlone() {
        stage.floor.questions.clear();
        stage.floor.questions.add(Question.file("letter", "Which letter?"));
        stage.floor.questions.add(Question.text("reason", "Why is it needed?"));
        gwen.command("access", Map.of("conversation", "form"));
        gwen.await("the question", each -> each.text().contains("Which letter?") && each.text().contains("Send the file here"));
        gwen.send("run.exe", new byte[]{1});
        gwen.awaitText("Files of this type are not taken.");
        gwen.send("large.pdf", new byte[1001]);
        gwen.awaitText("I could not fetch the file");
        gwen.sendLying("letter.pdf", stage.discord.fileUrl().replace("127.0.0.1", "localhost") + "attachments/letter.pdf", 4);
        gwen.await("another refusal", each -> gwen.transcript().stream().filter(it -> it.text().contains("could not fetch")).count() == 2);
        assertThat(stage.floor.turnsTaken).hasValue(0);

        gwen.send("letter.pdf", "%PDF".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        gwen.awaitText("Why is it needed?");
        assertThat(stage.floor.answers(Stage.person("1"))).containsEntry("letter", "letter.pdf: %PDF");
        gwen.send("more.pdf", "%PDF".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        gwen.awaitText("nothing asks for one");
    }

    @Test
    void onePromptAtATimeIsAnsweredByClicksAndTypedWordsAndReadsLikeAConversationAfterwards() {
        var first = begin();
        assertThat(first.text()).contains("question 1 of about 2");
        assertThat(first.buttons()).extracting(Message.Button::label).startsWith("Add", "Amend", "Delete").contains("Back",
                "Change an answer", "Help", "Cancel");

        gwen.click(first, "Amend");
        var second = gwen.awaitText("Why is it needed?");
        gwen.await("the first prompt to be settled",
                message -> message.id() == first.id() && message.text().contains("✔ Amend") && !message.live());

        gwen.say("She moves to another team");
        var review = gwen.awaitText("Please check your answers.");
        assertThat(review.text()).contains("Label of action: **Amend**").contains("Label of reason: **She moves to another team**");
        gwen.await("the second prompt to be settled",
                message -> message.id() == second.id() && message.text().contains("✔ She moves") && !message.live());

        gwen.click(review, "Confirm and put into the cart");
        gwen.awaitText("It is in your cart");
        assertThat(stage.floor.answers(Stage.person("1"))).containsOnly(Map.entry("action", "Amend"),
                Map.entry("reason", "She moves to another team"));
    }

    @Test
    void aRefusedAnswerSaysWhyAndAsksAgain() {
        gwen.click(begin(), "Add");
        gwen.awaitText("Why is it needed?");
        gwen.say("bad");
        var again = gwen.awaitText("That is bad. Write something good.", "Why is it needed?");
        gwen.write(gwen.click(again, "Write the answer"), "good");
        gwen.awaitText("Please check your answers.", "good");
    }

    @Test
    void anAnswerIsChangedFromTheSummary() {
        gwen.click(begin(), "Add");
        gwen.awaitText("Why is it needed?");
        gwen.say("because");
        gwen.click(gwen.awaitText("Please check your answers."), "Change an answer");
        gwen.choose(gwen.awaitText("Which answer do you want to change?"), "Label of action");
        var asked = gwen.await("the question again", message -> message.text().contains("What shall be done?") && message.live());
        gwen.click(asked, "Delete");
        gwen.awaitText("Please check your answers.", "**Delete**", "**because**");
    }

    @Test
    void aDraftIsHandedOverToSomebodyWhoIsFoundByName() {
        stage.floor.person("7", "Nina");
        stage.floor.person("8", "Niall");
        var first = begin();
        gwen.write(gwen.click(first, "Hand over"), "Zoe");
        gwen.awaitText("Nobody matches “Zoe”.");
        gwen.write(gwen.click(first, "Hand over"), "1");
        gwen.choose(gwen.awaitText("Who is it for?"), "Gwen");
        gwen.awaitText("The draft cannot be handed to that person.");
        gwen.write(gwen.click(first, "Hand over"), "ni");
        var offered = gwen.await("people to choose from", message -> message.text().contains("Who is it for?")
                && message.selects().getFirst().options().size() == 2);
        gwen.choose(offered, "Nina");
        gwen.awaitText("You have handed the draft over.");
        gwen.await("the choice settled", message -> message.id() == offered.id() && message.text().contains("✔ Nina") && !message.live());
        assertThat(stage.floor.handed).containsExactly("7");
    }

    @Test
    void helpIsAskedForAboutSomethingAndThePlaceIsKept() {
        begin();
        gwen.command("help", Map.of("about", "who approves"));
        gwen.awaitText("This is the help.who approves", "What shall be done?");
    }

    @Test
    void aSecondClickOnTheSameButtonChangesNothingAndGetsAFriendlyWord() {
        var first = begin();
        gwen.click(first, "Add");
        gwen.awaitText("Why is it needed?");
        gwen.clickId(first, first.buttons().get(1).customId());
        var word = gwen.awaitText("You have answered that already.");
        assertThat(word.ephemeral()).isTrue();
        assertThat(stage.floor.answers(Stage.person("1"))).containsOnly(Map.entry("action", "Add"));
    }

    @Test
    void aHundredDeliveriesOfOneClickCountOnce() {
        var first = begin();
        int calls = stage.discord.calls().size();
        stage.discord.deliverCopies(100);
        var click = gwen.click(first, "Add");
        gwen.awaitText("Why is it needed?");
        stage.discord.deliverCopies(1);
        gwen.say("done");
        gwen.awaitText("Please check your answers.");
        assertThat(stage.floor.turnsTaken).hasValue(2);
        assertThat(click.refusedAcks()).isZero();
        assertThat(stage.discord.calls().subList(calls, stage.discord.calls().size())).filteredOn(call -> call.path().endsWith("/callback"))
                .hasSize(1);
    }

    @Test
    void aButtonWorksAfterARestart() {
        var first = begin();
        stage.restart();
        gwen.click(first, "Delete");
        gwen.awaitText("Why is it needed?");
        stage.restart();
        gwen.say("typed after another restart");
        gwen.awaitText("Please check your answers.", "typed after another restart");
    }

    @Test
    void aButtonOfAnotherProgramGetsAFriendlyAnswer() {
        var first = begin();
        gwen.clickId(first, "ancient-button");
        gwen.awaitText("I do not know that button any more");
        gwen.clickId(first, "o:" + "0".repeat(36) + ":1:Add");
        gwen.awaitText("That form is not there any more");
    }

    @Test
    void whatWasAnsweredOnAnotherChannelIsNotAnsweredTwice() {
        begin();
        stage.floor.elsewhere(Stage.person("1"), new Input.Choose(List.of("Delete")));
        gwen.say("Add");
        gwen.awaitText("you have answered this elsewhere");
        gwen.awaitText("Why is it needed?");
        assertThat(stage.floor.answers(Stage.person("1"))).containsOnly(Map.entry("action", "Delete"));
    }

    @Test
    void textOfPeopleIsNeitherMarkdownNorAPing() {
        gwen.click(begin(), "Add");
        gwen.awaitText("Why is it needed?");
        gwen.say("@everyone **bold** <@" + stage.discord.member("Somebody").id() + "> # big [link](https://example.org) ||hidden||");
        var review = gwen.awaitText("Please check your answers.");
        assertThat(review.text()).contains("\\@everyone \\*\\*bold\\*\\* \\<\\@").contains("\\[link\\]\\(https");
        assertThat(stage.discord.pings()).isEmpty();
        assertThat(Words.read(Words.plain("a_b *c* [d](e) 1. <@1>"))).isEqualTo("a_b *c* [d](e) 1. <@1>");
    }

    @Test
    void inAServerItGoesOnInPrivateAndThePublicSeesNothing() {
        var channel = stage.discord.generalChannel();
        var other = stage.discord.member("Passer-by");
        gwen.commandIn(channel, "access", Map.of("conversation", "form"));
        gwen.awaitIn(channel, "a hint that only she sees", message -> message.ephemeral() && message.text().contains("in private"));
        gwen.awaitText("What shall be done?");
        assertThat(other.transcript(channel)).isEmpty();
    }

    @Test
    void inAServerItGoesOnWhereOnlyThePersonSeesItWhenDirectMessagesAreClosed() {
        var channel = stage.discord.generalChannel();
        gwen.closeDms(true);
        gwen.commandIn(channel, "access", Map.of("conversation", "form"));
        gwen.awaitIn(channel, "why it goes on here", message -> message.text().contains("Your direct messages are closed"));
        var asked = gwen.awaitIn(channel, "the question", message -> message.ephemeral() && message.text().contains("What shall be done?"));
        gwen.click(asked, "Add");
        var next = gwen.awaitIn(channel, "the next question",
                message -> message.ephemeral() && message.text().contains("Why is it needed?"));
        gwen.write(gwen.click(next, "Write the answer"), "because");
        gwen.awaitIn(channel, "the summary", message -> message.ephemeral() && message.text().contains("Please check your answers."));
        assertThat(stage.discord.member("Passer-by").transcript(channel)).isEmpty();
    }

    @Test
    void longListsArePagedSearchedAndSuggested() {
        stage.floor.questions.clear();
        stage.floor.questions.add(
                Question.choice("team", "Which team?", IntStream.rangeClosed(1, 60).mapToObj("TL%03d"::formatted).toList()).searched());
        gwen.command("access", Map.of("conversation", "form"));
        var first = gwen.awaitText("Which team?");
        assertThat(first.selects().getFirst().options()).hasSize(25);
        gwen.click(first, "More ▶");
        var second = gwen.await("the second page",
                message -> message.id() == first.id() && message.selects().getFirst().options().getFirst().label().equals("TL026"));
        assertThat(second.button("◀ Earlier")).isPresent();
        assertThat(gwen.autocomplete("answer", "answer", "TL05").choices()).hasSize(10).contains("TL050");
        gwen.write(gwen.click(second, "Search"), "05");
        var found = gwen.await("what was found", message -> message.id() == first.id() && message.text().contains("Found for"));
        gwen.choose(found, "TL051");
        gwen.awaitText("Please check your answers.", "TL051");
    }

    @Test
    void severalAreChosenFromAMenuOrFromAFormWithMenus() {
        stage.floor.questions.clear();
        stage.floor.questions.add(Question.choice("days", "Which days?", List.of("Mon", "Tue", "Wed")).several());
        stage.floor.questions.add(
                Question.choice("teams", "Which teams?", IntStream.rangeClosed(1, 60).mapToObj("TL%03d"::formatted).toList()).several());
        gwen.command("access", Map.of("conversation", "form"));
        gwen.choose(gwen.awaitText("Which days?"), "Mon", "Wed");
        var teams = gwen.awaitText("Which teams?");
        var form = gwen.click(teams, "Choose in a form");
        var modal = stage.discord.await("the form", form::modal);
        assertThat(modal.fields()).hasSize(3);
        gwen.fill(form, Map.of(modal.fields().get(0).label(), "TL002|TL003", modal.fields().get(2).label(), "TL060"));
        gwen.awaitText("Please check your answers.", "Mon, Wed", "TL002, TL003, TL060");
    }

    @Test
    void aConversationNearEveryLimitIsToldInFull() {
        stage.floor.questions.clear();
        for (int i = 0; i < 40; i++) {
            var path = "very.long.path.of.a.question.that.nobody.would.write." + "x".repeat(60) + i;
            var text = "Question " + i + ": " + "why *this* and not that? ".repeat(i % 4 == 0 ? 190 : 4);
            stage.floor.questions.add(switch (i % 4) {
                case 0 -> new Question(path, text, "help ".repeat(100), "long_text", List.of(), false, true, false);
                case 1 -> Question.choice(path, text, IntStream.range(0, 5).mapToObj(n -> "option " + n + " " + "o".repeat(150)).toList());
                case 2 -> Question.choice(path, text, IntStream.range(0, 25).mapToObj(n -> "option " + "o".repeat(120) + n).toList());
                default -> Question.choice(path, text, IntStream.range(0, 25).mapToObj(n -> "o" + n).toList()).several();
            });
        }
        gwen.command("access", Map.of("conversation", "form"));
        long before = 0;
        for (int i = 0; i < 40; i++) {
            long earlier = before;
            var asked = gwen.await("question " + i, message -> message.id() > earlier && message.button("Back").isPresent());
            before = asked.id();
            switch (i % 4) {
                case 0 -> gwen.write(gwen.click(asked, "Write the answer"), "answer " + "a".repeat(3900));
                case 1 -> gwen.clickId(asked, asked.buttons().get(3).customId());
                case 2 -> gwen.choose(asked, asked.selects().getFirst().options().get(24).label());
                default ->
                    gwen.choose(asked, asked.selects().getFirst().options().stream().map(Message.Option::label).toArray(String[]::new));
            }
            int answered = i + 1;
            stage.discord.awaitThat("answer " + i, () -> stage.floor.answers(Stage.person("1")).size() == answered);
        }
        var last = gwen.await("the summary", message -> message.button("Confirm and put into the cart").isPresent());
        assertThat(last.text()).contains("… continued");
        gwen.click(last, "Change an answer");
        var which = gwen.awaitText("Which answer do you want to change?");
        assertThat(which.selects()).hasSize(2);
        assertThat(which.selects().get(0).options()).hasSize(25);
        assertThat(which.selects().get(1).options()).hasSize(15);
        assertThat(stage.discord.calls(400)).isEmpty();
    }
}
