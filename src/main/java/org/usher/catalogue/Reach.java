package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.usher.validation.Expression;
import org.usher.validation.Formula;
import org.usher.validation.Rule;
import org.usher.validation.Severity;
import org.usher.validation.ValueType;

/**
 * Finds the questions, options and ends of a conversation that nobody gets to, the conditions that make no difference, and the rules that cannot fire or that nobody can
 * satisfy. What a place needs is its own condition, those of what it stands in, and that nothing before it ended the conversation.
 */
final class Reach {

    private record Condition(Node.Text text, Formula formula) {}

    /**
     * A place of the conversation that somebody gets to, or not.
     *
     * @param around the path of what it stands in; empty: the conversation itself
     * @param own    its own condition
     * @param ends   how many ends were declared before it
     * @param part   the list of questions that it belongs to: the form, or one of its follow-ups
     */
    private record Station(String around, Place place, Optional<Condition> own, int ends, int part) {}

    private record Ruling(Node.Text text, Rule rule) {}

    private final Map<String, Station> questions = new LinkedHashMap<>();
    private final Map<String, Map<String, Station>> options = new LinkedHashMap<>();
    private final List<Station> ends = new ArrayList<>();
    private final List<Ruling> rulings = new ArrayList<>();
    private int part;

    /** What follows is a list of questions of its own, for another day. */
    void anotherPart() {
        part++;
    }

    /**
     * A question, group or repeat.
     *
     * @param when what stands under {@code when}, if anything
     */
    void asked(String path, Place place, Optional<Node.Text> when, Optional<Expression> condition) {
        questions.put(path, station(path.substring(0, Math.max(0, path.lastIndexOf('.'))), place, when, condition));
    }

    /** An option that is not always offered. */
    void offered(String path, String option, Node.Text when, Expression condition) {
        options.computeIfAbsent(path, _ -> new LinkedHashMap<>()).put(option,
                station(path, when.place(), Optional.of(when), Optional.of(condition)));
    }

    /**
     * A stop, or a place where it goes on elsewhere: nobody for whom it holds gets further.
     *
     * @param around the path of the group or repeat that it stands in; empty: none
     */
    void ends(String around, Place place, Optional<Node.Text> when, Optional<Expression> condition) {
        ends.add(station(around, place, when, condition));
    }

    private Station station(String around, Place place, Optional<Node.Text> when, Optional<Expression> condition) {
        var own = when.map(text -> new Condition(text,
                condition.map(Expression::formula).orElseGet(() -> new Formula.Other(text.text(), ValueType.TRUTH))));
        return new Station(around, place, own, ends.size(), part);
    }

    void rule(Node.Text text, Rule rule) {
        rulings.add(new Ruling(text, rule));
    }

    /** Reports what is wrong, but for what there is a report of already. */
    void report(Names names, Faults faults) {
        new Search(names, faults).report();
    }

    /** One look through all places, in their order. */
    private final class Search {

        private final Names names;
        private final Faults faults;
        private final Cases cases;
        private final Set<String> unreachable = new LinkedHashSet<>();
        private final Set<Integer> overBefore = new LinkedHashSet<>();

        Search(Names names, Faults faults) {
            this.names = names;
            this.faults = faults;
            var others = new ArrayList<Cases.Said>();
            ends.forEach(end -> said(end).ifPresent(others::add));
            rulings.forEach(ruling -> {
                ruling.rule().check().when().ifPresent(when -> others.add(said(when)));
                others.add(said(ruling.rule().check().condition()));
            });
            var offers = new LinkedHashMap<String, Map<String, Cases.Said>>();
            options.forEach((path, each) -> offers.put(path, said(each)));
            this.cases = new Cases(names, said(questions), offers, others);
        }

        void report() {
            questions.forEach((path, station) -> {
                if (!isReached(station)) {
                    unreachable.add(path);
                }
            });
            ends.forEach(this::isReached);
            options.values().forEach(each -> each.values().forEach(this::isReached));
            rulings.forEach(this::ruling);
        }

        /** Reports a place to which nobody gets, unless it was said already of what it stands in. */
        private boolean isReached(Station station) {
            if (overBefore.contains(station.part()) || unreachable.contains(station.around())) {
                return false;
            }
            var own = said(station);
            if (own.isPresent() && !cases.possibleAtAnyTime(List.of(Cases.Claim.that(own.get())))) {
                constant(station, "This never holds, whatever is answered: nobody gets here", "Compare with answers that can be given");
                return false;
            }
            if (own.isPresent() && !cases.possibleAtAnyTime(List.of(Cases.Claim.not(own.get())))) {
                constant(station, "This always holds, whatever is answered", "Leave 'when' out");
                return true;
            }
            var before = endsBefore(station);
            var all = new ArrayList<>(before);
            cases.asked(station.around()).forEach(said -> all.add(Cases.Claim.that(said)));
            own.ifPresent(said -> all.add(Cases.Claim.that(said)));
            if (cases.possible(all)) {
                return true;
            }
            if (cases.possible(before)) {
                constant(station, "Nobody gets here: what must hold for this excludes what must hold around it and before it",
                        "Change one of the conditions, or leave this out");
            } else {
                overBefore.add(station.part());
                constant(station, "Nobody gets here: every conversation has ended before",
                        "Give the stop before this a condition, or leave this out");
            }
            return false;
        }

        private void constant(Station station, String message, String mend) {
            if (station.own().isEmpty() || !faults.speaksOf(station.own().get().text())) {
                faults.add(Fault.Kind.CONSTANT_CONDITION, station.own().map(own -> own.text().place()).orElse(station.place()), message,
                        mend);
            }
        }

        /** That no end before a place held for the person who gets there. One in a repeat counts for its own turn alone. */
        private List<Cases.Claim> endsBefore(Station station) {
            var claims = new ArrayList<Cases.Claim>();
            for (var end : ends.subList(0, station.ends())) {
                if (end.part() == station.part() && (turnOf(end).isEmpty() || turnOf(end).equals(turnOf(station)))) {
                    var together = new ArrayList<>(cases.asked(end.around()));
                    said(end).ifPresent(together::add);
                    claims.add(new Cases.Claim(together, false));
                }
            }
            return claims;
        }

        private void ruling(Ruling ruling) {
            if (faults.speaksOf(ruling.text())) {
                return;
            }
            var rule = ruling.rule();
            var condition = said(rule.check().condition());
            boolean firesIf = rule.check().firesIf();
            var when = rule.check().when().map(Search::said);
            var fires = new ArrayList<>(List.of(new Cases.Claim(List.of(condition), firesIf)));
            when.ifPresent(said -> fires.add(Cases.Claim.that(said)));
            boolean silent = when.filter(said -> cases.possibleAtAnyTime(List.of(Cases.Claim.not(said)))).isPresent()
                    || cases.possibleAtAnyTime(List.of(new Cases.Claim(List.of(condition), !firesIf)));
            if (!cases.possibleAtAnyTime(fires)) {
                faults.add(Fault.Kind.CONSTANT_RULE, ruling.text().place(),
                        "The rule '" + rule.id() + "' cannot fire, whatever is answered",
                        "Compare with answers that can be given; 'require' says what must hold, 'warn' and 'note' what is wrong");
            } else if (rule.severity() == Severity.BLOCK && !silent) {
                faults.add(Fault.Kind.CONSTANT_RULE, ruling.text().place(),
                        "The rule '" + rule.id() + "' fires always: nobody can satisfy it",
                        "'require' says what must hold");
            }
        }

        private Map<String, Cases.Said> said(Map<String, Station> stations) {
            var all = new LinkedHashMap<String, Cases.Said>();
            stations.forEach((name, station) -> said(station).ifPresent(said -> all.put(name, said)));
            return all;
        }

        private Optional<Cases.Said> said(Station station) {
            return station.own().map(own -> new Cases.Said(own.formula(), turnOf(station)));
        }

        /** Rules are asked outside of repeats, too, where {@code this} is nothing; they are taken as they stand. */
        private static Cases.Said said(Expression expression) {
            return new Cases.Said(expression.formula(), "");
        }

        /** The repeat in whose turns something stands. */
        private String turnOf(Station station) {
            var around = names.declared().get(station.around());
            return around == null ? "" : around.tag().equals("repeat") ? around.path() : around.repeat().orElse("");
        }
    }
}
