package org.usher.technow.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a query asks for, after everything invalid in it was left out: any of the alternatives (which {@code ^NQ} separates), in each of
 * them all of the clauses ({@code ^}), in each of those any of the conditions ({@code ^OR}); then the order.
 */
public record Query(List<Alternative> alternatives, List<Order> order) {

    /** Everything, in no order. */
    public static final Query ALL = new Query(List.of(), List.of());

    public Query {
        alternatives = List.copyOf(alternatives);
        order = List.copyOf(order);
    }

    /** A query for records in which a column has a value. */
    public static Query where(String column, String value) {
        return ALL.and(column, value);
    }

    /** The same query, with a further condition that everything it finds must meet. */
    public Query and(String column, String value) {
        return and(new Condition(Path.of(column), Operator.EQUALS, value));
    }

    /** The same query, with a further condition on a column further away. */
    public Query and(Path path, String value) {
        return and(new Condition(path, Operator.EQUALS, value));
    }

    public Query and(Condition condition) {
        var clause = new Clause(List.of(condition));
        if (alternatives.isEmpty()) {
            return new Query(List.of(new Alternative(List.of(clause))), order);
        }
        return new Query(alternatives.stream().map(alternative -> alternative.and(clause)).toList(), order);
    }

    /** The same query in another order. */
    public Query orderedBy(String column) {
        return new Query(alternatives, List.of(new Order(Path.of(column), false)));
    }

    /** The same query, latest first. */
    public Query latestFirst(String column) {
        return new Query(alternatives, List.of(new Order(Path.of(column), true)));
    }

    /** All ways to columns that it compares or orders by. */
    public Set<Path> paths() {
        var paths = new LinkedHashSet<Path>();
        alternatives.forEach(alternative -> alternative.clauses().forEach(clause -> clause.conditions().forEach(condition -> {
            paths.add(condition.path());
            if (condition.operator() == Operator.SAME_AS || condition.operator() == Operator.NOT_SAME_AS) {
                paths.add(Path.of(condition.value()));
            }
        })));
        order.forEach(by -> paths.add(by.path()));
        return paths;
    }

    /** Clauses that must all hold. */
    public record Alternative(List<Clause> clauses) {
        public Alternative {
            clauses = List.copyOf(clauses);
        }

        private Alternative and(Clause clause) {
            var more = new ArrayList<>(clauses);
            more.add(clause);
            return new Alternative(more);
        }
    }

    /** Conditions of which one must hold. */
    public record Clause(List<Condition> conditions) {
        public Clause {
            conditions = List.copyOf(conditions);
        }
    }

    /** A comparison of a column with a value; for {@link Operator#SAME_AS} the value is the name of another column. */
    public record Condition(Path path, Operator operator, String value) {}

    /** A column to order by. */
    public record Order(Path path, boolean descending) {}

    /** The way to a column: references to follow, then the column itself ({@code request.requested_for.user_name}). */
    public record Path(List<String> steps) {
        public Path {
            steps = List.copyOf(steps);
        }

        public static Path of(String dotted) {
            return new Path(List.of(dotted.split("\\.", -1)));
        }

        public String column() {
            return steps.getLast();
        }

        /** The way to another column beside this one, and from there on. */
        public Path beside(String... others) {
            var all = new ArrayList<>(references());
            all.addAll(List.of(others));
            return new Path(all);
        }

        List<String> references() {
            return steps.subList(0, steps.size() - 1);
        }
    }

    /** How a column is compared. */
    public enum Operator {
        /** Is the same. */
        EQUALS("="),
        /** Is another. */
        DIFFERS("!="),
        /** Is smaller, or earlier. */
        LESS("<"),
        /** Is not greater, or later. */
        AT_MOST("<="),
        /** Is greater, or later. */
        MORE(">"),
        /** Is not smaller, or earlier. */
        AT_LEAST(">="),
        /** Has this text in it. */
        CONTAINS("LIKE"),
        /** Does not have this text in it. */
        LACKS("NOT LIKE"),
        /** Begins with this text. */
        STARTS_WITH("STARTSWITH"),
        /** Ends with this text. */
        ENDS_WITH("ENDSWITH"),
        /** Is one of these. */
        AMONG("IN"),
        /** Is none of these. */
        NOT_AMONG("NOT IN"),
        /** Has no value. */
        EMPTY("ISEMPTY"),
        /** Has a value. */
        NOT_EMPTY("ISNOTEMPTY"),
        /** Lies between two values, or is one of them. */
        BETWEEN("BETWEEN"),
        /** Is as another column of the record. */
        SAME_AS("SAMEAS"),
        /** Is not as another column of the record. */
        NOT_SAME_AS("NSAMEAS"),
        /** Always holds. */
        ANYTHING("ANYTHING");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
