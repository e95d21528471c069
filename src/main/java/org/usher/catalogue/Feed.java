package org.usher.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.usher.register.Change;
import org.usher.register.Entry;
import org.usher.register.FieldType;
import org.usher.register.RegisterSchema;
import org.usher.register.Registers;

/**
 * What a CSV feed does to a register: entries are added or replaced by their key. A feed is taken as a whole or not at all; one bad line refuses it.
 *
 * <p>The first line names the columns, which are the stored fields of the register; a column that is missing empties its field. References are
 * written as keys, lists with {@code |} between the values, days as {@code 2026-12-01}, moments with an offset, true and false as such.
 */
public sealed interface Feed {

    /**
     * It can be taken.
     *
     * @param changes   what has to be done to the register, all of it or nothing
     * @param added     keys of new entries
     * @param changed   keys of entries that are different now
     * @param unchanged how many entries stay as they are
     */
    record Accepted(List<Change> changes, List<String> added, List<String> changed, int unchanged) implements Feed {
        public Accepted {
            changes = List.copyOf(changes);
            added = List.copyOf(added);
            changed = List.copyOf(changed);
        }
    }

    /** It cannot be taken; nothing of it is. */
    record Refused(List<Refusal> refusals) implements Feed {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * Why a line was refused.
     *
     * @param line   from 1, the line of the column names
     * @param column the column, or empty for the whole line
     * @param reason what is wrong, and what would be right
     */
    record Refusal(long line, String column, String reason) {}

    /** Reads a feed for a register as it stands now. */
    static Feed read(Registers registers, String register, String csv) {
        var lines = FeedLines.of(registers.schema(register), csv);
        var refusals = new ArrayList<>(lines.refusals());
        lines.rows().forEach(row -> refusals.addAll(row
                .dangling(
                        (target, key) -> registers.entry(target, key).exists() || target.equals(register) && lines.keys().contains(key))));
        if (!refusals.isEmpty()) {
            refusals.sort(Comparator.comparingLong(Refusal::line));
            return new Refused(refusals);
        }
        var changes = new ArrayList<Change>();
        var added = new ArrayList<String>();
        var changed = new ArrayList<String>();
        for (var row : lines.rows()) {
            var entry = row.entry();
            var before = registers.entry(register, entry.key());
            var fields = withHashes(entry, before, registers.schema(register));
            if (before.fields().equals(fields)) {
                continue;
            }
            (before.exists() ? changed : added).add(entry.key());
            changes.add(new Change.Put(register, entry.key(), fields));
        }
        return new Accepted(changes, added, changed, lines.rows().size() - changes.size());
    }

    /** A feed that says nothing of a hash leaves it as it is: where it comes from, passwords are not known. */
    private static Map<String, Object> withHashes(Entry fed, Entry before, RegisterSchema schema) {
        var fields = new HashMap<>(fed.fields());
        before.fields().forEach((field, value) -> {
            if (schema.field(field).orElse(null) instanceof FieldType.Hash) {
                fields.putIfAbsent(field, value);
            }
        });
        return fields;
    }
}
