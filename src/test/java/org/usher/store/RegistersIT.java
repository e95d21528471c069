package org.usher.store;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.usher.Office;
import org.usher.facts.RegisterService;
import org.usher.outbox.Transactions;
import org.usher.register.Change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.usher.Office.BEN;

class RegistersIT {

    private static final String HEADING = "number,name,email,active,level,line_manager,badge\n";

    private Office office;
    private RegisterService registers;

    @BeforeEach
    void open() {
        office = Office.open();
        registers = office.context.getBean(RegisterService.class);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aFeedAddsAndReplacesByKeyAndSaysWhat() {
        var report = registers.importFeed("office", "people", HEADING + """
                310,Eve Clerk,eve@example.org,true,1,210,B9
                400,Hal New,hal@example.org,true,1,200,
                300,Dan Clerk,dan@example.org,true,1,200,
                """, BEN);
        assertThat(report.taken()).isTrue();
        assertThat(report.added()).containsExactly("400");
        assertThat(report.changed()).containsExactly(Map.entry("310", List.of("badge")));
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(registers.current("office").entry("people", "310").text("badge")).isEqualTo("B9");
        assertThat(registers.history("office", "people", "310")).last().satisfies(row -> {
            assertThat(row.who()).isEqualTo("200");
            assertThat(row.after()).contains("B9");
            assertThat(row.before()).doesNotContain("B9");
        });
    }

    @Test
    void aFeedWithOneBadLineChangesNothing() {
        var report = registers.importFeed("office", "people", HEADING + """
                400,Hal New,hal@example.org,true,1,200,
                401,Ida New,ida@example.org,true,many,200,
                """, BEN);
        assertThat(report.taken()).isFalse();
        assertThat(report.refused()).extracting(RegisterService.RefusedLine::line).containsExactly(3L);
        assertThat(registers.current("office").entry("people", "400").exists()).isFalse();
    }

    @Test
    void aChangeThatIsRolledBackIsSeenOnlyWithinItsTransaction() {
        assertThatThrownBy(() -> office.context.getBean(Transactions.class).run(() -> {
            badge("310", "B1");
            assertThat(registers.current("office").entry("people", "310").text("badge")).isEqualTo("B1");
            throw new IllegalStateException("no");
        })).hasMessageContaining("no");
        assertThat(registers.current("office").entry("people", "310").text("badge")).isEmpty();
        badge("320", "B2");
        assertThat(registers.current("office").entry("people", "310").text("badge")).isEmpty();
        assertThat(registers.current("office").entry("people", "320").text("badge")).isEqualTo("B2");
    }

    @Test
    void whatAnotherNodeChangedIsSeenWithTheNextLook() throws Exception {
        assertThat(registers.current("office").entry("people", "310").text("badge")).isEmpty();
        try (var connection = office.database.connect(); var sql = connection.createStatement()) {
            sql.execute("UPDATE register_entry SET fields = JSON_SET(fields, '$.badge', 'B5') WHERE entry_key = '310'");
            sql.execute("UPDATE facts_version SET version = version + 1, registers_version = version");
        }
        assertThat(registers.current("office").entry("people", "310").text("badge")).isEqualTo("B5");
    }

    @Test
    void whatWasDoneForAReasonCanBeThoughtAway() {
        registers.apply("office", List.of(new Change.Set("people", "310", Map.of("badge", "B1")), new Change.Remove("people", "320")),
                "200",
                "UI-1");
        registers.apply("office", List.of(new Change.Put("people", "400", Map.of("name", "Hal New")),
                new Change.Set("people", "310", Map.of("badge", "B2"))), "200", "UI-1");
        badge("300", "B3");

        var current = registers.current("office");
        var without = registers.without("office", current, "UI-1");

        assertThat(without.entry("people", "310").text("badge")).isEmpty();
        assertThat(without.entry("people", "320").exists()).isTrue();
        assertThat(without.entry("people", "400").exists()).isFalse();
        assertThat(without.entry("people", "300").text("badge")).isEqualTo("B3");
        assertThat(registers.without("office", current, "UI-2")).isEqualTo(current);
    }

    @Test
    void openItemsAreARegister() {
        var number = office.inCart(BEN, "310", "front").item();
        var entry = registers.current("office").entry("items", number);
        assertThat(entry.text("subject")).isEqualTo("310");
        assertThat(entry.fields()).containsEntry("in_cart", true);
        office.cart.remove(BEN, number);
        assertThat(registers.current("office").entry("items", number).exists()).isFalse();
    }

    @Test
    void theFirstFillingIsNotRepeatedOverWhatHasChangedSince() {
        badge("310", "B7");
        registers.apply("office", List.of(new Change.Remove("people", "320")), "200", "left");
        office = office.restarted(java.nio.file.Path.of("src/test/resources/definitions"));
        var current = office.context.getBean(RegisterService.class).current("office");
        assertThat(current.entry("people", "310").text("badge")).isEqualTo("B7");
        assertThat(current.entry("people", "320").exists()).isFalse();
    }

    private void badge(String person, String badge) {
        registers.apply("office", List.of(new Change.Set("people", person, Map.of("badge", badge))), "200", "test");
    }
}
