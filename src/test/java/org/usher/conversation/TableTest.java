package org.usher.conversation;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A table as plain text can be read in a mail, on a ticket and in Discord, however much stands in its cells. */
class TableTest {

    @SafeVarargs
    private static Table.Shown table(List<String>... rows) {
        return new Table.Shown("difference", "What changes", List.of("Area", "Now", "Then"), List.of(rows), "Nothing changes.");
    }

    @Test
    void shortCellsStandSideBySide() {
        assertThat(table(List.of("Reports", "No access", "Unlimited"), List.of("Risk", "", "Read only")).text()).isEqualTo("""
                Area     Now        Then
                -------  ---------  ---------
                Reports  No access  Unlimited
                Risk                Read only""");
    }

    @Test
    void longCellsStandOneBelowTheOtherAndEmptyOnesAreLeftOut() {
        var words = "Limited to own directorate (view everything; update in the own directorate)";
        var shown = table(List.of("Reports", "No access", words), List.of("Risk", "", "Read only"));

        assertThat(shown.wide()).isTrue();
        assertThat(shown.text()).isEqualTo("Reports\n  Now: No access\n  Then: " + words + "\n\nRisk\n  Then: Read only");
    }

    @Test
    void withoutRowsItSaysSo() {
        assertThat(table().text()).isEqualTo("Nothing changes.");
    }
}
