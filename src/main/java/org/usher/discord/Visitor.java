package org.usher.discord;

import java.util.Optional;

import org.usher.request.Person;

/** Somebody whose account is linked, and what there is to show them, in the language that they read. */
record Visitor(Accounts.Account account, Screens screens) {

    long id() {
        return account.id();
    }

    Person person() {
        return account.person();
    }

    Optional<Accounts.Place> place() {
        return account.place();
    }

    /** A phrase of the channel's own. */
    String say(String key, Object... values) {
        return screens.phrases().say(key, values);
    }

    /** A text that another part of Usher says. */
    Sheet note(String text) {
        return screens.note(text);
    }

    /** A phrase of the channel's own, to be shown. */
    Sheet tell(String key, Object... values) {
        return screens.tell(key, values);
    }
}
