package org.usher.chat;

import java.util.List;
import java.util.Optional;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import org.usher.facts.TableView;

/**
 * A dialogue as every channel shows it.
 *
 * @param id           its id
 * @param conversation id of the form
 * @param version      version it is pinned to
 * @param title        title of the form
 * @param turn         number to send with the next input
 * @param status       asking, reviewing, submitted, stopped, cancelled or expired
 * @param messages     what is said before the prompt
 * @param prompt       what is asked; none when it has ended, or waits for somebody else
 * @param refusal      why the last input was not taken
 * @param answers      the answers that count
 * @param findings     what the rules find in them
 * @param requester    key of the person who asks
 * @param waitingFor   names of the people it waits for, other than the reader: who must answer, or has not yet accepted it
 * @param mine         whether the reader can answer what is asked
 * @param offered      whether it was handed to the reader, who may accept it or give it back
 * @param item         reference of the cart item it was handed in as
 * @param next         where it went on: id of a dialogue, or a page of Usher's own ({@code usher:…})
 */
@Serdeable
public record DialogueView(String id, String conversation, String version, String title, int turn, String status, List<String> messages,
        @Nullable Question prompt, @Nullable Refusal refusal, List<Answered> answers, List<Found> findings, String requester,
        @Nullable String waitingFor,
        boolean mine, boolean offered, @Nullable String item, @Nullable String next) {

    public DialogueView {
        messages = List.copyOf(messages);
        answers = List.copyOf(answers);
        findings = List.copyOf(findings);
    }

    /** How {@code next} begins where it names a page of Usher's own. */
    static final String OWN_PAGE = "usher:";

    /** The page of Usher's own where it went on, such as {@code cart} or {@code requests}; none: in another dialogue, or nowhere. */
    public Optional<String> ownPage() {
        return Optional.ofNullable(next).filter(where -> where.startsWith(OWN_PAGE)).map(where -> where.substring(OWN_PAGE.length()));
    }

    /** The same, with why an input was not taken. */
    public DialogueView refusing(Refusal why) {
        return new DialogueView(id, conversation, version, title, turn, status, messages, prompt, why, answers, findings, requester,
                waitingFor, mine, offered, item, next);
    }

    /** The same view with other words before the prompt, and another refusal. */
    public DialogueView saying(List<String> others, @Nullable Refusal why) {
        return new DialogueView(id, conversation, version, title, turn, status, others, prompt, why, answers, findings, requester,
                waitingFor,
                mine, offered, item, next);
    }

    /** What is asked; fields as in {@link org.usher.conversation.Prompt}. */
    @Serdeable
    public record Question(String question, String text, String help, String type, List<Option> options, boolean search, boolean optional,
            boolean multiple,
            @Nullable Option suggestion, String section, int number, int about, List<TableView> tables) {
        public Question {
            options = List.copyOf(options);
            tables = List.copyOf(tables);
        }
    }

    /** Something that can be chosen; {@code heading}: under which it is listed, may be empty. */
    @Serdeable
    public record Option(String value, String label, String hint, String heading) {

        /** One without a heading. */
        public Option(String value, String label, String hint) {
            this(value, label, hint, "");
        }
    }

    /** Why an input was not taken. */
    @Serdeable
    public record Refusal(String rule, String text) {}

    /**
     * An answer that counts.
     *
     * @param value as the API takes it
     * @param text  as it is shown
     * @param ask   the question as it was asked
     * @param fixed whether it was not asked, so that it cannot be changed
     */
    @Serdeable
    public record Answered(String question, String label, Object value, String text, String ask, String section, boolean fixed) {

        /** The file, if the answer is one. */
        public Optional<HandedIn> handedIn() {
            return value instanceof HandedIn file ? Optional.of(file) : Optional.empty();
        }
    }

    /** A file that was handed in; it is fetched from {@code /api/files/{id}}. */
    @Serdeable
    public record HandedIn(String id, String name, long bytes) {}

    /** What a rule found. */
    @Serdeable
    public record Found(String rule, String severity, String text, String source, String question) {}
}
