package org.usher.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The schema for editors says the same as the loader. */
class SchemaTest {

    private static final Path CONVERSATIONS = Path.of("conversations");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(JsonSchema.text(),
            InputFormat.JSON);

    @Test
    void theSchemaFileIsMadeOfTheLoadersKeys() throws IOException {
        assertThat(Files.readString(CONVERSATIONS.resolve("schema.json")))
                .as("write it anew: mvn mn:run -Dexec.mainClass=org.usher.catalogue.CheckDefinitions -Dmn.appArgs=--schema")
                .isEqualTo(JsonSchema.text());
    }

    @TestFactory
    Stream<DynamicTest> everyFileThatTheLoaderTakesIsValid() throws IOException {
        return Stream.of(CONVERSATIONS, TestFiles.RESOURCES.resolve("sound")).flatMap(SchemaTest::files)
                .map(file -> DynamicTest.dynamicTest(file.toString(),
                        () -> documents(file).forEach(text -> assertThat(SCHEMA.validate(text, InputFormat.YAML)).isEmpty())));
    }

    @Test
    void whatTheLoaderRefusesForItsShapeIsInvalid() throws IOException {
        for (var kind : List.of(Fault.Kind.UNKNOWN_KEY, Fault.Kind.WRONG_VALUE, Fault.Kind.MISSING_KEY)) {
            var examples = YamlReader.readAll("", Files.readString(TestFiles.RESOURCES.resolve("faults").resolve(kind.word() + ".yaml")),
                    new Faults());
            for (var example : examples) {
                if (example.word("schema", "").equals("cannot tell")) {
                    continue;
                }
                var file = example.word("in", "");
                var spoilt = TestFiles.with(file, example.word("replace", ""), example.word("with", "")).getOrDefault(file, "");
                assertThat(SCHEMA.validate(spoilt, InputFormat.YAML)).as("%s with: %s", file, example.word("with", "")).isNotEmpty();
            }
        }
    }

    private static Stream<Path> files(Path root) {
        try (var walk = Files.walk(root)) {
            return walk.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Stream<String> documents(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^---$"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
