package org.usher.excel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Singleton;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.usher.conversation.Layout;
import org.usher.conversation.Table;
import org.usher.document.Workbooks;

/**
 * Workbooks to be read and printed: a title, headings over the parts, label and value in two columns with borders, long texts wrapped and high
 * enough, on A4 as wide as the page, with the name of the sheet and the page's number at the foot.
 */
@Singleton
final class ExcelWorkbooks implements Workbooks {

    private static final String PROGRAM = "Usher";
    private static final String HEADING = "1D3557";
    private static final String LABEL = "EEF2F7";
    private static final String LINE = "8A8F98";
    private static final String WHITE = "FFFFFF";
    private static final double LABEL_WIDTH = 36;
    private static final double VALUE_WIDTH = 62;
    private static final double LINE_HEIGHT = 15;
    private static final double MAX_HEIGHT = 400;
    /** A name of a sheet must not be longer. */
    private static final int LONGEST_NAME = 31;

    @Override
    public String ending() {
        return ".xlsx";
    }

    @Override
    public String contentType() {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }

    @Override
    public byte[] write(Layout.Filled document) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, PROGRAM, null)) {
            workbook.setGlobalDefaultFont("Arial", 10);
            var taken = new HashSet<String>();
            for (var sheet : document.sheets()) {
                write(sheet, workbook.newWorksheet(name(sheet.name(), taken)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can go wrong in memory", e);
        }
        return bytes.toByteArray();
    }

    private static String name(String wanted, HashSet<String> taken) {
        var plain = wanted.replaceAll("[\\\\/*?:\\[\\]]", " ").strip();
        var name = plain.isEmpty() ? "Sheet" : plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME).strip();
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = name.substring(0, Math.min(name.length(), LONGEST_NAME - 4)) + " (" + i + ")";
        }
        return name;
    }

    private static void write(Layout.FilledSheet sheet, Worksheet page) {
        int columns = Math.max(2,
                sheet.parts().stream().mapToInt(part -> part.table().map(table -> table.headings().size()).orElse(2)).max()
                        .orElse(2));
        page.paperSize(PaperSize.A4_PAPER);
        page.pageOrientation(columns > 3 ? "landscape" : "portrait");
        page.setFitToPage(true);
        page.fitToWidth((short) 1);
        page.fitToHeight((short) 0);
        page.leftMargin(0.5f);
        page.rightMargin(0.5f);
        page.footer("&A", Position.LEFT);
        page.footer("&P / &N", Position.RIGHT);
        page.hideGridLines();
        var widths = widths(sheet, columns);
        for (int column = 0; column < columns; column++) {
            page.width(column, widths[column]);
        }
        int row = 0;
        if (!sheet.title().isEmpty()) {
            page.value(row, 0, sheet.title());
            page.range(row, 0, row, columns - 1).style().merge().bold().fontSize(14).verticalAlignment("center").wrapText(true).set();
            page.rowHeight(row, 28);
            row += 2;
        }
        for (var part : sheet.parts()) {
            row = write(part, page, row, columns, widths) + 1;
        }
    }

    /** Two columns for label and value, unless a table needs more. */
    private static double[] widths(Layout.FilledSheet sheet, int columns) {
        var widths = new double[columns];
        if (columns == 2) {
            return new double[]{LABEL_WIDTH, VALUE_WIDTH};
        }
        for (int column = 0; column < columns; column++) {
            int at = column;
            int longest = sheet.parts().stream().flatMap(part -> part.table().stream())
                    .flatMapToInt(table -> java.util.stream.IntStream.concat(
                            at < table.headings().size()
                                    ? java.util.stream.IntStream.of(table.headings().get(at).length())
                                    : java.util.stream.IntStream.empty(),
                            table.rows().stream().filter(cells -> at < cells.size()).mapToInt(cells -> cells.get(at).length())))
                    .max().orElse(10);
            widths[column] = Math.clamp(longest + 3.0, 7, 40);
        }
        return widths;
    }

    private static int write(Layout.FilledPart part, Worksheet page, int from, int columns, double[] widths) {
        int row = from;
        page.value(row, 0, part.heading());
        page.range(row, 0, row, columns - 1).style().merge().bold().fontColor(WHITE).fillColor(HEADING).fontSize(11)
                .verticalAlignment("center")
                .borderStyle(BorderStyle.THIN).borderColor(LINE).set();
        page.rowHeight(row, 20);
        row++;
        if (!part.text().isEmpty()) {
            double width = java.util.Arrays.stream(widths).sum();
            page.value(row, 0, part.text());
            page.range(row, 0, row, columns - 1).style().merge().wrapText(true).verticalAlignment("top").borderStyle(BorderStyle.THIN)
                    .borderColor(LINE).set();
            page.rowHeight(row, height(part.text(), width));
            row++;
        }
        for (var line : part.lines()) {
            line(line, page, row, columns, widths);
            row++;
        }
        return part.table().isPresent() ? table(part.table().get(), page, row, columns) : row;
    }

    private static void line(Map.Entry<String, String> line, Worksheet page, int row, int columns, double[] widths) {
        page.value(row, 0, line.getKey());
        page.style(row, 0).bold().fillColor(LABEL).wrapText(true).verticalAlignment("top").borderStyle(BorderStyle.THIN).borderColor(LINE)
                .set();
        page.value(row, 1, line.getValue());
        var value = page.range(row, 1, row, columns - 1).style();
        (columns > 2 ? value.merge() : value).wrapText(true).verticalAlignment("top").borderStyle(BorderStyle.THIN).borderColor(LINE).set();
        double width = java.util.Arrays.stream(widths).skip(1).sum();
        page.rowHeight(row, Math.max(height(line.getKey(), widths[0]), height(line.getValue(), width)));
    }

    private static int table(Table.Shown table, Worksheet page, int from, int columns) {
        int row = from;
        if (table.rows().isEmpty()) {
            page.value(row, 0, table.none());
            page.range(row, 0, row, columns - 1).style().merge().wrapText(true).borderStyle(BorderStyle.THIN).borderColor(LINE).set();
            return row + 1;
        }
        for (int column = 0; column < table.headings().size(); column++) {
            page.value(row, column, table.headings().get(column));
            page.style(row, column).bold().fillColor(LABEL).wrapText(true).verticalAlignment("top").borderStyle(BorderStyle.THIN)
                    .borderColor(LINE).set();
        }
        row++;
        for (var cells : table.rows()) {
            for (int column = 0; column < cells.size(); column++) {
                page.value(row, column, cells.get(column));
                page.style(row, column).wrapText(true).verticalAlignment("top").borderStyle(BorderStyle.THIN).borderColor(LINE).set();
            }
            row++;
        }
        return row;
    }

    /** High enough for a wrapped text: no program does that by itself for a file it did not write. */
    private static double height(String text, double width) {
        long lines = text.lines().mapToLong(line -> Math.max(1, (long) Math.ceil(line.length() * 1.1 / width))).sum();
        return Math.min(MAX_HEIGHT, Math.max(1, lines) * LINE_HEIGHT + 3);
    }
}
