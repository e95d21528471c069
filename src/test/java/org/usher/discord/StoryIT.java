package org.usher.discord;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.micronaut.health.HealthStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.usher.RunningSystem;
import org.usher.approval.ApprovalService;
import org.usher.audit.AuditTrail;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.conversation.Input;
import org.usher.discord.local.LocalDiscord;
import org.usher.discord.local.Member;
import org.usher.discord.local.Message;
import org.usher.outbox.Mails;
import org.usher.outbox.Transactions;
import org.usher.request.Person;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole story on the whole program: asked for, decided and followed on Discord, with the real forms, database and ITSM. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class StoryIT {

    private static final Person GWEN = new Person("dwp", "10311990");
    private static final Person MARCUS = new Person("dwp", "10311862");
    private static final Person OWEN = new Person("dwp", "10312190");
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private static LocalDiscord discord;
    private static RunningSystem system;
    private static Member gwen;
    private static Member marcus;

    @BeforeAll
    static void start() {
        discord = LocalDiscord.start();
        system = RunningSystem.start(
                Map.of("discord.token", discord.token(), "discord.api-url", discord.restUrl(), "discord.gateway-url", discord.gatewayUrl(),
                        "discord.patience",
                        "PT30S"),
                Map.of());
        discord.await("the bot", Duration.ofSeconds(60),
                () -> discord.commandNames().contains("access") ? Optional.of(true) : Optional.<Boolean>empty());
        gwen = linked("Gwen", GWEN);
        marcus = linked("Marcus", MARCUS);
    }

    @AfterAll
    static void stop() {
        system.close();
        var faults = discord.referee().map(referee -> referee.faults()).orElse(List.of());
        discord.close();
        assertThat(faults).isEmpty();
    }

    /** Links an account with the code from the mail that the program has caught. */
    private static Member linked(String name, Person person) {
        var member = discord.member(name);
        member.command("link", Map.of("staff-number", person.key()));
        member.awaitText("a code is on its way");
        var mails = system.usher().getBean(Mails.class);
        var mail = system.usher().getBean(Transactions.class).in(() -> mails.latest(20)).stream().filter(each -> each.to().equals(person))
                .findFirst()
                .orElseThrow();
        var code = CODE.matcher(mail.text().replace(person.key(), ""));
        assertThat(code.find()).isTrue();
        member.say(code.group(1));
        member.awaitText("Welcome");
        return member;
    }

    private static ChatService chat() {
        return system.usher().getBean(ChatService.class);
    }

    private static DialogueView view(Person who, String dialogue) {
        return chat().view(who, dialogue) instanceof ChatResult.Done(var view)
                ? view
                : org.junit.jupiter.api.Assertions.fail("no such dialogue");
    }

    /** The dialogue that is shown last in the direct messages. */
    private static String dialogueOf(Message message) {
        return Handle.read(message.button("Back").orElseThrow().customId()).orElseThrow().subject();
    }

    /** Answers whatever is asked, by whatever the message offers, until what is asked is not among the answers. */
    private static DialogueView fill(Member member, Person who, String dialogue, Map<String, String> answers) {
        var used = new ArrayList<String>();
        while (true) {
            var view = view(who, dialogue);
            var prompt = view.prompt();
            if (prompt == null || !answers.containsKey(prompt.question())) {
                return view;
            }
            var turn = ":" + dialogue + ":" + Integer.toString(view.turn(), Character.MAX_RADIX) + ":";
            var message = member.await("turn " + view.turn() + " " + prompt.question(),
                    each -> each.button("Back").filter(back -> back.customId().contains(turn)).isPresent());
            used.add(answer(member, message, turn, answers.getOrDefault(prompt.question(), ""), used.size()));
            int before = view.turn();
            discord.awaitThat("the turn after " + prompt.question(), () -> view(who, dialogue).turn() > before);
            assertThat(view(who, dialogue).refusal()).as("refusal of " + prompt.question()).isNull();
        }
    }

    private static String answer(Member member, Message message, String turn, String value, int nth) {
        if (value.equals("skip")) {
            member.click(message, "Leave it empty");
            return "skipped";
        }
        var button = message.buttons().stream().filter(each -> each.customId().equals("o" + turn + value)).findFirst();
        if (button.isPresent()) {
            member.clickId(message, button.get().customId());
            return "clicked";
        }
        for (var select : message.selects()) {
            var option = select.options().stream().filter(each -> each.value().equals(value)).findFirst();
            if (option.isPresent()) {
                member.choose(message, option.get().label());
                return "chosen";
            }
        }
        if (nth % 2 == 0 && (message.button("Write the answer").isPresent() || message.button("Search").isPresent())) {
            member.write(member.click(message, message.button("Search").isPresent() ? "Search" : "Write the answer"), value);
            return "form";
        }
        member.say(value);
        return "typed";
    }

    private static Map<String, String> newCaseworker() {
        var answers = new HashMap<String, String>();
        var day = ZonedDateTime.now(ZoneOffset.UTC).plusDays(21);
        while (day.getDayOfWeek().getValue() > 5) {
            day = day.plusDays(1);
        }
        answers.putAll(Map.of("user", "10455230", "subject_ok", "yes", "approver_keep", "yes", "required_by",
                day.format(DateTimeFormatter.ISO_LOCAL_DATE) + " 09:00", "directorate", "operations", "area_team", "enforcement_north",
                "odr", "ENF-CW",
                "access_action", "add", "new.role", "caseworker", "new.segment", "ENF NORTH"));
        answers.putAll(Map.of("new.team", "TL014", "new.cw_position", "CW004", "additional_needed", "no", "telephony", "standard",
                "extract_needed", "no",
                "legacy_ack", "yes", "further_information", "skip"));
        return answers;
    }

    @Test
    void aCaseworkerIsAskedForApprovedAndRaisedWithoutLeavingDiscord() {
        gwen.command("access", Map.of("conversation", "gb-provision-user"));
        var first = gwen.await("the first question", message -> message.button("Back").isPresent());
        var dialogue = dialogueOf(first);

        var answers = newCaseworker();
        var upTo = new HashMap<>(answers);
        upTo.remove("odr");
        assertThat(fill(gwen, GWEN, dialogue, upTo).prompt()).isNotNull().extracting(DialogueView.Question::question).isEqualTo("odr");

        // In the middle of it the dialogue goes on elsewhere, and comes back.
        var asked = gwen.await("the question", message -> message.button("Back").isPresent());
        var elsewhere = view(GWEN, dialogue);
        assertThat(chat().turn(GWEN, dialogue, elsewhere.turn(), new Input.Choose(List.of("ENF-CW")), "web"))
                .isInstanceOf(ChatResult.Done.class);
        gwen.click(asked, "Help");
        gwen.await("a friendly word", message -> message.ephemeral() && message.button("Show where we are").isPresent());
        gwen.click(gwen.await("the way back", message -> message.button("Show where we are").isPresent()), "Show where we are");

        assertThat(fill(gwen, GWEN, dialogue, answers).status()).isEqualTo("reviewing");
        var review = gwen.await("the summary", message -> message.button("Confirm and put into the cart").isPresent());
        gwen.click(review, "Confirm and put into the cart");
        gwen.await("the next offer or the cart",
                message -> message.id() > review.id() && (message.button("Check out").isPresent() || message.button("Back").isPresent()));
        gwen.command("cart");
        gwen.click(gwen.await("the cart", message -> message.text().contains("Your cart") && message.button("Check out").isPresent()),
                "Check out");
        gwen.await("the request", message -> message.button("Back to my requests").isPresent());

        var question = marcus.await("the question", message -> message.button("Approve").isPresent());
        assertThat(question.text()).contains("Connor Blythe");
        marcus.click(question, "Details");
        marcus.await("all answers", message -> message.ephemeral() && message.text().contains("TL014"));
        gwen.click(question, "Approve");
        gwen.awaitIn(marcus.dm(), "a refusal", message -> message.ephemeral() && !message.live());
        marcus.click(question, "Approve");
        marcus.await("the outcome", message -> message.id() == question.id() && !message.live() && message.text().contains("✅"));
        gwen.await("the outcome", message -> message.text().contains("UI-") || message.text().contains("RITM"));
        var approval = system.usher().getBean(ApprovalService.class);
        assertThat(system.usher().getBean(Transactions.class).in(() -> approval.decided(MARCUS))).isNotEmpty();

        gwen.command("requests");
        gwen.await("my requests", message -> message.text().contains("My requests") && message.text().contains("Connor Blythe"));
        assertThat(discord.pings()).isEmpty();
        assertThat(discord.calls(400)).isEmpty();
        assertThat(discord.calls(429)).isEmpty();
    }

    @Test
    void aFormIsCancelledAfterAsking() {
        var owen = linked("Owen", OWEN);
        owen.command("access", Map.of("conversation", "gb-data-extract"));
        var asked = owen.await("a question or a word", message -> message.button("Back").isPresent());
        var dialogue = dialogueOf(asked);
        owen.say("cancel");
        var sure = owen.await("the question back", message -> message.button("Back").isPresent() && message.id() > asked.id());
        owen.clickId(sure,
                sure.buttons().stream().filter(button -> button.customId().endsWith(":yes")).findFirst().orElseThrow().customId());
        discord.awaitThat("the end", () -> view(OWEN, dialogue).status().equals("cancelled"));
        owen.await("nothing was sent", message -> message.text().contains("Nothing was sent"));
        var trail = system.usher().getBean(AuditTrail.class);
        assertThat(system.usher().getBean(Transactions.class).in(() -> trail.about("dwp", dialogue))).isNotEmpty();
    }

    @Test
    void theHealthReportSaysHowTheConnectionIs() {
        var health = Mono.from(system.usher().getBean(ConnectionHealth.class).getResult()).block();
        assertThat(health).isNotNull();
        assertThat(health.getName()).isEqualTo("discord");
        assertThat(health.getStatus()).isEqualTo(HealthStatus.UP);
        assertThat(health.getDetails()).asString().contains("connection=Connected");
    }
}
