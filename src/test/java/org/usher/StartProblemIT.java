package org.usher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.Min;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class StartProblemIT {

    @Test
    void aTakenPortIsOneLineWithTheWayOut() throws Exception {
        try (var somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = somebody.getLocalPort();
            var problem = catchThrowable(() -> RunningSystem.start(Map.of("micronaut.server.port", port), Map.of()));
            assertThat(StartProblem.explain(problem)).doesNotContain("\n").contains("port " + port + " is taken").contains("USHER_PORT");
        }
    }

    @Test
    void aSettingOutOfRangeIsOneLineThatNamesIt() {
        var problem = catchThrowable(() -> RunningSystem.start(Map.of("start-problem.tries", 0), Map.of()));
        assertThat(StartProblem.explain(problem)).doesNotContain("\n").contains("a setting is not valid").contains("tries")
                .contains("must be greater than or equal to 1");
    }

    @Test
    void aSettingOfTheWrongTypeIsOneLineThatNamesIt() {
        var problem = catchThrowable(() -> RunningSystem.start(Map.of("start-problem.tries", "many"), Map.of()));
        assertThat(StartProblem.explain(problem)).doesNotContain("\n").contains("start-problem.tries").contains("many");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsSaidWithTheSettingsToLookAt() {
        var problem = catchThrowable(
                () -> RunningSystem.start(Map.of("datasources.default.password", "wrong", "datasources.default.connection-timeout", 300),
                        Map.of()));
        assertThat(StartProblem.explain(problem)).contains("the database does not answer").contains("DATASOURCES_DEFAULT_PASSWORD")
                .doesNotContain("\tat ");
    }

    /** S276: what is wrong is said with file and line, and nothing starts half. */
    @Test
    void aFaultyDefinitionStopsTheStartWithFileAndLine(@TempDir Path folder) throws IOException {
        copy(Path.of("conversations"), folder);
        var faulty = folder.resolve("dwp/gb-data-extract.yaml");
        var lines = new ArrayList<>(Files.readAllLines(faulty));
        int first = lines.indexOf("questions:") + 1;
        lines.add(first, "  - carousel: anything");
        Files.write(faulty, lines);
        var problem = catchThrowable(() -> RunningSystem.start(Map.of("usher.conversations", folder.toString()), Map.of()));
        assertThat(StartProblem.explain(problem)).contains("gb-data-extract.yaml:" + (first + 1)).contains("carousel")
                .doesNotContain("\tat ");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var there = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
    }

    @Test
    void aDefectKeepsItsTrace() {
        assertThat(StartProblem.explain(new IllegalStateException("unforeseen"))).contains("unforeseen").contains("This is a defect")
                .contains("\n\tat ");
    }

    /** Stands for any settings of ours. */
    @ConfigurationProperties("start-problem")
    @Requires(property = "start-problem.tries")
    record Tries(@Min(1) int tries) {}
}
