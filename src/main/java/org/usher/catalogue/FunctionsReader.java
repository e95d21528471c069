package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.usher.validation.Expression;
import org.usher.validation.ValueType;
import org.usher.validation.Vocabulary;

/**
 * Reads {@code functions.yaml}: expressions with parameters that all forms can call, so that what several rules need is written once. A function can
 * call those that stand above it, and so never itself.
 */
final class FunctionsReader {

    private static final List<String> PLAIN = List.of("text", "integer", "boolean", "date", "datetime");

    private final Shared shared;
    private final Faults faults;
    private final List<Vocabulary.Function> sound = new ArrayList<>();
    private final Set<String> faulty = new LinkedHashSet<>();

    private FunctionsReader(Shared shared, Faults faults) {
        this.shared = shared;
        this.faults = faults;
    }

    static Shared.Functions read(Node.Fields root, Shared shared, Faults faults) {
        var reader = new FunctionsReader(shared, faults);
        for (var function : root.fields("functions").each()) {
            if (reader.read(function).isEmpty()) {
                reader.faulty.add(function.name());
            }
        }
        return new Shared.Functions(reader.sound, reader.faulty);
    }

    private Optional<Vocabulary.Function> read(Node.Field field) {
        var name = field.name();
        if (Grammar.RESERVED.contains(name) || shared.registers().contains(name)) {
            faults.add(Fault.Kind.BAD_NAME, field.key().place(),
                    "The name '" + name + "' is " + (shared.registers().contains(name) ? "that of a register" : "Usher's own"),
                    "Choose another name");
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, ValueType>();
        for (var taken : field.fields().fields("takes").each()) {
            var type = type(taken);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            parameters.put(taken.name(), type.get());
        }
        var known = shared.using(shared.types(), shared.rules(), new Shared.Functions(sound, faulty));
        var texts = Texts.of(known.vocabulary(parameters), faulty, known, faults);
        var function = field.fields().text("is").flatMap(texts::expression)
                .map(body -> new Vocabulary.Function(name, parameters, body, ofRegistersAlone(parameters.keySet(), body)));
        function.ifPresent(sound::add);
        return function;
    }

    /** Whether an expression speaks of nothing but parameters, registers, and functions that do not either. */
    private boolean ofRegistersAlone(Set<String> parameters, Expression body) {
        return body.names().stream().allMatch(name -> parameters.contains(name)
                || name.endsWith("()") && sound.stream().noneMatch(other -> name.equals(other.name() + "()") && !other.ofRegistersAlone()));
    }

    private Optional<ValueType> type(Node.Field taken) {
        return switch (taken.value()) {
            case Node.Text name -> named(name);
            case Node.Fields made -> made.text("list").flatMap(this::named).map(ValueType.ListOf::new);
            case Node.Items _ -> Optional.empty();
        };
    }

    private Optional<ValueType> named(Node.Text name) {
        return switch (name.text()) {
            case "text" -> Optional.of(ValueType.TEXT);
            case "integer" -> Optional.of(ValueType.NUMBER);
            case "boolean" -> Optional.of(ValueType.TRUTH);
            case "date", "datetime" -> Optional.of(ValueType.MOMENT);
            default -> {
                if (shared.schema(name.text()).isPresent()) {
                    yield Optional.of(new ValueType.EntryOf(name.text()));
                }
                var known = new LinkedHashSet<>(PLAIN);
                known.addAll(shared.registers());
                faults.dangling(name, "register or type", known);
                yield Optional.empty();
            }
        };
    }
}
