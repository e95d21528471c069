package org.usher.discord;

import java.util.Optional;
import java.util.stream.Stream;

import org.usher.secret.Sha256;

/**
 * What a button, a menu or a form does: short, and complete without any memory of ours, so that it outlives a restart.
 *
 * @param verb     what is done
 * @param subject  to what: the id of a dialogue or approval, the number of an item …
 * @param turn     the turn that it answers, 0 where there are none
 * @param argument with what; a value too long for Discord is named by its digest
 */
record Handle(Verb verb, String subject, int turn, String argument) {

    /** The longest id that Discord takes. */
    static final int LONGEST = 100;

    private static final char DIGEST = '#';

    /** What can be done. */
    enum Verb {
        /** One option of what is asked. */
        CHOOSE("o"),
        /** Options from a menu; the argument only tells menus apart. */
        SELECT("s"),
        /** A command: back, restart, cancel, help, skip, submit. */
        COMMAND("k"),
        /** Opens a form to write the answer in, and is that form. */
        WRITE("w"),
        /** Opens a form to search with, and is that form. */
        SEARCH("f"),
        /** Shows another page of the options. */
        PAGE("g"),
        /** Asks which answer to change; in a menu, the answer to change. */
        CHANGE("c"),
        /** Shows a dialogue as it stands. */
        SHOW("v"),
        /** Goes on with a dialogue that was left. */
        RESUME("r"),
        /** Starts a conversation. */
        START("n"),
        /** Accepts a draft that was handed over, or gives it back. */
        DRAFT("h"),
        /** Opens a form to say to whom a draft is handed over, and is that form; in a menu, to whom. */
        HAND("d"),
        /** Something with an approval: approve, reject, send_back, details, not_mine. */
        APPROVAL("a"),
        /** A page of Usher's own: menu, cart, requests, approvals, reminders, help. */
        GO("u"),
        /** Something with an item of the cart: look, edit, remove. */
        ITEM("i"),
        /** Sends the cart off. */
        CHECKOUT("x"),
        /** Something with a request: look, copy, withdraw, mend, chase. */
        REQUEST("q"),
        /** In a menu, another approver for an item. */
        APPROVER("p"),
        /** Answers a reminder. */
        REMINDER("m"),
        /** A first password: show, saved. */
        PASSWORD("z"),
        /** Hands out a file that belongs to a form. */
        FILE("b"),
        /** Linking: number, code, unlink. */
        LINK("l");

        private final String code;

        Verb(String code) {
            this.code = code;
        }
    }

    static Handle of(Verb verb, String subject, String argument) {
        return new Handle(verb, subject, 0, argument);
    }

    /** The id of the component. */
    String id() {
        var start = verb.code + ':' + subject + ':' + Integer.toString(turn, Character.MAX_RADIX) + ':';
        if (start.length() + argument.length() <= LONGEST && !argument.startsWith(String.valueOf(DIGEST))) {
            return start + argument;
        }
        return start + digest(argument);
    }

    /** Reads an id; empty if it is none of ours. */
    static Optional<Handle> read(String id) {
        var parts = id.split(":", 4);
        if (parts.length < 4) {
            return Optional.empty();
        }
        try {
            int turn = Integer.parseInt(parts[2], Character.MAX_RADIX);
            return Stream.of(Verb.values()).filter(verb -> verb.code.equals(parts[0])).findFirst()
                    .map(verb -> new Handle(verb, parts[1], turn, parts[3]));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    /** Whether the argument names this value. */
    boolean names(String value) {
        return names(argument, value);
    }

    static boolean names(String name, String value) {
        return name.equals(value) || name.equals(digest(value));
    }

    /** A value as it can stand in a menu, where values have a length too. */
    static String inMenu(String value) {
        return value.isEmpty() || value.length() > LONGEST || value.startsWith(String.valueOf(DIGEST)) ? digest(value) : value;
    }

    private static String digest(String value) {
        return DIGEST + Sha256.of(value).substring(0, 20);
    }
}
