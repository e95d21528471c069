package org.usher.pickup;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.usher.conversation.Organisation;
import org.usher.register.Entry;

/** Lines of a file with columns, as RFC 4180 quotes them, except that a line never has a line break in it: what reads it goes line by line. */
final class Csv {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    private Csv() {}

    static String header(Organisation.PickUpFile file) {
        return file.columns().stream().map(column -> quoted(column, file.separator())).collect(Collectors.joining(separator(file)));
    }

    static String line(Organisation.PickUpFile file, Map<String, Object> values, ZoneId zone) {
        return file.columns().stream().map(column -> quoted(shown(values.get(column), zone), file.separator()))
                .collect(Collectors.joining(separator(file)));
    }

    private static String separator(Organisation.PickUpFile file) {
        return String.valueOf(file.separator());
    }

    private static String shown(@Nullable Object value, ZoneId zone) {
        return switch (value) {
            case null -> "";
            case Entry entry -> entry.key();
            case Instant moment -> MOMENT.format(moment.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
            default -> String.valueOf(value).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        };
    }

    private static String quoted(String text, char separator) {
        boolean needed = text.indexOf(separator) >= 0 || text.indexOf('"') >= 0;
        return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** The columns of a line. */
    static List<String> columns(String line, char separator) {
        var columns = new ArrayList<String>();
        var column = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                column.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                columns.add(column.toString());
                column.setLength(0);
            } else {
                column.append(c);
            }
        }
        columns.add(column.toString());
        return columns;
    }
}
