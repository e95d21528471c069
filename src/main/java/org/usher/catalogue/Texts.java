package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.usher.register.RegisterSchema;
import org.usher.validation.Compiled;
import org.usher.validation.Expression;
import org.usher.validation.Template;
import org.usher.validation.ValueType;
import org.usher.validation.Vocabulary;
import org.usher.validation.Wording;

/**
 * Compiles the expressions and wordings of a file at one place of it, where certain names can be used. What does not compile is reported and left out.
 */
final class Texts {

    /** The vocabularies of one file, each made once: making one is not free. */
    private static final class Vocabularies {
        private final Vocabulary base;
        private final Map<Map<String, ValueType>, Vocabulary> made = new LinkedHashMap<>();

        Vocabularies(Vocabulary base) {
            this.base = base;
        }

        Vocabulary with(Map<String, ValueType> further) {
            return further.isEmpty() ? base : made.computeIfAbsent(further, base::with);
        }
    }

    private final Vocabularies vocabularies;
    private final Map<String, ValueType> further;
    private final Set<String> unsound;
    private final List<String> languages;
    private final Translations translations;
    private final Faults faults;

    private Texts(Vocabularies vocabularies, Map<String, ValueType> further, Set<String> unsound, List<String> languages,
            Translations translations,
            Faults faults) {
        this.vocabularies = vocabularies;
        this.further = Map.copyOf(further);
        this.unsound = unsound;
        this.languages = languages;
        this.translations = translations;
        this.faults = faults;
    }

    /**
     * @param unsound      names that are faulty themselves: what uses them is not reported as well
     * @param languages    of the organisation, the first the one that is written in the file
     * @param translations of the file
     */
    static Texts of(Vocabulary vocabulary, Set<String> unsound, List<String> languages, Translations translations, Faults faults) {
        return new Texts(new Vocabularies(vocabulary), Map.of(), Set.copyOf(unsound), languages, translations, faults);
    }

    /** Where one name more can be used. */
    Texts with(String name, ValueType type) {
        var all = new LinkedHashMap<>(further);
        all.put(name, type);
        return new Texts(vocabularies, all, unsound, languages, translations, faults);
    }

    /** The same place, but the words are those of another file with its own translations: a shared rule. */
    Texts translatedBy(Translations others) {
        return new Texts(vocabularies, further, unsound, languages, others, faults);
    }

    Vocabulary vocabulary() {
        return vocabularies.with(further);
    }

    Faults faults() {
        return faults;
    }

    Translations translations() {
        return translations;
    }

    // ---- expressions

    Optional<Expression> expression(Node.Text text) {
        return compiled(text, Vocabulary::compile);
    }

    Optional<Expression> expression(Node.Text text, ValueType expected) {
        return compiled(text, (vocabulary, source) -> vocabulary.compile(source, expected));
    }

    Optional<Expression> condition(Node.Text text) {
        return expression(text, ValueType.TRUTH);
    }

    /** An expression whose value can be put where a value of this type is kept: an entry may be given by its key. */
    Optional<Expression> assignable(Node.Text text, ValueType target) {
        var expression = expression(text);
        if (expression.isPresent() && !fits(expression.get().type(), target)) {
            faults.compiled(Fault.Kind.EXPRESSION, text, mismatch(text.text(), target));
            return Optional.empty();
        }
        return expression;
    }

    static boolean fits(ValueType given, ValueType target) {
        return given.equals(target) || target instanceof ValueType.EntryOf && given instanceof ValueType.Text
                || target instanceof ValueType.ListOf list && given instanceof ValueType.ListOf of && fits(of.of(), list.of());
    }

    private List<Compiled.Fault> mismatch(String text, ValueType target) {
        return switch (vocabulary().compile(text, target)) {
            case Compiled.Faulty<Expression>(var found) -> found;
            case Compiled.Sound<Expression> _ -> List.of();
        };
    }

    private Optional<Expression> compiled(Node.Text text, java.util.function.BiFunction<Vocabulary, String, Compiled<Expression>> compile) {
        if (text.text().isBlank() || speaksOfUnsound(Identifiers.in(text.text()))) {
            return Optional.empty();
        }
        return switch (compile.apply(vocabulary(), text.text())) {
            case Compiled.Sound<Expression>(var expression) -> Optional.of(expression);
            case Compiled.Faulty<Expression>(var found) -> {
                faults.compiled(Fault.Kind.EXPRESSION, text, found);
                yield Optional.empty();
            }
        };
    }

    private boolean speaksOfUnsound(Set<String> chains) {
        return chains.stream().anyMatch(chain -> unsound.stream().anyMatch(name -> Identifiers.overlap(chain, name)));
    }

    // ---- wordings

    /** A wording in all its languages. Without words, it is empty. */
    Wording wording(Optional<Node.Text> text, String path) {
        return text.map(words -> wording(words, path)).orElseGet(() -> translated(Wording.NONE, path, false));
    }

    Wording wording(Node.Text text, String path) {
        return translated(Wording.of(languages.getFirst(), template(text)), path, true);
    }

    /** A wording to which Usher adds words of its own in each language. */
    Wording wordingEndingWith(Node.Text text, String path, Function<String, String> ending) {
        var first = languages.getFirst();
        var all = Wording.of(first, template(longer(text, ending.apply(first))));
        for (var language : languages.subList(1, languages.size())) {
            var words = translations.of(language, path, true);
            if (words.isPresent()) {
                all = all.translated(language, template(longer(words.get(), ending.apply(language))));
            }
        }
        translations.of(first, path, true);
        return all;
    }

    private static Node.Text longer(Node.Text text, String ending) {
        return new Node.Text(text.text() + ending, text.place(), text.quoted(), text.places());
    }

    /** A wording that Usher makes up where the file has none. */
    Wording wordingOr(Optional<Node.Text> text, String path, Function<String, String> byLanguage) {
        return text.map(words -> wording(words, path)).orElseGet(() -> {
            var all = new LinkedHashMap<String, Template>();
            languages.forEach(language -> all.put(language, Template.plain(byLanguage.apply(language))));
            return translated(new Wording(all), path, false);
        });
    }

    /** A wording of Usher's own that has placeholders. */
    Wording builtIn(Function<String, String> byLanguage) {
        var all = new LinkedHashMap<String, Template>();
        languages.forEach(language -> all.put(language,
                template(new Node.Text(byLanguage.apply(language), Place.startOf("usher"), true, List.of()))));
        return new Wording(all);
    }

    private Wording translated(Wording wording, String path, boolean needed) {
        var all = wording;
        for (var language : translations.languages()) {
            var words = translations.of(language, path, needed);
            if (words.isPresent()) {
                all = all.translated(language, template(words.get()));
            }
        }
        if (translations.languages().isEmpty()) {
            translations.of(languages.getFirst(), path, needed);
        }
        return all;
    }

    private Template template(Node.Text text) {
        if (speaksOfUnsound(Identifiers.inWording(text.text()))) {
            return Template.plain(text.text());
        }
        return switch (Template.compile(text.text(), vocabulary())) {
            case Compiled.Sound<Template>(var template) -> template;
            case Compiled.Faulty<Template>(var found) -> {
                faults.compiled(Fault.Kind.WORDING, text, found);
                yield Template.plain(text.text());
            }
        };
    }

    /** Names with their types as a list for messages. */
    List<String> names() {
        return new ArrayList<>(vocabulary().names().keySet());
    }

    /** The schema of a register that stands in a list of schemas. */
    static Optional<RegisterSchema> schema(List<RegisterSchema> schemas, String name) {
        return schemas.stream().filter(schema -> schema.name().equals(name)).findFirst();
    }
}
