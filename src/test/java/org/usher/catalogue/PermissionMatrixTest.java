package org.usher.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.usher.register.Entry;
import org.usher.register.Registers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The permission matrix in {@code conversations/camms/data} says what the tables of the source document say. These stand, cell by cell and in the
 * document's own words, in {@code permission-tables.csv}; {@code access-words.csv} says which level each of its phrases is.
 */
class PermissionMatrixTest {

    private static final Path TRANSCRIPTION = Path.of("src", "test", "resources", "camms");
    private static final Registers REGISTERS = registers();

    private static Registers registers() {
        return switch (Catalogue.load(Path.of("conversations"))) {
            case Catalogue.Outcome.Loaded(var organisations) -> organisations.values().stream()
                    .filter(holding -> holding.organisation().id().equals("camms")).findFirst().orElseThrow().registers();
            case Catalogue.Outcome.Faulty faulty -> throw new AssertionError(faulty.report());
        };
    }

    @TestFactory
    Stream<DynamicTest> everyCellIsTheLevelThatTheDocumentGives() throws IOException {
        var levels = levels();
        return lines("permission-tables.csv").stream()
                .map(cell -> DynamicTest.dynamicTest(cell.get("chapter") + " " + cell.get("role") + ", " + cell.get("area"), () -> {
                    var role = labelled("roles", cell.get("role"));
                    var found = cells().get(role.key() + ' ' + labelled("areas", cell.get("area")).key());
                    assertThat(found).as("a cell for it").isNotNull();
                    assertThat(found).as(cell.get("access")).isEqualTo(levels.get(cell.get("access").toLowerCase(Locale.ROOT)));
                    assertThat(role.text("section")).isEqualTo(cell.get("chapter"));
                }));
    }

    @Test
    void thereAreFourteenTablesOfTwentyAreasAndTwoOfFive() throws IOException {
        var byRole = lines("permission-tables.csv").stream()
                .collect(Collectors.groupingBy(line -> line.get("role"), Collectors.mapping(line -> line.get("area"), Collectors.toSet())));

        assertThat(byRole.values().stream().map(Set::size).toList()).hasSize(16).containsOnly(20, 5).filteredOn(size -> size == 20)
                .hasSize(14);
        assertThat(byRole.values().stream().filter(areas -> areas.size() == 20).collect(Collectors.toSet())).as("the areas of all")
                .hasSize(1);
    }

    @Test
    void whatHasNoTableInTheDocumentGivesOnlyWhatItsWordsSay() throws IOException {
        var tables = lines("permission-tables.csv").stream().map(line -> labelled("roles", line.get("role")).key())
                .collect(Collectors.toSet());
        var wordsOnly = REGISTERS.entries("roles").stream().map(Entry::key).filter(role -> !tables.contains(role)).toList();

        assertThat(wordsOnly).hasSize(16).allSatisfy(role -> assertThat(REGISTERS.entriesWhere("cells", "role", role)).hasSize(1));
        assertThat(REGISTERS.entries("cells")).hasSize(280 + 10 + 16);
    }

    @Test
    void theRolesAreThoseOfTheDocumentUnderItsProducts() throws IOException {
        var written = lines("roles.csv").stream().map(line -> line.get("heading") + ": " + line.get("role")).toList();
        var roles = REGISTERS.entries("roles").stream()
                .map(role -> REGISTERS.label(REGISTERS.entry("products", role.text("product"))) + ": " + REGISTERS.label(role)).toList();

        assertThat(roles).hasSize(32).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void everyPhraseOfTheDocumentIsMappedAndNoOther() throws IOException {
        var used = lines("permission-tables.csv").stream().map(line -> line.get("access").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(levels().keySet()).isEqualTo(new HashSet<>(used));
    }

    private static Map<String, String> cells() {
        var cells = new HashMap<String, String>();
        REGISTERS.entries("cells").forEach(cell -> {
            var before = cells.put(cell.text("role") + ' ' + cell.text("area"), cell.text("level"));
            assertThat(before).as("a second cell of %s in %s", cell.text("role"), cell.text("area")).isNull();
        });
        return cells;
    }

    private static Map<String, String> levels() throws IOException {
        return lines("access-words.csv").stream().collect(Collectors.toMap(line -> line.get("access"), line -> line.get("level")));
    }

    private static Entry labelled(String register, String label) {
        return REGISTERS.entries(register).stream().filter(entry -> REGISTERS.label(entry).equals(label)).findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + label + " among the " + register));
    }

    private static List<CSVRecord> lines(String file) throws IOException {
        try (var reader = Files.newBufferedReader(TRANSCRIPTION.resolve(file), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader).getRecords();
        }
    }
}
