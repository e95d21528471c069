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
    private final Clock clock;

    CodeMail(ByMailOnly mail, Clock clock) {
        this.mail = mail;
        this.clock = clock;
    }

    @Override
    public void send(Floor.Known to, String code, Instant expires) {
        var minutes = Math.max(1, java.time.Duration.between(clock.instant(), expires).toMinutes());
        mail.mail(new Notice(to.person(), Notice.Kind.LINK_CODE, "Your code for linking a chat account",
                "The code is " + code + ". It can be used for " + minutes + " minutes, from the account that asked for it.", List.of(), "",
                clock.instant()));
    }
}
