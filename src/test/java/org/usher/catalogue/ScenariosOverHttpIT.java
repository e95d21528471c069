package org.usher.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.usher.TwoSystems;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tells the acceptance scenarios of Northern Ireland's form and of secondary access, which the conversation tests {@code S080} to {@code S153} hold with the engine
 * alone, once more over HTTP to two running programs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(2)
class ScenariosOverHttpIT {

    private static final Path TESTS = Path.of("conversations", TwoSystems.ORGANISATION, "tests");
    private static final Predicate<String> SCENARIO = Pattern.compile("^S(0[89]|1[0-4]|15[0-3])").asPredicate();

    private TwoSystems systems;

    @BeforeAll
    void start() {
        systems = TwoSystems.at("2026-11-23T10:00:00Z");
    }

    @AfterAll
    void stop() {
        systems.close();
    }

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return told().map(test -> DynamicTest.dynamicTest(test.name(),
                () -> new ConversationOverHttp(systems, TwoSystems.ORGANISATION, test).run()));
    }

    /** The tests that are told, in an order in which the clock seldom has to go back. */
    static Stream<ConversationTestCase> told() {
        try (var files = Files.list(TESTS)) {
            return files.sorted().toList().stream().flatMap(file -> cases(file).stream()).filter(test -> SCENARIO.test(test.name()))
                    .sorted(Comparator.comparing((ConversationTestCase test) -> test.given().word("clock", ""))
                            .thenComparing(test -> test.turns().stream().anyMatch(turn -> turn.has("wait"))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<ConversationTestCase> cases(Path file) {
        var faults = new Faults();
        var cases = ConversationTestCase.read(file, file.toString(), faults);
        assertThat(faults.all()).isEmpty();
        return cases;
    }
}
