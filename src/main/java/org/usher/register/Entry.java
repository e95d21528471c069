package org.usher.register;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One entry of a register as it stands in the feed: stored fields only, references as keys.
 * An entry that does not exist is {@linkplain #none no entry}, with an empty key, rather than null.
 *
 * @param register the register it belongs to
 * @param key      its key, empty for no entry
 * @param fields   stored fields: {@code String}, {@code Long}, {@code Boolean}, {@code LocalDate}, {@code Instant} or a {@code List} of these
 */
public record Entry(String register, String key, Map<String, Object> fields) {

    public Entry {
        fields = Map.copyOf(fields);
    }

    /** The entry that stands for "there is none". */
    public static Entry none(String register) {
        return new Entry(register, "", Map.of());
    }

    public boolean exists() {
        return !key.isEmpty();
    }

    /** A stored text field, or the empty text. */
    public String text(String field) {
        return fields.get(field) instanceof String text ? text : "";
    }

    /** A copy with some fields replaced. */
    public Entry with(Map<String, Object> changed) {
        var all = new HashMap<>(fields);
        all.putAll(changed);
        return new Entry(register, key, all);
    }

    /** Two entries are the same when they have the same key in the same register, whatever else they hold. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Entry entry && key.equals(entry.key) && register.equals(entry.register);
    }

    @Override
    public int hashCode() {
        return Objects.hash(register, key);
    }
}
