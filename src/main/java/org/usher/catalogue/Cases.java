package org.usher.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.usher.validation.Formula;
import org.usher.validation.ValueType;

/**
 * Looks for a case in which conditions hold: for answers that can be given, and for facts of any kind. Of an answer to a choice, its options are tried; of any other text or
 * number, those that it is compared with and one that is like none of them; whatever else a condition asks may be so or not. An answer is empty where its question is not asked.
 * So what is found to be impossible is impossible, and not the other way round.
 */
final class Cases {

    private static final int MOST_TRIES = 5_000;
    /** A text that is compared with nowhere. */
    private static final Object ANOTHER = new Object();

    /**
     * Something a definition says.
     *
     * @param turn the path of the repeat that {@code this} stands for; empty outside of repeats
     */
    record Said(Formula formula, String turn) {}

    /** That a number of things are true together, or that they are not. */
    record Claim(List<Said> together, boolean hold) {
        Claim {
            together = List.copyOf(together);
        }

        static Claim that(Said said) {
            return new Claim(List.of(said), true);
        }

        static Claim not(Said said) {
            return new Claim(List.of(said), false);
        }
    }

    /** Something that can have one value or another: a name or its field, or what cannot be thought about. */
    private record Variable(Object what, ValueType type, String turn) {}

    private final Names names;
    private final Map<String, Said> whens;
    private final Map<String, Map<String, Said>> options;
    private final Map<Variable, Set<Object>> compared = new HashMap<>();

    /**
     * @param whens   when each question, group and repeat is asked, by path; what is always asked is missing
     * @param options when each option is offered, by the path of its question and its value; what is always offered is missing
     * @param others  what else will be asked about
     */
    Cases(Names names, Map<String, Said> whens, Map<String, Map<String, Said>> options, Collection<Said> others) {
        this.names = names;
        this.whens = whens;
        this.options = options;
        names.lets().values().forEach(let -> compare(let.formula(), ""));
        whens.values().forEach(when -> compare(when.formula(), when.turn()));
        options.values().forEach(each -> each.values().forEach(when -> compare(when.formula(), when.turn())));
        others.forEach(other -> compare(other.formula(), other.turn()));
    }

    /** Whether all claims can be true together, when every question before is answered; also true if that cannot be told in reasonable time. */
    boolean possible(List<Claim> claims) {
        return new Search(true).possible(claims);
    }

    /** The same, while any question may still be open. */
    boolean possibleAtAnyTime(List<Claim> claims) {
        return new Search(false).possible(claims);
    }

    /** When something is asked: all that must hold for it and for what it stands in. */
    List<Said> asked(String path) {
        var found = new ArrayList<Said>();
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            var around = whens.get(path.substring(0, dot));
            if (around != null) {
                found.add(around);
            }
        }
        var own = whens.get(path);
        if (own != null) {
            found.add(own);
        }
        return found;
    }

    // ---- what is compared with what

    private void compare(Formula formula, String turn) {
        switch (formula) {
            case Formula.Not(var of) -> compare(of, turn);
            case Formula.Both(var one, var other) -> compare(List.of(one, other), turn);
            case Formula.Either(var one, var other) -> compare(List.of(one, other), turn);
            case Formula.Choice(var condition, var then, var otherwise) -> compare(List.of(condition, then, otherwise), turn);
            case Formula.Same(var one, var other) -> compare(one, other, turn);
            case Formula.Below(var one, var other) -> compare(one, other, turn);
            case Formula.Constant _,Formula.Name _,Formula.Filled _,Formula.Other _ -> {
            }
        }
    }

    private void compare(List<Formula> formulas, String turn) {
        formulas.forEach(formula -> compare(formula, turn));
    }

    private void compare(Formula one, Formula other, String turn) {
        compare(List.of(one, other), turn);
        if (other instanceof Formula.Constant(var value)) {
            variables(one, turn).forEach(variable -> compared.computeIfAbsent(variable, _ -> new LinkedHashSet<>()).add(value));
        } else if (one instanceof Formula.Constant(var value)) {
            variables(other, turn).forEach(variable -> compared.computeIfAbsent(variable, _ -> new LinkedHashSet<>()).add(value));
        }
    }

    /** Those from which a value may come. */
    private List<Variable> variables(Formula formula, String turn) {
        return switch (formula) {
            case Formula.Name name -> {
                var let = names.lets().get(name.chain());
                yield let == null ? List.of(variable(name, turn)) : variables(let.formula(), "");
            }
            case Formula.Choice(_, var then, var otherwise) -> {
                var both = new ArrayList<>(variables(then, turn));
                both.addAll(variables(otherwise, turn));
                yield both;
            }
            case Formula.Other(_, var type) -> List.of(new Variable(formula, type, turn));
            case Formula.Constant _,Formula.Not _,Formula.Both _,Formula.Either _,Formula.Same _,Formula.Below _,Formula.Filled _ ->
                List.of();
        };
    }

    private static Variable variable(Formula.Name name, String turn) {
        return new Variable(chain(name, turn), name.type(), "");
    }

    private static String chain(Formula.Name name, String turn) {
        boolean ofTurn = !turn.isEmpty() && (name.chain().equals("this") || name.chain().startsWith("this."));
        return ofTurn ? turn + name.chain().substring("this".length()) : name.chain();
    }

    // ---- searching

    /** One search: tries one value after the other for whatever is found to matter, as long as nothing contradicts. */
    private final class Search {

        private final boolean answered;
        private final Map<Variable, Object> values = new LinkedHashMap<>();
        private final Set<String> open = new HashSet<>();
        private @Nullable Variable missing;
        private int tries;

        Search(boolean answered) {
            this.answered = answered;
        }

        boolean possible(List<Claim> claims) {
            missing = null;
            var all = all(claims);
            var next = missing;
            if (all != null || next == null || ++tries > MOST_TRIES) {
                return all == null || all;
            }
            for (var value : domain(next)) {
                if (isOffered(next, value)) {
                    values.put(next, value);
                    if (possible(claims)) {
                        return true;
                    }
                    values.remove(next);
                }
            }
            return false;
        }

        private @Nullable Boolean all(List<Claim> claims) {
            boolean known = true;
            for (var claim : claims) {
                var holds = together(claim.together());
                if (holds != null && holds != claim.hold()) {
                    return false;
                }
                known &= holds != null;
            }
            return known ? true : null;
        }

        private @Nullable Boolean together(List<Said> all) {
            boolean known = true;
            for (var each : all) {
                var holds = truth(each.formula(), each.turn());
                if (holds != null && !holds) {
                    return false;
                }
                known &= holds != null;
            }
            return known ? true : null;
        }

        // ---- values, where they are known

        private @Nullable Boolean truth(Formula formula, String turn) {
            return (Boolean) value(formula, turn);
        }

        private @Nullable Object value(Formula formula, String turn) {
            return switch (formula) {
                case Formula.Constant(var value) -> value;
                case Formula.Not(var of) -> {
                    var truth = truth(of, turn);
                    yield truth == null ? null : !truth;
                }
                case Formula.Both(var one, var other) -> together(List.of(new Said(one, turn), new Said(other, turn)));
                case Formula.Either(var one, var other) -> value(new Formula.Not(
                        new Formula.Both(new Formula.Not(one), new Formula.Not(other))), turn);
                case Formula.Choice(var condition, var then, var otherwise) -> {
                    var truth = truth(condition, turn);
                    yield truth == null ? null : value(truth ? then : otherwise, turn);
                }
                case Formula.Same same -> same(same, turn);
                case Formula.Below below -> below(below, turn);
                case Formula.Name name -> named(name, turn);
                case Formula.Filled(var name) -> {
                    var asked = isAsked(chain(name, turn));
                    yield asked == null || !asked ? asked : settled(formula, turn);
                }
                case Formula.Other(_, var type) -> settled(new Variable(formula, type, turn));
            };
        }

        private @Nullable Object named(Formula.Name name, String turn) {
            var let = names.lets().get(name.chain());
            if (let != null) {
                return value(let.formula(), "");
            }
            var asked = isAsked(chain(name, turn));
            if (asked == null) {
                return null;
            }
            return asked ? settled(variable(name, turn)) : name.type().empty();
        }

        /** Whether the question is asked from which a name takes its value; true for all that comes from elsewhere. */
        private @Nullable Boolean isAsked(String chain) {
            var path = Checks.pathOf(chain, names).orElse("");
            if (path.isEmpty() || !open.add(path)) {
                return true;
            }
            var asked = together(Cases.this.asked(path));
            open.remove(path);
            return asked;
        }

        private @Nullable Object same(Formula.Same same, String turn) {
            boolean literal = same.one() instanceof Formula.Constant || same.other() instanceof Formula.Constant;
            var type = type(same.one());
            if (!(type instanceof ValueType.Text || type instanceof ValueType.Truth || type instanceof ValueType.WholeNumber && literal)) {
                return settled(same, turn);
            }
            var one = value(same.one(), turn);
            var other = value(same.other(), turn);
            if (one == null || other == null) {
                return null;
            }
            return !literal && (one == ANOTHER || other == ANOTHER) ? settled(same, turn) : (Object) one.equals(other);
        }

        private @Nullable Object below(Formula.Below below, String turn) {
            boolean literal = below.one() instanceof Formula.Constant || below.other() instanceof Formula.Constant;
            if (!literal || !(type(below.one()) instanceof ValueType.WholeNumber)) {
                return settled(below, turn);
            }
            var one = value(below.one(), turn);
            var other = value(below.other(), turn);
            return one == null || other == null ? null : (Object) ((Long) one < (Long) other);
        }

        private @Nullable Object settled(Formula condition, String turn) {
            return settled(new Variable(condition, ValueType.TRUTH, turn));
        }

        private @Nullable Object settled(Variable variable) {
            var value = values.get(variable);
            if (value == null && missing == null) {
                missing = variable;
            }
            return value;
        }

        // ---- values to be tried

        private Collection<Object> domain(Variable variable) {
            var question = variable.what() instanceof String path ? names.declared().get(path) : null;
            boolean empty = !answered || question == null || question.tag().equals("fixed") || question.node().truth("optional");
            return switch (variable.type()) {
                case ValueType.Truth _ ->
                    question != null && question.tag().equals("acknowledge") && !empty ? List.of(true) : List.of(true, false);
                case ValueType.WholeNumber _ -> numbers(variable);
                case ValueType.Text _ -> {
                    var texts = new LinkedHashSet<Object>();
                    if (question != null && question.node().has("options")) {
                        texts.addAll(question.node().fields("options").keys());
                    } else {
                        texts.addAll(compared.getOrDefault(variable, Set.of()));
                        texts.remove("");
                        texts.add(ANOTHER);
                    }
                    if (empty) {
                        texts.add("");
                    }
                    yield texts;
                }
                case ValueType.Moment _,ValueType.Span _,ValueType.Secret _,ValueType.Hash _,ValueType.EntryOf _,ValueType.ListOf _,ValueType.Group _ ->
                    List.of(ANOTHER);
            };
        }

        /** Those that a number is compared with, and their neighbours; a size is never negative. */
        private Set<Object> numbers(Variable variable) {
            boolean size = variable.what() instanceof Formula.Other(var written, _) && written.startsWith("size(");
            var all = new LinkedHashSet<Object>(List.of(0L));
            compared.getOrDefault(variable, Set.of()).forEach(value -> {
                long number = (Long) value;
                all.addAll(List.of(number, number - 1, number + 1));
            });
            all.removeIf(number -> size && (Long) number < 0);
            return all;
        }

        private boolean isOffered(Variable variable, Object value) {
            if (!(variable.what() instanceof String path) || !(value instanceof String option)) {
                return true;
            }
            var when = options.getOrDefault(path, Map.of()).get(option);
            return when == null || !Boolean.FALSE.equals(truth(when.formula(), when.turn()));
        }
    }

    private static ValueType type(Formula formula) {
        return switch (formula) {
            case Formula.Constant(var value) ->
                value instanceof String ? ValueType.TEXT : value instanceof Long ? ValueType.NUMBER : ValueType.TRUTH;
            case Formula.Name(_, var type) -> type;
            case Formula.Choice(_, var then, _) -> type(then);
            case Formula.Other(_, var type) -> type;
            case Formula.Not _,Formula.Both _,Formula.Either _,Formula.Same _,Formula.Below _,Formula.Filled _ -> ValueType.TRUTH;
        };
    }
}
