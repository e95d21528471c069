package org.usher.mariadb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server of our own, on a folder of our own, that lives as long as this program does.
 *
 * <p>The server listens on 127.0.0.1 only, on a free port, with a password that is new at every start. It is stopped by a shell that
 * waits for the end of this JVM: so the server closes its files in order after the connection pool has let go, and however the JVM ended.
 */
public final class EmbeddedMariaDb implements AutoCloseable {

    /** The only account that may connect. */
    public static final String USER = "usher";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int PORT_ATTEMPTS = 5;

    /**
     * Starts the server, and when the server has gone, or when this JVM has, stops it. The pipe to this shell is what it waits on. It
     * ignores Ctrl-C and the end of the terminal, which reach the whole group of processes, because the JVM still needs the server then.
     */
    private static final String WATCHDOG = """
            trap '' INT HUP
            "$@" </dev/null >>"$LOG" 2>&1 &
            server=$!
            trap '' TERM
            echo $server
            exec >/dev/null
            cat >/dev/null
            kill -TERM $server
            wait $server
            """;

    private final FileChannel lock;
    private final Path credentials;
    private final Process watchdog;
    private final ProcessHandle server;
    private final int port;
    private final String password;

    private EmbeddedMariaDb(FileChannel lock, Path credentials, Process watchdog, ProcessHandle server, int port, String password) {
        this.lock = lock;
        this.credentials = credentials;
        this.watchdog = watchdog;
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server on a folder, which is made when there is none, with the programs unpacked beside it.
     *
     * @param folder  where everything is kept: programs, data, log
     * @param schemas the schemas that are made when they are not there yet
     * @throws CannotStart if another program uses the folder, or the server does not start; the message is for people
     */
    public static EmbeddedMariaDb start(Path folder, String... schemas) {
        var home = folder.toAbsolutePath().normalize();
        return start(home, home.resolve("programs"), List.of(), schemas);
    }

    /** Starts as above, with the programs kept elsewhere and with further options of mariadbd. */
    public static EmbeddedMariaDb start(Path folder, Path programsFolder, List<String> options, String... schemas) {
        var home = folder.toAbsolutePath().normalize();
        FileChannel lock = null;
        try {
            Files.createDirectories(home);
            lock = takeLock(home);
            stopOrphans(home);
            var programs = Programs.find(programsFolder.toAbsolutePath().normalize());
            if (Files.notExists(home.resolve("data"))) {
                makeDataFolder(home, programs);
            }
            return startServer(home, programs, lock, options, schemas);
        } catch (IOException problem) {
            closeQuietly(lock);
            throw new CannotStart("The embedded MariaDB cannot use " + home + ": " + problem.getMessage(), problem);
        } catch (RuntimeException problem) {
            closeQuietly(lock);
            throw problem;
        } catch (InterruptedException interrupted) {
            closeQuietly(lock);
            Thread.currentThread().interrupt();
            throw new CannotStart("The start of the embedded MariaDB was interrupted.", interrupted);
        }
    }

    /** How to reach the server that another program runs on this folder, for reports beside a running program; empty when none does. */
    public static Optional<Access> running(Path folder) {
        var file = folder.toAbsolutePath().normalize().resolve("running.properties");
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException nobody) {
            return Optional.empty();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        var access = new Access(Integer.parseInt(properties.getProperty("port")), properties.getProperty("password"));
        try (var connection = connect(access.port(), access.password(), "mysql")) {
            return connection.isValid(5) ? Optional.of(access) : Optional.empty();
        } catch (SQLException leftBehindByAKilledProgram) {
            return Optional.empty();
        }
    }

    /** How to reach a running server as {@link #USER}. */
    public record Access(int port, String password) {

        /** The JDBC URL of a schema. */
        public String url(String schema) {
            return EmbeddedMariaDb.url(port, schema);
        }
    }

    /** The JDBC URL of a schema. */
    public String url(String schema) {
        return url(port, schema);
    }

    /** The password of {@link #USER} until this server is closed. */
    public String password() {
        return password;
    }

    /** The process of the server itself. */
    public long pid() {
        return server.pid();
    }

    /** Opens a connection outside any pool. */
    public Connection connect(String schema) throws SQLException {
        return connect(port, password, schema);
    }

    /** Stops the server and waits until it has closed its files. */
    @Override
    public void close() {
        try {
            watchdog.getOutputStream().close();
            if (!watchdog.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
                watchdog.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            Files.deleteIfExists(credentials);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(lock);
        }
    }

    private static FileChannel takeLock(Path home) throws IOException {
        var channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock taken = null;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException sameProgram) {
            // The same answer as for another program, below.
        }
        if (taken == null) {
            channel.close();
            throw new CannotStart.InUse("The database in " + home + " is in use by another running Usher. Stop that one first, "
                    + "or set USHER_DATA to another folder.");
        }
        return channel;
    }

    /** A server whose JVM and watchdog were both killed still holds the data; it is asked to end, and then made to. */
    private static void stopOrphans(Path home) throws InterruptedException {
        for (var orphan : serversOn(home)) {
            orphan.destroy();
            if (ended(orphan, STOP_LIMIT)) {
                continue;
            }
            orphan.destroyForcibly();
            if (!ended(orphan, STOP_LIMIT)) {
                throw new CannotStart(
                        "Process " + orphan.pid() + " is a MariaDB that still holds " + home + " and does not end. End it first.");
            }
        }
    }

    private static List<ProcessHandle> serversOn(Path home) {
        var mark = dataOption(home);
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> {
                var info = process.info();
                return info.command().orElse("").contains("mariadbd")
                        && Arrays.asList(info.arguments().orElse(new String[0])).contains(mark);
            }).toList();
        }
    }

    private static boolean ended(ProcessHandle process, Duration limit) throws InterruptedException {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void makeDataFolder(Path home, Programs programs) throws IOException, InterruptedException {
        var unfinished = home.resolve("data.unfinished");
        Programs.deleteAll(unfinished);
        Files.createDirectories(unfinished);
        var log = home.resolve("mariadb.log");
        var command = new ArrayList<String>();
        command.add(programs.server().toString());
        command.addAll(List.of("--no-defaults", "--bootstrap", "--datadir=" + unfinished, "--basedir=" + programs.base(),
                "--lc-messages-dir=" + programs.share(), "--log-warnings=0", "--enforce-storage-engine=", "--max-allowed-packet=8M",
                "--tmpdir=" + unfinished));
        command.addAll(asRoot());
        var bootstrap = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (var input = bootstrap.getOutputStream()) {
            input.write(
                    "create database if not exists mysql;\nuse mysql;\nSET @auth_root_socket=NULL;\n".getBytes(StandardCharsets.US_ASCII));
            for (var script : programs.bootstrapScripts()) {
                Files.copy(script, input);
                input.write('\n');
            }
        } catch (IOException gone) {
            // The server ended early; its exit code and its log, below, say why.
        }
        if (bootstrap.waitFor() != 0) {
            throw new CannotStart("MariaDB could not make its tables in " + home + ". Its last words:\n" + lastWords(log));
        }
        Files.move(unfinished, home.resolve("data"));
    }

    private static EmbeddedMariaDb startServer(Path home, Programs programs, FileChannel lock, List<String> options, String... schemas)
            throws IOException, InterruptedException {
        var password = newPassword();
        var init = writeInit(home, password, schemas);
        try {
            for (int attempt = 1;; attempt++) {
                var started = startServer(home, programs, lock, options, init, password);
                if (started != null) {
                    started.remember();
                    return started;
                }
                if (attempt == PORT_ATTEMPTS) {
                    throw new CannotStart(
                            "MariaDB did not start in " + home + ". Its last words:\n" + lastWords(home.resolve("mariadb.log")));
                }
            }
        } finally {
            Files.deleteIfExists(init);
        }
    }

    /** One attempt; null when the server ended again, as it does when somebody else took the port in between. */
    private static @Nullable EmbeddedMariaDb startServer(Path home, Programs programs, FileChannel lock, List<String> options, Path init,
            String password) throws IOException, InterruptedException {
        int port = freePort();
        var temporary = Files.createDirectories(home.resolve("tmp"));
        var command = new ArrayList<>(List.of("/bin/sh", "-c", WATCHDOG, "usher-mariadb-watchdog", programs.server().toString(),
                "--no-defaults", dataOption(home), "--basedir=" + programs.base(), "--lc-messages-dir=" + programs.share(),
                "--init-file=" + init, "--tmpdir=" + temporary, "--bind-address=127.0.0.1", "--port=" + port, "--socket=",
                "--pid-file=" + home.resolve("mariadb.pid"), "--skip-ssl", "--skip-name-resolve", "--skip-log-bin",
                "--character-set-server=utf8mb4", "--collation-server=utf8mb4_unicode_ci", "--default-time-zone=+00:00",
                "--max-connections=300", "--max-allowed-packet=64M", "--innodb-buffer-pool-size=128M", "--plugin-maturity=stable"));
        command.addAll(asRoot());
        command.addAll(options);
        var log = home.resolve("mariadb.log");
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LOG", log.toString());
        var watchdog = builder.start();
        var firstLine = watchdog.inputReader().readLine();
        if (firstLine == null) {
            throw new CannotStart("MariaDB's watchdog did not start. Its last words:\n" + lastWords(log));
        }
        var server = ProcessHandle.of(Long.parseLong(firstLine.strip()));
        if (server.isPresent() && answers(server.get(), port, password)) {
            return new EmbeddedMariaDb(lock, home.resolve("running.properties"), watchdog, server.get(), port, password);
        }
        watchdog.getOutputStream().close();
        watchdog.waitFor();
        return null;
    }

    private static boolean answers(ProcessHandle server, int port, String password) throws InterruptedException {
        var limit = System.nanoTime() + START_LIMIT.toNanos();
        while (server.isAlive() && System.nanoTime() < limit) {
            try (var connection = connect(port, password, "mysql")) {
                return connection.isValid(5);
            } catch (SQLException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        return false;
    }

    /** Statements the server runs before it listens, one a line; nobody else may read the file. */
    private static Path writeInit(Path home, String password, String... schemas) throws IOException {
        var lines = new ArrayList<String>();
        // The accounts that MariaDB makes for itself have no password, and one of them may come in over 127.0.0.1.
        lines.add("DELETE FROM mysql.global_priv WHERE User IN ('root', '');");
        lines.add("FLUSH PRIVILEGES;");
        lines.add("CREATE USER IF NOT EXISTS '%s'@'127.0.0.1';".formatted(USER));
        lines.add("ALTER USER '%s'@'127.0.0.1' IDENTIFIED BY '%s';".formatted(USER, password));
        lines.add("GRANT ALL PRIVILEGES ON *.* TO '%s'@'127.0.0.1' WITH GRANT OPTION;".formatted(USER));
        for (var schema : schemas) {
            lines.add("CREATE DATABASE IF NOT EXISTS `%s`;".formatted(schema));
        }
        var file = home.resolve("init.sql");
        writePrivately(file, String.join("\n", lines) + "\n");
        return file;
    }

    private void remember() throws IOException {
        writePrivately(credentials, """
                # The embedded MariaDB that runs now, for tools beside it. The password is a new one at the next start.
                port=%d
                user=%s
                password=%s
                """.formatted(port, USER, password));
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static Connection connect(int port, String password, String schema) throws SQLException {
        return DriverManager.getConnection(url(port, schema), USER, password);
    }

    private static String url(int port, String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema;
    }

    private static String dataOption(Path home) {
        return "--datadir=" + home.resolve("data");
    }

    /** MariaDB refuses to run as root unless it is told that this is meant. */
    private static List<String> asRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String newPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String lastWords(Path log) throws IOException {
        if (Files.notExists(log)) {
            return "(none)";
        }
        var lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - 15), lines.size()).stream().collect(Collectors.joining("\n"));
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException alreadyFailing) {
            // The lock ends with this program in any case.
        }
    }
}
