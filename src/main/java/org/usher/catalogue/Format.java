package org.usher.catalogue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a scalar of a definition says, how editors check it, and how it is described to whoever got it wrong. */
enum Format {
    /** Any text. */
    TEXT("a text", ".+"),
    /** A text that may be empty. */
    MAYBE("a text, or \"\" for nothing", ""),
    /** A text with placeholders. */
    WORDING("a text", ".+"),
    /** A CEL expression. */
    EXPRESSION("an expression", ".+"),
    /** A name that expressions can use. */
    NAME("a name of small letters, digits and _", "^[a-z][a-z0-9_]*$"),
    /** The path of a question, {@code current.role}. */
    PATH("the name of a question, such as team or current.team", "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*$"),
    /** The id of a conversation or organisation. */
    ID("an id of small letters, digits and -", "^[a-z][a-z0-9-]*$"),
    /** The id of a rule, reminder or guidance answer. */
    RULE("an id of capitals, -, capitals and a number", "^[A-Z][A-Z0-9]*-[A-Z]+[0-9]+[a-z]?$"),
    /** Any single word as a key: the value of an option, the key of an entry. */
    WORD("a word", "^\\S(.*\\S)?$"),
    /** Where to go on: a conversation, or a page of Usher's own. */
    GOAL("the id of a conversation, or usher: and the name of a page", "^(usher:)?[a-z][a-z0-9-]*$"),
    /** A whole number, not negative. */
    WHOLE("a whole number", "^[0-9]{1,9}$"),
    /** True or false. */
    TRUTH("true or false", "^(true|false)$"),
    /** A length of time. */
    DURATION("a length of time such as PT24H or P7D", "^P.+$") {
        @Override
        boolean accepts(String text) {
            return parses(() -> Duration.parse(text));
        }
    },
    /** A number of days, weeks, months or years. */
    PERIOD("a number of days, weeks, months or years such as P14D or P6M", "^P([0-9]+[YMWD])+$") {
        @Override
        boolean accepts(String text) {
            return parses(() -> Period.parse(text));
        }
    },
    /** A day. */
    DATE("a day such as 2026-12-25", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$") {
        @Override
        boolean accepts(String text) {
            return parses(() -> LocalDate.parse(text));
        }
    },
    /** A local day and time. */
    LOCAL("a local day and time such as 2026-11-23T10:00", "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$") {
        @Override
        boolean accepts(String text) {
            return parses(() -> LocalDateTime.parse(text));
        }
    },
    /** A local time of the day. */
    TIME("a time such as \"15:00\"", "^[0-9]{2}:[0-9]{2}$") {
        @Override
        boolean accepts(String text) {
            return parses(() -> LocalTime.parse(text));
        }
    },
    /** A time zone. */
    ZONE("a time zone such as Europe/London", "^[A-Za-z_]+(/[A-Za-z_+-]+[0-9]*)*$") {
        @Override
        boolean accepts(String text) {
            return parses(() -> ZoneId.of(text));
        }
    },
    /** A language tag. */
    LANGUAGE("a language tag such as en or cy", "^[a-z]{2,3}(-[A-Za-z0-9]+)*$") {
        @Override
        boolean accepts(String text) {
            try {
                return !new Locale.Builder().setLanguageTag(text).build().getLanguage().isEmpty();
            } catch (IllformedLocaleException unknown) {
                return false;
            }
        }
    },
    /** A regular expression. */
    REGEX("a regular expression", ".+");

    private final String described;
    private final String pattern;
    private final Pattern compiled;

    Format(String described, String pattern) {
        this.described = described;
        this.pattern = pattern;
        this.compiled = Pattern.compile(pattern, Pattern.DOTALL);
    }

    String described() {
        return described;
    }

    /** For editors. */
    String pattern() {
        return pattern;
    }

    /** Whether any text will do, as long as there is one. */
    boolean free() {
        return pattern.equals(".+");
    }

    boolean accepts(String text) {
        return compiled.matcher(text).find();
    }

    /** What is wrong with a regular expression, or nothing. */
    static String patternFault(String regex) {
        try {
            Pattern.compile(regex);
            return "";
        } catch (PatternSyntaxException faulty) {
            return faulty.getDescription();
        }
    }

    private static boolean parses(Runnable parsing) {
        try {
            parsing.run();
            return true;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }
}
