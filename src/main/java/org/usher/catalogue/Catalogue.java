package org.usher.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.usher.conversation.Conversation;
import org.usher.conversation.Organisation;
import org.usher.register.Registers;

/**
 * Reads the definitions in {@code conversations/}. Either everything is sound, or nothing is loaded and every fault is reported, over all files at once.
 */
public final class Catalogue {

    private Catalogue() {}

    /** What came of loading a folder of definitions. */
    public sealed interface Outcome {

        /** Everything is sound; the organisations by their ids. */
        record Loaded(Map<String, Holding> organisations) implements Outcome {
            public Loaded {
                organisations = Collections.unmodifiableMap(new LinkedHashMap<>(organisations));
            }
        }

        /** Something is not; all faults in the order of files and lines. */
        record Faulty(List<Fault> faults) implements Outcome {
            public Faulty {
                faults = List.copyOf(faults);
            }

            /** The report that is printed: a line for each fault, and how many there are. */
            public String report() {
                return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"))
                        + "\n" + faults.size() + (faults.size() == 1 ? " fault" : " faults") + " in the definitions; nothing was loaded.";
            }
        }
    }

    /**
     * What the folder of one organisation holds.
     *
     * @param organisation the organisation with its conversations
     * @param registers    the entries of {@code data/}, with which its registers begin
     * @param definitions  of each conversation, by its id: the version and all files it is made of
     * @param untranslated for each further language, what has no words in it yet
     */
    public record Holding(Organisation organisation, Registers registers, Map<String, Definition> definitions,
            Map<String, List<String>> untranslated) {
        public Holding {
            definitions = Map.copyOf(definitions);
            untranslated = Map.copyOf(untranslated);
        }
    }

    /**
     * A version of a conversation, kept so that dialogues pinned to it can be held to their end.
     *
     * @param version hash of the sources
     * @param sources path to text of every file it is made of
     */
    public record Definition(String conversation, String version, Map<String, String> sources) {
        public Definition {
            sources = Map.copyOf(sources);
        }
    }

    /** What came of loading one version of a conversation from its sources. */
    public sealed interface Restored {

        /** It is sound. */
        record Sound(Conversation conversation) implements Restored {}

        /** This program cannot read it any more. */
        record Unreadable(List<Fault> faults) implements Restored {
            public Unreadable {
                faults = List.copyOf(faults);
            }
        }
    }

    /** Reads a folder with a folder in it for each organisation. */
    public static Outcome load(Path conversations) {
        var faults = new Faults();
        var files = files(conversations, faults);
        return load(files, faults);
    }

    /** Reads definitions that are not on disk: path to text. */
    static Outcome load(Map<String, String> files) {
        return load(files, new Faults());
    }

    private static Outcome load(Map<String, String> files, Faults faults) {
        var organisations = new LinkedHashMap<String, Holding>();
        for (var folder : folders(files)) {
            new OrganisationFolder(folder, files, faults).read().ifPresent(holding -> organisations.put(folder, holding));
        }
        if (folders(files).isEmpty()) {
            faults.add(Fault.Kind.FILE, Place.startOf("."), "There is no organisation", "Add a folder with an organisation.yaml");
        }
        return faults.isEmpty() ? new Outcome.Loaded(organisations) : new Outcome.Faulty(faults.all());
    }

    /**
     * Reads one version of a conversation again.
     *
     * @param sources as they were in its {@link Definition}
     */
    public static Restored restore(Map<String, String> sources) {
        var faults = new Faults();
        var folder = folders(sources).stream().findFirst();
        var conversation = folder.flatMap(name -> new OrganisationFolder(name, sources, faults).readAlone());
        return faults.isEmpty() && conversation.isPresent()
                ? new Restored.Sound(conversation.get())
                : new Restored.Unreadable(faults.all());
    }

    private static LinkedHashSet<String> folders(Map<String, String> files) {
        return new TreeMap<>(files).keySet().stream().filter(path -> path.indexOf('/') > 0)
                .map(path -> path.substring(0, path.indexOf('/')))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Map<String, String> files(Path root, Faults faults) {
        if (!Files.isDirectory(root)) {
            faults.add(Fault.Kind.FILE, Place.startOf(root.toString()), "There is no such folder", "Name the folder of the definitions");
            return Map.of();
        }
        var files = new TreeMap<String, String>();
        try (var walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var path = root.relativize(file).toString().replace('\\', '/');
                if (isRead(path)) {
                    text(file, path, faults, files);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The folder of definitions cannot be read: " + root, unreadable);
        }
        return files;
    }

    /** Tests are read by those who run them; what is hidden is left alone, be it an editor's or the true place of files that are mounted by links. */
    private static boolean isRead(String path) {
        return path.contains("/") && !path.startsWith(".") && !path.contains("/.") && !path.contains("/tests/")
                && (path.endsWith(".yaml") || path.endsWith(".csv"));
    }

    private static void text(Path file, String path, Faults faults, Map<String, String> into) throws IOException {
        try {
            into.put(path, Files.readString(file, StandardCharsets.UTF_8));
        } catch (MalformedInputException garbled) {
            faults.add(Fault.Kind.FILE, Place.startOf(path), "The file is not UTF-8", "Save it as UTF-8");
        }
    }
}
