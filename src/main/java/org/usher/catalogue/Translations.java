package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of one file in other languages. A translation holds other words for paths of that file and nothing else; which paths there are becomes
 * known while the file itself is read. Conversations are read side by side, and share the words of types and rules: hence the locks.
 */
final class Translations {

    private final Map<String, Map<String, Node.Text>> byLanguage;
    /** Whose words these are, where another file borrows some of them. */
    private final Optional<Translations> lender;
    private final Set<String> paths = new LinkedHashSet<>();
    /** Where the words of the first language stand, by path. */
    private final Map<String, Place> places = new LinkedHashMap<>();
    /** Paths that need no words, because Usher makes some up, or the file has none. */
    private final Set<String> optional = new LinkedHashSet<>();
    private final Set<String> forgiven = new LinkedHashSet<>();

    Translations() {
        this(new LinkedHashMap<>(), Optional.empty());
    }

    private Translations(Map<String, Map<String, Node.Text>> byLanguage, Optional<Translations> lender) {
        this.byLanguage = byLanguage;
        this.lender = lender;
    }

    /** The same words for another file that uses some of them: which ones, the borrowed words know. */
    Translations borrowed() {
        return new Translations(byLanguage, Optional.of(this));
    }

    /** Adds the words of a translation file. */
    synchronized void add(String language, Node.Fields root) {
        flatten("", root, byLanguage.computeIfAbsent(language, _ -> new LinkedHashMap<>()));
    }

    private static void flatten(String prefix, Node.Fields fields, Map<String, Node.Text> into) {
        for (var field : fields.each()) {
            var path = prefix + field.name();
            switch (field.value()) {
                case Node.Text text -> into.put(path, text);
                case Node.Fields inner -> flatten(path + '.', inner, into);
                case Node.Items _ -> {
                }
            }
        }
    }

    synchronized Set<String> languages() {
        return Set.copyOf(byLanguage.keySet());
    }

    /** The words for a path, which from now on is known to exist. */
    synchronized Optional<Node.Text> of(String language, String path, boolean needed) {
        lender.ifPresent(whole -> whole.of(language, path, needed));
        paths.add(path);
        if (!needed) {
            optional.add(path);
        }
        var words = byLanguage.getOrDefault(language, Map.of());
        return Optional.ofNullable(words.get(path)).or(() -> Optional.ofNullable(words.get(shorter(path))));
    }

    /** Where the words of the first language for a path stand. */
    synchronized void standsAt(String path, Place place) {
        lender.ifPresent(whole -> whole.standsAt(path, place));
        places.putIfAbsent(path, place);
    }

    /** A rule may be translated by its words alone, an option by its label alone. */
    private static String shorter(String path) {
        return path.endsWith(".say") || path.endsWith(".label") ? path.substring(0, path.lastIndexOf('.')) : path;
    }

    /** Words for what is faulty itself are not reported as well. */
    synchronized void forgive(String path) {
        lender.ifPresent(whole -> whole.forgive(path));
        forgiven.add(path);
    }

    /** Reports words for paths that do not exist; to be asked once the file has been read. */
    synchronized void reportUnknown(Faults faults) {
        var known = new LinkedHashSet<>(paths);
        paths.forEach(path -> known.add(shorter(path)));
        byLanguage.values().forEach(words -> words.forEach((path, text) -> {
            if (!known.contains(path) && forgiven.stream().noneMatch(path::startsWith)) {
                faults.add(Fault.Kind.UNKNOWN_PATH, text.place(), "There is nothing to translate at '" + path + "'",
                        Faults.near(path, known).map(near -> "Did you mean '" + near + "'?")
                                .orElse("The paths are those of the file that is translated"));
            }
        }));
    }

    /** The paths without words in a language. */
    synchronized List<String> missing(String language) {
        var words = byLanguage.getOrDefault(language, Map.of());
        var missing = new ArrayList<>(paths);
        missing.removeIf(path -> optional.contains(path) || words.containsKey(path) || words.containsKey(shorter(path)));
        return List.copyOf(missing);
    }

    /**
     * Reports what has no words in a language that is said to be complete.
     *
     * @param within the beginning of the paths that are looked at
     * @param other  the path of the file in which the words would stand
     */
    synchronized void reportMissing(String language, String within, String other, Faults faults) {
        for (var path : missing(language)) {
            if (path.startsWith(within)) {
                faults.add(Fault.Kind.UNTRANSLATED, places.getOrDefault(path, Place.startOf(other)),
                        "There are no words for '" + path + "' in '" + language + "', which is said to be complete",
                        "Add them to '" + other + "', or say in organisation.yaml under 'complete' what is complete");
            }
        }
    }
}
