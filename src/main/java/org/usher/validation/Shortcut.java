package org.usher.validation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.LongBinaryOperator;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import org.jspecify.annotations.Nullable;
import org.usher.register.Entry;

/**
 * The value of an expression without CEL's runtime. Conditions are mostly made of a few things: names, fields, constants, comparisons, {@code &&}. For an expression of nothing
 * else this gives the same value as CEL in a small part of the time; all others are left to CEL. An exception means that CEL is to be asked, whose ways with errors need no
 * second home here.
 */
@FunctionalInterface
interface Shortcut {

    /** The value, in the form that {@link ValueType} describes. */
    Object value(Scope scope);

    /** Whether a condition holds. */
    default boolean holds(Scope scope) {
        return (Boolean) value(scope);
    }

    /** The shortcut for a checked expression; none: only CEL knows it. */
    static Optional<Shortcut> of(CelAbstractSyntaxTree ast, Vocabulary vocabulary) {
        return Optional.ofNullable(new Builder(ast, vocabulary, Map.of()).build(ast.getExpr()));
    }

    /** A value as CEL sees it in the end: days are moments, what is missing is the moment that stands for none. */
    static Object settled(Object value, Scope scope) {
        return switch (value) {
            case LocalDate day -> day.atStartOfDay(scope.calendar().zone()).toInstant();
            case Optional<?> _ -> Instant.EPOCH;
            case Integer number -> number.longValue();
            case List<?> list when list.stream()
                    .anyMatch(item -> item instanceof LocalDate || item instanceof Optional || item instanceof Integer) ->
                list.stream().map(item -> settled(item, scope)).toList();
            default -> value;
        };
    }

    /** The same at all times. */
    record Constant(Object value) implements Shortcut {
        @Override
        public Object value(Scope scope) {
            return value;
        }
    }

    /**
     * Makes shortcuts, from the outside of an expression to the inside; null wherever something is not known.
     *
     * @param variables of the {@code filter}s and the like around it
     */
    record Builder(CelAbstractSyntaxTree ast, Vocabulary vocabulary, Map<String, ValueType> variables) {

        @Nullable
        Shortcut build(CelExpr expression) {
            return switch (expression.getKind()) {
                case CONSTANT -> constant(expression.constant());
                case IDENT -> name(expression.ident().name());
                case SELECT -> field(expression.select());
                case LIST -> expression.list().optionalIndices().isEmpty() ? list(expression.list().elements()) : null;
                case CALL -> call(expression.call());
                case COMPREHENSION -> comprehension(expression.comprehension());
                case NOT_SET, STRUCT, MAP -> null;
            };
        }

        private static @Nullable Shortcut constant(CelConstant constant) {
            return switch (constant.getKind()) {
                case STRING_VALUE -> new Constant(constant.stringValue());
                case INT64_VALUE -> new Constant(constant.int64Value());
                case BOOLEAN_VALUE -> new Constant(constant.booleanValue());
                default -> null;
            };
        }

        private @Nullable Shortcut name(String name) {
            var variable = variables.get(name);
            var type = variable == null ? vocabulary.names().get(name) : variable;
            if (type == null || type.opaque()) {
                return null;
            }
            var empty = type.empty();
            if (needsSettling(type)) {
                return scope -> {
                    var value = scope.names().value(name);
                    return value == null ? empty : settled(value, scope);
                };
            }
            return scope -> {
                var value = scope.names().value(name);
                return value == null ? empty : value;
            };
        }

        /** Whether values of a type may stand for it in another form than CEL's: days for moments, other numbers for whole ones. */
        private static boolean needsSettling(ValueType type) {
            return switch (type) {
                case ValueType.Moment _,ValueType.WholeNumber _ -> true;
                case ValueType.ListOf list -> needsSettling(list.of());
                case ValueType.Text _,ValueType.Truth _,ValueType.Span _,ValueType.Secret _,ValueType.Hash _,ValueType.EntryOf _,ValueType.Group _ ->
                    false;
            };
        }

        private @Nullable ValueType type(CelExpr expression) {
            return ast.getType(expression.id()).map(vocabulary::valueType).orElse(null);
        }

        // ---- fields

        private @Nullable Shortcut field(CelExpr.CelSelect select) {
            var of = build(select.operand());
            var type = type(select.operand());
            if (of == null || type == null) {
                return null;
            }
            return switch (type) {
                case ValueType.EntryOf entry ->
                    select.testOnly() ? isFilled(of, select.field()) : fieldOfEntry(of, select.field(), entry.register());
                case ValueType.Group group -> select.testOnly() ? isAnswered(of, select.field()) : answerOfGroup(of, select.field(), group);
                case ValueType.Text _,ValueType.WholeNumber _,ValueType.Truth _,ValueType.Moment _,ValueType.Span _,ValueType.Secret _,ValueType.Hash _,ValueType.ListOf _ ->
                    null;
            };
        }

        private Shortcut fieldOfEntry(Shortcut of, String field, String register) {
            var type = vocabulary.field(register, field);
            if (type.isPresent()) {
                var known = type.get();
                if (!needsSettling(ValueType.of(known))) {
                    return scope -> scope.registers().field((Entry) of.value(scope), field, known);
                }
                return scope -> settled(scope.registers().field((Entry) of.value(scope), field, known), scope);
            }
            return scope -> settled(scope.registers().field((Entry) of.value(scope), field), scope);
        }

        private static Shortcut isFilled(Shortcut of, String field) {
            return scope -> !Vocabulary.isEmpty(scope.registers().field((Entry) of.value(scope), field));
        }

        private static @Nullable Shortcut answerOfGroup(Shortcut of, String field, ValueType.Group group) {
            var type = group.fields().get(field);
            if (type == null || type.opaque()) {
                return null;
            }
            var empty = type.empty();
            return scope -> {
                var value = ((Map<?, ?>) of.value(scope)).get(field);
                return value == null ? empty : settled(value, scope);
            };
        }

        private static Shortcut isAnswered(Shortcut of, String field) {
            return scope -> {
                var value = ((Map<?, ?>) of.value(scope)).get(field);
                return value != null && !Vocabulary.isEmpty(value);
            };
        }

        // ---- calls

        private @Nullable Shortcut call(CelExpr.CelCall call) {
            var parts = new ArrayList<CelExpr>();
            call.target().ifPresent(parts::add);
            parts.addAll(call.args());
            if (call.function().endsWith("__")) {
                return lookup(call.function().substring(0, call.function().length() - 2), parts);
            }
            return switch (call.function()) {
                case "!_" -> not(build(parts.getFirst()));
                case "_&&_" -> both(build(parts.getFirst()), build(parts.getLast()));
                case "_||_" -> either(build(parts.getFirst()), build(parts.getLast()));
                case "_?_:_" -> choice(build(parts.getFirst()), build(parts.get(1)), build(parts.getLast()));
                case "_==_" -> same(parts.getFirst(), parts.getLast());
                case "_!=_" -> not(same(parts.getFirst(), parts.getLast()));
                case "@in" -> among(parts.getFirst(), parts.getLast());
                case "_<_" -> compared(parts.getFirst(), parts.getLast(), order -> order < 0);
                case "_<=_" -> compared(parts.getFirst(), parts.getLast(), order -> order <= 0);
                case "_>_" -> compared(parts.getFirst(), parts.getLast(), order -> order > 0);
                case "_>=_" -> compared(parts.getFirst(), parts.getLast(), order -> order >= 0);
                case "_+_" -> type(parts.getFirst()) instanceof ValueType.Text
                        ? joined(build(parts.getFirst()), build(parts.getLast()))
                        : reckoned(parts.getFirst(), parts.getLast(), Math::addExact);
                case "_-_" -> reckoned(parts.getFirst(), parts.getLast(), Math::subtractExact);
                case "matches" -> matches(build(parts.getFirst()), build(parts.getLast()));
                case "_[_]" -> item(parts.getFirst(), parts.getLast());
                case "sum" -> sum(build(parts.getFirst()));
                case "size" -> type(parts.getFirst()) instanceof ValueType.ListOf ? size(build(parts.getFirst())) : null;
                default -> null;
            };
        }

        /** {@code people()}, {@code people('1')}, {@code workingDays(now, 3)}: functions that are given the facts as their first argument. */
        private @Nullable Shortcut lookup(String function, List<CelExpr> parts) {
            var arguments = all(parts.subList(1, parts.size()));
            if (arguments == null) {
                return null;
            }
            if (vocabulary.hasRegister(function)) {
                return arguments.isEmpty()
                        ? scope -> scope.registers().entries(function)
                        : scope -> scope.registers().entry(function, (String) arguments.getFirst().value(scope));
            }
            return switch (function) {
                case "workingDays" -> scope -> scope.calendar().plusWorkingDays((Instant) arguments.getFirst().value(scope),
                        (Long) arguments.getLast().value(scope));
                case "plusMonths" -> scope -> scope.calendar().plusMonths((Instant) arguments.getFirst().value(scope),
                        (Long) arguments.getLast().value(scope));
                case "dateOf" -> scope -> scope.calendar().startOfDay((Instant) arguments.getFirst().value(scope));
                default -> null;
            };
        }

        private @Nullable List<Shortcut> all(List<CelExpr> expressions) {
            var all = new ArrayList<Shortcut>();
            for (var expression : expressions) {
                var each = build(expression);
                if (each == null) {
                    return null;
                }
                all.add(each);
            }
            return all;
        }

        private static @Nullable Shortcut not(@Nullable Shortcut condition) {
            return condition == null ? null : scope -> !condition.holds(scope);
        }

        private static @Nullable Shortcut both(@Nullable Shortcut one, @Nullable Shortcut other) {
            return one == null || other == null ? null : scope -> one.holds(scope) && other.holds(scope);
        }

        private static @Nullable Shortcut either(@Nullable Shortcut one, @Nullable Shortcut other) {
            return one == null || other == null ? null : scope -> one.holds(scope) || other.holds(scope);
        }

        private static @Nullable Shortcut choice(@Nullable Shortcut condition, @Nullable Shortcut then, @Nullable Shortcut otherwise) {
            return condition == null || then == null || otherwise == null
                    ? null
                    : scope -> condition.holds(scope) ? then.value(scope) : otherwise.value(scope);
        }

        private static @Nullable Shortcut joined(@Nullable Shortcut one, @Nullable Shortcut other) {
            return one == null || other == null ? null : scope -> (String) one.value(scope) + (String) other.value(scope);
        }

        private @Nullable Shortcut matches(@Nullable Shortcut text, @Nullable Shortcut pattern) {
            return text == null || pattern == null
                    ? null
                    : scope -> vocabulary.pattern((String) pattern.value(scope)).matcher((String) text.value(scope)).find();
        }

        private static @Nullable Shortcut size(@Nullable Shortcut list) {
            return list == null ? null : scope -> (long) ((List<?>) list.value(scope)).size();
        }

        private static @Nullable Shortcut sum(@Nullable Shortcut list) {
            return list == null ? null : scope -> Lists.sum((List<?>) list.value(scope));
        }

        /** An item of a list by its number, from 0. */
        private @Nullable Shortcut item(CelExpr list, CelExpr number) {
            var items = build(list);
            var which = build(number);
            if (items == null || which == null || !(type(list) instanceof ValueType.ListOf)) {
                return null;
            }
            return scope -> ((List<?>) items.value(scope)).get(Math.toIntExact((Long) which.value(scope)));
        }

        // ---- comparisons

        private @Nullable Shortcut same(CelExpr left, CelExpr right) {
            var type = type(left);
            var one = build(left);
            var other = build(right);
            if (one == null || other == null || type == null || !type.equals(type(right)) || holdsGroups(type)) {
                return null;
            }
            return scope -> one.value(scope).equals(other.value(scope));
        }

        private @Nullable Shortcut among(CelExpr item, CelExpr list) {
            var type = type(item);
            var one = build(item);
            var many = build(list);
            if (one == null || many == null || type == null || holdsGroups(type) || !new ValueType.ListOf(type).equals(type(list))) {
                return null;
            }
            return scope -> ((List<?>) many.value(scope)).contains(one.value(scope));
        }

        private static boolean holdsGroups(ValueType type) {
            return type instanceof ValueType.Group || (type instanceof ValueType.ListOf list && holdsGroups(list.of()));
        }

        /** Numbers, moments and lengths of time; the order of texts is CEL's affair. */
        private @Nullable Shortcut compared(CelExpr left, CelExpr right, IntPredicate wanted) {
            var type = type(left);
            var one = build(left);
            var other = build(right);
            boolean ordered = type instanceof ValueType.WholeNumber || type instanceof ValueType.Moment || type instanceof ValueType.Span;
            if (one == null || other == null || type == null || !ordered || !type.equals(type(right))) {
                return null;
            }
            return scope -> wanted.test(order(one.value(scope), other.value(scope)));
        }

        @SuppressWarnings("unchecked") // the checker has seen to it that both have one type
        private static int order(Object one, Object other) {
            return ((Comparable<Object>) one).compareTo(other);
        }

        private @Nullable Shortcut reckoned(CelExpr left, CelExpr right, LongBinaryOperator operator) {
            var one = build(left);
            var other = build(right);
            if (one == null || other == null || !(type(left) instanceof ValueType.WholeNumber)
                    || !(type(right) instanceof ValueType.WholeNumber)) {
                return null;
            }
            return scope -> operator.applyAsLong((Long) one.value(scope), (Long) other.value(scope));
        }

        // ---- lists

        private @Nullable Shortcut list(List<CelExpr> elements) {
            var items = all(elements);
            if (items == null) {
                return null;
            }
            if (items.stream().allMatch(Constant.class::isInstance)) {
                return new Constant(items.stream().map(item -> ((Constant) item).value()).toList());
            }
            return scope -> items.stream().map(item -> item.value(scope)).toList();
        }

        /** {@code exists}, {@code all}, {@code filter} and {@code map} in the form to which CEL brings them. */
        private @Nullable Shortcut comprehension(CelExpr.CelComprehension each) {
            var list = build(each.iterRange());
            var step = each.loopStep();
            if (list == null || !each.iterVar2().isEmpty() || !(type(each.iterRange()) instanceof ValueType.ListOf listOf)
                    || step.getKind() != CelExpr.ExprKind.Kind.CALL || !isName(each.result(), each.accuVar())) {
                return null;
            }
            var inside = new HashMap<>(variables);
            inside.put(each.iterVar(), listOf.of());
            var within = new Builder(ast, vocabulary, inside);
            var parts = step.call().args();
            return switch (step.call().function()) {
                case "_||_" -> startsFrom(each, false) && isName(parts.getFirst(), each.accuVar())
                        ? exists(list, each.iterVar(), within.build(parts.getLast()))
                        : null;
                case "_&&_" -> startsFrom(each, true) && isName(parts.getFirst(), each.accuVar())
                        ? not(exists(list, each.iterVar(), not(within.build(parts.getLast()))))
                        : null;
                case "_?_:_" -> startsFromNothing(each) && isName(parts.getLast(), each.accuVar()) && addsItself(parts.get(1), each)
                        ? filter(list, each.iterVar(), within.build(parts.getFirst()))
                        : null;
                case "_+_" -> startsFromNothing(each) && isName(parts.getFirst(), each.accuVar())
                        && parts.getLast().getKind() == CelExpr.ExprKind.Kind.LIST && parts.getLast().list().elements().size() == 1
                                ? map(list, each.iterVar(), within.build(parts.getLast().list().elements().getFirst()))
                                : null;
                default -> null;
            };
        }

        private static boolean startsFrom(CelExpr.CelComprehension each, boolean truth) {
            return each.accuInit().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && each.accuInit().constant().equals(CelConstant.ofValue(truth));
        }

        private static boolean startsFromNothing(CelExpr.CelComprehension each) {
            return each.accuInit().getKind() == CelExpr.ExprKind.Kind.LIST && each.accuInit().list().elements().isEmpty();
        }

        private static boolean isName(CelExpr expression, String name) {
            return expression.getKind() == CelExpr.ExprKind.Kind.IDENT && expression.ident().name().equals(name);
        }

        /** {@code result + [it]}. */
        private static boolean addsItself(CelExpr expression, CelExpr.CelComprehension each) {
            if (expression.getKind() != CelExpr.ExprKind.Kind.CALL || !expression.call().function().equals("_+_")) {
                return false;
            }
            var added = expression.call().args().getLast();
            return isName(expression.call().args().getFirst(), each.accuVar()) && added.getKind() == CelExpr.ExprKind.Kind.LIST
                    && added.list().elements().size() == 1 && isName(added.list().elements().getFirst(), each.iterVar());
        }

        private static @Nullable Shortcut exists(Shortcut list, String variable, @Nullable Shortcut condition) {
            if (condition == null) {
                return null;
            }
            return scope -> {
                for (var item : (List<?>) list.value(scope)) {
                    if (condition.holds(scope.with(variable, item))) {
                        return true;
                    }
                }
                return false;
            };
        }

        private static @Nullable Shortcut map(Shortcut list, String variable, @Nullable Shortcut value) {
            if (value == null) {
                return null;
            }
            return scope -> {
                var values = new ArrayList<>();
                for (var item : (List<?>) list.value(scope)) {
                    values.add(value.value(scope.with(variable, item)));
                }
                return values;
            };
        }

        private static @Nullable Shortcut filter(Shortcut list, String variable, @Nullable Shortcut condition) {
            if (condition == null) {
                return null;
            }
            return scope -> {
                var found = new ArrayList<>();
                for (var item : (List<?>) list.value(scope)) {
                    if (condition.holds(scope.with(variable, item))) {
                        found.add(item);
                    }
                }
                return found;
            };
        }
    }
}
