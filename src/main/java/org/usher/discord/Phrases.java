package org.usher.discord;

import java.util.List;

import net.dv8tion.jda.api.interactions.DiscordLocale;

/**
 * The words of the channel's own in one language: {@code phrases.properties} and its translations. Whoever reads another language gets the first.
 *
 * @param language language tag, one of {@link #LANGUAGES}
 */
record Phrases(String language) {

    /** The languages there are. */
    static final List<String> LANGUAGES = List.of("en", "cy", "da");

    static final Phrases FIRST = new Phrases(LANGUAGES.getFirst());

    /** The language that somebody reads, or the first. */
    static Phrases of(String language) {
        return LANGUAGES.contains(language) ? new Phrases(language) : FIRST;
    }

    /** The language in which somebody has their client. */
    static Phrases of(DiscordLocale client) {
        var tag = client.getLocale();
        return of(tag.indexOf('-') < 0 ? tag : tag.substring(0, tag.indexOf('-')));
    }

    /** A phrase with {@code {0}}, {@code {1}} … filled. */
    String say(String key, Object... values) {
        return org.usher.facts.Phrases.from("org.usher.discord.phrases", language, key, values);
    }

    /** Whether a word that was typed names something: in this language, or in the first. */
    boolean means(String key, String typed) {
        return List.of(say(key).split("\\|")).contains(typed) || List.of(FIRST.say(key).split("\\|")).contains(typed);
    }
}
