package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.usher.register.FieldType;
import org.usher.validation.ValueType;

/**
 * Finds comparisons with a word that a choice or a field never has: {@code access_action == 'ammend'}. CEL takes both for texts, so it sees nothing
 * wrong, and the rule would never fire.
 */
final class WordCheck {

    private static final String CHAIN = "(?<![\\w.)\\]'\"])([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)";
    private static final String WORD = "(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\")";
    private static final Pattern COMPARED = Pattern.compile(CHAIN + "\\s*[=!]=\\s*" + WORD);
    private static final Pattern AMONG = Pattern.compile(CHAIN + "\\s+in\\s+\\[([^]]*)]");
    private static final Pattern BOUND = Pattern.compile(CHAIN + "\\.(?:exists|exists_one|all|filter|map)\\(\\s*(\\w+)\\s*,");
    private static final Pattern SINGLE = Pattern.compile(WORD);

    /** What a chain of names leads to. */
    private sealed interface Target {

        /** Something asked, by its path. */
        record Asked(String path) implements Target {}

        /** An entry of a register. */
        record EntryOf(String register) implements Target {}

        /** Several entries of a register. */
        record Entries(String register) implements Target {}

        /** One of a few words. */
        record Words(List<String> words) implements Target {
            public Words {
                words = List.copyOf(words);
            }
        }
    }

    private final Names names;
    private final Faults faults;

    WordCheck(Names names, Faults faults) {
        this.names = names;
        this.faults = faults;
    }

    /**
     * @param further names that can be used at this place only
     */
    void check(Node.Text text, Map<String, ValueType> further) {
        var bound = new LinkedHashMap<String, String>();
        var binding = BOUND.matcher(text.text());
        while (binding.find()) {
            bound.put(binding.group(2), binding.group(1));
        }
        var compared = COMPARED.matcher(text.text());
        while (compared.find()) {
            boolean single = compared.group(2) != null;
            word(text, compared.group(1), single ? compared.group(2) : compared.group(3), compared.start(single ? 2 : 3), bound, further);
        }
        var among = AMONG.matcher(text.text());
        while (among.find()) {
            var words = SINGLE.matcher(among.group(2));
            while (words.find()) {
                boolean single = words.group(1) != null;
                word(text, among.group(1), single ? words.group(1) : words.group(2), among.start(2) + words.start(single ? 1 : 2), bound,
                        further);
            }
        }
    }

    private void word(Node.Text text, String chain, String word, int offset, Map<String, String> bound, Map<String, ValueType> further) {
        if (word.isEmpty()) {
            return;
        }
        target(chain, bound, further).flatMap(this::words).filter(words -> !words.contains(word))
                .ifPresent(words -> faults.add(Fault.Kind.UNKNOWN_WORD, text.at(offset), "'" + chain + "' is never '" + word + "'",
                        Faults.nearest(word, words)));
    }

    private Optional<List<String>> words(Target target) {
        return switch (target) {
            case Target.Words(var words) -> Optional.of(words);
            case Target.Asked(var path) -> Optional.ofNullable(names.declared().get(path)).filter(asked -> asked.node().has("options"))
                    .map(asked -> new ArrayList<>(asked.node().fields("options").keys()));
            case Target.EntryOf _,Target.Entries _ -> Optional.empty();
        };
    }

    private Optional<Target> target(String chain, Map<String, String> bound, Map<String, ValueType> further) {
        var steps = List.of(chain.split("\\.", -1));
        var target = root(steps.getFirst(), bound, further);
        for (var step : steps.subList(1, steps.size())) {
            target = target.flatMap(found -> step(found, step));
        }
        return target;
    }

    private Optional<Target> root(String name, Map<String, String> bound, Map<String, ValueType> further) {
        var list = bound.get(name);
        if (list != null) {
            var without = new LinkedHashMap<>(bound);
            without.remove(name);
            return target(list, without, further)
                    .map(target -> target instanceof Target.Entries(var register) ? new Target.EntryOf(register) : target);
        }
        if (names.declared().containsKey(name)) {
            return Optional.of(new Target.Asked(name));
        }
        return Optional.ofNullable(further.getOrDefault(name, names.vocabulary().names().get(name))).flatMap(this::ofType);
    }

    private Optional<Target> ofType(ValueType type) {
        return switch (type) {
            case ValueType.EntryOf(var register) -> Optional.of(new Target.EntryOf(register));
            case ValueType.ListOf(ValueType.EntryOf(var register)) -> Optional.of(new Target.Entries(register));
            case ValueType.Group group -> names.pathOf(group).map(Target.Asked::new);
            case ValueType.ListOf _,ValueType.Text _,ValueType.WholeNumber _,ValueType.Truth _,ValueType.Moment _,ValueType.Span _,ValueType.Secret _,ValueType.Hash _ ->
                Optional.empty();
        };
    }

    private Optional<Target> step(Target from, String field) {
        return switch (from) {
            case Target.EntryOf(var register) ->
                names.shared().schema(register).flatMap(schema -> schema.field(field)).flatMap(this::ofField);
            case Target.Asked(var path) when names.declared().containsKey(path + '.' + field) ->
                Optional.of(new Target.Asked(path + '.' + field));
            case Target.Asked(var path) ->
                names.typeOfPath(path).flatMap(this::ofType).filter(Target.EntryOf.class::isInstance).flatMap(entry -> step(entry, field));
            case Target.Entries _,Target.Words _ -> Optional.empty();
        };
    }

    private Optional<Target> ofField(FieldType field) {
        return switch (field) {
            case FieldType.OneOf(var words) -> Optional.of(new Target.Words(words));
            case FieldType.Reference(var register) -> Optional.of(new Target.EntryOf(register));
            case FieldType.One one -> Optional.of(new Target.EntryOf(one.register()));
            case FieldType.Many many -> Optional.of(new Target.Entries(many.register()));
            case FieldType.Text _,FieldType.WholeNumber _,FieldType.Truth _,FieldType.Day _,FieldType.Moment _,FieldType.Hash _,FieldType.Several _ ->
                Optional.empty();
        };
    }
}
