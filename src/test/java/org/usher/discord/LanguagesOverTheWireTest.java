package org.usher.discord;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.usher.checkout.TaskView;
import org.usher.discord.ScriptedFloor.Question;
import org.usher.discord.local.Message;
import org.usher.outbox.Notice;

import static org.assertj.core.api.Assertions.assertThat;

/** Everybody is spoken to in their own language: in what they read, or, as long as nobody knows who they are, in that of their client. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Stage.LOG, mode = ResourceAccessMode.READ)
class LanguagesOverTheWireTest {

    @Test
    void aDialogueAnApprovalAndTroubleAreToldInTheLanguageOfThePerson() {
        try (var stage = new Stage()) {
            var dafydd = stage.linked("1", "Dafydd");
            stage.floor.languages.put("1", "cy");
            stage.floor.questions.add(Question.choice("action", "Beth?", List.of("Ychwanegu", "Newid")));
            stage.floor.questions.add(Question.text("reason", "Pam?"));
            stage.floor.tasks
                    .add(new TaskView("UI-000001/forward", "RITM1", "forward", "Anfon ymlaen", "", "Connor", "Gwen", Instant.EPOCH));
            dafydd.say("helo");
            assertThat(dafydd.awaitText("Beth sydd ei angen arnoch?").selects()).extracting(Message.Select::placeholder)
                    .containsExactly("Yn aros amdanoch …", "Dechrau …");
            dafydd.say("trol");
            dafydd.awaitText("Eich trol", "Mae'n wag.");
            dafydd.say("cart");
            dafydd.command("access", Map.of("conversation", "form"));
            var first = dafydd.awaitText("cwestiwn 1 o tua 2");
            assertThat(first.buttons()).extracting(Message.Button::label).containsExactly("Ychwanegu", "Newid", "Trosglwyddo", "Yn ôl",
                    "Newid ateb",
                    "Cymorth", "Ailddechrau", "Canslo");
            stage.floor.down = true;
            dafydd.click(first, "Newid");
            dafydd.awaitText("Ni allaf gyrraedd fy nghofnodion ar hyn o bryd.");
            stage.floor.down = false;
            dafydd.click(first, "Newid");
            var second = dafydd.awaitText("Pam?");

            stage.restart();
            var form = stage.discord.await("the form", dafydd.click(second, "Ysgrifennu'r ateb")::modal);
            assertThat(form.title()).as("looked up, as nobody has spoken to him since the start").isEqualTo("Eich ateb");

            stage.floor.asks("41", Stage.person("1"));
            stage.post.add(new Notice(Stage.person("1"), Notice.Kind.PLEASE_DECIDE, "", "", List.of(), "41", Instant.EPOCH), 0);
            stage.post.add(new Notice(Stage.person("1"), Notice.Kind.PLEASE_DECIDE, "", "", List.of(), "41", Instant.EPOCH),
                    stage.discord.generalChannel());
            stage.bot().ring();
            var approval = dafydd.awaitText("Gofynnwyd gan Requester ar gyfer Subject");
            assertThat(approval.buttons()).extracting(Message.Button::label).containsExactly("Cymeradwyo", "Gwrthod", "Manylion", "Nid fi");
            dafydd.awaitIn(stage.discord.generalChannel(), "what everybody reads", each -> each.text().contains("An approval"));
            assertThat(stage.discord.await("the form", dafydd.click(approval, "Gwrthod")::modal).fields().getFirst().label())
                    .isEqualTo("Pam? Caiff y sawl sy'n gofyn ei ddarllen.");
        }
    }

    @Test
    void whoIsNotLinkedIsSpokenToAsTheirClientSpeaks() {
        try (var stage = new Stage()) {
            var frederik = stage.discord.member("Frederik");
            frederik.speaks("da");
            frederik.command("requests");
            var word = frederik.awaitText("Jeg kender dig ikke endnu");
            frederik.say("hej");
            stage.discord.awaitThat("the same word to what is typed",
                    () -> frederik.transcript().stream().filter(each -> each.text().contains("Jeg kender dig ikke endnu")).count() == 2);
            stage.floor.person("1", "Frederik");
            frederik.write(frederik.click(word, "Tilknyt mit medarbejdernummer"), "1");
            frederik.awaitText("en kode på vej");
            stage.floor.languages.put("1", "da");
            frederik.say(stage.mailed.getOrDefault("1", ""));
            frederik.awaitText("Velkommen, Frederik.");
        }
    }
}
