package org.usher.validation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.usher.register.Entry;
import org.usher.register.FieldType;
import org.usher.register.RegisterSchema;
import org.usher.register.Registers;

import static org.assertj.core.api.Assertions.assertThat;

/** What is reckoned without CEL is what CEL would say: for expressions and situations made at random. */
class ShortcutTest {

    private static final RegisterSchema GRADES = new RegisterSchema("grades", "code", "{code}", "", List.of(),
            Map.of("code", new FieldType.Text(), "rank", new FieldType.WholeNumber()));
    private static final RegisterSchema PEOPLE = new RegisterSchema("people", "number", "{name}", "", List.of("name"),
            Map.of("number", new FieldType.Text(), "name", new FieldType.Text(), "grade", new FieldType.Reference("grades"), "active",
                    new FieldType.Truth(), "since", new FieldType.Day(), "line_manager", new FieldType.Reference("people"), "reports",
                    new FieldType.Many("people", "line_manager", Map.of(), "")));
    private static final Registers REGISTERS = Registers.of(List.of(GRADES, PEOPLE))
            .withEntries("grades",
                    List.of(new Entry("grades", "HEO", Map.of("code", "HEO", "rank", 4L)),
                            new Entry("grades", "EO", Map.of("code", "EO", "rank", 3L))))
            .withEntries("people", List.of(
                    new Entry("people", "1", Map.of("number", "1", "name", "Marcus", "grade", "HEO", "active", true, "since",
                            LocalDate.parse("2020-02-01"))),
                    new Entry("people", "2", Map.of("number", "2", "name", "Leila", "grade", "EO", "line_manager", "1", "active", true)),
                    new Entry("people", "3", Map.of("number", "3", "name", "", "line_manager", "1"))));
    private static final ValueType.Group POSITION = new ValueType.Group("position",
            Map.of("role", ValueType.TEXT, "holder", new ValueType.EntryOf("people"), "rank", ValueType.NUMBER, "from", ValueType.MOMENT));
    private static final Vocabulary VOCABULARY = new Vocabulary(List.of(GRADES, PEOPLE),
            Map.of("user", new ValueType.EntryOf("people"), "requester", new ValueType.EntryOf("people"), "action", ValueType.TEXT,
                    "count", ValueType.NUMBER, "sure", ValueType.TRUTH, "now", ValueType.MOMENT, "due", ValueType.MOMENT, "current",
                    POSITION, "additional", new ValueType.ListOf(POSITION), "tags", new ValueType.ListOf(ValueType.TEXT)));

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void saysWhatCelSays() {
        int shortened = 0;
        for (int i = 0; i < 1_000; i++) {
            var expression = sound(truth(3));
            shortened += expression.isShort() ? 1 : 0;
            for (int j = 0; j < 4; j++) {
                var situation = situation();
                assertThat(expression.value(situation.scope())).as("%s with %s, seed %d", expression, situation.values(), seed)
                        .isEqualTo(expression.valueByCel(situation.scope()));
            }
        }
        assertThat(shortened).as("expressions that do without CEL").isGreaterThan(850);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "user.line_manager", "current", "additional", "tags", "current.holder", "user.reports", "people()",
            "additional.filter(p, p.rank > 1)", "[user, requester]", "user.since", "action + user.name", "count + 1",
            "sure ? user : requester", "tags[0]", "user.reports[1]", "people()[count]", "additional.map(a, a.rank)",
            "people().map(p, p.since)",
            "sum(additional.map(a, a.rank + count))"})
    void givesWhatCelGives(String text) {
        var expression = sound(text);
        assertThat(expression.isShort()).isTrue();
        for (int i = 0; i < 200; i++) {
            var situation = situation();
            assertThat(expression.value(situation.scope())).as("with %s, seed %d", situation.values(), seed)
                    .isEqualTo(expression.valueByCel(situation.scope()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"count + 9223372036854775807 > 0 || true", "true || count + 9223372036854775807 > 0",
            "action.matches('[') || true", "additional[5].role == 'x'"})
    void leavesWhatFailsToCel(String text) {
        var expression = sound(text);
        var scope = new Scope(Map.<String, Object>of("count", 7L, "action", "add")::get, REGISTERS,
                WorkingCalendar.weekdays(ZoneId.of("Europe/London")));
        assertThat(expression.value(scope)).isEqualTo(expression.valueByCel(scope));
    }

    private static Expression sound(String text) {
        return switch (VOCABULARY.compile(text)) {
            case Compiled.Sound<Expression>(var expression) -> expression;
            case Compiled.Faulty<Expression>(var faults) -> throw new AssertionError(text + ": " + faults);
        };
    }

    // ---- expressions

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String truth(int depth) {
        if (depth == 0) {
            return one("sure", "true", "false", "user.active", "has(user.line_manager)", "has(current.role)", "has(current.holder)",
                    "has(user.since)", "has(user.name)", "has(user.active)");
        }
        return switch (random.nextInt(12)) {
            case 0 -> "!" + truth(0);
            case 1 -> "(" + truth(depth - 1) + " && " + truth(depth - 1) + ")";
            case 2 -> "(" + truth(depth - 1) + " || " + truth(depth - 1) + ")";
            case 3 -> "(" + truth(depth - 1) + " ? " + truth(depth - 1) + " : " + truth(depth - 1) + ")";
            case 4 -> text(depth - 1) + one(" == ", " != ") + text(depth - 1);
            case 5 -> number(depth - 1) + one(" == ", " != ", " < ", " <= ", " > ", " >= ") + number(depth - 1);
            case 6 -> moment(depth - 1) + one(" == ", " != ", " < ", " <= ", " > ", " >= ") + moment(depth - 1);
            case 7 -> person(depth - 1) + one(" == ", " != ") + person(depth - 1);
            case 8 -> text(depth - 1) + " in "
                    + one("tags", "['add', 'amend']", "[action, user.name]", "user.reports.filter(r, r.active).map(r, r.name)");
            case 9 -> one("additional", "additional.filter(q, q.rank > 0)") + one(".exists(p, ", ".all(p, ")
                    + one("p.role == action", "p.rank >= count", "p.holder == user", "has(p.from)", truth(depth - 1)) + ")";
            case 10 -> person(depth - 1) + ".reports" + one(".exists(r, ", ".all(r, ")
                    + one("r == user", "r.active", "r.name != ''", "r.grade.rank < count")
                    + ")";
            default -> "action.matches('^a.*')" + one("", " && " + truth(depth - 1));
        };
    }

    private String text(int depth) {
        return switch (depth == 0 ? random.nextInt(2) : random.nextInt(5)) {
            case 0 -> one("action", "'add'", "''", "current.role");
            case 1 -> person(0) + one(".name", ".number", ".key", ".label");
            case 2 -> person(depth - 1) + ".grade.code";
            case 3 -> "(" + text(depth - 1) + " + " + text(depth - 1) + ")";
            default -> "(" + truth(0) + " ? " + text(depth - 1) + " : " + text(depth - 1) + ")";
        };
    }

    private String number(int depth) {
        return switch (depth == 0 ? random.nextInt(2) : random.nextInt(5)) {
            case 0 -> one("count", "0", "3", "4", "current.rank");
            case 1 -> person(0) + ".grade.rank";
            case 2 -> "(" + number(depth - 1) + one(" + ", " - ") + number(depth - 1) + ")";
            case 3 -> one("size(tags)", "additional.size()", "additional.filter(p, p.role == action).size()", "size(people())");
            default -> "size(" + person(depth - 1) + ".reports)";
        };
    }

    private String moment(int depth) {
        return switch (depth == 0 ? random.nextInt(2) : random.nextInt(4)) {
            case 0 -> one("now", "due", "current.from");
            case 1 -> person(0) + ".since";
            case 2 -> one("workingDays(", "plusMonths(") + moment(depth - 1) + ", " + one("1", "3", "count") + ")";
            default -> "dateOf(" + moment(depth - 1) + ")";
        };
    }

    private String person(int depth) {
        return switch (depth == 0 ? random.nextInt(2) : random.nextInt(4)) {
            case 0 -> one("user", "requester", "current.holder");
            case 1 -> one("people('1')", "people('nobody')", "people(action)");
            case 2 -> person(depth - 1) + ".line_manager";
            default -> "(" + truth(0) + " ? " + person(depth - 1) + " : " + person(depth - 1) + ")";
        };
    }

    // ---- situations

    private record Situation(Map<String, Object> values) {
        Scope scope() {
            return new Scope(values::get, REGISTERS, WorkingCalendar.weekdays(ZoneId.of("Europe/London")));
        }
    }

    /** Some names have values, the others none. */
    private Situation situation() {
        var values = new HashMap<String, Object>();
        maybe(values, "user", person());
        maybe(values, "requester", person());
        maybe(values, "action", one("add", "amend", "Marcus", "1", ""));
        maybe(values, "count", (long) random.nextInt(-1, 5));
        maybe(values, "sure", random.nextBoolean());
        maybe(values, "now", Instant.parse("2026-11-23T10:00:00Z"));
        maybe(values, "due", Instant.parse("2026-11-23T00:00:00Z").plusSeconds(random.nextInt(200_000)));
        maybe(values, "current", position());
        maybe(values, "tags", List.of("add", one("amend", "x")));
        var additional = new ArrayList<Map<String, Object>>();
        for (int i = random.nextInt(3); i > 0; i--) {
            additional.add(position());
        }
        maybe(values, "additional", additional);
        return new Situation(values);
    }

    private Map<String, Object> position() {
        var position = new HashMap<String, Object>();
        maybe(position, "role", one("add", "TL", ""));
        maybe(position, "holder", person());
        maybe(position, "rank", (long) random.nextInt(4));
        maybe(position, "from", Instant.parse("2026-11-23T10:00:00Z"));
        return position;
    }

    private Entry person() {
        return REGISTERS.entry("people", one("1", "2", "3", "nobody"));
    }

    private void maybe(Map<String, Object> values, String name, Object value) {
        if (random.nextInt(4) > 0) {
            values.put(name, value);
        }
    }
}
