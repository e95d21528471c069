package org.usher.validation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A text of a definition, in one or several languages.
 *
 * @param byLanguage language tag to template; the first is the language the definition is written in
 */
public record Wording(Map<String, Template> byLanguage) {

    /** No text at all. */
    public static final Wording NONE = new Wording(Map.of("en", Template.plain("")));

    public Wording {
        if (byLanguage.isEmpty()) {
            throw new IllegalArgumentException("A wording needs at least one language");
        }
        byLanguage = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
    }

    public static Wording of(String language, Template template) {
        return new Wording(Map.of(language, template));
    }

    public boolean isEmpty() {
        return first().source().isEmpty();
    }

    /** The template in this language, or in the first one where there is no translation. */
    public Template in(String language) {
        var translated = byLanguage.size() == 1 ? null : byLanguage.get(language);
        return translated == null ? first() : translated;
    }

    /** The text in the reader's language with its placeholders filled. */
    public String in(Scope scope, Reader reader) {
        return in(reader.language()).filled(scope, reader);
    }

    /** This wording with a translation added. */
    public Wording translated(String language, Template template) {
        var all = new LinkedHashMap<>(byLanguage);
        all.put(language, template);
        return new Wording(all);
    }

    private Template first() {
        return byLanguage.values().iterator().next();
    }
}
