package org.usher.reminder;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.usher.request.Person;

/**
 * A message that is due at a time, to somebody. There is one for each kind, matter, recipient and due moment.
 *
 * @param id       its number
 * @param to       whom
 * @param kind     the id it has in the definition, such as {@code GB-M1}
 * @param matter   what it is about
 * @param due      when it is due
 * @param first    when the first of its row was due; the same as {@code due} for the first
 * @param nth      which of its row it is, from 1; 0: one that was put off
 * @param copy     whether it is a copy for somebody who need not act
 * @param state    where it stands
 * @param text     what it said; empty until it is sent
 * @param buttons  what can be answered: name to label; empty until it is sent
 * @param sent     when it was sent
 * @param answer   what was answered, may be empty
 * @param by       key of the person who answered it, or with whose answer it was over; may be empty
 */
public record Reminder(long id, Person to, String kind, Matter matter, Instant due, Instant first, int nth, boolean copy, State state,
        String text,
        Map<String, String> buttons, Optional<Instant> sent, String answer, String by) {

    public Reminder {
        buttons = Collections.unmodifiableMap(new LinkedHashMap<>(buttons));
    }

    /** A reminder that has not been kept yet. */
    static Reminder planned(Person to, String kind, Matter matter, Instant due, Instant first, int nth) {
        return new Reminder(0, to, kind, matter, due, first, nth, false, State.PLANNED, "", Map.of(), Optional.empty(), "", "");
    }

    Reminder sent(String said, Map<String, String> answers, Instant at) {
        return new Reminder(id, to, kind, matter, due, first, nth, copy, State.SENT, said, answers, Optional.of(at), answer, by);
    }

    Reminder copyTo(Person other) {
        return new Reminder(0, other, kind, matter, due, first, nth, true, state, text, Map.of(), sent, answer, by);
    }

    Reminder answered(String given) {
        return new Reminder(id, to, kind, matter, due, first, nth, copy, State.ANSWERED, text, buttons, sent, given, to.key());
    }

    /** Over, because somebody else has answered one of its kind about the same matter. */
    Reminder overWith(Reminder answered) {
        return new Reminder(id, to, kind, matter, due, first, nth, copy, State.OVER, text, buttons, sent, answered.answer, answered.by);
    }

    Reminder is(State now) {
        return new Reminder(id, to, kind, matter, due, first, nth, copy, now, text, buttons, sent, answer, by);
    }

    /** Where a reminder stands. */
    public enum State {
        /** It will be sent, unless it becomes moot. */
        PLANNED,
        /** It was sent, and can be answered. */
        SENT,
        /** It was answered. */
        ANSWERED,
        /** It became moot before it was sent. */
        MOOT,
        /** It was sent, and no longer matters. */
        OVER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a reminder is about. */
    public sealed interface Matter {

        /** How it is kept. */
        default String word() {
            return switch (this) {
                case Item(var number) -> "item:" + number;
                case Cart(var person) -> "cart:" + person;
                case Entry(var register, var key) -> "entry:" + register + '/' + key;
                case Dialogue(var id) -> "dialogue:" + id;
                case Draft(var id) -> "draft:" + id;
            };
        }

        /** Reads what {@link #word} wrote. */
        static Matter of(String word) {
            var rest = word.substring(word.indexOf(':') + 1);
            if (word.startsWith("entry:")) {
                return new Entry(rest.substring(0, rest.indexOf('/')), rest.substring(rest.indexOf('/') + 1));
            }
            if (word.startsWith("draft:")) {
                return new Draft(rest);
            }
            if (word.startsWith("dialogue:")) {
                return new Dialogue(rest);
            }
            return word.startsWith("item:") ? new Item(Long.parseLong(rest)) : new Cart(rest);
        }

        /** A request item, by its number. */
        record Item(long number) implements Matter {}

        /** The cart of a person. */
        record Cart(String person) implements Matter {}

        /** A dialogue that waits for somebody. */
        record Dialogue(String id) implements Matter {}

        /** A form that somebody has begun and not handed in, by the id of its dialogue. */
        record Draft(String id) implements Matter {}

        /** An entry of a register that is reviewed. */
        record Entry(String register, String key) implements Matter {}
    }
}
