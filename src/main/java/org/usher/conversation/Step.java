package org.usher.conversation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.Wording;

/** One step of a conversation. Steps stand in one order; a condition skips a step, nothing ever jumps. */
public sealed interface Step {

    /** When the step applies; none: always. */
    Optional<Expression> when();

    /** A heading; the questions that follow belong to it. */
    record Heading(String id, Wording text) implements Step {
        @Override
        public Optional<Expression> when() {
            return Optional.empty();
        }
    }

    /**
     * A question.
     *
     * @param id       the name of its answer within its group
     * @param kind     what kind of answer it takes
     * @param words    how it is asked
     * @param when     when it applies
     * @param suggest  an answer to propose
     * @param by       the person who answers it, if not the requester
     * @param traits   what else is special about it
     * @param rules    the rules that guard it
     * @param refusals what is said when an answer is not taken
     */
    record Question(String id, Kind kind, Words words, Optional<Expression> when, Optional<Expression> suggest, Optional<Expression> by,
            Set<Trait> traits, List<Rule> rules, Refusals refusals) implements Step {
        public Question {
            traits = Set.copyOf(traits);
            rules = List.copyOf(rules);
        }

        Kind.Refusal refuse() {
            return refusals.refuse();
        }
    }

    /**
     * What is said when an answer to a question is not taken.
     *
     * @param refuse it is not offered, has the wrong form, or was sent although the question does not apply
     * @param empty  nothing is in it
     * @param early  it was sent before the question's turn
     */
    record Refusals(Kind.Refusal refuse, Kind.Refusal empty, Kind.Refusal early) {
        public static final Refusals GENERIC = new Refusals(Kind.Refusal.GENERIC, Kind.Refusal.GENERIC, Kind.Refusal.GENERIC);
    }

    /** How a question is asked, what helps with it, its short name for the summary, and the tables that are shown with it. */
    record Words(Wording ask, Wording help, Wording label, List<Table> tables) {
        public Words {
            tables = List.copyOf(tables);
        }

        /** Words without a table. */
        public Words(Wording ask, Wording help, Wording label) {
            this(ask, help, label, List.of());
        }
    }

    /** Special ways of a question. */
    enum Trait {
        /** May be passed over. */
        OPTIONAL,
        /** Not proposed again when the form is filled in for another user. */
        FRESH,
        /** Belongs to whoever gave it: forgotten when the draft is handed to somebody else. */
        PERSONAL,
        /** For who asks, who decides and the group that does the work only. */
        RESTRICTED
    }

    /** Questions whose answers belong together: {@code current.role}, {@code current.segment}. */
    record Group(String id, Optional<Expression> when, List<Step> steps) implements Step {
        public Group {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Questions asked again and again while the person says "another": {@code additional[0].role}.
     *
     * @param announce said before each turn
     * @param more     the question whether there is another
     */
    record Repeat(String id, Optional<Expression> when, List<Step> steps, Wording announce, Wording more, int atLeast,
            int atMost) implements Step {
        public Repeat {
            steps = List.copyOf(steps);
        }
    }

    /**
     * An authorisation to be evidenced: whether it is there, who gave it, when, how, with which reference. Its answers are those of a group.
     *
     * @param steps   the questions, the first of them {@code have}
     * @param label   its short name
     * @param request how Usher itself can ask for it, if it can
     */
    record Evidence(String id, Optional<Expression> when, List<Step> steps, Wording label, Optional<Request> request) implements Step {

        /** Of {@code have}: the giver is to be asked when the form is handed in. */
        public static final String ASK = "ask";
        /** Of {@code manner}: the giver pressed a button of Usher's. Nobody else can say so. */
        public static final String BUTTON = "button";

        public Evidence {
            steps = List.copyOf(steps);
        }

        /** Whom Usher asks for it, and in which words. */
        public record Request(Expression giver, Wording words) {}

        /** The answers of an evidence that somebody gave by pressing a button. */
        public static Map<String, Answer> pressed(String path, String giver, LocalDate day, String reference) {
            return Map.of(path + ".have", new Answer.Words("yes"), path + ".given_by", new Answer.Words(giver), path + ".given_on",
                    new Answer.Day(day), path + ".manner", new Answer.Words(BUTTON), path + ".reference", new Answer.Words(reference));
        }
    }

    /** An off-ramp: the conversation ends here and says who can do it. */
    record Stop(String id, Optional<Expression> when, String rule, Wording say, Wording to, String form, String source) implements Step {}

    /**
     * Goes on in another conversation.
     *
     * @param conversation its id, or {@code usher:…} for a page of Usher's own
     * @param carry        answer there to expression here
     */
    record Go(String conversation, Optional<Expression> when, Map<String, Expression> carry) implements Step {
        public Go {
            carry = Map.copyOf(carry);
        }
    }
}
