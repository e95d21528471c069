package org.usher.validation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.re2j.Pattern;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelVarDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.StructValue;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import org.jspecify.annotations.Nullable;
import org.usher.register.Entry;
import org.usher.register.FieldType;
import org.usher.register.RegisterSchema;

/**
 * The names and functions that the expressions of one conversation may use, each with its type: answers, {@code let} names, the requester,
 * the registers. It compiles expressions and templates and reports every mistake with its place.
 */
public final class Vocabulary {

    private static final int MOST_PATTERNS = 1_000;
    private static final String FACTS = "facts__";
    private static final CelType SECRET = StructTypeReference.create("secret__");
    private static final CelType HASH = StructTypeReference.create("hash__");
    /** What can be asked of a text without giving away what stands in it. */
    private static final Set<String> ASKING = Set.of("contains", "matches", "startsWith", "endsWith", "size", "_==_", "_!=_");
    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    /** Of each few of CEL's functions, what they are on the types that there are here: no fractions, bytes or unsigned numbers. */
    private static final Map<Set<String>, CelStandardDeclarations> STANDARD = new ConcurrentHashMap<>();

    private final Map<String, RegisterSchema> schemas;
    private final Map<String, ValueType> names;
    private final List<Function> functions;
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();
    private final Types types;
    private final CelParser parser;
    private final Map<String, CelFunctionDecl> declarations;
    private final CelRuntime runtime;

    /**
     * A function of the organisation's own: an expression with parameters, used like those that are built in.
     *
     * @param name       what it is called by
     * @param parameters its parameters in their order, with their types
     * @param body       what it gives; it sees the parameters, and what every expression sees
     * @param ofRegistersAlone whether nothing but the parameters and the registers decides what it gives
     */
    public record Function(String name, Map<String, ValueType> parameters, Expression body, boolean ofRegistersAlone) {
        public Function {
            parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /** A vocabulary without functions of its own; parameters as below. */
    public Vocabulary(Collection<RegisterSchema> schemas, Map<String, ValueType> names) {
        this(schemas, names, List.of());
    }

    /**
     * @param schemas   the registers of the organisation
     * @param names     every name with the type of its value
     * @param functions functions of the organisation's own
     */
    public Vocabulary(Collection<RegisterSchema> schemas, Map<String, ValueType> names, List<Function> functions) {
        this.functions = List.copyOf(functions);
        this.schemas = new LinkedHashMap<>();
        schemas.forEach(schema -> this.schemas.put(schema.name(), schema));
        this.names = new LinkedHashMap<>(names);
        this.types = new Types(this.schemas, names.values());
        var builder = CelParserFactory.standardCelParserBuilder().setOptions(OPTIONS).setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addMacros(withFacts("workingDays", 2), withFacts("plusMonths", 2), withFacts("dateOf", 1), Lists.SORT_BY);
        var declared = new ArrayList<CelFunctionDecl>(List.of(
                function("workingDays__", SimpleType.TIMESTAMP, SimpleType.DYN, SimpleType.TIMESTAMP, SimpleType.INT),
                function("plusMonths__", SimpleType.TIMESTAMP, SimpleType.DYN, SimpleType.TIMESTAMP, SimpleType.INT),
                function("dateOf__", SimpleType.TIMESTAMP, SimpleType.DYN, SimpleType.TIMESTAMP),
                function("hash", HASH, SECRET),
                function("days", SimpleType.DURATION, SimpleType.INT), function("hours", SimpleType.DURATION, SimpleType.INT),
                function("sum", SimpleType.INT, ListType.create(SimpleType.INT))));
        declared.addAll(Lists.declarations());
        declared.addAll(TextFunctions.DECLARATIONS);
        var bindings = new ArrayList<CelFunctionBinding>(List.of(
                CelFunctionBinding.from("workingDays__", List.of(Object.class, Instant.class, Long.class),
                        arguments -> ((Scope) arguments[0]).calendar().plusWorkingDays((Instant) arguments[1], (Long) arguments[2])),
                CelFunctionBinding.from("plusMonths__", List.of(Object.class, Instant.class, Long.class),
                        arguments -> ((Scope) arguments[0]).calendar().plusMonths((Instant) arguments[1], (Long) arguments[2])),
                CelFunctionBinding.from("dateOf__", Object.class, Instant.class,
                        (facts, moment) -> ((Scope) facts).calendar().startOfDay(moment)),
                CelFunctionBinding.from("hash", String.class, kept -> kept),
                CelFunctionBinding.from("days", Long.class, Duration::ofDays),
                CelFunctionBinding.from("hours", Long.class, Duration::ofHours),
                CelFunctionBinding.from("sum", List.class, Lists::sum)));
        bindings.addAll(Lists.bindings());
        bindings.addAll(TextFunctions.BINDINGS);
        for (var schema : schemas) {
            var register = schema.name();
            builder.addMacros(withFacts(register, 1), withFacts(register, 0));
            declared.add(CelFunctionDecl.newFunctionDeclaration(register + "__",
                    CelOverloadDecl.newGlobalOverload(register + "__one", StructTypeReference.create(register), SimpleType.DYN,
                            SimpleType.STRING),
                    CelOverloadDecl.newGlobalOverload(register + "__all", ListType.create(StructTypeReference.create(register)),
                            SimpleType.DYN)));
            bindings.addAll(CelFunctionBinding.fromOverloads(register + "__",
                    CelFunctionBinding.from(register + "__one", Object.class, String.class,
                            (facts, key) -> toCel(((Scope) facts).registers().entry(register, key), (Scope) facts)),
                    CelFunctionBinding.from(register + "__all", Object.class,
                            facts -> toCel(((Scope) facts).registers().entries(register), (Scope) facts))));
        }
        for (var function : functions) {
            builder.addMacros(withFacts(function.name(), function.parameters().size()));
            declared.add(declared(function));
            bindings.add(bound(function));
        }
        this.parser = builder.build();
        this.declarations = new HashMap<>();
        declared.forEach(each -> declarations.merge(each.name(), each, Vocabulary::together));
        this.runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).setTypeProvider(types)
                .addFunctionBindings(bindings).build();
    }

    /** Registers and functions of another vocabulary, under other names. */
    private Vocabulary(Vocabulary other, Map<String, ValueType> names) {
        this.schemas = other.schemas;
        this.functions = other.functions;
        this.names = new LinkedHashMap<>(names);
        this.types = new Types(schemas, names.values());
        this.parser = other.parser;
        this.declarations = other.declarations;
        this.runtime = other.runtime;
    }

    /** A function that is declared in several places, each with other parameters. */
    private static CelFunctionDecl together(CelFunctionDecl one, CelFunctionDecl other) {
        return CelFunctionDecl.newBuilder().setName(one.name()).addOverloads(one.overloads()).addOverloads(other.overloads()).build();
    }

    private static CelFunctionDecl declared(Function function) {
        var parameters = new ArrayList<CelType>(List.of(SimpleType.DYN));
        function.parameters().values().forEach(type -> parameters.add(celType(type)));
        return function(function.name() + "__", celType(function.body().type()), parameters.toArray(CelType[]::new));
    }

    /**
     * What a function of the organisation does: its expression is evaluated with the given values under the names of its parameters. What follows from
     * the registers alone is worked out once for each picture of them.
     */
    @SuppressWarnings("Immutable") // a compiled function and the names of its parameters never change
    private static CelFunctionBinding bound(Function function) {
        var classes = new ArrayList<Class<?>>(List.of(Object.class));
        function.parameters().values().forEach(type -> classes.add(javaClass(type)));
        var names = List.copyOf(function.parameters().keySet());
        return CelFunctionBinding.from(function.name() + "__", List.copyOf(classes), given -> {
            var scope = (Scope) given[0];
            var values = new LinkedHashMap<String, Object>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), given[i + 1]);
            }
            var body = function.body();
            if (!function.ofRegistersAlone()) {
                return body.celValue(scope, values);
            }
            var call = new ArrayList<>();
            call.add(function.name());
            function.parameters().forEach((name, type) -> call.add(toDomain(java.util.Objects.requireNonNull(values.get(name)), type)));
            return toCel(scope.registers().workedOut(call, () -> toDomain(body.celValue(scope, values), body.type())), body.type(), scope);
        });
    }

    private static Class<?> javaClass(ValueType type) {
        return switch (type) {
            case ValueType.Text _,ValueType.Secret _,ValueType.Hash _ -> String.class;
            case ValueType.WholeNumber _ -> Long.class;
            case ValueType.Truth _ -> Boolean.class;
            case ValueType.Moment _ -> Instant.class;
            case ValueType.Span _ -> Duration.class;
            case ValueType.ListOf _ -> List.class;
            case ValueType.EntryOf _,ValueType.Group _ -> Object.class;
        };
    }

    private static boolean isOfUse(CelOverloadDecl overload) {
        var unused = Set.of(CelKind.DOUBLE, CelKind.BYTES, CelKind.UINT);
        return !unused.contains(overload.resultType().kind())
                && overload.parameterTypes().stream().noneMatch(type -> unused.contains(type.kind()));
    }

    /** The same vocabulary with further names. */
    public Vocabulary with(Map<String, ValueType> further) {
        var all = new LinkedHashMap<>(names);
        all.putAll(further);
        return new Vocabulary(this, all);
    }

    /** The same vocabulary with one function more. */
    public Vocabulary with(Function function) {
        var all = new ArrayList<>(functions);
        all.add(function);
        return new Vocabulary(schemas.values(), names, all);
    }

    public Map<String, ValueType> names() {
        return java.util.Collections.unmodifiableMap(names);
    }

    /** Compiles an expression whose value must have a certain type. */
    public Compiled<Expression> compile(String text, ValueType expected) {
        return switch (compiled(text)) {
            case Compiled.Faulty<Expression> faulty -> faulty;
            case Compiled.Sound<Expression>(var expression) when expression.type().equals(expected) -> new Compiled.Sound<>(expression);
            case Compiled.Sound<Expression>(var expression) -> new Compiled.Faulty<>(List.of(new Compiled.Fault(1, 1,
                    "This gives " + described(expression.type()) + ", but " + described(expected) + " is needed here")));
        };
    }

    /** Compiles an expression of any type, but for secrets: their hash goes where a hash is expected. */
    public Compiled<Expression> compile(String text) {
        var compiled = compiled(text);
        return compiled instanceof Compiled.Sound<Expression>(var expression) && expression.type().opaque()
                ? new Compiled.Faulty<>(List.of(new Compiled.Fault(1, 1,
                        "A secret can be neither shown nor sent on; an effect can put hash(…) of it into a field of the type hash")))
                : compiled;
    }

    /**
     * Reads an expression and checks its types. The checker is told only of what the expression speaks of, because for every expression it goes through all that it is told
     * of.
     */
    private CelAbstractSyntaxTree checked(String text) throws CelValidationException {
        var parsed = parser.parse(text).getAst();
        var called = new HashSet<String>();
        var named = new HashSet<String>();
        CelNavigableAst.fromAst(parsed).getRoot().allNodes().map(CelNavigableExpr::expr).forEach(part -> {
            switch (part.getKind()) {
                case CALL -> called.add(part.call().function());
                case IDENT -> named.add(part.ident().name());
                case NOT_SET, CONSTANT, SELECT, LIST, STRUCT, MAP, COMPREHENSION -> {
                }
            }
        });
        var checker = CelCompilerFactory.standardCelCheckerBuilder().setOptions(OPTIONS).setTypeProvider(types)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(STANDARD.computeIfAbsent(Set.copyOf(called), Vocabulary::standard));
        called.stream().map(declarations::get).filter(java.util.Objects::nonNull).forEach(checker::addFunctionDeclarations);
        if (named.contains(FACTS)) {
            checker.addVarDeclarations(CelVarDecl.newVarDeclaration(FACTS, SimpleType.DYN));
        }
        for (var name : named) {
            var type = names.get(name);
            if (type != null) {
                checker.addVarDeclarations(CelVarDecl.newVarDeclaration(name, celType(type)));
            }
        }
        return checker.build().check(parsed).getAst();
    }

    private static CelStandardDeclarations standard(Set<String> called) {
        return CelStandardDeclarations.newBuilder()
                .filterFunctions((function, overload) -> called.contains(function.functionName()) && isOfUse(overload.celOverloadDecl()))
                .build();
    }

    private Compiled<Expression> compiled(String text) {
        try {
            var ast = checked(text);
            var type = valueType(ast.getResultType());
            if (type == null) {
                return new Compiled.Faulty<>(
                        List.of(new Compiled.Fault(1, 1, "A value of the type " + ast.getResultType().name() + " is of no use here")));
            }
            return new Compiled.Sound<>(
                    new Expression(text, type, namesIn(ast), exposedBy(ast), runtime.createProgram(ast), Shortcut.of(ast, this),
                            Formula.of(ast, this), this));
        } catch (CelValidationException faulty) {
            return new Compiled.Faulty<>(faulty.getErrors().stream()
                    .map(issue -> new Compiled.Fault(Math.max(1, issue.getSourceLocation().getLine()),
                            issue.getSourceLocation().getColumn() + 1,
                            plainWords(issue.getMessage())))
                    .toList());
        } catch (CelEvaluationException impossible) {
            return new Compiled.Faulty<>(List.of(new Compiled.Fault(1, 1, String.valueOf(impossible.getMessage()))));
        }
    }

    /** Says what the compiler found in words that a service owner understands, and what to look at. */
    private String plainWords(String message) {
        var undeclared = java.util.regex.Pattern.compile("undeclared reference to '([^']+)'").matcher(message);
        if (undeclared.find()) {
            var unknown = undeclared.group(1).replace("__", "");
            var near = names.keySet().stream()
                    .filter(name -> org.usher.register.Likeness.of(unknown, name) != org.usher.register.Likeness.NONE).findFirst();
            return "There is no name '" + unknown + "' here" + near.map(name -> "; did you mean '" + name + "'?")
                    .orElse("; use the name of a question, a name under 'let', or a register");
        }
        var noField = java.util.regex.Pattern.compile("undefined field '([^']+)'").matcher(message);
        if (noField.find()) {
            return "There is no field '" + noField.group(1) + "' in that; look at registers.yaml or at the questions of the group";
        }
        return message.replace("__", "");
    }

    static String described(ValueType type) {
        return switch (type) {
            case ValueType.Text _ -> "a text";
            case ValueType.WholeNumber _ -> "a number";
            case ValueType.Truth _ -> "yes or no (a condition)";
            case ValueType.Moment _ -> "a date or time";
            case ValueType.Span _ -> "a length of time";
            case ValueType.Secret _ -> "a secret";
            case ValueType.Hash _ -> "the hash of a secret";
            case ValueType.EntryOf entry -> "an entry of '" + entry.register() + "'";
            case ValueType.ListOf list -> "a list of " + described(list.of());
            case ValueType.Group group -> "the group '" + group.name() + "'";
        };
    }

    private static CelMacro withFacts(String function, int arguments) {
        return CelMacro.newGlobalMacro(function, arguments, (factory, _, given) -> {
            var all = new ArrayList<CelExpr>();
            all.add(factory.newIdentifier(FACTS));
            all.addAll(given);
            return Optional.of(factory.newGlobalCall(function + "__", all));
        });
    }

    private static CelFunctionDecl function(String name, CelType result, CelType... parameters) {
        return CelFunctionDecl.newFunctionDeclaration(name, CelOverloadDecl.newGlobalOverload(name, result, List.of(parameters)));
    }

    private Set<String> namesIn(CelAbstractSyntaxTree ast) {
        var found = new HashSet<String>();
        CelNavigableAst.fromAst(ast).getRoot().allNodes().forEach(node -> {
            var expression = node.expr();
            if (expression.getKind() == CelExpr.ExprKind.Kind.IDENT && names.containsKey(expression.ident().name())) {
                var name = expression.ident().name();
                var above = node.parent().map(dev.cel.common.navigation.CelNavigableExpr::expr)
                        .filter(parent -> parent.getKind() == CelExpr.ExprKind.Kind.SELECT);
                found.add(
                        names.get(name) instanceof ValueType.Group && above.isPresent() ? name + '.' + above.get().select().field() : name);
            } else if (expression.getKind() == CelExpr.ExprKind.Kind.CALL && expression.call().function().endsWith("__")) {
                found.add(expression.call().function().replace("__", "()"));
            }
        });
        return found;
    }

    /** The names whose values an expression may give away, because it does more with them than ask a yes-or-no question. */
    private Set<String> exposedBy(CelAbstractSyntaxTree ast) {
        var found = new HashSet<String>();
        CelNavigableAst.fromAst(ast).getRoot().allNodes().forEach(node -> {
            var expression = node.expr();
            if (expression.getKind() == CelExpr.ExprKind.Kind.IDENT && names.containsKey(expression.ident().name())) {
                boolean asked = node.parent().map(dev.cel.common.navigation.CelNavigableExpr::expr)
                        .filter(parent -> parent.getKind() == CelExpr.ExprKind.Kind.CALL && ASKING.contains(parent.call().function()))
                        .isPresent();
                if (!asked) {
                    found.add(expression.ident().name());
                }
            }
        });
        return found;
    }

    /** A pattern as CEL reads it. Patterns come from definitions and registers, so that there are few. */
    Pattern pattern(String text) {
        if (patterns.size() > MOST_PATTERNS) {
            patterns.clear();
        }
        return patterns.computeIfAbsent(text, Pattern::compile);
    }

    /** The type of a field of a register's entries, for what is stored or derived. */
    Optional<FieldType> field(String register, String field) {
        return Optional.ofNullable(schemas.get(register)).flatMap(schema -> schema.field(field));
    }

    boolean hasRegister(String name) {
        return schemas.containsKey(name);
    }

    // ---- types

    private static CelType celType(ValueType type) {
        return switch (type) {
            case ValueType.Text _ -> SimpleType.STRING;
            case ValueType.WholeNumber _ -> SimpleType.INT;
            case ValueType.Truth _ -> SimpleType.BOOL;
            case ValueType.Moment _ -> SimpleType.TIMESTAMP;
            case ValueType.Span _ -> SimpleType.DURATION;
            case ValueType.Secret _ -> SECRET;
            case ValueType.Hash _ -> HASH;
            case ValueType.EntryOf entry -> StructTypeReference.create(entry.register());
            case ValueType.ListOf list -> ListType.create(celType(list.of()));
            case ValueType.Group group -> StructTypeReference.create(group.name());
        };
    }

    @Nullable
    ValueType valueType(CelType type) {
        return switch (type.kind()) {
            case STRING -> ValueType.TEXT;
            case INT -> ValueType.NUMBER;
            case BOOL -> ValueType.TRUTH;
            case TIMESTAMP -> ValueType.MOMENT;
            case DURATION -> ValueType.SPAN;
            case LIST -> {
                var of = valueType(((ListType) type).elemType());
                yield of == null ? null : new ValueType.ListOf(of);
            }
            case STRUCT -> structured(type.name());
            default -> null;
        };
    }

    private @Nullable ValueType structured(String name) {
        if (name.equals(SECRET.name())) {
            return ValueType.SECRET;
        }
        if (name.equals(HASH.name())) {
            return ValueType.HASH;
        }
        return schemas.containsKey(name) ? new ValueType.EntryOf(name) : groupNamed(name, names.values());
    }

    private static ValueType.@Nullable Group groupNamed(String name, Collection<ValueType> among) {
        for (var type : among) {
            if (type instanceof ValueType.Group group) {
                if (group.name().equals(name)) {
                    return group;
                }
                var inside = groupNamed(name, group.fields().values());
                if (inside != null) {
                    return inside;
                }
            } else if (type instanceof ValueType.ListOf list) {
                var inside = groupNamed(name, List.of(list.of()));
                if (inside != null) {
                    return inside;
                }
            }
        }
        return null;
    }

    /** Gives CEL the registers and groups as types with named, typed fields. */
    @SuppressWarnings("Immutable") // filled while it is made, never changed afterwards
    private static final class Types implements CelTypeProvider {
        private final Map<String, CelType> byName = new LinkedHashMap<>();

        Types(Map<String, RegisterSchema> schemas, Collection<ValueType> types) {
            for (var schema : schemas.values()) {
                var fields = new LinkedHashMap<String, ValueType>();
                fields.put("key", ValueType.TEXT);
                fields.put("label", ValueType.TEXT);
                schema.fields().forEach((field, type) -> fields.put(field, ValueType.of(type)));
                add(schema.name(), fields);
            }
            types.forEach(this::addGroups);
            add(SECRET.name(), Map.of());
            add(HASH.name(), Map.of());
        }

        private void addGroups(ValueType type) {
            switch (type) {
                case ValueType.Group group -> {
                    add(group.name(), group.fields());
                    group.fields().values().forEach(this::addGroups);
                }
                case ValueType.ListOf list -> addGroups(list.of());
                case ValueType.Text _,ValueType.WholeNumber _,ValueType.Truth _,ValueType.Moment _,ValueType.Span _,ValueType.Secret _,ValueType.Hash _,ValueType.EntryOf _ ->
                    {
                    }
            }
        }

        private void add(String name, Map<String, ValueType> fields) {
            byName.put(name, StructType.create(name, ImmutableSet.copyOf(fields.keySet()),
                    field -> Optional.ofNullable(fields.get(field)).map(Vocabulary::celType)));
        }

        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(byName.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }

    // ---- values

    Optional<Object> resolve(String name, Scope scope) {
        if (name.equals(FACTS)) {
            return Optional.of(scope);
        }
        var type = names.get(name);
        if (type == null) {
            return Optional.empty();
        }
        var value = scope.names().value(name);
        return Optional.of(toCel(value == null ? type.empty() : value, type, scope));
    }

    private static Object toCel(Object value, ValueType type, Scope scope) {
        return switch (type) {
            case ValueType.Group group -> new GroupValue(group, (Map<?, ?>) value, scope);
            case ValueType.ListOf list when list.of() instanceof ValueType.Group -> ((List<?>) value).stream()
                    .map(item -> toCel(item, list.of(), scope)).toList();
            default -> toCel(value, scope);
        };
    }

    private static Object toCel(Object value, Scope scope) {
        return switch (value) {
            case Entry entry -> new EntryValue(entry, scope);
            case LocalDate day -> day.atStartOfDay(scope.calendar().zone()).toInstant();
            case Optional<?> _ -> Instant.EPOCH;
            case List<?> list -> list.stream().map(item -> toCel(item, scope)).toList();
            case Integer number -> number.longValue();
            default -> value;
        };
    }

    /** The empty value of a type as CEL sees it. */
    static Object emptyCel(ValueType type, Scope scope) {
        return toCel(type.empty(), type, scope);
    }

    static Object toDomain(Object value, ValueType type) {
        return switch (value) {
            case EntryValue entry -> entry.entry;
            case GroupValue group -> group.values;
            case List<?> list ->
                list.stream().map(item -> toDomain(item, type instanceof ValueType.ListOf listOf ? listOf.of() : type)).toList();
            default -> value;
        };
    }

    /** An entry as CEL sees it: fields on demand, through the registers of the moment. */
    @SuppressWarnings("Immutable") // entries and scopes are immutable, without CEL's annotation
    private static final class EntryValue extends StructValue<String, EntryValue> {
        private final Entry entry;
        private final Scope scope;

        EntryValue(Entry entry, Scope scope) {
            this.entry = entry;
            this.scope = scope;
        }

        @Override
        public Object select(String field) {
            return toCel(scope.registers().field(entry, field), scope);
        }

        @Override
        public Optional<Object> find(String field) {
            var value = scope.registers().field(entry, field);
            return isEmpty(value) ? Optional.empty() : Optional.of(toCel(value, scope));
        }

        /** Itself: CEL unwraps what stands in lists, and the unwrapped value must still have fields. */
        @Override
        public EntryValue value() {
            return this;
        }

        @Override
        public boolean isZeroValue() {
            return !entry.exists();
        }

        @Override
        public CelType celType() {
            return StructTypeReference.create(entry.register());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof EntryValue value && entry.equals(value.entry);
        }

        @Override
        public int hashCode() {
            return entry.hashCode();
        }
    }

    /** The answers of a group as CEL sees them; what is missing is empty. */
    @SuppressWarnings("Immutable") // the answers of a group do not change while an expression is evaluated
    private static final class GroupValue extends StructValue<String, GroupValue> {
        private final ValueType.Group type;
        private final Map<?, ?> values;
        private final Scope scope;

        GroupValue(ValueType.Group type, Map<?, ?> values, Scope scope) {
            this.type = type;
            this.values = values;
            this.scope = scope;
        }

        @Override
        public Object select(String field) {
            var fieldType = type.fields().get(field);
            if (fieldType == null) {
                throw new IllegalArgumentException("The group '" + type.name() + "' has no answer '" + field + "'");
            }
            var value = values.get(field);
            return toCel(value == null ? fieldType.empty() : value, fieldType, scope);
        }

        @Override
        public Optional<Object> find(String field) {
            var value = values.get(field);
            return value == null || isEmpty(value) ? Optional.empty() : Optional.of(select(field));
        }

        @Override
        public GroupValue value() {
            return this;
        }

        @Override
        public boolean isZeroValue() {
            return values.isEmpty();
        }

        @Override
        public CelType celType() {
            return StructTypeReference.create(type.name());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof GroupValue group && values.equals(group.values);
        }

        @Override
        public int hashCode() {
            return values.hashCode();
        }
    }

    /** Whether a field or an answer counts as not there. */
    static boolean isEmpty(Object value) {
        return switch (value) {
            case String text -> text.isEmpty();
            case Entry entry -> !entry.exists();
            case List<?> list -> list.isEmpty();
            case Optional<?> _ -> true;
            default -> false;
        };
    }
}
