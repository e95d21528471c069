package org.usher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DatabasesTest {

    @Test
    void technowGetsASchemaOfItsOwnOnTheServerThatIsGiven() {
        var chosen = Databases
                .choose(new Settings(Map.of("DATASOURCES_DEFAULT_URL", "jdbc:mariadb://db.example:3306/usher?useCompression=true",
                        "DATASOURCES_DEFAULT_USERNAME", "seat", "DATASOURCES_DEFAULT_PASSWORD", "row"), Map.of()));
        assertThat(chosen.embedded()).isEmpty();
        assertThat(chosen.usher()).isEmpty();
        assertThat(chosen.technow()).containsEntry("datasources.default.url",
                "jdbc:mariadb://db.example:3306/technow?createDatabaseIfNotExist=true&useCompression=true")
                .containsEntry("datasources.default.username", "seat").containsEntry("datasources.default.password", "row");
        assertThat(chosen.place()).isEqualTo("jdbc:mariadb://db.example:3306/usher");
    }

    @Test
    void technowGetsTheServerThatIsNamedForIt() {
        var chosen = Databases.choose(new Settings(Map.of("DATASOURCES_DEFAULT_URL", "jdbc:mariadb://db.example/usher",
                "TECHNOW_DATASOURCES_DEFAULT_URL", "jdbc:mariadb://other.example/desk", "TECHNOW_DATASOURCES_DEFAULT_USERNAME", "desk"),
                Map.of()));
        assertThat(chosen.technow()).containsEntry("datasources.default.url", "jdbc:mariadb://other.example/desk")
                .containsEntry("datasources.default.username", "desk").doesNotContainKey("datasources.default.password");
    }

    @Test
    void aSystemPropertyWinsOverTheEnvironmentAndBlankIsUnset() {
        var settings = new Settings(Map.of("USHER_DATA", "there", "TECHNOW_START", " "), Map.of("usher.data", "here"));
        assertThat(settings.get("USHER_DATA")).hasValue("here");
        assertThat(settings.get("TECHNOW_START")).isEmpty();
        assertThat(settings.isFalse("TECHNOW_START")).isFalse();
    }

    @Test
    void startedInTargetItKeepsItsDataBesideTheDefinitionsWhereCleaningDoesNotReach(@TempDir Path project) throws IOException {
        Files.createDirectories(project.resolve("conversations"));
        var target = Files.createDirectories(project.resolve("target"));
        for (var started : List.of(project, target)) {
            var settings = new Settings(Map.of(), Map.of("user.dir", started.toString()));
            assertThat(settings.data()).isEqualTo(project.resolve("data"));
            assertThat(settings.conversations()).isEqualTo(project.resolve("conversations"));
        }
        var elsewhere = new Settings(Map.of("USHER_DATA", "/var/usher"), Map.of("user.dir", target.toString()));
        assertThat(elsewhere.data()).isEqualTo(Path.of("/var/usher"));
    }
}
