package org.usher.technow.table;

import java.util.ArrayList;
import java.util.List;

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

        List<String> references() {
            return steps.subList(0, steps.size() - 1);
        }
    }

    /** How a column is compared. */
    public enum Operator {
        EQUALS("="), DIFFERS("!="), LESS("<"), AT_MOST("<="), MORE(">"), AT_LEAST(">="), CONTAINS("LIKE"), LACKS("NOT LIKE"), STARTS_WITH(
                "STARTSWITH"), ENDS_WITH("ENDSWITH"), AMONG("IN"), NOT_AMONG("NOT IN"), EMPTY("ISEMPTY"), NOT_EMPTY(
                        "ISNOTEMPTY"), BETWEEN("BETWEEN"), SAME_AS("SAMEAS"), NOT_SAME_AS("NSAMEAS"), ANYTHING("ANYTHING");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
