package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.usher.register.FieldType;
import org.usher.register.RegisterSchema;

/** Reads {@code registers.yaml}: the shapes of the registers, with the built-in register of request items. */
final class RegistersReader {

    /** The built-in register of open request items and of those in carts. */
    static final String ITEMS = "items";

    private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");

    private final Node.Fields registers;
    private final String people;
    private final Faults faults;

    private RegistersReader(Node.Fields registers, String people, Faults faults) {
        this.registers = registers;
        this.people = people;
        this.faults = faults;
    }

    /**
     * @param people the register of those who sign in, to which request items refer
     */
    static List<RegisterSchema> read(Node.Fields root, String people, Faults faults) {
        return new RegistersReader(root.fields("registers"), people, faults).schemas();
    }

    private List<RegisterSchema> schemas() {
        var schemas = new ArrayList<RegisterSchema>();
        for (var register : registers.each()) {
            if (Grammar.RESERVED.contains(register.name()) && !register.name().equals(people) || register.name().equals(ITEMS)) {
                faults.add(Fault.Kind.BAD_NAME, register.key().place(), "The name '" + register.name() + "' is Usher's own",
                        "Choose another name");
                continue;
            }
            schemas.add(schema(register.name(), register.fields()));
        }
        schemas.add(items());
        registers.each().forEach(register -> checkTexts(register.name(), register.fields(), schemas));
        return List.copyOf(schemas);
    }

    private RegisterSchema items() {
        var fields = new LinkedHashMap<String, FieldType>();
        fields.put("number", new FieldType.Text());
        fields.put("amount", new FieldType.WholeNumber());
        fields.put("conversation", new FieldType.Text());
        fields.put("subject", new FieldType.Reference(people));
        fields.put("requester", new FieldType.Reference(people));
        fields.put("state", new FieldType.Text());
        fields.put("open", new FieldType.Truth());
        fields.put("in_cart", new FieldType.Truth());
        fields.put("summary", new FieldType.Text());
        return new RegisterSchema(ITEMS, "number", "{number}", "{summary}", List.of("number"), fields);
    }

    private RegisterSchema schema(String name, Node.Fields node) {
        var fields = new LinkedHashMap<String, FieldType>();
        for (var field : node.fields("fields").each()) {
            fields.put(field.name(), type(field));
        }
        var key = node.word("key", "");
        if (!key.isEmpty() && !fields.containsKey(key)) {
            node.text("key").ifPresent(text -> faults.dangling(text, "field", fields.keySet()));
        } else if (!key.isEmpty() && !(fields.get(key) instanceof FieldType.Text)) {
            faults.add(Fault.Kind.WRONG_VALUE, node.placeOf("key"), "The key '" + key + "' is no text", "Give the field the type text");
        }
        var search = node.texts("search");
        search.stream().filter(field -> field.text().indexOf('.') < 0 && !fields.containsKey(field.text()))
                .forEach(field -> faults.dangling(field, "field", fields.keySet()));
        search.forEach(field -> refuseHash(field, fields.get(field.text())));
        var order = node.text("order");
        order.ifPresent(field -> refuseHash(field, fields.get(field.text())));
        order.filter(field -> !fields.containsKey(field.text())).ifPresent(field -> faults.dangling(field, "field", fields.keySet()));
        return new RegisterSchema(name, key, node.word("label", ""), node.word("detail", ""), search.stream().map(Node.Text::text).toList(),
                fields, node.word("order", ""));
    }

    /** What a hash is made of is nobody's business: it can be kept, and no more. */
    private void refuseHash(Node.Text at, @Nullable FieldType type) {
        if (type instanceof FieldType.Hash) {
            faults.add(Fault.Kind.WRONG_VALUE, at.place(), "The hash of a secret can be neither shown nor searched for",
                    "Name another field");
        }
    }

    private FieldType type(Node.Field field) {
        if (field.name().equals("key") || field.name().equals("label")) {
            var text = field.value() instanceof Node.Text word && word.text().equals("text");
            if (!text) {
                faults.add(Fault.Kind.BAD_NAME, field.key().place(), "Every entry has a text '" + field.name() + "' of Usher's own",
                        "Choose another name, or the type text");
            }
        }
        return switch (field.value()) {
            case Node.Text name -> named(name);
            case Node.Fields made -> made(made);
            case Node.Items _ -> new FieldType.Text();
        };
    }

    private FieldType named(Node.Text name) {
        return switch (name.text()) {
            case "text" -> new FieldType.Text();
            case "integer" -> new FieldType.WholeNumber();
            case "boolean" -> new FieldType.Truth();
            case "date" -> new FieldType.Day();
            case "datetime" -> new FieldType.Moment();
            case "hash" -> new FieldType.Hash();
            default -> new FieldType.Reference(register(name));
        };
    }

    private FieldType made(Node.Fields made) {
        if (made.has("one_of")) {
            return new FieldType.OneOf(made.texts("one_of").stream().map(Node.Text::text).toList());
        }
        var list = made.text("list");
        if (list.isPresent()) {
            return new FieldType.Several(named(list.get()));
        }
        var by = made.word("by", "");
        if (by.isEmpty() && (made.has("many") || made.has("one"))) {
            faults.add(Fault.Kind.MISSING_KEY, made.place(), "The key 'by' is missing",
                    "Add it: the field of that register which points here");
        }
        var where = new LinkedHashMap<String, String>();
        made.fields("where").each().forEach(field -> where.put(field.name(), field.value() instanceof Node.Text text ? text.text() : ""));
        var one = made.text("one");
        if (one.isPresent()) {
            return new FieldType.One(register(one.get()), by, where, made.word("order", ""));
        }
        return made.text("many").<FieldType>map(many -> new FieldType.Many(register(many), by, where, made.word("order", "")))
                .orElseGet(FieldType.Text::new);
    }

    private String register(Node.Text name) {
        if (!registers.has(name.text()) && !name.text().equals(ITEMS)) {
            var known = new LinkedHashSet<>(registers.keys());
            known.addAll(List.of("text", "integer", "boolean", "date", "datetime", "hash", ITEMS));
            faults.dangling(name, "register or type", known);
        }
        return name.text();
    }

    // ---- what can be checked only when all registers are known

    private void checkTexts(String name, Node.Fields node, List<RegisterSchema> schemas) {
        var schema = Texts.schema(schemas, name).orElseThrow();
        node.text("label").ifPresent(label -> checkBraces(label, schema, schemas));
        node.text("detail").ifPresent(detail -> checkBraces(detail, schema, schemas));
        node.texts("search").stream().filter(field -> field.text().indexOf('.') > 0)
                .forEach(field -> followed(field.text(), field, 0, schema, schemas));
        for (var field : node.fields("fields").each()) {
            if (field.value() instanceof Node.Fields made) {
                checkDerived(made, schema.fields().get(field.name()), name, schemas);
            }
        }
    }

    private void checkBraces(Node.Text text, RegisterSchema schema, List<RegisterSchema> schemas) {
        Matcher braces = BRACES.matcher(text.text());
        while (braces.find()) {
            var path = braces.group(1).replaceFirst(":.*", "");
            var last = followed(path, text, braces.start() + 1, schema, schemas);
            if (last.isPresent() && !path.equals(braces.group(1))
                    && !(last.get() instanceof FieldType.Truth && braces.group(1).matches("[^:]*:[^|]*\\|[^|]*"))) {
                faults.add(Fault.Kind.WORDING, text.at(braces.start()), "'" + braces.group(1) + "' gives no two words for true and false",
                        "Write {field:word for true|word for false} after a field that is true or false");
            }
        }
    }

    /** The field at the end of a path such as {@code login.username}; one that leads nowhere is reported at its place in the text. */
    private Optional<FieldType> followed(String path, Node.Text text, int from, RegisterSchema schema, List<RegisterSchema> schemas) {
        @Nullable
        RegisterSchema at = schema;
        FieldType last = new FieldType.Text();
        for (var step : path.split("\\.")) {
            if (at == null) {
                faults.add(Fault.Kind.WORDING, text.at(Math.max(0, from - 1)), "'" + path + "' follows a field that refers to nothing",
                        "Only references have fields");
                return Optional.empty();
            }
            var type = type(at, step);
            if (type.isEmpty()) {
                faults.add(Fault.Kind.DANGLING_REFERENCE, text.at(from), "The register '" + at.name() + "' has no field '" + step + "'",
                        Faults.nearest(step, at.fields().keySet()));
                return Optional.empty();
            }
            if (type.get() instanceof FieldType.Hash) {
                faults.add(Fault.Kind.WRONG_VALUE, text.at(from), "The hash of a secret can be neither shown nor searched for",
                        "Name another field");
                return Optional.empty();
            }
            last = type.get();
            at = target(last).flatMap(register -> Texts.schema(schemas, register)).orElse(null);
        }
        return Optional.of(last);
    }

    private static Optional<FieldType> type(RegisterSchema schema, String field) {
        return field.equals("key") || field.equals("label") ? Optional.of(new FieldType.Text()) : schema.field(field);
    }

    private static Optional<String> target(FieldType type) {
        return switch (type) {
            case FieldType.Reference reference -> Optional.of(reference.register());
            case FieldType.One one -> Optional.of(one.register());
            case FieldType.Text _,FieldType.WholeNumber _,FieldType.Truth _,FieldType.Day _,FieldType.Moment _,FieldType.OneOf _,FieldType.Hash _,FieldType.Several _,FieldType.Many _ ->
                Optional.empty();
        };
    }

    private void checkDerived(Node.Fields made, @Nullable FieldType type, String register, List<RegisterSchema> schemas) {
        var from = switch (type) {
            case FieldType.One one -> one.register();
            case FieldType.Many many -> many.register();
            case null -> "";
            case FieldType.Text _,FieldType.WholeNumber _,FieldType.Truth _,FieldType.Day _,FieldType.Moment _,FieldType.OneOf _,FieldType.Hash _,FieldType.Reference _,FieldType.Several _ ->
                "";
        };
        var schema = Texts.schema(schemas, from);
        if (schema.isEmpty()) {
            return;
        }
        var known = fieldNames(schema.get());
        made.text("by").ifPresent(by -> {
            var points = schema.get().field(by.text());
            if (points.isEmpty()) {
                faults.dangling(by, "field", known);
            } else if (!points.get().equals(new FieldType.Reference(register))) {
                faults.add(Fault.Kind.WRONG_VALUE, by.place(),
                        "The field '" + by.text() + "' of '" + from + "' does not refer to '" + register + "'",
                        "Name a field with the type " + register);
            }
        });
        made.text("order").filter(order -> !known.contains(order.text())).ifPresent(order -> faults.dangling(order, "field", known));
        made.fields("where").each().forEach(field -> checkConstant(field, schema.get(), known));
    }

    private void checkConstant(Node.Field field, RegisterSchema schema, Set<String> known) {
        var type = schema.field(field.name());
        if (type.isEmpty()) {
            faults.dangling(field.key(), "field", known);
        } else if (type.get() instanceof FieldType.OneOf(var words) && field.value() instanceof Node.Text word
                && !words.contains(word.text())) {
            faults.add(Fault.Kind.UNKNOWN_WORD, word.place(), "The field '" + field.name() + "' is never '" + word.text() + "'",
                    Faults.nearest(word.text(), words));
        }
    }

    private static Set<String> fieldNames(RegisterSchema schema) {
        return Map.copyOf(schema.fields()).keySet();
    }
}
