package org.usher.pickup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file in the folder of an organisation, and the files of that name that were taken away. A line is appended in one write; a file that has
 * lines it should not have, or half of one, is replaced as a whole. Either way, whoever looks sees whole lines only.
 */
final class Folder {

    private static final String TAKEN = "picked-up";

    private final Path file;
    private final Path taken;
    private final String header;

    Folder(Path organisation, String name, String header) {
        this.file = organisation.resolve(name);
        this.taken = organisation.resolve(TAKEN);
        this.header = header;
    }

    /** Brings the file to hold these lines and no others. */
    void hold(List<String> lines) {
        try {
            var there = Files.exists(file) ? Files.readString(file) : "";
            var wanted = text(lines);
            if (lines.isEmpty()) {
                Files.deleteIfExists(file);
            } else if (!there.isEmpty() && wanted.startsWith(there)) {
                append(wanted.substring(there.length()));
            } else if (!there.equals(wanted)) {
                replace(file, wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written", e);
        }
    }

    private void append(String more) throws IOException {
        if (more.isEmpty()) {
            return;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(more.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    private static void replace(Path target, String text) throws IOException {
        Files.createDirectories(target.getParent());
        var draft = Files.createTempFile(target.getParent(), ".", ".part");
        Files.writeString(draft, text);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String text(List<String> lines) {
        return header + '\n' + String.join("", lines.stream().map(line -> line + '\n').toList());
    }

    /** The lines of the file, half ones left out. */
    List<String> lines() {
        return linesOf(file);
    }

    private List<String> linesOf(Path path) {
        try {
            if (!Files.exists(path)) {
                return List.of();
            }
            var text = Files.readString(path);
            var whole = text.substring(0, text.lastIndexOf('\n') + 1);
            return whole.lines().filter(line -> !line.equals(header) && !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + path + " cannot be read", e);
        }
    }

    /** Takes lines away, as whoever picks the file up does. */
    void take(List<String> lines, String when) {
        try {
            var target = taken.resolve(base() + '-' + when + extension());
            if (!Files.exists(target)) {
                replace(target, text(lines));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can be written into " + taken, e);
        }
    }

    /** The names of files that were taken away. */
    List<String> taken() {
        if (!Files.isDirectory(taken)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(taken)) {
            return files.map(path -> path.getFileName().toString()).filter(name -> name.startsWith(base()) && name.endsWith(extension()))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + taken + " cannot be read", e);
        }
    }

    List<String> linesTaken(String name) {
        return linesOf(taken.resolve(name));
    }

    private String base() {
        var name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private String extension() {
        var name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.'));
    }
}
