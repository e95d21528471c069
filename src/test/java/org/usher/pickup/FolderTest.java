package org.usher.pickup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever reads a file that is picked up sees whole lines, each once, wherever its writer was stopped. */
class FolderTest {

    private static final String HEADER = "researcher;entered_by";

    @TempDir
    Path organisation;

    private Path file;
    private Folder folder;

    @BeforeEach
    void begin() {
        file = organisation.resolve("lines.csv");
        folder = new Folder(organisation, "lines.csv", HEADER);
    }

    @Test
    void aFurtherLineIsAppendedToTheSameFileAndNothingBeforeItIsWrittenAgain() throws IOException {
        folder.hold(List.of("A;K"));
        var before = Files.readAttributes(file, "unix:ino");
        folder.hold(List.of("A;K", "B;K"));
        assertThat(Files.readString(file)).isEqualTo(HEADER + "\nA;K\nB;K\n");
        assertThat(Files.readAttributes(file, "unix:ino")).as("the same file").isEqualTo(before);
        folder.hold(List.of("A;K", "B;K"));
        assertThat(folder.lines()).containsExactly("A;K", "B;K");
    }

    @Test
    void halfALineOfAWriterThatDiedIsNoLineAndIsMadeWhole() throws IOException {
        for (var torn : List.of("", HEADER, HEADER + "\n", HEADER + "\nA;", HEADER + "\nA;K\nB", HEADER + "\nA;K\nB;K")) {
            Files.writeString(file, torn);
            assertThat(folder.lines()).as(torn).isSubsetOf("A;K");
            folder.hold(List.of("A;K", "B;K"));
            assertThat(Files.readString(file)).as(torn).isEqualTo(HEADER + "\nA;K\nB;K\n");
        }
    }

    @Test
    void whatWasTakenAwayIsThereOnceHoweverOftenItIsTaken() throws IOException {
        folder.hold(List.of("A;K", "B;K"));
        folder.take(List.of("A;K"), "20261123T1100-1");
        folder.take(List.of("A;K", "B;K"), "20261123T1100-1");
        folder.hold(List.of("B;K"));
        assertThat(folder.taken()).containsExactly("lines-20261123T1100-1.csv");
        assertThat(folder.linesTaken("lines-20261123T1100-1.csv")).containsExactly("A;K");
        assertThat(folder.lines()).containsExactly("B;K");
        folder.hold(List.of());
        assertThat(file).doesNotExist();
    }

    @Test
    void aDraftThatNeverBecameAFileIsNotTakenForOne() throws IOException {
        folder.hold(List.of("A;K"));
        folder.take(List.of("A;K"), "20261123T1100-1");
        Files.writeString(organisation.resolve("picked-up").resolve(".123.part"), HEADER + "\nB;");
        Files.writeString(organisation.resolve(".456.part"), HEADER + "\nC;");
        assertThat(folder.taken()).containsExactly("lines-20261123T1100-1.csv");
        assertThat(folder.lines()).containsExactly("A;K");
    }
}
