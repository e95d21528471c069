package org.usher.register;

import java.util.List;
import java.util.Map;

/** What a field of a register holds. Stored fields come from the feed; derived ones are found by following references backwards. */
public sealed interface FieldType {

    /** Whether the field is kept in the entry itself, rather than found by looking at other entries. */
    default boolean stored() {
        return !(this instanceof One || this instanceof Many);
    }

    /** A line of text. */
    record Text() implements FieldType {}

    /** A whole number. */
    record WholeNumber() implements FieldType {}

    /** True or false. */
    record Truth() implements FieldType {}

    /** A local calendar day, written {@code 2026-12-01}. */
    record Day() implements FieldType {}

    /** A moment in time, written as ISO 8601 with an offset or in UTC. */
    record Moment() implements FieldType {}

    /** One of a few words. */
    record OneOf(List<String> words) implements FieldType {
        public OneOf {
            words = List.copyOf(words);
        }
    }

    /** The one-way hash of a secret: kept, never shown, and of no use to expressions. */
    record Hash() implements FieldType {}

    /** The key of an entry of another register. */
    record Reference(String register) implements FieldType {}

    /** Several values of one stored type, parted by {@code |} in a feed. */
    record Several(FieldType of) implements FieldType {}

    /**
     * Derived: the first entry of a register that points here.
     *
     * @param register where to look
     * @param by       the reference field of that register that must point at this entry
     * @param where    further fields and the constants they must have
     * @param order    the field to sort by, empty for the order of keys
     */
    record One(String register, String by, Map<String, String> where, String order) implements FieldType {
        public One {
            where = Map.copyOf(where);
        }
    }

    /** Derived: all entries of a register that point here; parameters as for {@link One}. */
    record Many(String register, String by, Map<String, String> where, String order) implements FieldType {
        public Many {
            where = Map.copyOf(where);
        }
    }
}
