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
        var locale = Locale.forLanguageTag(language);
        var bundle = ResourceBundle.getBundle("org.usher.facts.phrases", locale, NO_FALLBACK);
        return new MessageFormat(bundle.getString(key), locale).format(Arrays.stream(values).map(String::valueOf).toArray());
    }

    /** The phrase, or another text if there is none. */
    public static String sayOr(String otherwise, String language, String key, Object... values) {
        var bundle = ResourceBundle.getBundle("org.usher.facts.phrases", Locale.forLanguageTag(language), NO_FALLBACK);
        return bundle.containsKey(key) ? say(language, key, values) : otherwise;
    }
}
