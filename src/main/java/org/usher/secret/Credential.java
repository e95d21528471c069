package org.usher.secret;

import java.time.Instant;
import java.util.Locale;

import org.usher.request.Person;

/**
 * A user name whose first password one person may see, once. The password itself is kept nowhere.
 *
 * @param to       who may see it
 * @param item     the number of the item it was asked for with
 * @param register the register of the account
 * @param key      the key of its entry
 * @param field    the field that keeps the hash
 * @param made     when the account was made
 */
public record Credential(String id, Person to, long item, String register, String key, String username, String field, State state,
        Instant made) {

    /** How far it is. */
    public enum State {
        /** Nobody has looked. */
        WAITING,
        /** A password was shown; it may have got lost on its way. */
        SHOWN,
        /** The person has saved it. */
        SAVED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Credential is(State now) {
        return new Credential(id, to, item, register, key, username, field, now, made);
    }
}
