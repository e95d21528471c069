package org.usher.catalogue;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.usher.register.Registers;
import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.Scope;
import org.usher.validation.ValueType;
import org.usher.validation.WorkingCalendar;

/**
 * Tries a condition with every combination of answers that can be given, where these are few enough to be listed: yes or no, and the options of a
 * choice. Conditions that look at anything else are taken to make a difference.
 */
final class Outcomes {

    private static final int MOST_COMBINATIONS = 4096;

    private final Names names;
    private final Registers registers;

    Outcomes(Names names) {
        this.names = names;
        this.registers = Registers.of(names.shared().schemas());
    }

    /** The values that a condition can have; empty if that cannot be told. */
    Set<Boolean> of(Expression condition) {
        return over(condition.names(), condition::holds);
    }

    /** Whether a rule can fire, and whether it can be silent. */
    Set<Boolean> of(Rule rule) {
        var all = new LinkedHashSet<>(rule.check().condition().names());
        rule.check().when().ifPresent(when -> all.addAll(when.names()));
        return over(all, scope -> Expression.holds(rule.check().when(), scope)
                && rule.check().condition().holds(scope) == rule.check().firesIf());
    }

    private Set<Boolean> over(Set<String> used, java.util.function.Predicate<Scope> test) {
        var paths = new LinkedHashSet<String>();
        if (!used.stream().allMatch(name -> collect(name, paths))) {
            return Set.of();
        }
        var domains = new LinkedHashMap<String, List<Object>>();
        long combinations = 1;
        for (var path : paths) {
            var domain = domain(path);
            combinations *= Math.max(1, domain.size());
            if (domain.isEmpty() || combinations > MOST_COMBINATIONS) {
                return Set.of();
            }
            domains.put(path, domain);
        }
        var found = new LinkedHashSet<Boolean>();
        each(new ArrayList<>(domains.entrySet()), 0, new LinkedHashMap<>(), answers -> found.add(test.test(scope(answers))));
        return found;
    }

    /** Adds the questions that a name depends on; false if it depends on anything else. */
    private boolean collect(String name, Set<String> paths) {
        var let = names.lets().get(name);
        if (let != null) {
            return let.names().stream().allMatch(inner -> collect(inner, paths));
        }
        return names.questions().contains(name) && paths.add(name) || paths.contains(name);
    }

    private List<Object> domain(String path) {
        var declared = names.declared().get(path);
        if (declared == null || declared.repeat().isPresent()) {
            return List.of();
        }
        return switch (declared.tag()) {
            case "yes_no", "acknowledge" -> List.of(false, true);
            case "choice" -> {
                var options = new ArrayList<Object>(declared.node().fields("options").keys());
                options.add("");
                yield declared.node().has("options") ? options : List.of();
            }
            default -> List.of();
        };
    }

    private static void each(List<Map.Entry<String, List<Object>>> domains, int from, Map<String, Object> answers,
            java.util.function.Consumer<Map<String, Object>> action) {
        if (from == domains.size()) {
            action.accept(answers);
            return;
        }
        for (var value : domains.get(from).getValue()) {
            answers.put(domains.get(from).getKey(), value);
            each(domains, from + 1, answers, action);
        }
    }

    private Scope scope(Map<String, Object> answers) {
        var self = new Scope[1];
        var scope = new Scope(name -> value(name, answers, self[0]), registers, WorkingCalendar.weekdays(ZoneOffset.UTC));
        self[0] = scope;
        return scope;
    }

    private @Nullable Object value(String name, Map<String, Object> answers, Scope scope) {
        var let = names.lets().get(name);
        if (let != null) {
            return let.value(scope);
        }
        if (answers.containsKey(name)) {
            return answers.get(name);
        }
        var group = new LinkedHashMap<String, Object>();
        answers.forEach((path, value) -> {
            if (path.startsWith(name + '.')) {
                group.put(path.substring(name.length() + 1), value);
            }
        });
        Optional<ValueType> type = names.typeOfPath(name);
        return group.isEmpty() ? type.map(ValueType::empty).orElse(null) : group;
    }
}
