package org.usher.mariadb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedMariaDbIT {

    private static final Path PROGRAMS = Path.of("target", "mariadb", "programs");

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
        // Whoever was killed left its server to the watchdog; the folder can only be deleted when that is done.
        start().close();
    }

    @Test
    void keepsItsDataOverARestart() throws SQLException {
        try (var server = start(); var connection = server.connect("usher"); var sql = connection.createStatement()) {
            sql.execute("CREATE TABLE kept (word VARCHAR(20))");
            sql.execute("INSERT INTO kept VALUES ('seat')");
        }
        try (var server = start()) {
            assertThat(words(server)).containsExactly("seat");
        }
    }

    @Test
    void makesTheSchemasAskedForAlsoOnAnOldFolder() throws SQLException {
        start().close();
        try (var server = EmbeddedMariaDb.start(folder, PROGRAMS, List.of(), "usher", "technow");
                var connection = server.connect("technow")) {
            assertThat(connection.getCatalog()).isEqualTo("technow");
        }
    }

    @Test
    void letsNobodyInWithoutThePasswordOfThisStart() throws SQLException {
        String old;
        try (var server = start()) {
            old = server.password();
        }
        try (var server = start()) {
            assertThat(server.password()).isNotEqualTo(old);
            assertThatThrownBy(() -> DriverManager.getConnection(server.url("usher"), EmbeddedMariaDb.USER, old))
                    .isInstanceOf(SQLException.class).hasMessageContaining("Access denied");
            assertThatThrownBy(() -> DriverManager.getConnection(server.url("usher"), "root", "")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(server.url("usher"), "nobody", "")).isInstanceOf(SQLException.class);
            assertThat(Files.exists(folder.resolve("init.sql"))).isFalse();
        }
    }

    @Test
    void saysThatTheFolderIsInUseToASecondStartInThisProgram() {
        try (var first = start()) {
            assertThatThrownBy(this::start).isInstanceOf(CannotStart.InUse.class).hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use by another running Usher");
            assertThat(first.pid()).isPositive();
        }
    }

    @Test
    void saysThatTheFolderIsInUseToASecondProgram() throws IOException {
        var other = startOtherProgram();
        assertThatThrownBy(this::start).isInstanceOf(CannotStart.InUse.class);
        assertThat(EmbeddedMariaDb.running(folder)).hasValueSatisfying(access -> assertThat(access.port()).isPositive());
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void startsAgainAfterAProgramWasKilledAndHasEveryCommittedRow() throws Exception {
        var other = startOtherProgram();
        var server = serverOf(other);
        other.destroyForcibly().waitFor();
        try (var next = start()) {
            assertThat(server.isAlive()).isFalse();
            assertThat(words(next)).containsExactly("committed");
        }
    }

    @Test
    void stopsAnOrphanWhoseWatchdogWasKilledToo() throws Exception {
        var other = startOtherProgram();
        var server = serverOf(other);
        var watchdog = server.parent().orElseThrow();
        watchdog.destroyForcibly();
        watchdog.onExit().get(30, SECONDS);
        other.destroyForcibly().waitFor();
        assertThat(server.isAlive()).isTrue();
        try (var next = start()) {
            assertThat(server.isAlive()).isFalse();
            assertThat(words(next)).containsExactly("committed");
        }
    }

    @Test
    void endsWithTheProgramThatStartedIt() throws Exception {
        var other = startOtherProgram();
        var server = serverOf(other);
        other.destroyForcibly().waitFor();
        server.onExit().get(30, SECONDS);
        assertThat(EmbeddedMariaDb.running(folder)).isEmpty();
    }

    private EmbeddedMariaDb start() {
        return EmbeddedMariaDb.start(folder, PROGRAMS, List.of(), "usher");
    }

    private Process startOtherProgram() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), OtherProgram.class.getName(),
                folder.toString(),
                PROGRAMS.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        started.add(process);
        assertThat(process.inputReader().readLine()).isEqualTo("started");
        return process;
    }

    private static ProcessHandle serverOf(Process program) throws IOException {
        return ProcessHandle.of(Long.parseLong(program.inputReader().readLine())).orElseThrow();
    }

    private static List<String> words(EmbeddedMariaDb server) throws SQLException {
        var words = new ArrayList<String>();
        try (var connection = server.connect("usher");
                var sql = connection.createStatement();
                var rows = sql.executeQuery("SELECT word FROM kept")) {
            while (rows.next()) {
                words.add(rows.getString(1));
            }
        }
        return words;
    }

    /** A program that commits a row, leaves another one uncommitted, and then only waits to be killed. */
    static final class OtherProgram {

        public static void main(String[] arguments) throws Exception {
            var server = EmbeddedMariaDb.start(Path.of(arguments[0]), Path.of(arguments[1]), List.of(), "usher");
            var connection = server.connect("usher");
            var sql = connection.createStatement();
            sql.execute("CREATE TABLE kept (word VARCHAR(20))");
            sql.execute("INSERT INTO kept VALUES ('committed')");
            connection.setAutoCommit(false);
            sql.execute("INSERT INTO kept VALUES ('not committed')");
            System.out.println("started");
            System.out.println(server.pid());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
