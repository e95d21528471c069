package org.usher.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a look-up by typed text found. A close spelling is never taken for certain: it is asked back. */
public sealed interface Lookup {

    /** One entry, without doubt: by its key, or by a full name or beginning of a name that only it has. */
    record Found(Entry entry) implements Lookup {}

    /** One or several entries that may be meant. */
    record Perhaps(List<Entry> entries) implements Lookup {
        public Perhaps {
            entries = List.copyOf(entries);
        }
    }

    /** Nothing like it. */
    record Nothing() implements Lookup {}

    /** The entries that were found, for choosing one. */
    default List<Entry> entries() {
        return switch (this) {
            case Found(var entry) -> List.of(entry);
            case Perhaps(var entries) -> entries;
            case Nothing() -> List.of();
        };
    }

    /** Looks among some entries of a register. */
    static Lookup in(Registers registers, String register, Collection<Entry> among, String typed, int limit) {
        var text = typed.strip();
        var byKey = registers.entry(register, text);
        if (byKey.exists() && among.contains(byKey)) {
            return new Found(byKey);
        }
        var plain = Likeness.plain(text);
        var schema = registers.schema(register);
        var best = Likeness.NONE;
        var found = new ArrayList<Entry>();
        for (var entry : among) {
            var likeness = likeness(registers, schema, entry, plain);
            if (likeness == Likeness.NONE || likeness.compareTo(best) > 0) {
                continue;
            }
            if (likeness != best) {
                best = likeness;
                found.clear();
            }
            found.add(entry);
        }
        if (found.isEmpty()) {
            return new Nothing();
        }
        if (found.size() == 1 && best != Likeness.CLOSE) {
            return new Found(found.getFirst());
        }
        return new Perhaps(found.subList(0, Math.min(limit, found.size())));
    }

    private static Likeness likeness(Registers registers, RegisterSchema schema, Entry entry, String plain) {
        var best = Likeness.of(plain, Likeness.plain(registers.label(entry)));
        if (Likeness.plain(entry.key()).equals(plain)) {
            return Likeness.EXACT;
        }
        for (var field : schema.search()) {
            var likeness = Likeness.of(plain, Likeness.plain(registers.text(entry, field)));
            best = likeness.compareTo(best) < 0 ? likeness : best;
        }
        return best;
    }
}
