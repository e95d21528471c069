package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.usher.conversation.Kind;
import org.usher.validation.Expression;
import org.usher.validation.ValueType;
import org.usher.validation.Vocabulary;

/**
 * The names of a conversation: what its questions, groups and repeats are called, in which order they are asked, and the type of each. Names under
 * {@code let} and answers that are {@code fixed} get their types from their expressions, which may use one another; they are compiled in layers.
 */
final class Names {

    /**
     * A question, group, repeat or evidence at its place.
     *
     * @param path   {@code team}, {@code current.team}, {@code additional.team}
     * @param tag    the first key: its type
     * @param repeat the path of the repeat it stands in
     */
    record Declared(String path, String tag, Node.Fields node, Optional<String> repeat) {}

    private final String conversation;
    private final Shared shared;
    private final Faults faults;
    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final Map<String, Integer> order = new LinkedHashMap<>();
    private final Map<String, ValueType> fixedTypes = new LinkedHashMap<>();
    private final Map<String, Expression> lets = new LinkedHashMap<>();
    private final Map<String, Node.Text> letTexts = new LinkedHashMap<>();
    private final Set<String> unsound = new LinkedHashSet<>();
    private final Map<String, ValueType> types;
    private final Vocabulary vocabulary;

    /** Reads the names of a conversation; those that are faulty are reported and count as {@linkplain #unsound unsound}. */
    Names(Node.Fields root, Shared shared, Faults faults) {
        this.conversation = root.word("conversation", "conversation").replace('-', '_');
        this.shared = shared;
        this.faults = faults;
        declare(root.rows("questions"), "", Optional.empty());
        declare(root.rows("follow"), "", Optional.empty());
        root.fields("let").each().forEach(let -> {
            if (let.value() instanceof Node.Text text && isFree(let.key(), let.name())) {
                letTexts.put(let.name(), text);
            }
        });
        this.types = new LinkedHashMap<>(typesOf(root.rows("questions")));
        types.putAll(typesOf(root.rows("follow")));
        this.vocabulary = compileInLayers(types);
    }

    // ---- declaring

    private void declare(List<Node.Fields> steps, String prefix, Optional<String> repeat) {
        for (var step : steps) {
            var tag = tagOf(step);
            var name = step.text(tag);
            if (name.isEmpty() || !takesName(tag)) {
                continue;
            }
            var path = prefix + name.get().text();
            var first = declared.get(path);
            if (first != null) {
                faults.add(Fault.Kind.DUPLICATE_ID, name.get().place(),
                        "The name '" + path + "' is taken in line " + first.node().place().line(), "Choose another name");
                continue;
            }
            if (prefix.isEmpty() && !isFree(name.get(), path)) {
                unsound.add(path);
                continue;
            }
            if (repeat.isPresent() && path.equals(repeat.get() + ".more")) {
                faults.add(Fault.Kind.BAD_NAME, name.get().place(), "In a repeat, 'more' is the question whether there is another",
                        "Choose another name");
                continue;
            }
            if (from(step).filter(register -> shared.schema(register).isEmpty()).isPresent()) {
                unsound.add(path); // what it is cannot be known
            }
            declared.put(path, new Declared(path, tag, step, repeat));
            declare(step.rows("questions"), path + '.', tag.equals("repeat") ? Optional.of(path) : repeat);
            order.put(path, order.size());
        }
    }

    /** What a step is. One whose type does not stand first has been reported. */
    static String tagOf(Node.Fields step) {
        var first = step.keys().stream().findFirst().orElse("");
        return Grammar.isQuestionKey(first) ? step.keys().stream().filter(Grammar.stepTags()::contains).findFirst().orElse(first) : first;
    }

    private static boolean takesName(String tag) {
        return !tag.equals("section") && !tag.equals("stop") && !tag.equals("go");
    }

    private boolean isFree(Node.Text at, String name) {
        boolean register = shared.registers().contains(name);
        if (Grammar.RESERVED.contains(name)) {
            faults.add(Fault.Kind.BAD_NAME, at.place(), "The name '" + name + "' is Usher's own", "Choose another name");
            return false;
        }
        if (declared.containsKey(name) && !register) {
            faults.add(Fault.Kind.DUPLICATE_ID, at.place(), "The name '" + name + "' is that of a question", "Choose another name");
            return false;
        }
        return true;
    }

    // ---- types

    private Map<String, ValueType> typesOf(List<Node.Fields> steps) {
        return typesOf(steps, "");
    }

    private Map<String, ValueType> typesOf(List<Node.Fields> steps, String prefix) {
        var types = new LinkedHashMap<String, ValueType>();
        for (var step : steps) {
            var tag = tagOf(step);
            var path = prefix + step.word(tag, "");
            if (declared.containsKey(path) && declared.get(path).node() == step) {
                typeOf(step, tag, path).ifPresent(type -> types.put(step.word(tag, ""), type));
            }
        }
        return types;
    }

    private Optional<ValueType> typeOf(Node.Fields step, String tag, String path) {
        return switch (tag) {
            case "group", "step" -> Optional.of(new ValueType.Group(groupName(path), typesOf(step.rows("questions"), path + '.')));
            case "repeat" ->
                Optional.of(new ValueType.ListOf(new ValueType.Group(groupName(path), typesOf(step.rows("questions"), path + '.'))));
            case "evidence" -> Optional.of(EvidenceReader.type(groupName(path), step, shared.people()));
            case "fixed" -> Optional.ofNullable(fixedTypes.get(path));
            case "person" -> Optional.of(new ValueType.EntryOf(register(step).orElse(shared.people())));
            case "choice" -> Optional.of(register(step).<ValueType>map(ValueType.EntryOf::new).orElse(ValueType.TEXT));
            case "choices" ->
                Optional.of(new ValueType.ListOf(register(step).<ValueType>map(ValueType.EntryOf::new).orElse(ValueType.TEXT)));
            case "integer" -> Optional.of(ValueType.NUMBER);
            case "yes_no", "acknowledge" -> Optional.of(ValueType.TRUTH);
            case "date", "datetime" -> Optional.of(ValueType.MOMENT);
            case "secret" -> Optional.of(new Kind.Secret(Kind.TextForm.ANY).type());
            default -> Optional.of(custom(tag));
        };
    }

    private ValueType custom(String tag) {
        var type = shared.types().get(tag);
        return type != null && type.word("base", "text").equals("secret") ? ValueType.SECRET : ValueType.TEXT;
    }

    /** The register that a question chooses from; one that does not exist counts as none, and is reported where the question is read. */
    private Optional<String> register(Node.Fields step) {
        return from(step).filter(name -> shared.schema(name).isPresent());
    }

    private static Optional<String> from(Node.Fields step) {
        return step.text("from").or(() -> step.fields("from").text("register")).map(Node.Text::text);
    }

    private String groupName(String path) {
        return conversation + "__" + path.replace('.', '_');
    }

    // ---- names under let, and fixed answers

    private Vocabulary compileInLayers(Map<String, ValueType> firstTypes) {
        unsound.addAll(shared.functions().faulty());
        var known = shared.vocabulary(firstTypes);
        var pending = new LinkedHashMap<String, Node.Text>();
        declared.values().stream().filter(question -> question.tag().equals("fixed"))
                .forEach(question -> question.node().text("value").ifPresent(value -> pending.put(question.path(), value)));
        pending.putAll(letTexts);
        while (!pending.isEmpty()) {
            var layer = new ArrayList<String>();
            pending.forEach((name, text) -> {
                if (pendingNamesIn(text, pending.keySet()).isEmpty()) {
                    layer.add(name);
                }
            });
            if (layer.isEmpty()) {
                reportCircle(pending);
                return known;
            }
            for (var name : layer) {
                var text = pending.remove(name);
                if (text != null) {
                    compile(name, text, known);
                }
            }
            known = withTypesFound(known);
        }
        return known;
    }

    private static Set<String> pendingNamesIn(Node.Text text, Set<String> pending) {
        var found = new LinkedHashSet<String>();
        for (var chain : Identifiers.in(text.text())) {
            pending.stream().filter(name -> Identifiers.overlap(chain, name)).forEach(found::add);
        }
        return found;
    }

    private void compile(String name, Node.Text text, Vocabulary known) {
        var texts = Texts.of(known, unsound, shared, faults);
        var repeat = repeatOf(name);
        var expression = (repeat.isPresent() ? insideRepeat(texts, repeat.get()) : texts).expression(text);
        if (expression.isEmpty()) {
            unsound.add(name);
        } else if (letTexts.containsKey(name)) {
            lets.put(name, expression.get());
        } else {
            fixedTypes.put(name, expression.get().type());
        }
    }

    private Vocabulary withTypesFound(Vocabulary known) {
        var further = new LinkedHashMap<String, ValueType>();
        lets.forEach((name, expression) -> further.put(name, expression.type()));
        if (!fixedTypes.isEmpty()) {
            further.putAll(typesOf(topLevel()));
        }
        return known.with(further);
    }

    private List<Node.Fields> topLevel() {
        return declared.values().stream().filter(each -> each.path().indexOf('.') < 0).map(Declared::node).toList();
    }

    private void reportCircle(Map<String, Node.Text> pending) {
        pending.forEach((name, text) -> {
            unsound.add(name);
            var others = pendingNamesIn(text, pending.keySet());
            faults.add(Fault.Kind.CYCLE, text.place(),
                    "'" + name + "' hangs on "
                            + (others.contains(name) ? "itself" : String.join(", ", others) + ", and that on '" + name + "'"),
                    "Write one of them without the other");
        });
    }

    // ---- what others ask

    /** A place inside a repeat, where {@code this} and {@code n} can be used. */
    Texts insideRepeat(Texts texts, String repeat) {
        var type = turnType(repeat);
        return type.isEmpty() ? texts : texts.with("this", type.get()).with("n", ValueType.NUMBER);
    }

    /** The type of a turn of a repeat. */
    Optional<ValueType> turnType(String repeat) {
        return typeOfPath(repeat).flatMap(type -> type instanceof ValueType.ListOf(var of) ? Optional.of(of) : Optional.empty());
    }

    /** The type of a question, group or repeat by its path. */
    Optional<ValueType> typeOfPath(String path) {
        return Optional.ofNullable(declared.get(path)).flatMap(found -> typeOf(found.node(), found.tag(), path));
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Set<String> unsound() {
        return unsound;
    }

    /** The names under {@code let} in an order in which each uses only earlier ones. */
    Map<String, Expression> lets() {
        return lets;
    }

    Map<String, Node.Text> letTexts() {
        return letTexts;
    }

    Map<String, Declared> declared() {
        return declared;
    }

    /** The paths of questions that can be answered by name: all but groups, repeats and evidence. */
    Set<String> questions() {
        var paths = new LinkedHashSet<String>();
        declared.values().stream().filter(each -> !Set.of("group", "repeat", "evidence", "step").contains(each.tag()))
                .forEach(each -> paths.add(each.path()));
        return paths;
    }

    /** The path of the group or repeat whose type this is. */
    Optional<String> pathOf(ValueType.Group type) {
        return declared.keySet().stream().filter(path -> groupName(path).equals(type.name())).findFirst();
    }

    /** The repeat in which something is asked. */
    Optional<String> repeatOf(String path) {
        return Optional.ofNullable(declared.get(path)).flatMap(Declared::repeat);
    }

    /** When something is asked; groups and repeats come after their last question. */
    int orderOf(String path) {
        return order.getOrDefault(path, -1);
    }

    Shared shared() {
        return shared;
    }
}
