package org.usher.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.usher.register.Likeness;
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

    /** The faults of an expression or a template, each at its place in the file. */
    void compiled(Fault.Kind kind, Node.Text text, List<Compiled.Fault> faults) {
        for (var fault : faults) {
            int offset = kind == Fault.Kind.WORDING ? fault.column() - 1 : text.offset(fault.line(), fault.column());
            var parts = fault.message().split("; ", 2);
            add(kind, text.at(offset), parts[0], parts.length == 1 ? "" : capital(parts[1]));
        }
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

    private static Optional<String> near(String unknown, Collection<String> known) {
        var plain = Likeness.plain(unknown);
        return known.stream().filter(name -> Likeness.of(plain, Likeness.plain(name)) != Likeness.NONE)
                .min(Comparator.comparing(name -> Likeness.of(plain, Likeness.plain(name))));
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
