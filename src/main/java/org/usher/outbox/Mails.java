package org.usher.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.usher.request.Person;

/** Where mails are kept: those to be sent, those sent, and, where none go out, those that were caught so that they can be read on a page. */
public interface Mails {

    /** Keeps a new mail, in the open transaction; the result has its number. */
    Mail add(Mail mail);

    Optional<Mail> find(long id);

    /** Nobody else can change it until the transaction ends. */
    Optional<Mail> findForUpdate(long id);

    void save(Mail mail);

    /** All mails, newest first. */
    List<Mail> latest(int limit);

    /** The mails to people of an organisation, newest first. */
    List<Mail> latest(String organisation, int limit);

    /**
     * A mail.
     *
     * @param to       whom
     * @param address  the address it goes to
     * @param language language tag of its words
     * @param kind     what it is about
     * @param about    the reference of what it is about
     * @param state    where it stands
     * @param trouble  what went wrong last, may be empty
     * @param attached what goes with it
     */
    record Mail(long id, Person to, String address, String language, Notice.Kind kind, String subject, String text, String html,
            String about, Instant at,
            State state, int attempts, String trouble, List<Attachment> attached) {

        public Mail {
            attached = List.copyOf(attached);
        }

        public Mail is(State now, String wrong) {
            return new Mail(id, to, address, language, kind, subject, text, html, about, at, now, attempts, wrong, attached);
        }

        /** The mail with its claim: whoever sees it in this state knows that somebody has begun to send it. */
        public Mail claimed() {
            return new Mail(id, to, address, language, kind, subject, text, html, about, at, State.SENDING, attempts + 1, trouble,
                    attached);
        }
    }

    /** A file that goes with a mail. */
    record Attachment(String name, String contentType, byte[] content) {}

    /** Where a mail stands. */
    enum State {
        /** It is only shown on a page. */
        CAUGHT,
        /** It will be sent. */
        QUEUED,
        /** Somebody has begun to send it. */
        SENDING,
        /** The mail server has it. */
        SENT,
        /** The mail server will not have it. */
        UNDELIVERABLE,
        /** The program was stopped while it was being sent; it is not sent again, lest it comes twice. */
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
