package org.usher.catalogue;

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

    /**
     * What is the same at every place of a file.
     *
     * @param unsound   names that are faulty themselves: what uses them is not reported as well
     * @param languages of the organisation, the first the one that the file is written in
     * @param words     finds comparisons with words that nothing ever is
     * @param labels    puts the labels of choices into wordings
     */
    private record Common(Vocabularies vocabularies, Set<String> unsound, List<String> languages, Faults faults, Optional<WordCheck> words,
            Optional<ChoiceLabels> labels) {}

    private final Common common;
    private final Map<String, ValueType> further;
    private final Translations translations;

    private Texts(Common common, Map<String, ValueType> further, Translations translations) {
        this.common = common;
        this.further = Map.copyOf(further);
        this.translations = translations;
    }

    /** For a file that asks nothing. */
    static Texts of(Vocabulary vocabulary, Shared shared, Translations translations, Faults faults) {
        return new Texts(new Common(new Vocabularies(vocabulary), Set.of(), shared.languages(), faults, Optional.empty(), Optional.empty()),
                Map.of(), translations);
    }

    /** For a conversation. */
    static Texts of(Names names, Translations translations, Faults faults) {
        return new Texts(new Common(new Vocabularies(names.vocabulary()), Set.copyOf(names.unsound()), names.shared().languages(), faults,
                Optional.of(new WordCheck(names, faults)), Optional.of(new ChoiceLabels(names, translations))), Map.of(), translations);
    }

    /** For the names of a conversation, while they are found out. */
    static Texts of(Vocabulary known, Set<String> unsound, Shared shared, Faults faults) {
        return new Texts(
                new Common(new Vocabularies(known), Set.copyOf(unsound), shared.languages(), faults, Optional.empty(), Optional.empty()),
                Map.of(), new Translations());
    }

    /** Where one name more can be used. */
    Texts with(String name, ValueType type) {
        var all = new LinkedHashMap<>(further);
        all.put(name, type);
        return new Texts(common, all, translations);
    }

    /** The same place, but the words are those of another file with its own translations: a shared rule. */
    Texts translatedBy(Translations others) {
        return new Texts(common, further, others);
    }

    Vocabulary vocabulary() {
        return common.vocabularies().with(further);
    }

    Faults faults() {
        return common.faults();
    }

    // ---- expressions

    Optional<Expression> expression(Node.Text text) {
        return compiled(text, Vocabulary::compile);
    }

    Optional<Expression> expression(Node.Text text, ValueType expected) {
        return compiled(text, (vocabulary, source) -> vocabulary.compile(source, expected));
    }

    /** An expression of one of two types; a mismatch is told by the first. */
    Optional<Expression> expression(Node.Text text, ValueType expected, ValueType orElse) {
        return compiled(text, (vocabulary, source) -> vocabulary.compile(source, orElse) instanceof Compiled.Sound<Expression> sound
                ? sound
                : vocabulary.compile(source, expected));
    }

    Optional<Expression> condition(Node.Text text) {
        return expression(text, ValueType.TRUTH);
    }

    /** An expression whose value can be put where a value of this type is kept: an entry may be given by its key. */
    Optional<Expression> assignable(Node.Text text, ValueType target) {
        if (target.opaque()) {
            return expression(text, target);
        }
        var expression = expression(text);
        if (expression.isPresent() && !fits(expression.get().type(), target)) {
            faults().compiled(Fault.Kind.EXPRESSION, text, mismatch(text.text(), target));
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
            case Compiled.Sound<Expression>(var expression) -> {
                common.words().ifPresent(words -> words.check(text, further));
                yield Optional.of(expression);
            }
            case Compiled.Faulty<Expression>(var found) -> {
                faults().compiled(Fault.Kind.EXPRESSION, text, found);
                yield Optional.empty();
            }
        };
    }

    private boolean speaksOfUnsound(Set<String> chains) {
        return chains.stream().anyMatch(chain -> common.unsound().stream().anyMatch(name -> Identifiers.overlap(chain, name)));
    }

    // ---- wordings

    /** Words of what is faulty itself are not looked at. */
    void forgive(String path) {
        translations.forgive(path);
    }

    /** A wording in all its languages. Without words, it is empty. */
    Wording wording(Optional<Node.Text> text, String path) {
        return text.map(words -> wording(words, path)).orElseGet(() -> translated(Wording.NONE, path, false));
    }

    Wording wording(Node.Text text, String path) {
        translations.standsAt(path, text.place());
        return translated(Wording.of(common.languages().getFirst(), template(text, common.languages().getFirst())), path, true);
    }

    /** A wording to which Usher adds words of its own in each language. */
    Wording wordingEndingWith(Node.Text text, String path, Function<String, String> ending) {
        var first = common.languages().getFirst();
        var all = Wording.of(first, template(longer(text, ending.apply(first)), first));
        for (var language : common.languages().subList(1, common.languages().size())) {
            var words = translations.of(language, path, true);
            if (words.isPresent()) {
                all = all.translated(language, template(longer(words.get(), ending.apply(language)), language));
            }
        }
        translations.of(first, path, true);
        translations.standsAt(path, text.place());
        return all;
    }

    private static Node.Text longer(Node.Text text, String ending) {
        return new Node.Text(text.text() + ending, text.place(), text.quoted(), text.places());
    }

    /** A wording that Usher makes up where the file has none. */
    Wording wordingOr(Optional<Node.Text> text, String path, Function<String, String> byLanguage) {
        return text.map(words -> wording(words, path)).orElseGet(() -> {
            var all = new LinkedHashMap<String, Template>();
            common.languages().forEach(language -> all.put(language, Template.plain(byLanguage.apply(language))));
            return translated(new Wording(all), path, false);
        });
    }

    /** A wording of Usher's own that has placeholders. */
    Wording builtIn(Function<String, String> byLanguage) {
        var all = new LinkedHashMap<String, Template>();
        common.languages().forEach(language -> all.put(language,
                template(new Node.Text(byLanguage.apply(language), Place.startOf("usher"), true, List.of()), language)));
        return new Wording(all);
    }

    private Wording translated(Wording wording, String path, boolean needed) {
        var all = wording;
        for (var language : translations.languages()) {
            var words = translations.of(language, path, needed);
            if (words.isPresent()) {
                all = all.translated(language, template(words.get(), language));
            }
        }
        if (translations.languages().isEmpty()) {
            translations.of(common.languages().getFirst(), path, needed);
        }
        return all;
    }

    private Template template(Node.Text text, String language) {
        boolean plain = text.text().indexOf('{') < 0; // then no vocabulary need be made for it
        if (plain || speaksOfUnsound(Identifiers.inWording(text.text()))) {
            return Template.plain(text.text());
        }
        return switch (Template.compile(text.text(), vocabulary())) {
            case Compiled.Sound<Template>(var template) -> withLabels(template, text.text(), language);
            case Compiled.Faulty<Template>(var found) -> {
                faults().compiled(Fault.Kind.WORDING, text, found);
                yield Template.plain(text.text());
            }
        };
    }

    private Template withLabels(Template template, String source, String language) {
        var labelled = common.labels().map(labels -> labels.in(source, language, further)).orElse(source);
        if (labelled.equals(source)) {
            return template;
        }
        return Template.compile(labelled, vocabulary()) instanceof Compiled.Sound<Template>(var better) ? better : template;
    }

    /** The schema of a register that stands in a list of schemas. */
    static Optional<RegisterSchema> schema(List<RegisterSchema> schemas, String name) {
        return schemas.stream().filter(schema -> schema.name().equals(name)).findFirst();
    }
}
