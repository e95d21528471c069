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

    private final Map<String, Map<String, Node.Text>> byLanguage = new LinkedHashMap<>();
    private final Set<String> paths = new LinkedHashSet<>();
    /** Paths that need no words, because Usher makes some up, or the file has none. */
    private final Set<String> optional = new LinkedHashSet<>();
    private final Set<String> forgiven = new LinkedHashSet<>();

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
        paths.add(path);
        if (!needed) {
            optional.add(path);
        }
        var words = byLanguage.getOrDefault(language, Map.of());
        return Optional.ofNullable(words.get(path)).or(() -> Optional.ofNullable(words.get(shorter(path))));
    }

    /** A rule may be translated by its words alone, an option by its label alone. */
    private static String shorter(String path) {
        return path.endsWith(".say") || path.endsWith(".label") ? path.substring(0, path.lastIndexOf('.')) : path;
    }

    /** Words for what is faulty itself are not reported as well. */
    synchronized void forgive(String path) {
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
}
