package org.usher.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.usher.Ports;
import org.usher.TwoSystems;
import org.usher.outbox.Mails;
import org.usher.outbox.Notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.TwoSystems.MARCUS;
import static org.usher.TwoSystems.until;

/** Mails with a mail server that is there, one that comes later, and none. */
class MailIT {

    private static final String START = "2026-11-23T10:00:00Z";

    @Test
    void theApproverGetsOneMailWithBothBodiesAndLinksToTheDecision() throws Exception {
        int port = Ports.free();
        var server = server(port);
        until("the mail server listens", () -> listens(server, port));
        try (var usher = TwoSystems.withoutTechNow(START, smtp(port))) {
            var item = usher.connorAsked();
            until("everything is sent",
                    () -> usher.bean(Mails.class).latest(100).stream().allMatch(mail -> mail.state() == Mails.State.SENT));

            var received = received(server, "marcus");
            assertThat(received).hasSize(1);
            var mail = received.getFirst();
            var whole = GreenMailUtil.getWholeMessage(mail);
            assertThat(mail.getFrom()[0].toString()).isEqualTo("usher@tests.example");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(whole).contains("multipart/alternative", "text/plain", "text/html", "/approvals/");
            assertThat(usher.bean(Mails.class).latest(100)).filteredOn(kept -> kept.to().key().equals(MARCUS)).singleElement()
                    .satisfies(kept -> {
                        assertThat(kept.kind()).isEqualTo(Notice.Kind.PLEASE_DECIDE);
                        assertThat(kept.text()).contains("Connor Blythe", "https://usher.tests.example/approvals/");
                    });
            assertThat(item.state().word()).isEqualTo("pending_approval");
        } finally {
            server.stop();
        }
    }

    @Test
    void aMailServerThatIsDownDelaysTheMailAndNothingElse() throws Exception {
        int port = Ports.free();
        try (var usher = TwoSystems.withoutTechNow(START, smtp(port))) {
            var item = usher.connorAsked();
            until("it was tried", () -> usher.bean(Mails.class).latest(100).stream()
                    .anyMatch(mail -> mail.attempts() > 0 && mail.state() == Mails.State.QUEUED));
            assertThat(usher.decides(item, "approve", "").status()).isEqualTo(200);
            var server = server(port);
            until("the mail server listens", () -> listens(server, port));
            try {
                until("everything is sent",
                        () -> usher.bean(Mails.class).latest(100).stream().allMatch(mail -> mail.state() == Mails.State.SENT));
                assertThat(Arrays.stream(server.getReceivedMessages()).map(MailIT::id)).doesNotHaveDuplicates()
                        .hasSameSizeAs(usher.bean(Mails.class).latest(100));
            } finally {
                server.stop();
            }
        }
    }

    @Test
    void withoutAMailServerMailsAreCaughtAndOneThatMayHaveBeenSentIsNotSentAgain() {
        try (var usher = TwoSystems.withoutTechNow(START)) {
            usher.connorAsked();
            var caught = usher.bean(Mails.class).latest(100);
            assertThat(caught).isNotEmpty().allSatisfy(mail -> {
                assertThat(mail.state()).isEqualTo(Mails.State.CAUGHT);
                assertThat(mail.html()).contains("<html").doesNotContain("{{");
                assertThat(mail.text()).doesNotContain("{{").doesNotContain("<p>");
                assertThat(mail.address()).contains("@");
            });

            var stopped = caught.getFirst();
            usher.bean(Mails.class).save(stopped.claimed());
            usher.bean(MailJob.class).run(String.valueOf(stopped.id()), usher.clock.instant());
            assertThat(usher.bean(Mails.class).find(stopped.id()))
                    .hasValueSatisfying(mail -> assertThat(mail.state()).isEqualTo(Mails.State.UNKNOWN));
        }
    }

    private static Map<String, Object> smtp(int port) {
        return Map.of("usher.mail.smtp", "true", "usher.mail.from", "usher@tests.example", "usher.mail.address",
                "https://usher.tests.example",
                "usher.mail.first-pause", "PT0.2S", "usher.mail.longest-pause", "PT0.5S", "javamail.properties.mail.smtp.host", "127.0.0.1",
                "javamail.properties.mail.smtp.port", String.valueOf(port));
    }

    private static GreenMail server(int port) {
        return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    /** Somebody else may have the port for a moment; then it is tried again. */
    private static boolean listens(GreenMail server, int port) {
        try {
            server.start();
            new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (java.io.IOException | IllegalStateException notYet) {
            server.stop();
            return false;
        }
    }

    private static List<MimeMessage> received(GreenMail server, String name) {
        return Arrays.stream(server.getReceivedMessages()).filter(message -> {
            try {
                return message.getAllRecipients()[0].toString().contains(name);
            } catch (jakarta.mail.MessagingException e) {
                throw new IllegalStateException(e);
            }
        }).toList();
    }

    private static String id(MimeMessage message) {
        try {
            return message.getHeader("X-Usher-Mail")[0];
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
