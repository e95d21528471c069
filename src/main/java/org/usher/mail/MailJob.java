package org.usher.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.micronaut.context.BeanProvider;
import io.micronaut.email.Attachment;
import io.micronaut.email.Email;
import io.micronaut.email.EmailException;
import io.micronaut.email.EmailSender;
import io.micronaut.email.MultipartBody;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.outbox.Job;
import org.usher.outbox.Mails;
import org.usher.outbox.Mails.Mail;
import org.usher.outbox.Mails.State;
import org.usher.outbox.Transactions;

/**
 * Sends a mail: claims it, calls the mail server, notes what came of it. A mail that was claimed when the program died is not sent again,
 * because it may have arrived; the page has the message in any case.
 */
@Singleton
final class MailJob implements Job {

    static final String KIND = "mail";
    private static final Logger LOG = LoggerFactory.getLogger(MailJob.class);

    private final Mails mails;
    private final Transactions transactions;
    private final BeanProvider<EmailSender<Message, ?>> sender;
    private final MailSettings settings;
    private final Clock clock;

    MailJob(Mails mails, Transactions transactions, BeanProvider<EmailSender<Message, ?>> sender, MailSettings settings, Clock clock) {
        this.mails = mails;
        this.transactions = transactions;
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        var claimed = transactions.in(() -> claim(Long.parseLong(key)));
        return claimed.isEmpty() ? new Result.Done() : send(claimed.get());
    }

    private Optional<Mail> claim(long id) {
        var found = mails.findForUpdate(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var mail = found.get();
        return switch (mail.state()) {
            case QUEUED -> {
                mails.save(mail.claimed());
                yield Optional.of(mail.claimed());
            }
            case SENDING -> {
                LOG.warn("Mail {} may have been sent before the program was stopped; it is not sent again", id);
                mails.save(mail.is(State.UNKNOWN, "stopped while it was being sent"));
                yield Optional.empty();
            }
            case CAUGHT, SENT, UNDELIVERABLE, UNKNOWN -> Optional.empty();
        };
    }

    private Result send(Mail mail) {
        try {
            var email = Email.builder().from(settings.from()).to(mail.address()).subject(mail.subject())
                    .body(new MultipartBody(mail.html(), mail.text()));
            mail.attached().forEach(file -> email.attachment(
                    Attachment.builder().filename(file.name()).contentType(file.contentType()).content(file.content()).build()));
            sender.get().send(email, message -> header(message, mail));
            note(mail.is(State.SENT, ""));
            return new Result.Done();
        } catch (EmailException problem) {
            if (refused(problem)) {
                LOG.warn("The mail server refuses mail {}", mail.id());
                note(mail.is(State.UNDELIVERABLE, "the mail server refuses the address"));
                return new Result.Done();
            }
            var pause = pause(mail.attempts());
            LOG.warn("Mail {} could not be sent ({}); again in {}", mail.id(), cause(problem).getMessage(), pause);
            note(mail.is(State.QUEUED, cause(problem).getClass().getSimpleName()));
            return new Result.Again(clock.instant().plus(pause));
        }
    }

    private void note(Mail mail) {
        transactions.run(() -> mails.save(mail));
    }

    private static void header(Message message, Mail mail) {
        try {
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Usher-Mail", String.valueOf(mail.id()));
            message.setHeader("Content-Language", mail.language());
        } catch (MessagingException e) {
            throw new EmailException(e);
        }
    }

    private Duration pause(int attempts) {
        var doubled = settings.firstPause().multipliedBy(1L << Math.min(20, Math.max(0, attempts - 1)));
        return doubled.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : doubled;
    }

    /** Whether the server will have none of it, rather than not now: a code of 5xx for the recipient. */
    private static boolean refused(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SendFailedException failed && failed.getInvalidAddresses() != null
                    && failed.getInvalidAddresses().length > 0) {
                return true;
            }
        }
        return false;
    }

    private static Throwable cause(Throwable problem) {
        var cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
