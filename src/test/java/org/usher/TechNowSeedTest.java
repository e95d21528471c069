package org.usher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.usher.catalogue.Catalogue;
import org.usher.ticket.Variables;

import static org.assertj.core.api.Assertions.assertThat;

class TechNowSeedTest {

    private static final Catalogue.Outcome DEFINITIONS = Catalogue.load(Path.of("conversations"));

    @TempDir
    Path target;

    @Test
    void everyVariableOfEveryFormHasAPlaceInItsCatalogueItem() throws IOException {
        TechNowSeed.write(DEFINITIONS, target);

        var items = new ObjectMapper().readTree(target.resolve("technow/sc_cat_item.json").toFile());
        var loaded = (Catalogue.Outcome.Loaded) DEFINITIONS;
        for (var holding : loaded.organisations().values()) {
            for (var conversation : holding.organisation().conversations().values()) {
                conversation.submission().ifPresent(submission -> {
                    var names = new ArrayList<String>();
                    items.forEach(item -> {
                        if (item.path("name").asText().equals(submission.item())) {
                            item.path("variables").forEach(variable -> names.add(variable.path("name").asText()));
                        }
                    });
                    assertThat(names).as(conversation.id()).doesNotHaveDuplicates()
                            .containsAll(Variables.of(conversation, "en").stream().map(Variables.Field::name).toList());
                });
            }
        }
        assertThat(items).isNotEmpty();
    }

    @Test
    void everyPersonWhoMayApproveIsThereWithTheirManager() throws IOException {
        TechNowSeed.write(DEFINITIONS, target);

        assertThat(Files.readAllLines(target.resolve("technow/sys_user.csv")))
                .anySatisfy(line -> assertThat(line).startsWith("10311862,10311862,Marcus Oyelaran,")
                        .contains(",10200417,true,Department for Work and Pensions,"));
    }

    @Test
    void organisationsThatKnowTheSameNumberStandSideBySideWithTheirQueues() throws IOException {
        TechNowSeed.write(new DefinitionsFolder(Path.of("src/test/resources/organisations")).outcome(), target);

        assertThat(Files.readAllLines(target.resolve("technow/sys_user.csv")))
                .contains("harbour.200,200,Ben Harbour,ben.harbour@example.org,,harbour.100,true,Harbour Trust,",
                        "orchard.200,200,Ben Orchard,ben.orchard@example.org,,orchard.100,true,Orchard Trust,",
                        "harbour.office.agent,harbour.office.agent,Agent of Harbour office,harbour.office.agent@example.org,Service desk agent,,true,Harbour Trust,itil");
        assertThat(Files.readAllLines(target.resolve("technow/sys_user_grmember.csv")))
                .contains("Harbour office,harbour.office.agent", "Orchard office,orchard.office.agent");
        assertThat(Files.readAllLines(target.resolve("technow/core_company.csv"))).contains("Harbour Trust", "Orchard Trust");
    }

    @Test
    void writingItAgainGivesTheSameFiles() throws IOException {
        TechNowSeed.write(DEFINITIONS, target);
        var first = contents();
        TechNowSeed.write(DEFINITIONS, target);

        assertThat(contents()).isEqualTo(first).hasSize(5);
    }

    private List<String> contents() throws IOException {
        try (var files = Files.list(target.resolve("technow"))) {
            var all = new ArrayList<String>();
            for (var file : files.sorted().toList()) {
                all.add(file.getFileName() + "\n" + Files.readString(file));
            }
            return all;
        }
    }
}
