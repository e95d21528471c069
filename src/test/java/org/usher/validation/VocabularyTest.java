package org.usher.validation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.usher.register.Entry;
import org.usher.register.FieldType;
import org.usher.register.RegisterSchema;
import org.usher.register.Registers;

import static org.assertj.core.api.Assertions.assertThat;

class VocabularyTest {

    private static final RegisterSchema GRADES = new RegisterSchema("grades", "code", "{code}", "", List.of(),
            Map.of("code", new FieldType.Text(), "rank", new FieldType.WholeNumber()));
    private static final RegisterSchema PEOPLE = new RegisterSchema("people", "number", "{name}", "", List.of("name"),
            Map.of("number", new FieldType.Text(), "name", new FieldType.Text(), "access", new FieldType.Text(), "grade",
                    new FieldType.Reference("grades"),
                    "line_manager", new FieldType.Reference("people"), "reports",
                    new FieldType.Many("people", "line_manager", Map.of(), "")));
    private static final Registers REGISTERS = Registers.of(List.of(GRADES, PEOPLE))
            .withEntries("grades",
                    List.of(new Entry("grades", "HEO", Map.of("code", "HEO", "rank", 4L)),
                            new Entry("grades", "EO", Map.of("code", "EO", "rank", 3L))))
            .withEntries("people",
                    List.of(new Entry("people", "1", Map.of("number", "1", "name", "Marcus", "grade", "HEO", "access", "active")),
                            new Entry("people", "2",
                                    Map.of("number", "2", "name", "Leila", "grade", "EO", "line_manager", "1", "access", "none"))));
    private static final ValueType POSITION = new ValueType.Group("position", Map.of("role", ValueType.TEXT, "team", ValueType.TEXT));
    private static final Vocabulary VOCABULARY = new Vocabulary(List.of(GRADES, PEOPLE), names());
    private static final Scope SCOPE = scope();

    private static Map<String, ValueType> names() {
        var names = new LinkedHashMap<String, ValueType>();
        names.put("requester", new ValueType.EntryOf("people"));
        names.put("user", new ValueType.EntryOf("people"));
        names.put("access_action", ValueType.TEXT);
        names.put("current", POSITION);
        names.put("new", POSITION);
        names.put("additional", new ValueType.ListOf(POSITION));
        names.put("now", ValueType.MOMENT);
        names.put("required_by", ValueType.MOMENT);
        return names;
    }

    private static Scope scope() {
        var values = new HashMap<String, Object>();
        values.put("requester", REGISTERS.entry("people", "1"));
        values.put("user", REGISTERS.entry("people", "2"));
        values.put("access_action", "amend");
        values.put("current", Map.of("role", "Caseworker"));
        values.put("additional", List.of(Map.of("role", "Caseworker", "team", "TL012"), Map.of("role", "Team Leader")));
        values.put("now", Instant.parse("2026-11-23T10:00:00Z"));
        values.put("required_by", Instant.parse("2026-11-25T10:00:00Z"));
        return new Scope(values::get, REGISTERS, WorkingCalendar.weekdays(ZoneId.of("Europe/London")));
    }

    private static Expression sound(String text) {
        return switch (VOCABULARY.compile(text)) {
            case Compiled.Sound<Expression>(var expression) -> expression;
            case Compiled.Faulty<Expression>(var faults) -> throw new AssertionError(text + ": " + faults);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"[3, 1, 3].distinct() == [3, 1]", "sum([3, 1]) == 4", "sum(people().map(p, p.grade.rank)) == 7",
            "people().map(p, p.grade).distinct().size() == 2", "people().sortBy(p, p.grade.rank)[0].name == 'Leila'",
            "people().map(p, p.name).join(' and ') == 'Marcus and Leila'", "[[1], [2, 3]].flatten() == [1, 2, 3]",
            "[1, 2].filter(n, n > 5).sortBy(n, -n) == []"})
    void helpersForListsWorkOnPlainValuesAndOnEntries(String expression) {
        assertThat(sound(expression).holds(SCOPE)).isTrue();
    }

    @Test
    void aFunctionOfTheOrganisationSeesItsParametersTheRegistersAndEarlierFunctions() {
        var among = VOCABULARY.with(Map.of("staff", new ValueType.ListOf(new ValueType.EntryOf("people"))));
        var ranked = VOCABULARY.with(function("highest", among, "staff.sortBy(p, -p.grade.rank)[0]", "staff"));
        var named = ranked.with(function("name_of_highest", ranked.with(among.names()), "highest(staff).name", "staff"));

        assertThat(value(named, "name_of_highest(people())")).isEqualTo("Marcus");
        assertThat(value(named, "highest([user, requester]) == requester && highest([user]) == user")).isEqualTo(true);
        assertThat(value(named, "people().filter(p, highest([p]) == p).size()")).isEqualTo(2L);
        assertThat(value(named, "highest([]).name")).as("what cannot be worked out is empty").isEqualTo("");
    }

    private static Vocabulary.Function function(String name, Vocabulary vocabulary, String body, String parameter) {
        if (vocabulary.compile(body) instanceof Compiled.Sound<Expression>(var expression)) {
            var type = vocabulary.names().get(parameter);
            return new Vocabulary.Function(name, Map.of(parameter, java.util.Objects.requireNonNull(type)), expression, true);
        }
        throw new AssertionError(vocabulary.compile(body).toString());
    }

    private static Object value(Vocabulary vocabulary, String expression) {
        return switch (vocabulary.compile(expression)) {
            case Compiled.Sound<Expression>(var sound) -> sound.value(SCOPE);
            case Compiled.Faulty<Expression>(var faults) -> throw new AssertionError(expression + ": " + faults);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"requester.grade.rank > user.grade.rank", "user.line_manager == requester",
            "access_action in ['amend', 'suspend']", "size(additional) == 2",
            "additional.exists(p, p.role == 'Team Leader' && p.team == '')", "people('1') == requester",
            "people().filter(p, p.access == 'active') == [requester]",
            "plain('  Ann   Marie ') == plain('ann marie')", "plain('A.B@example.org') == 'a.b@example.org'", "plain('') == ''",
            "words(' Luis  Ortega ') == ['Luis', 'Ortega']", "size(words(' ')) == 0",
            "slug('José O\\'Brien-Lee', '.') == 'jose.o.brien.lee'",
            "masked('luis@example.org') == 'l\u2022\u2022\u2022@example.org'", "masked('5551') == '5\u2022\u2022\u2022'",
            "masked('') == ''",
            "required_by < workingDays(now, 3)", "plusMonths(dateOf(now), 1) == timestamp('2026-12-23T00:00:00Z')",
            "dateOf(now) == timestamp('2026-11-23T00:00:00Z')",
            "has(current.role) && !has(current.team)",
            "requester.reports.map(r, r.name) == ['Leila']", "user in requester.reports", "now + days(2) == required_by",
            "user.label == 'Leila' && user.key == '2'"})
    void holds(String condition) {
        assertThat(sound(condition).holds(SCOPE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.line_manager.line_manager.line_manager.name == ''", "new.role == '' && new.team == ''",
            "people('none').grade.rank == 0",
            "requester.line_manager.key == ''", "size(requester.line_manager.reports) == 0"})
    void countsWhatIsMissingAsEmptyRatherThanFailing(String condition) {
        assertThat(sound(condition).holds(SCOPE)).isTrue();
    }

    @Test
    void givesTheEmptyValueWhenAnIndexIsOutOfRange() {
        assertThat(sound("additional[7].role").value(SCOPE)).isEqualTo("");
        assertThat(sound("additional[7].role == 'x'").holds(SCOPE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requester.nme == 'x'      | no field 'nme'
            usr.name == 'x'           | no name 'usr'
            acces_action == 'amend'   | did you mean 'access_action'
            user.grade == 'HEO'       | found no matching overload
            size(additional) + 'a'    | found no matching overload
            1 +                       | mismatched input
            """)
    void reportsAMistakeWithItsPlaceInsteadOfAcceptingIt(String text, String message) {
        assertThat(VOCABULARY.compile(text)).isInstanceOfSatisfying(Compiled.Faulty.class,
                faulty -> assertThat(faulty.faults().toString()).contains(message));
    }

    @Test
    void refusesAConditionThatIsNoCondition() {
        assertThat(VOCABULARY.compile("user.name", ValueType.TRUTH)).isInstanceOfSatisfying(Compiled.Faulty.class,
                faulty -> assertThat(faulty.faults().toString()).contains("This gives a text, but yes or no (a condition) is needed here"));
    }

    @Test
    void knowsWhatAnExpressionDependsOn() {
        assertThat(sound("current.role == new.role && size(people()) > 0 && access_action != ''").names()).containsExactlyInAnyOrder(
                "current.role", "new.role", "people()",
                "access_action");
    }

    @Test
    void knowsTheTypeOfAValue() {
        assertThat(sound("requester.reports").type()).isEqualTo(new ValueType.ListOf(new ValueType.EntryOf("people")));
        assertThat(sound("required_by - now").type()).isEqualTo(ValueType.SPAN);
        assertThat(sound("required_by - now").value(SCOPE)).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void fillsPlaceholdersForTheReader() {
        var template = switch (Template.compile("{user.name}: {required_by}, {[requester, user]} {{not}} {access_action == 'amend'} {'}'}",
                VOCABULARY)) {
            case Compiled.Sound<Template>(var sound) -> sound;
            case Compiled.Faulty<Template>(var faults) -> throw new AssertionError(faults.toString());
        };
        assertThat(template.filled(SCOPE, new Reader("en", ZoneId.of("Europe/London"))))
                .isEqualTo("Leila: Wednesday 25 November 2026 at 10:00, Marcus, Leila {not}} Yes }");
        assertThat(template.filled(SCOPE, new Reader("da", ZoneId.of("Europe/Copenhagen"))))
                .startsWith("Leila: onsdag 25. november 2026 kl. 11:00");
    }

    @Test
    void reportsAPlaceholderThatIsNeverClosed() {
        assertThat(Template.compile("Hello {user.name", VOCABULARY)).isInstanceOfSatisfying(Compiled.Faulty.class,
                faulty -> assertThat(faulty.faults().toString()).contains("column=7").contains("never closed"));
    }
}
