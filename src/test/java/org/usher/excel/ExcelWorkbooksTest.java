package org.usher.excel;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.usher.conversation.Layout;
import org.usher.conversation.Table;

import static org.assertj.core.api.Assertions.assertThat;

class ExcelWorkbooksTest {

    private final ExcelWorkbooks workbooks = new ExcelWorkbooks();

    private static Layout.FilledPart lines(String heading, Map<String, String> lines) {
        return new Layout.FilledPart(heading, List.copyOf(lines.entrySet()), Optional.empty(), "");
    }

    private static Layout.FilledSheet sheet(String name, Layout.FilledPart... parts) {
        return new Layout.FilledSheet(name, "The form", List.of(parts));
    }

    private List<WorkbookReading.Sheet> written(Layout.FilledSheet... sheets) {
        return WorkbookReading.sheets(workbooks.write(new Layout.Filled("form", List.of(sheets))));
    }

    @Test
    void labelsStandBesideTheirValuesUnderTheHeadingOfTheirPart() {
        var sheet = written(sheet("One", lines("Section 1", Map.of("Name", "Gráinne Mallon")))).getFirst();

        assertThat(sheet.name()).isEqualTo("One");
        assertThat(sheet.texts()).startsWith("The form", "Section 1", "Name", "Gráinne Mallon");
        assertThat(sheet.beside("Name")).contains("Gráinne Mallon");
    }

    @Test
    void whatIsTypedStaysTextAndNeverBecomesAFormula() {
        var typed = "=HYPERLINK(\"http://example.org\")\n<b>&\"two\" lines";
        var sheet = written(sheet("One", lines("Section 1", Map.of("Remark", typed)))).getFirst();

        assertThat(sheet.beside("Remark")).contains(typed);
        assertThat(sheet.xml().getElementsByTagName("f").getLength()).isZero();
    }

    @Test
    void aTableHasARowForEachEntryAndWordsWhenThereIsNone() {
        var table = new Table.Shown("t", "Places", List.of("Role", "Team", "Segment", "Kind"),
                List.of(List.of("Caseworker", "TL003", "BELFAST", "Ordinary"), List.of("Team Leader", "TL005", "BELFAST", "Absence")), "");
        var none = new Table.Shown("t", "Places", List.of("Role", "Team"), List.of(), "No place.");
        var sheet = written(sheet("One", new Layout.FilledPart("Places", List.of(), Optional.of(table), ""),
                new Layout.FilledPart("Others", List.of(), Optional.of(none), ""))).getFirst();

        assertThat(sheet.cells()).containsEntry("A4", "Role").containsEntry("D5", "Ordinary").containsEntry("B6", "TL005");
        assertThat(sheet.texts()).contains("No place.");
    }

    @Test
    void aPageIsA4AndAsWideAsThePaper() {
        var sheet = written(sheet("One", lines("Section 1", Map.of("Name", "x")))).getFirst();

        assertThat(sheet.one("pageSetup").getAttribute("paperSize")).isEqualTo("9");
        assertThat(sheet.one("pageSetup").getAttribute("fitToWidth")).isIn("", "1");
        assertThat(sheet.one("pageSetup").getAttribute("fitToHeight")).isEqualTo("0");
        assertThat(sheet.one("pageSetUpPr").getAttribute("fitToPage")).isIn("1", "true");
    }

    @Test
    void aLongTextGetsARowHighEnoughForItsLines() {
        var sheet = written(sheet("One", lines("Section 1", Map.of("Short", "x", "Long", "word ".repeat(60))))).getFirst();
        var rows = sheet.xml().getElementsByTagName("row");
        var heights = new java.util.ArrayList<Double>();
        for (int i = 0; i < rows.getLength(); i++) {
            var height = ((org.w3c.dom.Element) rows.item(i)).getAttribute("ht");
            heights.add(height.isEmpty() ? 0.0 : Double.parseDouble(height));
        }

        assertThat(heights).anyMatch(height -> height > 70).anyMatch(height -> height > 0 && height < 25);
    }

    @Test
    void namesOfSheetsAreMadeFitAndToldApart() {
        var part = lines("Section 1", Map.of("Name", "x"));
        var long1 = "Secondary BOM Requirements / of [everybody]";

        assertThat(written(sheet(long1, part), sheet(long1, part))).extracting(WorkbookReading.Sheet::name)
                .allMatch(name -> name.length() <= 31 && !name.matches(".*[/\\[\\]].*")).doesNotHaveDuplicates();
    }
}
