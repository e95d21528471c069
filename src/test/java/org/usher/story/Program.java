package org.usher.story;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

import org.usher.Ports;

/**
 * The whole program in a process of its own, as {@code mvn mn:run} starts it: embedded MariaDB, TechNow and Usher on free ports, with a data folder that
 * outlives it. It can be killed without warning and started again.
 */
public final class Program implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final int usherPort = Ports.free();
    private final int technowPort = Ports.free();
    private final Map<String, String> settings;
    private List<String> jvmOptions = List.of();
    private @org.jspecify.annotations.Nullable Process process;

    public Program(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = Map.copyOf(settings);
    }

    public String usherUrl() {
        return "http://127.0.0.1:" + usherPort;
    }

    public String technowUrl() {
        return "http://127.0.0.1:" + technowPort;
    }

    /**
     * Starts it and stops it in order, and lets the JVM keep what it has read and linked, so that it starts in half the time from now on.
     */
    public Program rehearse() {
        var learnt = folder.resolve("program.aot");
        jvmOptions = List.of("-XX:AOTCacheOutput=" + learnt);
        start();
        close();
        jvmOptions = Files.exists(learnt) ? List.of("-XX:AOTCache=" + learnt) : List.of();
        return this;
    }

    /** Usher's own classes in a jar, if they are not in one, and the jars it needs, without the folder of the tests. */
    private String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(entry -> !entry.endsWith("test-classes")).map(entry -> Files.isDirectory(entry) ? packed(entry) : entry)
                .map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private Path packed(Path classes) {
        var jar = folder.resolve(classes.getFileName() + ".jar");
        if (Files.exists(jar)) {
            return jar;
        }
        try (var all = Files.walk(classes); var packing = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : all.filter(each -> !each.equals(classes)).toList()) {
                var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                boolean holder = Files.isDirectory(file); // Micronaut finds its beans by the entries of folders
                packing.putNextEntry(new ZipEntry(holder ? name + '/' : name));
                if (!holder) {
                    Files.copy(file, packing);
                }
            }
            return jar;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Starts it and waits until both servers are well. */
    public Program start() {
        try {
            Files.createDirectories(folder);
            var command = new ArrayList<>(
                    List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                            classPath()));
            command.addAll(jvmOptions);
            command.add("org.usher.Application");
            var builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("program.log").toFile()));
            builder.environment()
                    .putAll(Map.of("USHER_DATA", folder.resolve("data").toString(), "USHER_PORT", String.valueOf(usherPort), "TECHNOW_PORT",
                            String.valueOf(technowPort)));
            builder.environment().putAll(settings);
            var started = builder.start();
            process = started;
            waitUntil("both servers are well", Duration.ofMinutes(2), () -> {
                if (!started.isAlive()) {
                    throw new AssertionError("The program has ended by itself; its words:\n" + log());
                }
                return isWell(usherUrl()) && isWell(technowUrl());
            });
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Kills it (SIGKILL): no shutdown hook, no last word. */
    public void kill() {
        var running = process;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        try {
            running.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    /** What it has printed. */
    public String log() {
        try {
            return Files.readString(folder.resolve("program.log"));
        } catch (IOException none) {
            return "";
        }
    }

    @Override
    public void close() {
        var running = process;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(120, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isWell(String url) {
        try {
            return HTTP
                    .send(HttpRequest.newBuilder(URI.create(url + "/health")).timeout(Duration.ofSeconds(5)).build(),
                            BodyHandlers.discarding())
                    .statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for a condition, looking again and again; fails with what was waited for. */
    public static void waitUntil(String what, Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited " + most + " in vain until " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
