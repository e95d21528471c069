package org.usher.conversation;

import java.time.LocalTime;
import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.usher.validation.Expression;
import org.usher.validation.Wording;

/**
 * A check that comes round again and again for entries of a register: whether an access is still needed, an account is complete, a date holds. Its
 * expressions see the entry as {@code it}.
 *
 * @param id       such as {@code SA-M1}
 * @param register whose entries are reviewed
 * @param when     which of them; none: all
 * @param due      when it is due; nothing there: never
 * @param before   how long before that it is asked first; none: on the day itself
 * @param every    how often it is asked again from the day on; none: not again
 * @param at       the local time of day at which it is asked; none: the time of day of {@code due}, or nine o'clock if that is only a day
 * @param working  whether people are asked on days that are worked only
 * @param to       who is asked: each expression gives a person or several
 * @param pause    while this holds, nobody is asked: somebody is at it
 * @param name     what it is called in reports
 * @param group    the heading it stands under in reports
 * @param say      what is asked
 * @param buttons  what can be answered, by name
 * @param until    names of buttons that end the round although the date stays
 * @param escalate who is told of long silence
 */
public record Reviewing(String id, String register, Optional<Expression> when, Expression due, Optional<Period> before,
        Optional<Period> every,
        Optional<LocalTime> at, boolean working, List<Expression> to, Optional<Expression> pause, Wording name, Wording group, Wording say,
        Map<String, Button> buttons,
        Set<String> until, Optional<Escalation> escalate) {

    public Reviewing {
        to = List.copyOf(to);
        buttons = Collections.unmodifiableMap(new LinkedHashMap<>(buttons));
        until = Set.copyOf(until);
    }

    /**
     * Something that can be answered.
     *
     * @param go    the conversation in which the answer goes on, with the answers carried there
     * @param set   what it changes in the entry; its expressions see who answers as {@code requester}
     */
    public record Button(Wording label, Optional<Going> go, Map<String, Expression> set) {
        public Button {
            set = Map.copyOf(set);
        }
    }

    /** Where an answer goes on: the conversation, and answer there to expression here. */
    public record Going(String conversation, Map<String, Expression> carry) {
        public Going {
            carry = Map.copyOf(carry);
        }
    }

    /**
     * Who is told of silence.
     *
     * @param id    the id of that message
     * @param after how long after the review was due
     */
    public record Escalation(String id, Period after, List<Expression> to, Wording say) {
        public Escalation {
            to = List.copyOf(to);
        }
    }
}
