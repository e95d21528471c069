package org.usher.web;

import java.util.Optional;

/**
 * What surrounds every page.
 *
 * @param title    what the page is about, without the name of the service
 * @param who      who is signed in
 * @param token    what forms carry to prove that they came from this page
 * @param area     the part of Usher it belongs to, marked in the menu
 * @param counts   what waits for the person
 * @param words    the words of the page, in its language
 * @param mark     up to where the person has been told the news; what comes later is told live
 * @param said     what was just done, told once at the top
 * @param failed   whether something was refused, which the title says first
 * @param demo     whether sample people may be chosen and caught mails be read
 */
public record Frame(String title, Optional<Visitor> who, String token, Area area, Counts counts, Words words, String mark,
        Optional<String> said,
        boolean failed, boolean demo) {

    /** The parts of Usher in the menu. */
    public enum Area {
        HOME, REQUESTS, APPROVALS, REMINDERS, CART, MESSAGES, ELSEWHERE
    }

    /**
     * A person as the pages show them.
     *
     * @param number the staff number
     * @param name   the name
     * @param detail grade and place
     */
    public record Somebody(String number, String name, String detail) {}

    /**
     * Who is signed in.
     *
     * @param organisation what the person's organisation is called
     * @param readsReports whether the person may read what is reported of the organisation
     */
    public record Visitor(Somebody person, String organisation, boolean readsReports) {}

    /** How many things wait: decisions, reminders with a button, forms in the cart, unread messages. */
    public record Counts(int approvals, int reminders, int cart, int messages) {

        public static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /** A frame for somebody unknown. */
    public static Frame plain(String title, String token, Words words, boolean demo) {
        return new Frame(title, Optional.empty(), token, Area.ELSEWHERE, Counts.NONE, words, "", Optional.empty(), false, demo);
    }

    /** A text of the page in its language. */
    public String say(String key, Object... values) {
        return words.say(key, values);
    }

    /** The language of the page. */
    public String language() {
        return words.language();
    }

    public Frame failing() {
        return new Frame(title, who, token, area, counts, words, mark, said, true, demo);
    }

    public Frame saying(Optional<String> text) {
        return new Frame(title, who, token, area, counts, words, mark, text, failed, demo);
    }
}
