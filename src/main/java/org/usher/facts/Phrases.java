package org.usher.facts;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** What Usher says about carts, requests and approvals, in a reader's language: {@code phrases.properties} and its translations. */
public final class Phrases {

    private static final ResourceBundle.Control NO_FALLBACK = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Phrases() {}

    /** A phrase with {@code {0}}, {@code {1}} … filled. */
    public static String say(String language, String key, Object... values) {
        return from("org.usher.facts.phrases", language, key, values);
    }

    /** A phrase of another file of phrases, by its name, with {@code {0}}, {@code {1}} … filled. */
    public static String from(String file, String language, String key, Object... values) {
        var locale = Locale.forLanguageTag(language);
        var bundle = ResourceBundle.getBundle(file, locale, NO_FALLBACK);
        return new MessageFormat(bundle.getString(key), locale).format(Arrays.stream(values).map(String::valueOf).toArray());
    }

    /** A phrase whose placeholders are names that the caller fills in, or another text if there is no such phrase. */
    public static String template(String language, String key, String otherwise) {
        var bundle = ResourceBundle.getBundle("org.usher.facts.phrases", Locale.forLanguageTag(language), NO_FALLBACK);
        return bundle.containsKey(key) ? bundle.getString(key).replace("''", "'") : otherwise;
    }
}
