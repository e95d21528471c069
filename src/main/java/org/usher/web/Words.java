package org.usher.web;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;

/**
 * The words of the pages in one language: {@code words.properties} and its translations.
 *
 * @param language language tag
 */
public record Words(String language) {

    /** The languages that pages are translated into; whoever reads another one gets the first. */
    public static final List<String> LANGUAGES = List.of("en", "cy", "da");

    private static final ResourceBundle.Control NO_FALLBACK = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** The language that a browser asks for first among those there are. */
    public static Words asked(HttpRequest<?> request) {
        var wanted = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
        if (wanted == null) {
            return new Words(LANGUAGES.getFirst());
        }
        try {
            var found = Locale.lookupTag(Locale.LanguageRange.parse(wanted), LANGUAGES);
            return new Words(found == null ? LANGUAGES.getFirst() : found);
        } catch (IllegalArgumentException unreadable) {
            return new Words(LANGUAGES.getFirst());
        }
    }

    /** A text with {@code {0}}, {@code {1}} … filled. */
    public String say(String key, Object... values) {
        return new MessageFormat(text(key), locale()).format(Arrays.stream(values).map(String::valueOf).toArray());
    }

    /** A text as it stands in the file, such as the pattern of a date. */
    public String text(String key) {
        return ResourceBundle.getBundle("org.usher.web.words", locale(), NO_FALLBACK).getString(key);
    }

    Locale locale() {
        return Locale.forLanguageTag(language);
    }
}
