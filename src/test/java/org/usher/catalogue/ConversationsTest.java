package org.usher.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the conversation tests of the service owners, {@code conversations/<organisation>/tests/*.yaml}, and those of what the language can do. With {@code -Dconversations.only=<words>}
 * only those run whose file or name holds these words.
 */
class ConversationsTest {

    private static final Path CONVERSATIONS = Path.of("conversations");
    /** An organisation of our own, for what the language can do. */
    private static final Path OFFICE = Path.of("src/test/resources/definitions");

    @TestFactory
    Stream<DynamicNode> conversations() throws IOException {
        return Stream.concat(of(CONVERSATIONS), of(OFFICE));
    }

    private static Stream<DynamicNode> of(Path root) throws IOException {
        return switch (Catalogue.load(root)) {
            case Catalogue.Outcome.Faulty faulty -> throw new AssertionError(faulty.report());
            case Catalogue.Outcome.Loaded(var organisations) ->
                files(root).stream().map(file -> container(root, file, organisations.get(organisation(root, file))));
        };
    }

    private static List<Path> files(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            return walk.filter(file -> file.toString().endsWith(".yaml") && file.getParent().endsWith("tests")).sorted().toList();
        }
    }

    private static String organisation(Path root, Path file) {
        return root.relativize(file).getName(0).toString();
    }

    private static DynamicNode container(Path root, Path file, Catalogue.Holding holding) {
        var faults = new Faults();
        var path = root.relativize(file).toString();
        var cases = ConversationTestCase.read(file, path, faults);
        var sound = DynamicTest.dynamicTest("is a file of tests", () -> assertThat(faults.all()).isEmpty());
        var only = System.getProperty("conversations.only", "");
        var tests = cases.stream().filter(test -> path.contains(only) || test.name().contains(only))
                .map(test -> DynamicTest.dynamicTest(test.name(), file.toUri(),
                        () -> new ConversationRun(holding, test).run()));
        return DynamicContainer.dynamicContainer(path, Stream.concat(Stream.of(sound), tests));
    }
}
