package org.usher;

import java.nio.file.Path;

/** TechNow's seed of the definitions in the repository. */
public final class SeedForTests {

    private static final Path FOLDER = Path.of("target", "technow-seed").toAbsolutePath();

    static {
        TechNowSeed.write(Path.of("conversations"), FOLDER);
    }

    private SeedForTests() {}

    /** The folder, written once in this JVM. */
    public static String folder() {
        return FOLDER.toString();
    }
}
