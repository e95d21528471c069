package org.usher.conversation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.validation.Expression;
import org.usher.validation.ValueType;
import org.usher.validation.Wording;

/** What kind of answer a question takes, and what makes one acceptable. */
public sealed interface Kind {

    /** The type of the answer in expressions. */
    default ValueType type() {
        return switch (this) {
            case Text _,Email _,Phone _,Attachment _ -> ValueType.TEXT;
            case WholeNumber _ -> ValueType.NUMBER;
            case YesNo _,Acknowledge _ -> ValueType.TRUTH;
            case Secret _ -> ValueType.SECRET;
            case Day _,Moment _ -> ValueType.MOMENT;
            case Choice choice -> choice.several() ? new ValueType.ListOf(ValueType.TEXT) : ValueType.TEXT;
            case Pick pick ->
                pick.several() ? new ValueType.ListOf(new ValueType.EntryOf(pick.register())) : new ValueType.EntryOf(pick.register());
            case Fixed fixed -> fixed.value().type();
        };
    }

    /** The word for it in the API and the definition language. */
    default String word() {
        return switch (this) {
            case Text text -> text.several() ? "long_text" : "text";
            case Email _ -> "email";
            case Phone _ -> "phone";
            case Attachment _ -> "file";
            case WholeNumber _ -> "integer";
            case YesNo _ -> "yes_no";
            case Acknowledge _ -> "acknowledge";
            case Secret _ -> "secret";
            case Day _ -> "date";
            case Moment _ -> "datetime";
            case Choice choice -> choice.several() ? "choices" : "choice";
            case Pick pick -> pick.person() ? "person" : pick.several() ? "choices" : "choice";
            case Fixed _ -> "fixed";
        };
    }

    /**
     * Text.
     *
     * @param several whether it may have several lines
     * @param form    what it must look like
     * @param keeps   words that must stay in it
     */
    record Text(boolean several, TextForm form, List<Keep> keeps) implements Kind {
        public Text {
            keeps = List.copyOf(keeps);
        }
    }

    /** An e-mail address. */
    record Email() implements Kind {}

    /** A telephone number. */
    record Phone() implements Kind {}

    /** A whole number within bounds, both included. */
    record WholeNumber(long least, long most) implements Kind {}

    /** Yes or no; {@code noGoesBack}: "no" returns to the question before. */
    record YesNo(boolean noGoesBack) implements Kind {}

    /** Only "yes" lets the conversation go on. */
    record Acknowledge() implements Kind {}

    /** A calendar day. */
    record Day() implements Kind {}

    /** A day and a time. */
    record Moment() implements Kind {}

    /** One or several of the options written in the definition. */
    record Choice(List<Option> options, boolean several, int atLeast, int atMost) implements Kind {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /**
     * One or several entries of a register.
     *
     * @param register the register
     * @param where    field to expression: the entries whose fields have these values; each expression is an edge of the cascade
     * @param only     a further condition on {@code it}
     * @param also     options beside the entries, by value; those that are not offered are there to be refused with their own words
     * @param several  whether several may be chosen
     * @param person   whether it is asked as a search for a person
     * @param refusals the rules under which refusals are reported
     * @param heading  the heading under which {@code it} is listed; none: entries are listed without headings
     */
    record Pick(String register, Map<String, Expression> where, Optional<Expression> only, Map<String, Option> also, boolean several,
            boolean person,
            Refusals refusals, Optional<Expression> heading) implements Kind {

        /** A look-up whose entries are listed without headings. */
        public Pick(String register, Map<String, Expression> where, Optional<Expression> only, Map<String, Option> also, boolean several,
                boolean person, Refusals refusals) {
            this(register, where, only, also, several, person, refusals, Optional.empty());
        }

        public Pick {
            where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
            also = Collections.unmodifiableMap(new LinkedHashMap<>(also));
        }
    }

    /** A secret: checked when it is given, kept only as a one-way hash. */
    record Secret(TextForm form) implements Kind {}

    /** A file. */
    record Attachment() implements Kind {}

    /** Not asked: the value follows from other answers. {@code show} is how it is shown; empty: the value itself. */
    record Fixed(Expression value, Wording show) implements Kind {}

    /**
     * What a text must look like.
     *
     * @param atLeast   characters after trimming
     * @param atMost    characters after trimming
     * @param pattern   a regular expression for all of it; empty: anything
     * @param rewrites  ways to bring what was typed into form, offered for confirmation
     * @param words     words that stand for a value, accepted as they are
     * @param without   what must not be in it
     * @param refusal   what is said when it does not fit
     */
    record TextForm(int atLeast, int atMost, String pattern, List<Rewrite> rewrites, Map<String, String> words, List<Forbidden> without,
            Refusal refusal) {

        /** Any text of up to 4000 characters. */
        public static final TextForm ANY = new TextForm(1, 4000, "", List.of(), Map.of(), List.of(), Refusal.GENERIC);

        public TextForm {
            rewrites = List.copyOf(rewrites);
            words = Map.copyOf(words);
            without = List.copyOf(without);
        }
    }

    /** What must not be in a text: a regular expression for it, and what it is called. */
    record Forbidden(String pattern, Wording is) {}

    /**
     * Brings typed text into form.
     *
     * @param match a regular expression for all of what was typed
     * @param to    the form, with <code>{1}</code> for the first group, <code>{1:3}</code> for it filled with zeros to three digits,
     *              <code>{1:A}</code> for it in capitals and <code>{1:a}</code> in small letters
     */
    record Rewrite(String match, String to) {}

    /** Words that must stay in a text: put in by Usher, put back when removed. */
    record Keep(String rule, Optional<Expression> when, Wording text, Wording say, String source) {}

    /** The rule id and words of a refusal; {@code GENERIC} lets Usher find the words. */
    record Refusal(String rule, Wording say, String source) {
        public static final Refusal GENERIC = new Refusal("", Wording.NONE, "");

        boolean generic() {
            return rule.isEmpty() && say.isEmpty();
        }
    }

    /**
     * The refusals of a look-up.
     *
     * @param unknown  nothing like it is in the register
     * @param shutOut  it is in the register, but not among those offered here
     * @param missing  what it hangs on has not been answered
     */
    record Refusals(Refusal unknown, Refusal shutOut, Refusal missing) {
        public static final Refusals GENERIC = new Refusals(Refusal.GENERIC, Refusal.GENERIC, Refusal.GENERIC);
    }

    /**
     * One option of a choice.
     *
     * @param value   the value in expressions and the API
     * @param label   what the person sees
     * @param aliases other words for it
     * @param hint    a further line, may be empty
     * @param when    offered only while this holds
     * @param refuse  what is said when it is sent although it is not offered
     */
    record Option(String value, Wording label, List<String> aliases, Wording hint, Optional<Expression> when, Refusal refuse) {
        public Option {
            aliases = List.copyOf(aliases);
        }
    }
}
