package org.usher.conversation;

import java.util.List;
import java.util.Optional;

import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.Wording;

/**
 * Something that other people do about a form after it was handed in. Follow-ups are done in their order, one at a time.
 *
 * @param id      its name; its answers are those of a group of that name
 * @param after   what must have happened to the item before its turn comes; none: that the follow-up before it is done
 * @param when    passed over unless this holds when its turn comes
 * @param by      the person who does it, or a list of people of whom the first does it
 * @param title   what it is called
 * @param say     what those people are told when its turn has come
 * @param group   its questions
 * @param rules   rules across its questions
 * @param early   what is said to somebody who wants to do it before its turn
 * @param others  what is said to somebody else who wants to do it
 * @param awaits  whether it is done only when the form is fulfilled that it goes on in, where it goes on in one
 * @param ending  whether the work is done, has failed, or goes back, with it
 * @param attach  documents that are attached to the ticket then
 */
public record FollowUp(String id, Optional<Reminding.Anchor> after, Optional<Expression> when, Expression by, Wording title, Wording say,
        Step.Group group, List<Rule> rules, Kind.Refusal early, Kind.Refusal others, boolean awaits, Ending ending,
        List<String> attach) {

    public FollowUp {
        rules = List.copyOf(rules);
        attach = List.copyOf(attach);
    }

    /**
     * What a follow-up may end.
     *
     * @param fulfils the work is done if this holds afterwards
     * @param fails   the work will not be done if this holds afterwards
     * @param why     the reason then
     * @param back    it goes back if this holds afterwards
     * @param to      the follow-up from which on they are done again then, this one or an earlier one
     */
    public record Ending(Optional<Expression> fulfils, Optional<Expression> fails, Wording why, Optional<Expression> back, String to) {}
}
