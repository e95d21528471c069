package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Effect;
import org.usher.register.FieldType;
import org.usher.register.RegisterSchema;
import org.usher.validation.Expression;
import org.usher.validation.ValueType;

/** Reads {@code effects}: what fulfilment changes in the registers. */
final class EffectsReader {

    private final Draft draft;

    EffectsReader(Draft draft) {
        this.draft = draft;
    }

    /**
     * @param texts     with the names of what became of the form
     * @param occasions the follow-ups
     */
    List<Effect> effects(List<Node.Fields> nodes, Texts texts, List<String> occasions) {
        var all = new ArrayList<Effect>();
        for (var node : nodes) {
            var known = new ArrayList<>(List.of(Effect.FULFILLED, Effect.APPROVED));
            known.addAll(occasions);
            node.text("on").filter(on -> !known.contains(on.text())).ifPresent(on -> draft.faults().dangling(on, "occasion", known));
            inside(node, texts).flatMap(inside -> effect(node, inside.each(), inside.texts())).ifPresent(all::add);
        }
        return all;
    }

    /** Inside an effect that is done for each of a list, the one it is done for has a name. */
    private record Inside(List<Effect.Each> each, Texts texts) {}

    /** The lists that an effect is done for: one, each of which is {@code it}, or several with names of their own. Nothing if one is faulty. */
    private Optional<Inside> inside(Node.Fields node, Texts texts) {
        var all = new ArrayList<Effect.Each>();
        var within = texts;
        for (var named : lists(node)) {
            var list = named.value() instanceof Node.Text text ? within.expression(text) : Optional.<Expression>empty();
            if (list.isEmpty()) {
                return Optional.empty();
            }
            if (!(list.get().type() instanceof ValueType.ListOf(var of))) {
                draft.faults().add(Fault.Kind.EXPRESSION, named.value().place(), "'" + list.get().text() + "' is no list",
                        "Name a repeat, a choice of several, or a list under 'let'");
                return Optional.empty();
            }
            all.add(new Effect.Each(named.name(), list.get()));
            within = within.with(named.name(), of);
        }
        return Optional.of(new Inside(all, within));
    }

    private static List<Node.Field> lists(Node.Fields node) {
        return node.get("each").map(each -> switch (each) {
            case Node.Text list -> List.of(new Node.Field(new Node.Text("it", list.place(), false, List.of()), list));
            case Node.Fields named -> List.copyOf(named.each());
            case Node.Items _ -> List.<Node.Field>of();
        }).orElse(List.of());
    }

    private Optional<Effect> effect(Node.Fields node, List<Effect.Each> each, Texts texts) {
        var when = node.text("when").flatMap(texts::condition);
        var occasion = new Effect.Occasion(node.word("on", Effect.FULFILLED), when, each);
        var what = node.fields(List.of("set", "add", "generate", "remove").stream().filter(node::has).findFirst().orElse("set"));
        var schema = what.text("register").flatMap(draft::register);
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        var register = schema.get().name();
        if (node.has("add")) {
            var key = what.text("key").flatMap(text -> texts.expression(text, ValueType.TEXT));
            return Optional.of(new Effect.Add(occasion, register, key, values(what.fields("to"), schema.get(), texts)));
        }
        if (node.has("generate")) {
            return generate(what, schema.get(), occasion, texts);
        }
        if (node.has("remove")) {
            return Optional.of(new Effect.Remove(occasion, register, values(what.fields("where"), schema.get(), texts)));
        }
        if (what.has("where") == what.has("entry")) {
            draft.faults().add(what.has("entry") ? Fault.Kind.CONFLICT : Fault.Kind.MISSING_KEY, what.place(),
                    "It is not clear which entries are changed", "Give either entry: an expression, or where: fields and their values");
            return Optional.empty();
        }
        if (what.has("where")) {
            var inside = node.has("each") ? texts : texts.with("it", new ValueType.EntryOf(register));
            return Optional.of(new Effect.SetAll(occasion, register, values(what.fields("where"), schema.get(), texts),
                    values(what.fields("to"), schema.get(), inside)));
        }
        return what.text("entry").flatMap(text -> texts.expression(text, new ValueType.EntryOf(register)))
                .map(entry -> new Effect.Set(occasion, register, entry, values(what.fields("to"), schema.get(), texts)));
    }

    private Optional<Effect> generate(Node.Fields what, RegisterSchema schema, Effect.Occasion occasion, Texts texts) {
        var password = what.text("password");
        if (password.filter(field -> !(schema.field(field.text()).orElse(null) instanceof FieldType.Hash)).isPresent()) {
            draft.faults().dangling(password.orElseThrow(), "field of the type hash", schema.name(), schema.fields().keySet().stream()
                    .filter(name -> schema.field(name).orElseThrow() instanceof FieldType.Hash).toList());
        }
        var usernames = values(what.fields("username"), schema, texts);
        if (what.fields("username").keys().size() > 1) {
            draft.faults().add(Fault.Kind.CONFLICT, what.placeOf("username"), "A user name is kept in one field", "Keep one of these");
        }
        if (!what.has("username") && !what.has("entry")) {
            draft.faults().add(Fault.Kind.MISSING_KEY, what.place(), "A new account needs a user name",
                    "Add username: {field: what it is made of}, or entry: the account that gets another password");
        }
        var entry = what.text("entry").flatMap(text -> texts.expression(text, new ValueType.EntryOf(schema.name())));
        var showTo = what.text("show_to").flatMap(text -> texts.expression(text, new ValueType.EntryOf(draft.shared().people())));
        return Optional.of(new Effect.Generate(occasion, schema.name(), entry, usernames.keySet().stream().findFirst().orElse(""),
                usernames.values().stream().findFirst(), what.word("password", ""), values(what.fields("to"), schema, texts), showTo));
    }

    private Map<String, Expression> values(Node.Fields fields, RegisterSchema schema, Texts texts) {
        return values(fields, schema, texts, draft);
    }

    /** What stored fields of an entry become: field to expression. */
    static Map<String, Expression> values(Node.Fields fields, RegisterSchema schema, Texts texts, Draft draft) {
        var values = new LinkedHashMap<String, Expression>();
        for (var field : fields.each()) {
            var type = schema.field(field.name());
            if (type.isEmpty() || !type.get().stored()) {
                draft.faults().dangling(field.key(), "stored field", schema.name(),
                        schema.fields().keySet().stream().filter(name -> schema.field(name).orElseThrow().stored()).toList());
            } else if (field.value() instanceof Node.Text text) {
                texts.assignable(text, ValueType.of(type.get())).ifPresent(expression -> values.put(field.name(), expression));
            }
        }
        return values;
    }
}
