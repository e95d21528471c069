package org.usher.conversation;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

import org.usher.validation.Reader;

/** Usher's own words in a conversation, in the reader's language: {@code phrases.properties} and its translations. */
final class Phrases {

    private static final Map<String, Phrases> KNOWN = new ConcurrentHashMap<>();

    private final ResourceBundle bundle;
    private final Locale locale;
    private final Map<String, List<String>> words = new ConcurrentHashMap<>();

    private Phrases(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle("org.usher.conversation.phrases", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static Phrases of(Reader reader) {
        return KNOWN.computeIfAbsent(reader.language(), language -> new Phrases(Locale.forLanguageTag(language)));
    }

    /** A phrase with {@code {0}}, {@code {1}} … filled. */
    String say(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(Arrays.stream(values).map(String::valueOf).toArray());
    }

    /** The words that mean the same, in lower case. */
    List<String> words(String key) {
        return words.computeIfAbsent(key, _ -> List.of(bundle.getString(key).split("\\|")));
    }

    boolean means(String key, String typed) {
        var plain = org.usher.register.Likeness.plain(typed);
        return words(key).contains(plain);
    }
}
