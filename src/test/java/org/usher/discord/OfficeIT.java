package org.usher.discord;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.usher.Office;
import org.usher.conversation.Input;
import org.usher.discord.local.LocalDiscord;
import org.usher.discord.local.Message;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Forms of small offices that were made up, over the real wire, with the real engine and database. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@ResourceLock(value = Stage.LOG, mode = ResourceAccessMode.READ)
class OfficeIT {

    private final LocalDiscord discord = LocalDiscord.start();
    private final Warnings warnings = new Warnings();
    private final Map<String, Object> settings = Map.of("discord.token", discord.token(), "discord.api-url", discord.restUrl(),
            "discord.gateway-url", discord.gatewayUrl(), "discord.patience", "PT30S", "discord.file-hosts", "127.0.0.1");
    private Office office;
    private boolean refusalsExpected;

    private void connect() {
        int before = discord.identified();
        office.context.getBean(Connection.class).connect();
        discord.awaitThat("the bot", () -> discord.identified() > before && discord.commandNames().contains("access"));
    }

    @AfterEach
    void close() {
        office.close();
        warnings.close();
        var faults = discord.referee().map(referee -> referee.faults()).orElse(List.of());
        var refused = discord.calls().stream().filter(call -> call.status() >= 400).toList();
        discord.close();
        assertThat(faults).as("what Discord does not describe").isEmpty();
        assertThat(refused.isEmpty()).as("what Discord refused: " + refused).isNotEqualTo(refusalsExpected);
        assertThat(warnings.all()).as("what JDA warned of").isEmpty();
    }

    private Player player(String name, Person person, String language) {
        return new Player(discord, () -> office.context, name, person, Phrases.of(language)).linked();
    }

    @Test
    void withoutATokenTheProgramRunsAndSaysInOneLineHowToSwitchItOn() {
        try (var log = new Warnings(Connection.class.getName())) {
            office = Office.open();
            office.context.getBean(Connection.class).connect();
            office.filled(Office.BEN, "300", "front");
            assertThat(log.ofThisThread()).singleElement().asString().contains("Discord is off").contains("set DISCORD_TOKEN")
                    .contains("src/docs/discord.md");
        }
        assertThat(office.context.getBean(Connection.class).state()).isEqualTo(Bot.State.OFF);
        assertThat(discord.calls()).isEmpty();
    }

    @Test
    void aWrongTokenIsInTheHealthReportAndTheProgramGoesOn() {
        refusalsExpected = true;
        var wrong = new HashMap<>(settings);
        wrong.put("discord.token", "wrong");
        office = Office.open(wrong);
        var connection = office.context.getBean(Connection.class);
        connection.connect();
        discord.awaitThat("the refusal", () -> connection.state() == Bot.State.REFUSED);
        var health = reactor.core.publisher.Mono.from(office.context.getBean(ConnectionHealth.class).getResult()).block();
        assertThat(health).isNotNull();
        assertThat(health.getStatus().getName()).isEqualTo("DEGRADED");
        assertThat(health.getDetails()).asString().contains("Discord does not accept the token");
        office.filled(Office.BEN, "300", "front");
    }

    /** A conversation near every limit, in a language whose words are longer than English ones. */
    @Test
    void fortyQuestionsNearEveryLimitAreToldInFull() {
        office = Office.open(Path.of("src/test/resources/limits"), settings);
        connect();
        var ane = player("Ane", new Person("hall", "100"), "da");
        var dialogue = ane.begin("limits");
        var rooms = IntStream.range(0, 25).mapToObj("r".repeat(115).concat("%02d")::formatted).toList();
        var answers = new HashMap<>(Map.of("user", "200", "kind", "o4" + "v".repeat(90), "room", handle(rooms.get(24)), "desk", "d51",
                "rooms", rooms.stream().map(OfficeIT::handle).collect(Collectors.joining("|")), "desks", "d00|d30|d59", "story",
                "Once *upon* a time ".repeat(200), "words_a", "a".repeat(200), "words_b", "Because [it](is) so"));
        for (int n = 0; n < 3; n++) {
            answers.put("tools[" + n + "].where", handle(rooms.get(n)));
            answers.put("tools[" + n + "].what", "A tool, <@" + ane.member.id() + ">, @everyone. ".repeat(60));
            answers.put("tools[" + n + "].old", "yes");
        }
        answers.putAll(Map.of("permit.have", "yes", "permit.given_by", "300", "permit.given_on", "2026-11-20", "permit.manner", "meeting",
                "permit.reference", "ref " + "x".repeat(90), "permit.attachment", "permit.pdf"));
        answers.putAll(Map.of("password", "a secret of the hall", "day", "2026-12-07", "moment", "2026-12-07 09:00", "number", "3", "mail",
                "bo@example.org", "phone", "+4533445566", "sure", "yes", "last_a", "y".repeat(180), "last_b", "b"));
        answers.putAll(Map.of("last_c", "c", "last_d", "d", "last", "z ".repeat(1990)));

        ane.fill(dialogue, answers, "photo");
        ane.member.send("list.exe", new byte[]{1});
        ane.told(0, "Filer af denne type modtages ikke");
        ane.member.send("list.pdf", "no such thing".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        ane.told(0, "Filen er ikke, hvad dens navn siger");
        answers.put("photo", "list.csv");
        var reviewed = ane.fill(dialogue, answers);
        assertThat(reviewed.answers()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(ane.ways).containsOnlyKeys("clicked", "chosen", "form", "typed", "sent", "menus in a form", "left empty");

        var review = ane.asked(reviewed);
        ane.member.click(review, ane.say("always.change"));
        assertThat(ane.told(review.id(), "Hvilket svar vil du rette?").selects()).hasSizeGreaterThanOrEqualTo(2);
        var request = ane.send(dialogue, true);
        assertThat(request.text()).contains("… fortsat");
        assertThat(discord.pings()).isEmpty();
        assertThat(ane.member.transcript()).filteredOn(Message::fromBot)
                .allSatisfy(message -> assertThat(message.text()).doesNotContain("a secret of the hall"));
    }

    /** What stands for a value in a menu. */
    private static String handle(String value) {
        return Handle.inMenu(value);
    }

    /** S278: a running dialogue keeps the rules under which it began, also when a button is clicked that was shown before the new ones came. */
    @Test
    void whoIsInTheMiddleOfAFormKeepsItsRulesAndTheNextOneGetsTheNew(@TempDir Path folder) throws IOException {
        office = Office.open(settings);
        connect();
        var ben = player("Ben", Office.BEN, "en");
        var dialogue = ben.begin("badge");
        var asked = ben.asked(ben.fill(dialogue, Map.of("user", "310"), "door"));
        office = office.restarted(Office.newer(folder));
        connect();
        ben.member.click(asked, "Vault");
        discord.awaitThat("the turn", () -> ben.view(dialogue).turn() > 1);
        var kept = ben.fill(dialogue, Map.of("reason", "work", "clearance.have", "yes", "clearance.given_by", "100",
                "clearance.given_on", "2026-11-20", "clearance.manner", "email"));
        assertThat(kept.findings()).extracting(found -> found.rule()).doesNotContain("OF-R4");
        ben.send(dialogue, true);
        var next = ben.asked(ben.fill(ben.begin("badge"), Map.of("user", "320"), "door"));
        assertThat(next.buttons()).extracting(Message.Button::label).contains("Roof").doesNotContain("Vault");
    }

    /** Somebody else is asked, with buttons; what is answered elsewhere is shown there, also if the program was started anew meanwhile, and the other way round. */
    @Test
    void aQuestionToSomebodyElseIsSettledWhereverItIsAnswered() {
        office = Office.open(settings);
        connect();
        var ben = player("Ben", Office.BEN, "en");
        var cleo = player("Cleo", Office.CLEO, "en");
        var first = askedCleo();
        var asked = cleo.told(0, "Has Eve Clerk had the training?");
        assertThat(asked.buttons()).extracting(Message.Button::label).containsExactly("Yes", "No", "Go on");
        office = office.restarted();
        connect();
        var hers = Office.done(office.chat.view(Office.CLEO, first));
        office.choose(Office.CLEO, hers, "yes");
        var settled = cleo.member.await("the answer", message -> message.id() == asked.id() && !message.live());
        assertThat(settled.text()).contains("Has Eve Clerk had the training?").contains("✔ Yes");
        ben.told(0, "Cleo Lead has answered");

        var second = askedCleo();
        var again = cleo.told(asked.id(), "Has Eve Clerk had the training?");
        office.send(Office.BEN, Office.done(office.chat.view(Office.BEN, second)), new Input.Cancel()); // she does not answer whether he is sure
        cleo.member.click(again, "No");
        cleo.member.await("the answer", message -> message.id() == again.id() && !message.live() && message.text().contains("✔ No"));
        assertThat(Office.done(office.chat.view(Office.BEN, second)).answers())
                .anySatisfy(answer -> assertThat(answer.question() + ' ' + answer.text()).isEqualTo("trained No"));
        assertThat(office.chat.dialogues(Office.CLEO)).as("what still waits for her").isEmpty();

        var third = askedCleo();
        var dropped = cleo.told(again.id(), "Has Eve Clerk had the training?");
        var sure = office.send(Office.BEN, Office.done(office.chat.view(Office.BEN, third)), new Input.Cancel());
        office.choose(Office.BEN, sure, "yes");
        cleo.member.await("that it is over", message -> message.id() == dropped.id() && !message.live()
                && message.text().contains("That question need not be answered any more."));
    }

    /** Ben asks for a door about which Cleo is asked; the dialogue. */
    private String askedCleo() {
        var view = office.choose(Office.BEN, office.say(Office.BEN, office.start(Office.BEN, "badge"), "310"), "lab");
        return office.say(Office.BEN, view, "work").id();
    }

    /** An account with its permit as a file; its first password is shown once, to whom it belongs. */
    @Test
    void aFirstPasswordIsFetchedOnDiscord() {
        office = Office.open(settings);
        connect();
        var ben = player("Ben", Office.BEN, "en");
        var cleo = player("Cleo", Office.CLEO, "en");
        var dialogue = ben.begin("account");
        ben.fill(dialogue, Map.of("need", "open", "user", "300", "permit.have", "yes", "permit.given_by", "100", "permit.given_on",
                "2026-11-20", "permit.manner", "email", "permit.attachment", "permit.pdf"));
        long before = ben.newest();
        ben.send(dialogue, true);
        var item = office.requests.mine(Office.BEN).getFirst().items().getFirst();
        var kept = office.context.getBean(org.usher.request.Requests.class);
        var transactions = office.context.getBean(org.usher.outbox.Transactions.class);
        transactions.run(
                () -> office.fulfilment.fulfilled(kept.item("office", item.reference()).orElseThrow().number(), Map.of(), ""));
        var notice = ben.told(before, "first password");
        cleo.member.click(notice, "Show the password");
        cleo.member.awaitIn(ben.member.dm(), "a word", message -> message.ephemeral() && message.text().contains("not for you"));
        ben.member.click(notice, "Show the password");
        var shown = ben.member.await("the password", message -> message.ephemeral() && message.text().contains("never again"));
        ben.member.click(shown, "I have saved them");
        ben.member.await("the password gone", message -> message.id() == shown.id() && message.text().contains("cannot be shown again"));
        ben.member.await("the button gone", message -> message.id() == notice.id() && !message.live());
    }
}
