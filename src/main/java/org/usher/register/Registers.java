package org.usher.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The facts of one organisation at one moment: an immutable picture of all its registers. A change gives a new picture; registers that
 * it does not touch are shared. Safe for use by many threads.
 */
public final class Registers {

    private static final int WORKED_OUT_AT_MOST = 50_000;

    private final Map<String, RegisterSchema> schemas;
    private final Map<String, Map<String, Entry>> entries;
    /** Index of reference and constant fields: register to field to value to entries, built when first asked for. */
    private final Map<String, Map<String, Map<String, List<Entry>>>> indexes = new ConcurrentHashMap<>();

    /** All entries of a register in their order, listed when first asked for. */
    private final Map<String, List<Entry>> lists = new ConcurrentHashMap<>();

    /** What points at an entry: its register to the derived field to its key to the others, found when first asked for. */
    private final Map<String, Map<String, Map<String, List<Entry>>>> pointing = new ConcurrentHashMap<>();
    /** Labels: register to key to label, filled when first asked for. */
    private final Map<String, Map<String, String>> labels = new ConcurrentHashMap<>();

    /** What was worked out of these facts, by what was asked; emptied when it gets large. */
    private final Map<Object, Object> workedOut = new ConcurrentHashMap<>();

    private Registers(Map<String, RegisterSchema> schemas, Map<String, Map<String, Entry>> entries) {
        this.schemas = schemas;
        this.entries = entries;
    }

    /** Registers with these schemas and no entries yet. */
    public static Registers of(Collection<RegisterSchema> schemas) {
        var byName = new LinkedHashMap<String, RegisterSchema>();
        var none = new LinkedHashMap<String, Map<String, Entry>>();
        for (var schema : schemas) {
            byName.put(schema.name(), schema);
            none.put(schema.name(), Map.of());
        }
        return new Registers(byName, none);
    }

    /** The same facts, with the entries of one register replaced as a whole. */
    public Registers withEntries(String register, Collection<Entry> replacement) {
        schema(register);
        var byKey = new TreeMap<String, Entry>();
        for (var entry : replacement) {
            byKey.put(entry.key(), entry);
        }
        return with(register, byKey);
    }

    /** The facts after a change. Changing an entry that is not there leaves everything as it is. */
    public Registers after(Change change) {
        var register = change.register();
        schema(register);
        var changed = new TreeMap<>(entries.get(register));
        switch (change) {
            case Change.Put put -> changed.put(put.key(), new Entry(register, put.key(), put.fields()));
            case Change.Set set -> changed.computeIfPresent(set.key(), (_, entry) -> entry.with(set.fields()));
            case Change.Remove remove -> changed.remove(remove.key());
        }
        return with(register, changed);
    }

    private Registers with(String register, Map<String, Entry> changed) {
        var all = new LinkedHashMap<>(entries);
        all.put(register, new LinkedHashMap<>(changed)); // in the order of the keys, and quicker to look into than a tree
        return new Registers(schemas, all);
    }

    public Collection<RegisterSchema> schemas() {
        return schemas.values();
    }

    public boolean has(String register) {
        return schemas.containsKey(register);
    }

    /** The schema of a register; asking for one that does not exist is a defect. */
    public RegisterSchema schema(String register) {
        var schema = schemas.get(register);
        if (schema == null) {
            throw new IllegalArgumentException("There is no register named '" + register + "'; there are " + schemas.keySet());
        }
        return schema;
    }

    /** The entry with this key, or {@linkplain Entry#none no entry}. */
    public Entry entry(String register, String key) {
        var all = entries.get(register);
        var found = all == null ? null : all.get(key);
        return found == null ? Entry.none(register) : found;
    }

    /** All entries of a register in the order of their keys. */
    public List<Entry> entries(String register) {
        return lists.computeIfAbsent(register, name -> List.copyOf(entries.getOrDefault(name, Map.of()).values()));
    }

    /** The entries whose field has this value (references by key), in the order of their keys. */
    public List<Entry> entriesWhere(String register, String field, String value) {
        return index(register, field).getOrDefault(value, List.of());
    }

    /** Works out something that follows from these facts alone, or gives what was worked out before. */
    public Object workedOut(Object question, Supplier<Object> work) {
        var known = workedOut.get(question);
        if (known == null) {
            known = work.get();
            if (workedOut.size() >= WORKED_OUT_AT_MOST) {
                workedOut.clear();
            }
            workedOut.put(question, known);
        }
        return known;
    }

    private Map<String, List<Entry>> index(String register, String field) {
        var ofRegister = indexes.computeIfAbsent(register, _ -> new ConcurrentHashMap<>());
        var index = ofRegister.get(field);
        if (index == null) {
            index = new LinkedHashMap<>();
            for (var entry : entries.getOrDefault(register, Map.of()).values()) {
                index.computeIfAbsent(plain(field(entry, field)), _ -> new ArrayList<>()).add(entry);
            }
            index.replaceAll((_, list) -> List.copyOf(list));
            ofRegister.put(field, index);
        }
        return index;
    }

    /**
     * The value of a field: {@code String}, {@code Long}, {@code Boolean}, {@code LocalDate}, {@code Instant}, an {@link Entry} where the
     * field is a reference or a derived one, or a {@code List}. A field that is not filled is an empty value of its type; for days
     * and moments that is {@link Optional#empty()}.
     */
    public Object field(Entry entry, String field) {
        if (field.equals("key")) {
            return entry.key();
        }
        if (field.equals("label")) {
            return label(entry);
        }
        return field(entry, field, schema(entry.register()).field(field)
                .orElseThrow(() -> new IllegalArgumentException("The register '" + entry.register() + "' has no field '" + field + "'")));
    }

    /** The value of a field other than {@code key} and {@code label} whose type is known already. */
    public Object field(Entry entry, String field, FieldType type) {
        return switch (type) {
            case FieldType.Text _,FieldType.OneOf _,FieldType.Hash _ -> entry.text(field);
            case FieldType.WholeNumber _ -> entry.fields().get(field) instanceof Long number ? number : 0L;
            case FieldType.Truth _ -> entry.fields().get(field) instanceof Boolean truth && truth;
            case FieldType.Day _ -> entry.fields().get(field) instanceof LocalDate day ? day : Optional.empty();
            case FieldType.Moment _ -> entry.fields().get(field) instanceof Instant moment ? moment : Optional.empty();
            case FieldType.Reference reference -> entry(reference.register(), entry.text(field));
            case FieldType.Several several -> severalOf(several, entry.fields().getOrDefault(field, List.of()));
            case FieldType.One one -> {
                var found = pointingAt(entry, field, one.register(), one.by(), one.where(), one.order());
                yield found.isEmpty() ? Entry.none(one.register()) : found.getFirst();
            }
            case FieldType.Many many -> pointingAt(entry, field, many.register(), many.by(), many.where(), many.order());
        };
    }

    private List<Object> severalOf(FieldType.Several several, Object stored) {
        if (!(stored instanceof List<?> list)) {
            return List.of();
        }
        var values = new ArrayList<Object>();
        for (var item : list) {
            values.add(several.of() instanceof FieldType.Reference reference ? entry(reference.register(), String.valueOf(item)) : item);
        }
        return values;
    }

    private List<Entry> pointingAt(Entry target, String field, String register, String by, Map<String, String> where, String order) {
        if (!target.exists()) {
            return List.of();
        }
        var ofField = pointing.computeIfAbsent(target.register(), _ -> new ConcurrentHashMap<>()).computeIfAbsent(field,
                _ -> new ConcurrentHashMap<>());
        var known = ofField.get(target.key());
        if (known == null) {
            known = pointingAt(target, register, by, where, order);
            ofField.put(target.key(), known);
        }
        return known;
    }

    private List<Entry> pointingAt(Entry target, String register, String by, Map<String, String> where, String order) {
        var found = new ArrayList<Entry>();
        for (var entry : entriesWhere(register, by, target.key())) {
            if (where.entrySet().stream().allMatch(wanted -> plain(field(entry, wanted.getKey())).equals(wanted.getValue()))) {
                found.add(entry);
            }
        }
        if (!order.isEmpty()) {
            found.sort(Comparator.comparing(entry -> plain(field(entry, order))));
        }
        return List.copyOf(found);
    }

    /** How an entry is shown in one line; the empty text for no entry. */
    public String label(Entry entry) {
        if (!entry.exists()) {
            return "";
        }
        if (entry(entry.register(), entry.key()) != entry) {
            return labelOf(entry);
        }
        var known = labels.computeIfAbsent(entry.register(), _ -> new ConcurrentHashMap<>());
        var label = known.get(entry.key());
        if (label == null) {
            label = labelOf(entry);
            known.put(entry.key(), label);
        }
        return label;
    }

    private String labelOf(Entry entry) {
        var own = entry.text("label"); // an option beside the entries brings its own label
        return own.isEmpty() ? filled(schema(entry.register()).label(), entry) : own;
    }

    /** The second line of an entry where entries are listed. */
    public String detail(Entry entry) {
        return entry.exists() ? filled(schema(entry.register()).detail(), entry) : "";
    }

    private String filled(String template, Entry entry) {
        if (template.isEmpty()) {
            return "";
        }
        if (template.indexOf('{') < 0) {
            return template;
        }
        var text = new StringBuilder();
        int at = 0;
        while (true) {
            int open = template.indexOf('{', at);
            int close = template.indexOf('}', open + 1);
            if (open < 0 || close < 0) {
                return text.append(template, at, template.length()).toString().strip();
            }
            text.append(template, at, open).append(placed(entry, template.substring(open + 1, close)));
            at = close + 1;
        }
    }

    /** What stands in braces: a path, after it perhaps the words for true and for false. */
    private String placed(Entry entry, String braces) {
        int words = braces.indexOf(':');
        var value = path(entry, words < 0 ? braces : braces.substring(0, words));
        if (words >= 0 && value instanceof Boolean truth) {
            int bar = braces.indexOf('|', words);
            return truth ? braces.substring(words + 1, bar) : braces.substring(bar + 1);
        }
        return shown(value);
    }

    /** A value in a label: entries by their labels, and several of them with commas. */
    private String shown(Object value) {
        return switch (value) {
            case Entry entry -> label(entry);
            case List<?> list -> list.stream().map(each -> shown(java.util.Objects.requireNonNull(each)))
                    .collect(java.util.stream.Collectors.joining(", "));
            default -> plain(value);
        };
    }

    /** The value of a field, or of a field of what it refers to ({@code login.username}), as text for comparing. */
    String text(Entry entry, String path) {
        return plain(path(entry, path));
    }

    private Object path(Entry from, String path) {
        Object value = from;
        for (var field : path.split("\\.", -1)) {
            if (!(value instanceof Entry entry)) {
                return "";
            }
            value = field(entry, field);
        }
        return value;
    }

    /** A value as text, for comparing: an entry by its key. */
    private String plain(Object value) {
        return switch (value) {
            case Entry entry -> entry.key();
            case Optional<?> _ -> "";
            default -> String.valueOf(value);
        };
    }

    /**
     * Looks an entry up by what a person typed: its key, or, approximately, one of its search fields.
     *
     * @param limit the most entries to return
     */
    public Lookup find(String register, String typed, int limit) {
        return Lookup.in(this, register, entries(register), typed, limit);
    }
}
