package org.usher.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.usher.validation.Compiled;

/** Collects faults while files are read. */
final class Faults {

    private final List<Fault> found = new ArrayList<>();

    void add(Fault.Kind kind, Place place, String message, String mend) {
        found.add(new Fault(kind, place, message, mend));
    }

    void addAll(Faults others) {
        found.addAll(others.found);
    }

    /** A name that names nothing, with the nearest one that does. */
    void dangling(Node.Text name, String what, Collection<String> known) {
        add(Fault.Kind.DANGLING_REFERENCE, name.place(), "There is no " + what + " '" + name.text() + "'", nearest(name.text(), known));
    }

    /** A name that names nothing in something. */
    void dangling(Node.Text name, String what, String in, Collection<String> known) {
        add(Fault.Kind.DANGLING_REFERENCE, name.place(), "There is no " + what + " '" + name.text() + "' in '" + in + "'",
                nearest(name.text(), known));
    }

    /** The faults of an expression or a template, each at its place in the file. */
    void compiled(Fault.Kind kind, Node.Text text, List<Compiled.Fault> faults) {
        for (var fault : faults) {
            int offset = kind == Fault.Kind.WORDING ? fault.column() - 1 : text.offset(fault.line(), fault.column());
            var parts = fault.message().split("; ", 2);
            add(kind, text.at(offset), parts[0], parts.length == 1 ? "" : capital(parts[1]));
        }
    }

    /** Whether there is a fault in a text already. */
    boolean speaksOf(Node.Text text) {
        return found.stream().anyMatch(fault -> fault.place().equals(text.place()) || text.places().contains(fault.place()));
    }

    /** Whether there is a fault in a file. */
    boolean speaksOf(String file) {
        return found.stream().anyMatch(fault -> fault.place().file().equals(file));
    }

    /** Whether there is a fault in any file of a folder. */
    boolean speakOfFolder(String folder) {
        return found.stream().anyMatch(fault -> fault.place().file().startsWith(folder + '/'));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** All faults in the order of their places, each once. */
    List<Fault> all() {
        return found.stream().distinct().sorted(Comparator.comparing(Fault::place)).toList();
    }

    /** "Did you mean …?", or what there is to choose from. */
    static String nearest(String unknown, Collection<String> known) {
        return near(unknown, known).map(name -> "Did you mean '" + name + "'?").orElseGet(() -> known.isEmpty()
                ? "There is none yet"
                : "Use one of " + String.join(", ", known.stream().limit(20).toList()) + (known.size() > 20 ? " …" : ""));
    }

    static Optional<String> near(String unknown, Collection<String> known) {
        var typed = unknown.toLowerCase(Locale.ROOT);
        int allowed = typed.length() < 5 ? 1 : typed.length() < 9 ? 2 : 3;
        return known.stream().filter(name -> edits(typed, name.toLowerCase(Locale.ROOT)) <= allowed)
                .min(Comparator.comparingInt(name -> edits(typed, name.toLowerCase(Locale.ROOT))));
    }

    /** How many letters must be put in, taken out, changed or swapped with their neighbour to make one word of the other. */
    private static int edits(String from, String to) {
        var rows = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                rows[i][j] = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[from.length()][to.length()];
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
