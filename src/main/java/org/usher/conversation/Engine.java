package org.usher.conversation;

import java.util.List;

import org.usher.validation.Finding;

/**
 * How one input advances a dialogue. Every method is a function of its arguments: no clock, no database, nothing kept between calls.
 *
 * <p>To know where a dialogue stands, the conversation is walked from the top: questions that do not apply are passed over, answers that are no longer offered count as not
 * given, rules run at the last question they speak of; the walk ends at the first thing that needs the person.
 */
public final class Engine {

    private Engine() {
    }

    /** Whether a person may begin a conversation; what stands in the way otherwise. */
    public static List<Finding> entrance(Conversation conversation, String requester, Facts facts) {
        throw new UnsupportedOperationException();
    }

    /** The dialogue as it stands, without an input: for showing it, resuming it, or after its version changed. */
    public static Reply look(Conversation conversation, Dialogue dialogue, Facts facts) {
        throw new UnsupportedOperationException();
    }

    /**
     * One turn.
     *
     * @param actor the key of the person whose input it is: the requester, or whoever a question is put to
     */
    public static Reply turn(Conversation conversation, Dialogue dialogue, String actor, Input input, Facts facts) {
        throw new UnsupportedOperationException();
    }

    /** Options of the question that is being asked which match what was typed so far: for type-ahead and autocomplete. */
    public static List<Prompt.Choice> search(Conversation conversation, Dialogue dialogue, String typed, int limit, Facts facts) {
        throw new UnsupportedOperationException();
    }

    /** The form that a finished dialogue hands in, judged anew on these facts: at checkout, at the decision, when the ticket is raised, when reminders are planned. */
    public static Form form(Conversation conversation, Dialogue dialogue, Facts facts) {
        throw new UnsupportedOperationException();
    }
}
