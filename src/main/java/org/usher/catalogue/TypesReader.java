package org.usher.catalogue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code types.yaml}: the answer types of an organisation. A type may build on another one of the file and say what differs. */
final class TypesReader {

    private static final List<String> BUILT_IN = List.of("text", "long_text", "secret");

    private final Node.Fields types;
    private final Faults faults;

    private TypesReader(Node.Fields types, Faults faults) {
        this.types = types;
        this.faults = faults;
    }

    /** Each type with all that it takes from those it builds on; its base is a built-in type then. */
    static Map<String, Node.Fields> read(Node.Fields root, Faults faults) {
        var reader = new TypesReader(root.fields("types"), faults);
        var all = new LinkedHashMap<String, Node.Fields>();
        for (var type : reader.types.each()) {
            if (isBuiltIn(type.name())) {
                faults.add(Fault.Kind.BAD_NAME, type.key().place(), "The type '" + type.name() + "' is Usher's own", "Choose another name");
            } else {
                all.put(type.name(), reader.whole(type.fields(), new LinkedHashSet<>(Set.of(type.name()))).orElse(type.fields()));
            }
        }
        return all;
    }

    private static boolean isBuiltIn(String name) {
        return Grammar.stepTags().contains(name);
    }

    private Optional<Node.Fields> whole(Node.Fields type, Set<String> seen) {
        var base = type.text("base");
        if (base.isEmpty()) {
            return Optional.empty();
        }
        if (BUILT_IN.contains(base.get().text())) {
            return Optional.of(type);
        }
        if (!types.has(base.get().text())) {
            var known = new LinkedHashSet<>(BUILT_IN);
            known.addAll(types.keys());
            faults.dangling(base.get(), "type", known);
            return Optional.empty();
        }
        if (!seen.add(base.get().text())) {
            faults.add(Fault.Kind.CYCLE, base.get().place(), "The type '" + base.get().text() + "' builds on itself",
                    "One of these types must build on text, long_text or secret");
            return Optional.empty();
        }
        return whole(types.fields(base.get().text()), seen).map(below -> {
            var all = new LinkedHashMap<>(below.fields());
            type.fields().forEach((key, field) -> {
                if (!key.equals("base")) {
                    all.put(key, field);
                }
            });
            return new Node.Fields(all, type.place());
        });
    }
}
