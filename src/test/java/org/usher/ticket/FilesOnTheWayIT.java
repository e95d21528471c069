package org.usher.ticket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.usher.TwoSystems;
import org.usher.audit.AuditTrail;
import org.usher.file.FileStore;
import org.usher.outbox.Job;
import org.usher.story.Member;
import org.usher.story.Talk;
import org.usher.web.Forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.TwoSystems.GWEN;
import static org.usher.TwoSystems.MARCUS;

/** A document that evidences an authorisation: handed in over the API, fetched by those who may, and attached to the ticket. */
class FilesOnTheWayIT {

    private static final String SOMEBODY_ELSE = "10200417";
    private static final byte[] LETTER = "%PDF-1.7 The clearance is given.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BETTER = "%PDF-1.7 The clearance is given, and signed.".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aDocumentGoesFromTheQuestionToTheTicketAndToNobodyWhoMayNotSeeIt() {
        try (var systems = TwoSystems.at("2026-11-23T11:00:00Z")) {
            var gwen = systems.member(GWEN);
            var talk = untilTheDocument(gwen);
            refusals(systems, gwen, talk);

            var taken = gwen.handIn(talk.id(), turn(gwen, talk), "C:/temp/Clear<ance> #1.pdf", LETTER).expecting(200);
            var first = file(taken.body().path("answers").toString());
            talk = gwen.resume(talk.id());
            assertThat(talk.answers()).containsEntry("clearance.attachment", "Clear_ance_ _1.pdf");
            talk.change("clearance.attachment");
            taken = gwen.handIn(talk.id(), turn(gwen, talk), "clearance.pdf", BETTER).expecting(200);
            var id = file(taken.body().path("answers").toString());
            assertThat(id).isNotEqualTo(first);

            var fetched = gwen.fetch("/api/files/" + id);
            assertThat(fetched.statusCode()).isEqualTo(200);
            assertThat(fetched.body()).isEqualTo(BETTER);
            assertThat(fetched.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment; filename=\"clearance.pdf\"");
            assertThat(fetched.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(fetched.headers().firstValue("Content-Type")).hasValue("application/pdf");
            var marcus = systems.member(MARCUS);
            assertThat(marcus.fetch("/api/files/" + id).statusCode()).as("before he is asked to decide").isEqualTo(404);

            gwen.resume(talk.id()).fill(Map.of("telephony", "no_change")).submit();
            var item = systems.checkOut(gwen);
            systems.until(item, "pending_approval");
            assertThat(marcus.fetch("/api/files/" + id).body()).isEqualTo(BETTER);
            assertThat(marcus.fetch("/files/" + id).body()).as("from a page").isEqualTo(BETTER);
            assertThat(systems.member(SOMEBODY_ELSE).fetch("/api/files/" + id).statusCode()).isEqualTo(404);
            assertThat(gwen.fetch("/api/files/" + first).statusCode()).as("the one that was replaced").isEqualTo(404);

            systems.decides(item, "approve", "").expecting(200);
            systems.until(item, "ticket_open");
            var ticket = "table_sys_id=" + systems.now(item).ticket().orElseThrow().id();
            assertThat(systems.technow.count("sys_attachment", ticket)).as("the form, the same as a workbook, and the document")
                    .isEqualTo(3);
            var document = ticket + "^file_nameSTARTSWITHclearance";
            assertThat(systems.technow.value("sys_attachment", document, "content_type")).isEqualTo("application/pdf");
            assertThat(systems.technow
                    .admin("GET", "/api/now/attachment/" + systems.technow.value("sys_attachment", document, "sys_id") + "/file",
                            "")
                    .body()).isEqualTo(new String(BETTER, StandardCharsets.US_ASCII));

            assertThat(systems.transacted(() -> systems.bean(AuditTrail.class).about("dwp", item.dialogue())))
                    .filteredOn(entry -> entry.action().equals("file")).hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.details()).containsKeys("name", "sha256"));
            var copy = gwen.post("/api/requests/" + item.reference() + "/copy", Map.of()).expecting(200).text("/dialogue");
            assertThat(systems.transacted(() -> systems.bean(FileStore.class).dialoguesOf(id))).as("a copy takes the document along")
                    .containsExactlyInAnyOrder(item.dialogue(), copy);
            tidy(systems, first, id);
        }
    }

    private static Talk untilTheDocument(Member gwen) {
        var talk = gwen.start("gb-provision-user");
        for (int i = 0; i < 60 && !talk.asks().equals("clearance.attachment"); i++) {
            talk.fillOne(Forms.CONNOR_IN_THREE_PLACES);
        }
        assertThat(talk.asks()).isEqualTo("clearance.attachment");
        assertThat(talk.type()).isEqualTo("file");
        return talk;
    }

    private static void refusals(TwoSystems systems, Member gwen, Talk talk) {
        var turn = turn(gwen, talk);
        gwen.handIn(talk.id(), turn, "clearance.pdf", new byte[5_300_000]).expecting(413);
        gwen.handIn(talk.id(), turn, "clearance.exe", LETTER).expecting(415);
        gwen.handIn(talk.id(), turn, "clearance.pdf", new byte[0]).expecting(422);
        var mistaken = gwen.handIn(talk.id(), turn, "clearance.png", LETTER).expecting(422);
        assertThat(mistaken.text("/detail")).contains("not what its name says");
        gwen.handIn(talk.id(), "none", "clearance.pdf", LETTER).expecting(400);
        gwen.handIn(talk.id(), "0", "clearance.pdf", LETTER).expecting(409);
        systems.member(MARCUS).handIn(talk.id(), turn, "clearance.pdf", LETTER).expecting(404);
        assertThat(turn(gwen, talk)).as("nothing was taken").isEqualTo(turn);
    }

    private static String turn(Member gwen, Talk talk) {
        return String.valueOf(gwen.resume(talk.id()).turn());
    }

    /** The id of the file among answers. */
    private static String file(String answers) {
        var found = java.util.regex.Pattern.compile("\"id\":\"([0-9a-f-]{36})\"").matcher(answers);
        assertThat(found.find()).as("a file among " + answers).isTrue();
        return found.group(1);
    }

    /** Once it is old, the file that was replaced is thrown away, and the one that counts stays. */
    private static void tidy(TwoSystems systems, String replaced, String counts) {
        var job = systems.beans(Job.class).stream().filter(each -> each.kind().equals("file.tidy")).findFirst().orElseThrow();
        job.run("all", systems.clock.instant().plus(Duration.ofDays(2)));
        assertThat(systems.transacted(() -> systems.bean(FileStore.class).find(replaced))).isEmpty();
        assertThat(systems.transacted(() -> systems.bean(FileStore.class).find(counts))).isPresent();
        assertThat(systems.transacted(() -> systems.bean(AuditTrail.class).about("dwp", replaced))).extracting(entry -> entry.action())
                .containsExactly("file.thrown_away");
    }
}
