package org.usher;

import java.nio.file.Path;

import org.usher.facts.DefinitionReader;

/** The definitions in the repository and TechNow's seed of them, read and written once in a JVM. */
public final class SeedForTests {

    /** One for each of the JVMs that test side by side. */
    private static final Path FOLDER = Path.of("target", "technow-seed-" + System.getProperty("surefire.forkNumber", "0")).toAbsolutePath();
    private static final DefinitionsFolder DEFINITIONS = new DefinitionsFolder(Path.of("conversations"));

    static {
        TechNowSeed.write(DEFINITIONS.outcome(), FOLDER);
    }

    private SeedForTests() {}

    /** The folder of the seed. */
    public static String folder() {
        return FOLDER.toString();
    }

    /** TechNow's seed of other definitions. */
    public static String folder(Path definitions) {
        var folder = FOLDER.resolveSibling(FOLDER.getFileName() + "-" + definitions.getFileName());
        TechNowSeed.write(new DefinitionsFolder(definitions).outcome(), folder);
        return folder.toString();
    }

    /** The definitions: a bean for a context, so that it need not read them again. */
    public static DefinitionReader definitions() {
        return DEFINITIONS;
    }
}
