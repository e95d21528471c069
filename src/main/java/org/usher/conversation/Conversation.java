package org.usher.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.Vocabulary;
import org.usher.validation.Wording;

/**
 * The definition of one form.
 *
 * @param id           its name in the API
 * @param version      hash of everything it is made of; a dialogue is pinned to it
 * @param about        what the list of conversations says of it
 * @param entrance     who may begin
 * @param lets         names for what several rules need, in an order in which each uses only earlier ones
 * @param steps        what is asked, in the order of asking
 * @param outline      its questions by place and its rules across several questions, made of the steps by {@link Outline#of}
 * @param declaration  what the person confirms with the submission; empty: nothing
 * @param reviewed     the tables that are shown when the answers are checked
 * @param submission   what is asked of the ITSM; none: the conversation only guides
 * @param reminders    who is reminded of what
 * @param effects      what fulfilment changes
 * @param guidance     ids of how-to answers that are offered first
 * @param vocabulary   the names its expressions may use
 */
public record Conversation(String id, String version, About about, Entrance entrance, Map<String, Expression> lets, List<Step> steps,
        Outline outline,
        Wording declaration, List<Table> reviewed, Optional<Submission> submission, List<Reminding> reminders, List<Effect> effects,
        List<String> guidance,
        Vocabulary vocabulary) {

    public Conversation {
        lets = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(lets));
        steps = List.copyOf(steps);
        reviewed = List.copyOf(reviewed);
        reminders = List.copyOf(reminders);
        effects = List.copyOf(effects);
        guidance = List.copyOf(guidance);
    }

    /** What a conversation is called, what it is for, and the heading it is listed under. */
    public record About(Wording title, Wording text, Wording group) {}

    /**
     * Who may begin.
     *
     * @param rules  each must be satisfied, with {@code requester}
     * @param listed who sees it in the list; none: whoever may begin
     */
    public record Entrance(List<Rule> rules, Optional<Expression> listed) {
        public Entrance {
            rules = List.copyOf(rules);
        }
    }
}
