package org.usher.discord;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.outbox.ByMailOnly;
import org.usher.outbox.Notice;

/** Sends codes through the mail channel, and through no other: only the mailbox proves who somebody is. */
@Singleton
final class CodeMail implements Linking.Mail {

    private final ByMailOnly mail;
    private final Floor floor;
    private final Clock clock;

    CodeMail(ByMailOnly mail, Floor floor, Clock clock) {
        this.mail = mail;
        this.floor = floor;
        this.clock = clock;
    }

    @Override
    public void send(Floor.Known to, String code, Instant expires) {
        var minutes = Math.max(1, java.time.Duration.between(clock.instant(), expires).toMinutes());
        var phrases = Phrases.of(floor.language(to.person()));
        mail.mail(new Notice(to.person(), Notice.Kind.LINK_CODE, phrases.say("code.subject"), phrases.say("code.text", code, minutes),
                List.of(), "", clock.instant()));
    }
}
