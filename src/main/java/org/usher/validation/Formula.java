package org.usher.validation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;

/**
 * What an expression says, in the form in which one can think about it without knowing any value: whether a condition can hold at all, and whether it can fail to. What one
 * cannot think about is an {@link Other}, which is equal to another one only if both are written alike.
 */
@SuppressWarnings("ClassInitializationDeadlock") // records without static state of their own
public sealed interface Formula {

    /** A text, a whole number ({@code Long}), or yes or no. */
    record Constant(Object value) implements Formula {}

    /** A name with fields, if any: {@code purpose}, {@code current.role}, {@code reader.branch.floor}. */
    record Name(String chain, ValueType type) implements Formula {}

    /** {@code has(...)} of a name. */
    record Filled(Name of) implements Formula {}

    /** Turns a condition round. */
    record Not(Formula of) implements Formula {}

    /** Both conditions hold. */
    record Both(Formula one, Formula other) implements Formula {}

    /** At least one of two conditions holds. */
    record Either(Formula one, Formula other) implements Formula {}

    /** One of two values, as a condition decides. */
    record Choice(Formula condition, Formula then, Formula otherwise) implements Formula {}

    /** Two values are equal. */
    record Same(Formula one, Formula other) implements Formula {}

    /** A number, moment or length of time is smaller than another. */
    record Below(Formula one, Formula other) implements Formula {}

    /** Anything else, as it is written. */
    record Other(String written, ValueType type) implements Formula {}

    /** What a checked expression says. */
    static Formula of(CelAbstractSyntaxTree ast, Vocabulary vocabulary) {
        return new Reading(ast, vocabulary).read(ast.getExpr());
    }

    /** Reads a checked expression, from the outside to the inside. */
    record Reading(CelAbstractSyntaxTree ast, Vocabulary vocabulary) {

        Formula read(CelExpr expression) {
            return switch (expression.getKind()) {
                case CONSTANT -> constant(expression);
                case IDENT -> named(expression);
                case SELECT -> expression.select().testOnly() ? filled(expression) : named(expression);
                case CALL -> call(expression);
                case LIST, COMPREHENSION, NOT_SET, STRUCT, MAP -> other(expression);
            };
        }

        private Formula constant(CelExpr expression) {
            var constant = expression.constant();
            return switch (constant.getKind()) {
                case STRING_VALUE -> new Constant(constant.stringValue());
                case INT64_VALUE -> new Constant(constant.int64Value());
                case BOOLEAN_VALUE -> new Constant(constant.booleanValue());
                default -> other(expression);
            };
        }

        private Formula named(CelExpr expression) {
            return chain(expression).<Formula>map(chain -> new Name(chain, type(expression))).orElseGet(() -> other(expression));
        }

        private Formula filled(CelExpr expression) {
            return chain(expression).<Formula>map(chain -> new Filled(new Name(chain, ValueType.TRUTH))).orElseGet(() -> other(expression));
        }

        private static Optional<String> chain(CelExpr expression) {
            return switch (expression.getKind()) {
                case IDENT -> Optional.of(expression.ident().name());
                case SELECT -> chain(expression.select().operand()).map(of -> of + '.' + expression.select().field());
                default -> Optional.empty();
            };
        }

        private Formula call(CelExpr expression) {
            var parts = expression.call().args();
            return switch (expression.call().function()) {
                case "!_" -> new Not(read(parts.getFirst()));
                case "_&&_" -> new Both(read(parts.getFirst()), read(parts.getLast()));
                case "_||_" -> new Either(read(parts.getFirst()), read(parts.getLast()));
                case "_?_:_" -> new Choice(read(parts.getFirst()), read(parts.get(1)), read(parts.getLast()));
                case "_==_" -> new Same(read(parts.getFirst()), read(parts.getLast()));
                case "_!=_" -> new Not(new Same(read(parts.getFirst()), read(parts.getLast())));
                case "_<_" -> new Below(read(parts.getFirst()), read(parts.getLast()));
                case "_>_" -> new Below(read(parts.getLast()), read(parts.getFirst()));
                case "_<=_" -> new Not(new Below(read(parts.getLast()), read(parts.getFirst())));
                case "_>=_" -> new Not(new Below(read(parts.getFirst()), read(parts.getLast())));
                case "@in" -> parts.getLast().getKind() == CelExpr.ExprKind.Kind.LIST
                        ? among(parts.getFirst(), parts.getLast().list().elements())
                        : other(expression);
                default -> other(expression);
            };
        }

        private Formula among(CelExpr item, List<CelExpr> list) {
            var one = read(item);
            return list.stream().<Formula>map(each -> new Same(one, read(each))).reduce(Either::new).orElse(new Constant(false));
        }

        private Formula other(CelExpr expression) {
            return new Other(written(expression), type(expression));
        }

        private ValueType type(CelExpr expression) {
            var type = ast.getType(expression.id()).map(vocabulary::valueType).orElse(null);
            return type == null ? new ValueType.Group("", java.util.Map.of()) : type;
        }

        /** The same text for expressions that are built alike. */
        private static String written(CelExpr expression) {
            return switch (expression.getKind()) {
                case CONSTANT -> written(expression.constant());
                case IDENT -> expression.ident().name();
                case SELECT ->
                    written(expression.select().operand()) + (expression.select().testOnly() ? ".?" : ".") + expression.select().field();
                case CALL -> expression.call().target().map(target -> written(target) + '.').orElse("") + expression.call().function() + '('
                        + written(expression.call().args()) + ')';
                case LIST -> '[' + written(expression.list().elements()) + ']';
                case COMPREHENSION -> written(expression.comprehension());
                case NOT_SET, STRUCT, MAP -> expression.toString();
            };
        }

        private static String written(List<CelExpr> expressions) {
            return expressions.stream().map(Reading::written).collect(Collectors.joining(", "));
        }

        private static String written(CelConstant constant) {
            return constant.getKind() == CelConstant.Kind.STRING_VALUE ? '\'' + constant.stringValue() + '\'' : constant.toString();
        }

        private static String written(CelExpr.CelComprehension each) {
            return "each(" + each.iterVar() + ' ' + each.iterVar2() + " in " + written(each.iterRange()) + ", " + each.accuVar() + " = "
                    + written(each.accuInit()) + ", " + written(each.loopCondition()) + ", " + written(each.loopStep()) + ", "
                    + written(each.result()) + ')';
        }
    }
}
