package org.usher.mail;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;
import org.usher.conversation.Organisation;
import org.usher.facts.Definitions;
import org.usher.facts.RegisterService;
import org.usher.outbox.ByMailOnly;
import org.usher.outbox.Letters;
import org.usher.outbox.Mails;
import org.usher.outbox.Notice;
import org.usher.outbox.Notifications;
import org.usher.outbox.Outbox;
import org.usher.register.Entry;
import org.usher.request.Person;

/** Tells people by e-mail: writes the mail down in the open transaction; it goes out afterwards. Whoever has no address gets none. */
@Singleton
final class MailChannel implements Notifications, ByMailOnly, Letters {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>,;]+@[^@\\s<>,;]+");

    private static final int LONGEST_SUBJECT = 200;

    private final Mails mails;
    private final Outbox outbox;
    private final Definitions definitions;
    private final RegisterService registers;
    private final MailSettings settings;
    private final Composer composer;

    MailChannel(Mails mails, Outbox outbox, Definitions definitions, RegisterService registers, MailSettings settings) {
        this.mails = mails;
        this.outbox = outbox;
        this.definitions = definitions;
        this.registers = registers;
        this.settings = settings;
        this.composer = new Composer(settings.address());
    }

    @Override
    public void tell(Notice notice) {
        mail(notice);
    }

    @Override
    public void mail(Notice notice) {
        var organisation = definitions.organisation(notice.to().organisation());
        var facts = registers.current(organisation.id());
        var person = facts.entry(organisation.people().register(), notice.to().key());
        var address = organisation.people().email(facts, person);
        if (address.isBlank()) {
            return;
        }
        var language = language(organisation, person);
        var bodies = composer.write(notice, facts.label(person), language);
        var state = settings.smtp() ? Mails.State.QUEUED : Mails.State.CAUGHT;
        var kept = mails
                .add(new Mails.Mail(0, notice.to(), address, language, notice.kind(), line(notice.subject()), bodies.text(), bodies.html(),
                        notice.about(), notice.at(), state, 0, "", List.of()));
        plan(kept);
    }

    private void plan(Mails.Mail kept) {
        if (settings.smtp()) {
            outbox.plan(MailJob.KIND, String.valueOf(kept.id()), kept.at());
        }
    }

    @Override
    public void post(Person to, String address, String subject, String text, String about, List<Mails.Attachment> files, Instant now) {
        var organisation = definitions.organisation(to.organisation());
        var facts = registers.current(organisation.id());
        var person = facts.entry(organisation.people().register(), to.key());
        var where = address.isEmpty() ? organisation.people().email(facts, person) : address;
        if (where.isBlank() || !ADDRESS.matcher(where).matches()) {
            return;
        }
        var language = person.exists() ? language(organisation, person) : organisation.languages().getFirst();
        var bodies = composer.letter(subject, text, language);
        plan(mails.add(new Mails.Mail(0, to, where, language, Notice.Kind.LETTER, line(subject), bodies.text(), bodies.html(), about, now,
                settings.smtp() ? Mails.State.QUEUED : Mails.State.CAUGHT, 0, "", files)));
    }

    private static String language(Organisation organisation, Entry person) {
        var field = organisation.people().language();
        var language = field.isEmpty() ? "" : person.text(field);
        return language.isEmpty() ? organisation.languages().getFirst() : language;
    }

    /** A subject is one line: a line break in it would begin another header. */
    private static String line(String subject) {
        var line = subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }
}
