package org.usher.catalogue;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the nodes of a file with the shape they must have: unknown and missing keys, lists where texts are needed, words of the wrong form. */
final class ShapeCheck {

    private final Faults faults;
    /** The answer types of the organisation, which may stand as the first key of a question. */
    private final Set<String> types;

    ShapeCheck(Faults faults, Collection<String> types) {
        this.faults = faults;
        this.types = new LinkedHashSet<>(types);
    }

    void check(Node node, Shape shape) {
        switch (shape) {
            case Shape.Anything _ -> {
            }
            case Shape.Named named -> check(node, named.shape().get());
            case Shape.Scalar scalar -> scalar(node, scalar.format());
            case Shape.OneOf oneOf -> word(node, oneOf);
            case Shape.Either either -> check(node, node instanceof Node.Text ? either.scalar() : either.otherwise());
            case Shape.ListOf list -> list(node, list);
            case Shape.MapOf map -> {
                if (node instanceof Node.Fields fields) {
                    fields.each().forEach(field -> {
                        scalar(field.key(), map.key());
                        check(field.value(), map.value());
                    });
                } else {
                    wrong(node, "a mapping (key: value)");
                }
            }
            case Shape.Fixed fixed -> {
                if (node instanceof Node.Fields fields) {
                    keys(fields, fixed);
                } else {
                    wrong(node, "a mapping with " + listed(fixed.byName().keySet()));
                }
            }
            case Shape.Verbed verbed -> verbed(node, verbed);
            case Shape.Tagged tagged -> tagged(node, tagged);
        }
    }

    private void scalar(Node node, Format format) {
        if (!(node instanceof Node.Text text)) {
            wrong(node, format.described());
        } else if (text.text().isBlank() && format != Format.MAYBE) {
            faults.add(Fault.Kind.WRONG_VALUE, text.place(), "Something is missing here", "Write " + format.described());
        } else if (format == Format.REGEX && !Format.patternFault(text.text()).isEmpty()) {
            faults.add(Fault.Kind.PATTERN, text.place(), "The regular expression does not compile: " + Format.patternFault(text.text()),
                    "Look for a bracket that is not closed; write a backslash before . ( ) [ ] meant as they are");
        } else if (!format.accepts(text.text())) {
            wrong(text, format.described());
        }
    }

    private void word(Node node, Shape.OneOf oneOf) {
        if (!(node instanceof Node.Text text)) {
            wrong(node, "one of " + listed(oneOf.words()));
        } else if (!oneOf.words().contains(text.text())) {
            faults.add(Fault.Kind.WRONG_VALUE, text.place(), "'" + text.text() + "' is not known here",
                    Faults.nearest(text.text(), oneOf.words()));
        }
    }

    private void list(Node node, Shape.ListOf list) {
        if (node instanceof Node.Items items) {
            items.items().forEach(item -> check(item, list.of()));
        } else if (list.orSingle()) {
            check(node, list.of());
        } else {
            wrong(node, "a list: [a, b], or lines that begin with -");
        }
    }

    private void keys(Node.Fields fields, Shape.Fixed shape) {
        var known = shape.byName();
        for (var field : fields.each()) {
            var key = known.get(field.name());
            if (key == null) {
                faults.add(Fault.Kind.UNKNOWN_KEY, field.key().place(), "There is no key '" + field.name() + "' here",
                        Faults.nearest(field.name(), known.keySet()));
            } else {
                check(field.value(), key.shape());
            }
        }
        known.values().stream().filter(key -> key.needed() && !fields.has(key.name()))
                .forEach(key -> faults.add(Fault.Kind.MISSING_KEY, fields.place(),
                        "The key '" + key.name() + "' is missing", "Add it: " + key.about()));
    }

    private void verbed(Node node, Shape.Verbed verbed) {
        if (!(node instanceof Node.Fields fields)) {
            wrong(node, "a mapping with " + listed(verbed.verbs()));
            return;
        }
        keys(fields, verbed.shape());
        var found = verbed.verbs().stream().filter(fields::has).toList();
        if (found.isEmpty() && verbed.needed()) {
            faults.add(Fault.Kind.MISSING_KEY, fields.place(), "Nothing says what this does", "Add one of " + listed(verbed.verbs()));
        }
        found.stream().skip(1)
                .forEach(verb -> faults.add(Fault.Kind.CONFLICT, fields.placeOf(verb),
                        "'" + verb + "' does not go together with '" + found.getFirst() + "'",
                        "Make two of it, with an id each"));
    }

    private void tagged(Node node, Shape.Tagged tagged) {
        if (!(node instanceof Node.Fields fields) || fields.keys().isEmpty()) {
            wrong(node, "a mapping whose first key is " + listed(tagged.shapes().keySet()));
            return;
        }
        var first = fields.each().iterator().next();
        var shape = tagged.shapes().get(first.name());
        if (shape != null) {
            keys(fields, shape);
            return;
        }
        if (types.contains(first.name())) {
            scalar(first.value(), Format.NAME);
            var rest = new java.util.LinkedHashMap<>(fields.fields());
            rest.remove(first.name());
            keys(new Node.Fields(rest, fields.place()), tagged.other());
            return;
        }
        var all = new LinkedHashSet<>(tagged.shapes().keySet());
        all.addAll(types);
        var later = fields.keys().stream().filter(all::contains).findFirst();
        faults.add(Fault.Kind.UNKNOWN_KEY, first.key().place(), "There is no type of question '" + first.name() + "'",
                later.map(type -> "Put '" + type + "' first; the first key says what it is")
                        .orElseGet(() -> Faults.nearest(first.name(), all)));
    }

    private void wrong(Node node, String needed) {
        faults.add(Fault.Kind.WRONG_VALUE, node.place(), "This is " + node.described() + ", but " + needed + " is needed", "");
    }

    private static String listed(Collection<String> words) {
        return words.stream().limit(12).collect(Collectors.joining(", ")) + (words.size() > 12 ? " …" : "");
    }
}
