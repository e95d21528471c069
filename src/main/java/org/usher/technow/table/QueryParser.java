package org.usher.technow.table;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import org.usher.technow.table.Query.Alternative;
import org.usher.technow.table.Query.Clause;
import org.usher.technow.table.Query.Condition;
import org.usher.technow.table.Query.Operator;
import org.usher.technow.table.Query.Order;
import org.usher.technow.table.Query.Path;

/**
 * Reads the vendor's encoded queries, such as {@code active=true^numberSTARTSWITHRITM^ORcorrelation_id=7^ORDERBYDESCsys_updated_on}.
 *
 * <p>A part that cannot be understood (no such column, no such operator, a time that is none) is left out, and the rest applies: that is
 * how the vendor behaves, and clients are written for it. {@code ^^} stands for a {@code ^} in a value.
 */
@Singleton
public final class QueryParser {

    /** Tried in this order, so that no operator hides a longer one. */
    private static final Map<String, Operator> SPELLINGS = spellings();
    private static final Pattern CONDITION = Pattern.compile("([a-z0-9_]+(?:\\.[a-z0-9_]+)*)(.*)", Pattern.DOTALL);
    private static final String ORDER_DESCENDING = "ORDERBYDESC";
    private static final String ORDER = "ORDERBY";
    private static final String OR = "OR";
    private static final String NEW_QUERY = "NQ";

    private final Dictionary dictionary;
    private final Script script;

    public QueryParser(Dictionary dictionary, Clock clock) {
        this.dictionary = dictionary;
        this.script = new Script(clock);
    }

    public Query parse(Table table, String encoded, Actor actor) {
        var alternatives = new ArrayList<List<List<Condition>>>();
        alternatives.add(new ArrayList<>());
        var order = new ArrayList<Order>();
        for (var part : split(encoded)) {
            if (part.startsWith(ORDER_DESCENDING)) {
                order(table, part.substring(ORDER_DESCENDING.length()), true).ifPresent(order::add);
            } else if (part.startsWith(ORDER)) {
                order(table, part.substring(ORDER.length()), false).ifPresent(order::add);
            } else if (part.startsWith(NEW_QUERY)) {
                alternatives.add(new ArrayList<>());
                addClause(alternatives.getLast(), condition(table, part.substring(NEW_QUERY.length()), actor));
            } else if (part.startsWith(OR)) {
                addToClause(alternatives.getLast(), condition(table, part.substring(OR.length()), actor));
            } else {
                addClause(alternatives.getLast(), condition(table, part, actor));
            }
        }
        return new Query(alternatives.stream().map(QueryParser::alternative).toList(), order);
    }

    /** The way to a column, if there is such a column. */
    public Optional<Path> path(Table table, String dotted) {
        var path = Path.of(dotted);
        var here = Optional.of(table);
        for (var step : path.references()) {
            here = here.flatMap(at -> at.column(step)).flatMap(Column::reference).flatMap(dictionary::find);
        }
        return here.flatMap(at -> at.column(path.column())).filter(Column::readable).map(column -> path);
    }

    private static Alternative alternative(List<List<Condition>> clauses) {
        return new Alternative(clauses.stream().filter(clause -> !clause.isEmpty()).map(Clause::new).toList());
    }

    /** An invalid condition still opens a clause, so that the alternatives after it do not join the clause before. */
    private static void addClause(List<List<Condition>> clauses, Optional<Condition> condition) {
        clauses.add(new ArrayList<>(condition.stream().toList()));
    }

    private static void addToClause(List<List<Condition>> clauses, Optional<Condition> condition) {
        if (clauses.isEmpty()) {
            clauses.add(new ArrayList<>());
        }
        condition.ifPresent(clauses.getLast()::add);
    }

    private static List<String> split(String encoded) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (var index = 0; index < encoded.length(); index++) {
            var letter = encoded.charAt(index);
            if (letter != '^') {
                part.append(letter);
            } else if (index + 1 < encoded.length() && encoded.charAt(index + 1) == '^') {
                part.append(letter);
                index++;
            } else {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        parts.add(part.toString());
        return parts.stream().filter(text -> !text.isBlank()).toList();
    }

    private Optional<Order> order(Table table, String column, boolean descending) {
        return path(table, column).map(path -> new Order(path, descending));
    }

    private Optional<Condition> condition(Table table, String text, Actor actor) {
        var matcher = CONDITION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var rest = matcher.group(2);
        return path(table, matcher.group(1)).flatMap(path -> SPELLINGS.entrySet().stream().filter(entry -> rest.startsWith(entry.getKey()))
                .findFirst().flatMap(entry -> condition(table, path, entry.getValue(), rest.substring(entry.getKey().length()), actor)));
    }

    private Optional<Condition> condition(Table table, Path path, Operator operator, String written, Actor actor) {
        var column = columnAt(table, path);
        return switch (operator) {
            case EMPTY, NOT_EMPTY, ANYTHING -> Optional.of(new Condition(path, operator, ""));
            case SAME_AS, NOT_SAME_AS -> path(table, written).map(other -> new Condition(path, operator, written));
            case CONTAINS, LACKS, STARTS_WITH, ENDS_WITH -> Optional.of(new Condition(path, operator, written));
            case EQUALS, DIFFERS, LESS, AT_MOST, MORE, AT_LEAST ->
                value(column, written, actor).map(value -> new Condition(path, operator, value));
            case AMONG, NOT_AMONG -> Optional.of(new Condition(path, operator, script.read(written, actor).orElse(written)));
            case BETWEEN -> between(column, path, written, actor);
        };
    }

    private Optional<Condition> between(Column column, Path path, String written, Actor actor) {
        var at = written.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        var from = value(column, written.substring(0, at), actor);
        var until = value(column, written.substring(at + 1), actor);
        return from.flatMap(low -> until.map(high -> new Condition(path, Operator.BETWEEN, low + "@" + high)));
    }

    /** A value fit to be compared with the column; empty if it is not. */
    private Optional<String> value(Column column, String written, Actor actor) {
        var value = written.startsWith(Script.PREFIX) ? script.read(written, actor) : Optional.of(written);
        return value.flatMap(text -> switch (column.type()) {
            case INTEGER -> text.isEmpty() || text.matches("-?\\d{1,9}") ? Optional.of(text) : Optional.empty();
            case DATE_TIME -> text.isEmpty() ? Optional.of(text) : Times.read(text).map(Times::write);
            case BOOLEAN -> Optional.of(text);
            case STRING, TEXT, REFERENCE, JOURNAL, PASSWORD -> Optional.of(text);
        });
    }

    private Column columnAt(Table table, Path path) {
        return owner(table, path).column(path.column()).orElseThrow();
    }

    /** The table that has the column to which a way leads. */
    public Table owner(Table table, Path path) {
        var here = table;
        for (var step : path.references()) {
            here = here.column(step).flatMap(Column::reference).map(dictionary::table).orElseThrow();
        }
        return here;
    }

    private static Map<String, Operator> spellings() {
        var spellings = new java.util.LinkedHashMap<String, Operator>();
        Stream.of(Operator.values()).sorted((one, other) -> other.word().length() - one.word().length())
                .forEach(operator -> spellings.put(operator.word(), operator));
        spellings.put("NOTLIKE", Operator.LACKS);
        spellings.put("DOES NOT CONTAIN", Operator.LACKS);
        spellings.put("CONTAINS", Operator.CONTAINS);
        return spellings;
    }
}
