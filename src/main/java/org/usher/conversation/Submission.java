package org.usher.conversation;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.Wording;

/**
 * What a finished dialogue asks of the ITSM.
 *
 * @param item      the name of the catalogue item
 * @param subject   the person it is for
 * @param summary   the short description of the ticket
 * @param queue     the assignment group of the catalog task
 * @param due       when the work is due
 * @param neededBy  the moment the requester needs it
 * @param flags     remarks that the desk must see
 * @param variables values besides all answers: name to label and expression
 * @param results   what the desk may write back, by name
 * @param values    results that Usher works out itself when it does the work: name to expression
 * @param shown     the tables that whoever decides is shown, and that the ticket has
 * @param attach    what is attached: {@link #FORM}, {@link #DATA}, or the name of a document
 * @param documents how the form is laid out as documents, by name
 * @param approval  who decides
 * @param cart      whether it lies in a cart until it is checked out, or is sent as soon as it is handed in
 * @param another   the question whether there is another user, if it is asked
 * @param fulfil    who does the work
 * @param mails     whom Usher writes to
 * @param amount    how much it asks for, which rules count over open items; none: nothing
 * @param alsoFor   further people whom it is for, so that an open item counts for each of them; none: the subject alone
 * @param each      the choice of several of which each becomes an item of its own; empty: the form is one item
 */
public record Submission(String item, Expression subject, Wording summary, Wording queue, Due due, Optional<Expression> neededBy,
        List<Flag> flags,
        Map<String, Variable> variables, Map<String, Result> results, Map<String, Expression> values, List<Table> shown,
        List<String> attach, Map<String, Layout> documents,
        Approving approval, boolean cart, Optional<Wording> another, Fulfil fulfil, List<Mailing> mails,
        Optional<Expression> amount, Optional<Expression> alsoFor, String each) {

    /** The readable form as something to attach. */
    public static final String FORM = "form";

    /** The answers as data for a program, as something to attach. */
    public static final String DATA = "data";

    public Submission {
        documents = Map.copyOf(documents);
        flags = List.copyOf(flags);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        shown = List.copyOf(shown);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        attach = List.copyOf(attach);
        mails = List.copyOf(mails);
    }

    /**
     * A mail to somebody who need not be known to Usher.
     *
     * @param id      its name
     * @param on      when: {@code submitted}, {@code approved}, {@code raised}, {@code fulfilled}, or a follow-up that was done
     * @param when    only if this holds then
     * @param to      each a person, a list of people, or an address
     * @param attach  what goes with it, as for the ticket
     */
    public record Mailing(String id, String on, Optional<Expression> when, List<Expression> to, Wording subject, Wording text,
            List<String> attach) {
        public Mailing {
            to = List.copyOf(to);
            attach = List.copyOf(attach);
        }
    }

    /** The time the desk has from approval: so many working days, or a duration when {@code elapsed} is given. */
    public record Due(int workingDays, Optional<Duration> elapsed) {}

    /** A remark on the ticket. */
    public record Flag(String rule, Optional<Expression> when, Wording text) {}

    /** A further value on the ticket. */
    public record Variable(Wording label, Expression value) {}

    /** What the desk may write back; {@code refuse} is said when the requester sends it. */
    public record Result(Wording label, Kind.Refusal refuse) {}

    /**
     * Who decides.
     *
     * @param by        the approver, or a list of people who are all asked: the first decision counts
     * @param also      who may decide as well, without being asked
     * @param fallback  who is asked when that is nobody, or besides when nobody has decided in time
     * @param automatic when the item is approved without asking
     * @param declared  when it is approved by the declaration that the approver, who asks for it, made in the form
     * @param ground    why then
     * @param eligible  who else may be chosen, a condition on {@code it}
     * @param sendBack  whether they may send it back to be mended, besides yes and no
     * @param rules     checked at the decision, with {@code decider} and {@code approver}
     */
    public record Approving(Expression by, Optional<Expression> also, Optional<Fallback> fallback, Optional<Expression> automatic,
            Optional<Expression> declared,
            Wording ground, Optional<Expression> eligible, boolean sendBack, List<Rule> rules) {
        public Approving {
            rules = List.copyOf(rules);
        }
    }

    /**
     * Who decides when the approvers cannot or do not.
     *
     * @param by          the people
     * @param workingDays asked besides after so many working days without a decision; 0: only when nobody else could be asked
     */
    public record Fallback(Expression by, int workingDays) {}
}
