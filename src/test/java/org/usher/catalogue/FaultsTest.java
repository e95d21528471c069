package org.usher.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every kind of fault has a file of examples, {@code faults/<kind>.yaml}: what is spoilt in the sound definitions, and all that must be reported then.
 * A report may go on after what is written in the example.
 */
class FaultsTest {

    private static final Path FOLDER = TestFiles.RESOURCES.resolve("faults");

    @Test
    void nothingIsReportedOfSoundDefinitions() {
        assertThat(Catalogue.load(TestFiles.sound())).isInstanceOf(Catalogue.Outcome.Loaded.class);
    }

    @Test
    void everyKindOfFaultHasItsExamples() {
        assertThat(Arrays.stream(Fault.Kind.values()).map(kind -> FOLDER.resolve(kind.word() + ".yaml")))
                .allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void allFaultsOfAllFilesAreReportedAtOnce() {
        var files = new LinkedHashMap<>(TestFiles.with("library/lend.yaml", "ask: Which title?", "aks: Which title?"));
        files.put("library/types.yaml", files.getOrDefault("library/types.yaml", "").replace("base: text", "base: txt"));
        files.put("library/data/branches.csv", "code,name,floor\nmain,Main library,ground\n");

        assertThat(Catalogue.load(files)).isInstanceOfSatisfying(Catalogue.Outcome.Faulty.class, faulty -> {
            assertThat(faulty.faults()).extracting(fault -> fault.place().file())
                    .contains("library/lend.yaml", "library/types.yaml", "library/data/branches.csv");
            assertThat(faulty.report()).contains("faults in the definitions; nothing was loaded.");
        });
    }

    @TestFactory
    Stream<DynamicNode> isReportedWithItsPlaceAndItsMend() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream().flatMap(FaultsTest::examples);
        }
    }

    private static Stream<DynamicNode> examples(Path file) {
        var name = file.getFileName().toString();
        var unreadable = new Faults();
        var examples = YamlReader.readAll(name, read(file), unreadable);
        assertThat(unreadable.all()).isEmpty();
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(name + ':' + example.place().line(), file.toUri(), () -> check(example)));
    }

    private static void check(Node.Fields example) {
        var reported = new ArrayList<String>();
        if (Catalogue.load(spoilt(example)) instanceof Catalogue.Outcome.Faulty(var faults)) {
            faults.forEach(fault -> reported.add(fault.toString()));
        }
        var expected = example.texts("expect").stream().map(Node.Text::text).toList();
        assertThat(expected).isNotEmpty();
        assertThat(expected).allSatisfy(beginning -> assertThat(reported).anySatisfy(report -> assertThat(report).startsWith(beginning)));
        assertThat(reported).as("nothing else is reported").hasSameSizeAs(expected);
    }

    private static Map<String, String> spoilt(Node.Fields example) {
        var file = example.word("in", "");
        if (!example.has("add")) {
            return TestFiles.with(file, example.word("replace", ""), example.word("with", ""));
        }
        var files = new LinkedHashMap<>(TestFiles.sound());
        files.put(file, example.word("add", ""));
        return files;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
