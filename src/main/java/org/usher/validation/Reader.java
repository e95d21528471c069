package org.usher.validation;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.usher.register.Entry;

/**
 * Who reads a text: in which language, and in which zone dates and times are shown.
 *
 * @param language language tag such as {@code en}, {@code cy}, {@code da}
 * @param zone     the reader's time zone
 */
public record Reader(String language, ZoneId zone) {

    private static final Map<String, Words> WORDS = new ConcurrentHashMap<>();

    /** A value as it is shown to the reader: dates with the weekday, entries by their label, lists with commas. */
    public String shown(Object value, Scope scope) {
        return switch (value) {
            case Entry entry -> scope.registers().label(entry);
            case Boolean yes -> word(yes ? "yes" : "no");
            case Instant moment -> shown(moment);
            case List<?> list -> list.stream().map(item -> shown(item, scope)).collect(Collectors.joining(", "));
            default -> String.valueOf(value);
        };
    }

    /** "Tuesday 1 December 2026 at 09:00"; a moment that is the start of a day is shown as the day alone; an empty one as nothing. */
    public String shown(Instant moment) {
        if (moment.equals(Instant.EPOCH)) {
            return "";
        }
        var local = moment.atZone(zone);
        return (local.toLocalTime().equals(LocalTime.MIDNIGHT) ? words().day : words().moment).format(local);
    }

    /** A word of Usher's own in the reader's language. */
    public String word(String key) {
        return words().bundle.getString(key);
    }

    private Words words() {
        return WORDS.computeIfAbsent(language, Words::new);
    }

    /** What Usher knows in one language. */
    private static final class Words {
        private final ResourceBundle bundle;
        private final DateTimeFormatter day;
        private final DateTimeFormatter moment;

        Words(String language) {
            var locale = Locale.forLanguageTag(language);
            bundle = ResourceBundle.getBundle("org.usher.validation.words", locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            day = DateTimeFormatter.ofPattern(bundle.getString("day"), locale);
            moment = DateTimeFormatter.ofPattern(bundle.getString("moment"), locale);
        }
    }
}
