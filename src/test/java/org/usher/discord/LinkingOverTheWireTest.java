package org.usher.discord;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.usher.audit.AuditEntry;
import org.usher.discord.local.Member;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** An account is linked to a staff number by a code that only the mailbox of that person gets. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Stage.LOG, mode = ResourceAccessMode.READ)
class LinkingOverTheWireTest {

    private final Stage stage = new Stage();
    private final Member gwen = stage.discord.member("Gwen");

    @AfterEach
    void close() {
        stage.close();
    }

    private String mailed(String number) {
        return java.util.Optional.ofNullable(stage.mailed.get(number)).orElseThrow();
    }

    private String codeFor(Member member, String number) {
        stage.mailed.clear();
        member.command("link", Map.of("staff-number", number));
        stage.discord.await("a mail", () -> java.util.Optional.ofNullable(stage.mailed.get(number)));
        member.awaitText("a code is on its way");
        return mailed(number);
    }

    @Test
    void whoIsNotLinkedIsToldHowAndSeesNothingElse() {
        gwen.say("hello");
        gwen.awaitText("I do not know you yet: link your staff number first.");
        gwen.command("approvals");
        gwen.await("the same word", message -> message.text().contains("I do not know you yet"));
        assertThat(stage.floor.turnsTaken).hasValue(0);
    }

    @Test
    void theCodeFromTheMailLinksTheAccountAndAllOfItIsAudited() {
        stage.floor.person("1", "Gwen");
        gwen.say("hello");
        gwen.write(gwen.click(gwen.awaitText("I do not know you yet"), "Link my staff number"), "1");
        var sent = gwen.awaitText("a code is on its way");
        gwen.write(gwen.click(sent, "Enter the code"), mailed("1"));
        gwen.awaitText("Welcome, Gwen.");
        assertThat(stage.accounts.find(gwen.id())).isPresent();
        assertThat(stage.audit).extracting(AuditEntry::action).containsExactly("discord.link.code", "discord.link");

        gwen.command("link");
        gwen.click(gwen.awaitText("This account is linked to Gwen"), "Unlink it");
        gwen.awaitText("This account is not linked any more.");
        assertThat(stage.accounts.find(gwen.id())).isEmpty();
        assertThat(stage.audit).extracting(AuditEntry::action).endsWith("discord.unlink");
    }

    @Test
    void aNumberThatTwoOrganisationsKnowIsLinkedToThePersonOfTheOneThatIsNamed() {
        stage.floor.person("1", "Gwen");
        stage.floor.twins.put("1", new Floor.Known(new Person(ScriptedFloor.OTHER, "1"), "Gudrun", "gudrun@example.org", "north", true));
        gwen.command("link", Map.of("staff-number", "1"));
        gwen.awaitText("write yours before it: test/1, other/1.");
        assertThat(stage.mailed).as("nobody is guessed").isEmpty();
        gwen.command("link", Map.of("staff-number", "other/1"));
        stage.discord.await("a mail", () -> java.util.Optional.ofNullable(stage.mailed.get("1")));
        gwen.say(mailed("1"));
        gwen.awaitText("Welcome, Gudrun.");
    }

    @Test
    void aCodeTypedIntoTheDirectMessagesWorksToo() {
        stage.floor.person("1", "Gwen");
        gwen.say(codeFor(gwen, "1"));
        gwen.awaitText("Welcome, Gwen.");
    }

    @Test
    void aCodeStandsFewWrongTries() {
        stage.floor.person("1", "Gwen");
        var code = codeFor(gwen, "1");
        var wrong = code.equals("000000") ? "000001" : "000000";
        for (int left = 2; left >= 0; left--) {
            gwen.command("link", Map.of("code", wrong));
            gwen.awaitText(left == 0 ? "cannot be tried any more" : left == 1 ? "one more try" : left + " more tries");
        }
        gwen.command("link", Map.of("code", code));
        gwen.awaitText("There is no code that can be entered");
        assertThat(stage.accounts.find(gwen.id())).isEmpty();
    }

    @Test
    void aCodeOfOneAccountIsNoneForAnother() {
        stage.floor.person("1", "Gwen");
        var code = codeFor(gwen, "1");
        var mallory = stage.discord.member("Mallory");
        mallory.command("link", Map.of("code", code));
        mallory.awaitText("There is no code that can be entered");
        assertThat(stage.accounts.of(Stage.person("1"))).isEmpty();
    }

    @Test
    void oneAccountIsOnePersonAndOnePersonOneAccount() {
        stage.floor.person("1", "Gwen");
        stage.floor.person("2", "Marcus");
        gwen.say(codeFor(gwen, "1"));
        gwen.awaitText("Welcome, Gwen.");
        gwen.command("link", Map.of("staff-number", "2"));
        gwen.awaitText("This account is linked already.");
        var second = stage.discord.member("Second account");
        second.say(codeFor(second, "1"));
        second.awaitText("That staff number is linked to another account.");
        assertThat(stage.accounts.of(Stage.person("1")).orElseThrow().id()).isEqualTo(gwen.id());
    }

    @Test
    void whetherAStaffNumberExistsIsNotTold() {
        gwen.command("link", Map.of("staff-number", "99"));
        gwen.awaitText("If I know the staff number 99, a code is on its way");
        assertThat(stage.mailed).isEmpty();
    }

    @Test
    void nobodyIsFloodedWithCodes() {
        stage.floor.person("1", "Gwen");
        for (int i = 0; i < 8; i++) {
            gwen.command("link", Map.of("staff-number", "1"));
        }
        stage.discord.awaitThat("all answers",
                () -> gwen.transcript().stream().filter(message -> message.text().contains("a code is on its way")).count() == 8);
        assertThat(stage.audit).extracting(AuditEntry::action).filteredOn(action -> action.equals("discord.link.code")).hasSize(5);
        assertThat(stage.audit).extracting(AuditEntry::action).filteredOn(action -> action.equals("discord.link.refused")).hasSize(3);
    }
}
