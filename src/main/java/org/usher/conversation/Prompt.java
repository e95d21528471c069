package org.usher.conversation;

import java.util.List;
import java.util.Optional;

/**
 * The one thing that is asked now.
 *
 * @param question   the path of the question, or {@code review}
 * @param text       the question in plain words
 * @param help       more about it, may be empty
 * @param type       the word of its kind ({@code choice}, {@code datetime} …), or {@code confirm} for a question of Usher's own, or {@code review}
 * @param options    what can be chosen; empty where {@code search} is true
 * @param search     whether the options are found by typing: people, and what has more than 25 and no headings
 * @param optional   whether it may be passed over
 * @param multiple   whether several may be chosen
 * @param suggestion a proposed answer
 * @param section    the heading it stands under, may be empty
 * @param number     which question this is, from 1
 * @param about      about how many questions there will be
 * @param waitingFor the keys of the people, other than the requester, whose answers the dialogue waits for; who must answer this is one of them
 * @param tables     what is shown with it
 */
public record Prompt(String question, String text, String help, String type, List<Choice> options, boolean search, boolean optional,
        boolean multiple,
        Optional<Suggestion> suggestion, String section, int number, int about, List<String> waitingFor, List<Table.Shown> tables) {

    public Prompt {
        options = List.copyOf(options);
        waitingFor = List.copyOf(waitingFor);
        tables = List.copyOf(tables);
    }

    /** Something that can be chosen; {@code heading}: under which it is listed, may be empty. */
    public record Choice(String value, String label, String hint, String heading) {

        /** One without a heading. */
        public Choice(String value, String label, String hint) {
            this(value, label, hint, "");
        }
    }

    /** A proposed answer: what to send to accept it (as a choice or as words), and how it is shown. */
    public record Suggestion(String value, String text) {}
}
