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
 * @param noted        what is noted with changes that are made at once; empty: the title
 * @param reviewed     the tables that are shown when the answers are checked
 * @param submission   what is asked of the ITSM; none: it only guides, or its effects follow at once
 * @param reminders    who is reminded of what
 * @param effects      what fulfilment changes
 * @param guidance     ids of how-to answers that are offered first
 * @param vocabulary   the names its expressions may use
 * @param followUps    what others do after it was handed in, in order
 * @param step         of a conversation that is the follow-up of another: that follow-up
 */
public record Conversation(String id, String version, About about, Entrance entrance, Map<String, Expression> lets, List<Step> steps,
        Outline outline,
        Wording declaration, Wording noted, List<Table> reviewed, Optional<Submission> submission, List<Reminding> reminders,
        List<Effect> effects,
        List<String> guidance,
        Vocabulary vocabulary, List<FollowUp> followUps, Optional<FollowUp> step) {

    /** What stands between the id of a form and that of its follow-up. */
    private static final char STEP = '/';

    public Conversation {
        lets = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(lets));
        steps = List.copyOf(steps);
        reviewed = List.copyOf(reviewed);
        reminders = List.copyOf(reminders);
        effects = List.copyOf(effects);
        guidance = List.copyOf(guidance);
        followUps = List.copyOf(followUps);
    }

    public Optional<FollowUp> followUp(String id) {
        return followUps.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The conversation in which a follow-up is done. */
    public Optional<Conversation> conversationOf(String followUp) {
        return followUp(followUp).map(found -> {
            List<Step> own = List.of(found.group());
            return new Conversation(id + STEP + followUp, version, new About(found.title(), Wording.NONE, Wording.NONE),
                    new Entrance(List.of(), Optional.empty()), lets, own, Outline.of(own, lets, found.rules()), Wording.NONE, Wording.NONE,
                    List.of(),
                    Optional.empty(), List.of(), List.of(), guidance, vocabulary, List.of(), Optional.of(found));
        });
    }

    /** The id of the form that an id speaks of, which may be that of a follow-up. */
    public static String formOf(String id) {
        return id.indexOf(STEP) < 0 ? id : id.substring(0, id.indexOf(STEP));
    }

    /** The follow-up that an id speaks of, if it is that of one. */
    public static Optional<String> stepOf(String id) {
        return id.indexOf(STEP) < 0 ? Optional.empty() : Optional.of(id.substring(id.indexOf(STEP) + 1));
    }

    /** Whether what became of the form since it was handed in matters for what its expressions mean. */
    public boolean hasStory() {
        return !followUps.isEmpty() || step.isPresent()
                || submission.map(asked -> asked.fulfil().withoutDesk() || !asked.mails().isEmpty()).orElse(false)
                || effects.stream().anyMatch(effect -> !effect.occasion().on().equals(Effect.FULFILLED));
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
