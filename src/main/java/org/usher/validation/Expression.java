package org.usher.validation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import org.jspecify.annotations.Nullable;

/**
 * A compiled CEL expression: a condition, a rule, a suggestion. It has no effects. Made by {@link Vocabulary#compile}.
 * Evaluating cannot fail for a name that has no value (it counts as empty); what is left, such as an index beyond the end of a list,
 * gives the empty value of the expression's type.
 */
public final class Expression {

    private final String text;
    private final ValueType type;
    private final Set<String> names;
    private final Set<String> exposed;
    private final Program program;
    private final Optional<Shortcut> shortcut;
    private final Formula formula;
    private final Vocabulary vocabulary;

    Expression(String text, ValueType type, Set<String> names, Set<String> exposed, Program program, Optional<Shortcut> shortcut,
            Formula formula, Vocabulary vocabulary) {
        this.text = text;
        this.type = type;
        this.names = Set.copyOf(names);
        this.exposed = Set.copyOf(exposed);
        this.program = program;
        this.shortcut = shortcut;
        this.formula = formula;
        this.vocabulary = vocabulary;
    }

    /** The expression as it stands in the definition. */
    public String text() {
        return text;
    }

    public ValueType type() {
        return type;
    }

    /**
     * The names that the value depends on, one level deep into groups: {@code access_action}, {@code current.role}. Registers appear
     * as {@code people()}.
     */
    public Set<String> names() {
        return names;
    }

    /** The names whose values could be read from the value: it does more with them than ask whether they contain something. */
    public Set<String> exposed() {
        return exposed;
    }

    /** What it says, for those who think about it before there are any values. */
    public Formula formula() {
        return formula;
    }

    /** The value, in the form that {@link ValueType} describes. */
    public Object value(Scope scope) {
        if (shortcut.isPresent()) {
            try {
                var value = shortcut.get().value(scope);
                return value instanceof List<?> list ? List.copyOf(list) : value;
            } catch (RuntimeException unusual) {
                return valueByCel(scope);
            }
        }
        return valueByCel(scope);
    }

    /** Whether CEL's runtime is not needed. */
    boolean isShort() {
        return shortcut.isPresent();
    }

    Object valueByCel(Scope scope) {
        try {
            return vocabulary.toDomain(program.eval((CelVariableResolver) name -> vocabulary.resolve(name, scope)), type);
        } catch (CelEvaluationException outOfRange) {
            return type.empty();
        }
    }

    /** The value as CEL sees it, with values for some names that are CEL's already: how a function of the organisation is called. */
    Object celValue(Scope scope, Map<String, Object> given) {
        try {
            return program.eval((CelVariableResolver) name -> given.containsKey(name)
                    ? Optional.of(given.get(name))
                    : vocabulary.resolve(name, scope));
        } catch (CelEvaluationException outOfRange) {
            return Vocabulary.emptyCel(type, scope);
        }
    }

    /** The value of a condition. */
    public boolean holds(Scope scope) {
        return value(scope) instanceof Boolean truth && truth;
    }

    /** Whether something is to be done that has this condition; without one it always is. */
    public static boolean holds(Optional<Expression> condition, Scope scope) {
        return condition.isEmpty() || condition.get().holds(scope);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression expression && text.equals(expression.text) && type.equals(expression.type);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
