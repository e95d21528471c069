package org.usher.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shape of a register: its name, which field is the key, and what each field holds.
 *
 * @param name     the name used in definitions, feeds and the database
 * @param key      the field that identifies an entry
 * @param label    how an entry is shown in one line, with fields in braces: {@code {name}}
 * @param detail   a second line where entries are listed, or empty
 * @param search   the fields that typed text is compared with, or fields of what they refer to ({@code login.username})
 * @param fields   all fields by name, in the order of the definition
 * @param order    the field by which entries are listed for choosing; empty: their key
 */
public record RegisterSchema(String name, String key, String label, String detail, List<String> search, Map<String, FieldType> fields,
        String order) {

    public RegisterSchema {
        search = List.copyOf(search);
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A register whose entries are listed by their keys. */
    public RegisterSchema(String name, String key, String label, String detail, List<String> search, Map<String, FieldType> fields) {
        this(name, key, label, detail, search, fields, "");
    }

    public Optional<FieldType> field(String field) {
        return Optional.ofNullable(fields.get(field));
    }
}
