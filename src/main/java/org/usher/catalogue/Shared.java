package org.usher.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.usher.register.RegisterSchema;
import org.usher.validation.ValueType;
import org.usher.validation.Vocabulary;

/**
 * What the conversations of an organisation share.
 *
 * @param languages the first is the one that definitions are written in
 * @param people    the register of those who sign in
 * @param schemas   all registers, with the built-in one of request items
 * @param settings  values that rules use
 * @param types     answer types by name
 * @param typeWords their words in other languages
 * @param rules     rules by id, as they stand in the file: each conversation compiles those it uses with its own names
 * @param ruleWords their words in other languages
 * @param functions functions that expressions may call
 * @param pickUps   the columns of the files that others pick up, by name
 */
record Shared(List<String> languages, String people, List<RegisterSchema> schemas, Map<String, Object> settings,
        Map<String, Node.Fields> types,
        Translations typeWords, Map<String, List<Node.Fields>> rules, Translations ruleWords, Functions functions,
        Map<String, List<String>> pickUps) {

    Shared {
        languages = List.copyOf(languages);
        schemas = List.copyOf(schemas);
        settings = Map.copyOf(settings);
        types = Map.copyOf(types);
        rules = Map.copyOf(rules);
        pickUps = Map.copyOf(pickUps);
    }

    /**
     * Functions that expressions may call.
     *
     * @param sound  those that compile
     * @param faulty the names of those that do not, which has been reported
     */
    record Functions(List<Vocabulary.Function> sound, Set<String> faulty) {
        static final Functions NONE = new Functions(List.of(), Set.of());

        Functions {
            sound = List.copyOf(sound);
            faulty = Set.copyOf(faulty);
        }
    }

    /** The same with other types, rules and functions, such as those that a form says it uses. */
    Shared using(Map<String, Node.Fields> otherTypes, Map<String, List<Node.Fields>> otherRules, Functions otherFunctions) {
        return new Shared(languages, people, schemas, settings, otherTypes, typeWords, otherRules, ruleWords, otherFunctions, pickUps);
    }

    /** The same for one form, whose words of types and rules can be told from those of others. */
    Shared borrowing(Translations wordsOfTypes, Translations wordsOfRules) {
        return new Shared(languages, people, schemas, settings, types, wordsOfTypes, rules, wordsOfRules, functions, pickUps);
    }

    /** The vocabulary of the names that every expression can use, and of further ones. */
    Vocabulary vocabulary(Map<String, ValueType> further) {
        var names = names();
        names.putAll(further);
        return new Vocabulary(schemas, names, functions.sound());
    }

    /** The vocabulary where nobody asks for anything: without who asks and the cart. */
    Vocabulary vocabularyOfNobody() {
        var names = names();
        names.remove("requester");
        names.remove("cart");
        return new Vocabulary(schemas, names, functions.sound());
    }

    Optional<RegisterSchema> schema(String register) {
        return Texts.schema(schemas, register);
    }

    List<String> registers() {
        return schemas.stream().map(RegisterSchema::name).toList();
    }

    /** The names that every expression can use, whatever is asked. */
    Map<String, ValueType> names() {
        var names = new LinkedHashMap<String, ValueType>();
        names.put("requester", new ValueType.EntryOf(people));
        names.put("settings", settingsType());
        names.put("now", ValueType.MOMENT);
        names.put("today", ValueType.MOMENT);
        names.put("cart", new ValueType.ListOf(new ValueType.EntryOf(RegistersReader.ITEMS)));
        return names;
    }

    private ValueType.Group settingsType() {
        var types = new LinkedHashMap<String, ValueType>();
        settings.forEach((name, value) -> types.put(name, switch (value) {
            case Long _ -> ValueType.NUMBER;
            case Boolean _ -> ValueType.TRUTH;
            default -> ValueType.TEXT;
        }));
        return new ValueType.Group("settings_values", types);
    }
}
