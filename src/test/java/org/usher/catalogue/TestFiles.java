package org.usher.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The definitions of a town library, small and sound, that tests of the loader spoil one thing at a time. */
final class TestFiles {

    static final Path RESOURCES = Path.of("src", "test", "resources", "catalogue");

    private TestFiles() {}

    /** Path to text of the sound definitions. */
    static Map<String, String> sound() {
        var root = RESOURCES.resolve("sound");
        try (var walk = Files.walk(root)) {
            var files = new TreeMap<String, String>();
            for (var file : walk.filter(Files::isRegularFile).filter(file -> !file.toString().contains("tests")).toList()) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
            return files;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The sound definitions with a text replaced in one file; the text must be there. */
    static Map<String, String> with(String file, String text, String replacement) {
        var files = new LinkedHashMap<>(sound());
        var before = files.getOrDefault(file, "");
        if (!before.contains(text)) {
            throw new AssertionError(file + " does not hold: " + text);
        }
        files.put(file, before.replace(text, replacement));
        return files;
    }

    static Catalogue.Holding holding(Map<String, String> files) {
        return switch (Catalogue.load(files)) {
            case Catalogue.Outcome.Loaded(var organisations) -> organisations.values().iterator().next();
            case Catalogue.Outcome.Faulty faulty -> throw new AssertionError(faulty.report());
        };
    }
}
