package org.usher.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.Wording;

/**
 * What is known of a conversation before anybody answers: its questions by their place ({@code additional.team}, without turn numbers),
 * after which of them each rule runs, and how many questions may still come.
 */
public final class Outline {

    /** The place of rules that speak of no question: they run when all is answered. */
    static final String END = "";

    private final Map<String, Step.Question> questions = new LinkedHashMap<>();
    private final Map<String, List<Expression>> conditions = new HashMap<>();
    private final Map<String, Integer> order = new LinkedHashMap<>();
    private final Map<String, List<Rule>> rulesAfter = new HashMap<>();
    private final Map<String, Integer> remaining = new HashMap<>();
    private final Set<Step> quiet = Collections.newSetFromMap(new IdentityHashMap<>());

    private Outline() {}

    /**
     * The outline of a conversation.
     *
     * @param steps its steps
     * @param lets  its names
     * @param rules its rules across several questions
     */
    public static Outline of(List<Step> steps, Map<String, Expression> lets, List<Rule> rules) {
        var outline = new Outline();
        outline.enter(steps, "", List.of());
        for (var rule : rules) {
            outline.rulesAfter.computeIfAbsent(outline.placeOf(rule, lets), _ -> new ArrayList<>()).add(rule);
        }
        outline.rulesAfter.replaceAll((_, list) -> List.copyOf(list));
        outline.countDown();
        outline.hush(steps, "");
        return outline;
    }

    /** Finds the steps that can be passed over without a look into them. */
    private boolean hush(List<Step> steps, String prefix) {
        boolean all = true;
        for (var step : steps) {
            boolean silent = switch (step) {
                case Step.Question question -> rulesAfter(prefix + question.id()).isEmpty();
                case Step.Group group -> hush(group.steps(), prefix + group.id() + '.') && rulesAfter(prefix + group.id()).isEmpty();
                case Step.Evidence evidence ->
                    hush(evidence.steps(), prefix + evidence.id() + '.') && rulesAfter(prefix + evidence.id()).isEmpty();
                case Step.Repeat repeat -> hush(repeat.steps(), prefix + repeat.id() + '.') && rulesAfter(prefix + repeat.id()).isEmpty();
                case Step.Heading _,Step.Stop _,Step.Go _ -> true;
            };
            if (silent) {
                quiet.add(step);
            }
            all &= silent;
        }
        return all;
    }

    /** Whether no rule waits for a step or for anything in it. */
    boolean isQuiet(Step step) {
        return quiet.contains(step);
    }

    private void enter(List<Step> steps, String prefix, List<Expression> outer) {
        for (var step : steps) {
            var all = new ArrayList<>(outer);
            step.when().ifPresent(all::add);
            switch (step) {
                case Step.Question question -> add(prefix + question.id(), question, all);
                case Step.Group group -> enterNamed(prefix + group.id(), group.steps(), all);
                case Step.Evidence evidence -> enterNamed(prefix + evidence.id(), evidence.steps(), all);
                case Step.Repeat repeat -> {
                    enter(repeat.steps(), prefix + repeat.id() + '.', all);
                    add(prefix + repeat.id() + ".more", moreOf(repeat), all);
                    order.put(prefix + repeat.id(), order.size());
                }
                case Step.Heading _,Step.Stop _,Step.Go _ -> {
                }
            }
        }
    }

    private void enterNamed(String name, List<Step> steps, List<Expression> conditions) {
        enter(steps, name + '.', conditions);
        order.put(name, order.size());
    }

    private void add(String place, Step.Question question, List<Expression> when) {
        questions.put(place, question);
        conditions.put(place, List.copyOf(when));
        order.put(place, order.size());
    }

    /** The question whether there is another turn of a repeat. */
    static Step.Question moreOf(Step.Repeat repeat) {
        return new Step.Question("more", new Kind.YesNo(false), new Step.Words(repeat.more(), Wording.NONE, repeat.more()),
                Optional.empty(), Optional.empty(),
                Optional.empty(), Set.of(), List.of(), Step.Refusals.GENERIC);
    }

    private String placeOf(Rule rule, Map<String, Expression> lets) {
        if (rule.at().isPresent()) {
            return rule.at().get();
        }
        var names = new LinkedHashSet<String>();
        rule.names().forEach(name -> resolve(name, lets, names));
        return names.stream().filter(order::containsKey).max(java.util.Comparator.comparing(order::get)).orElse(END);
    }

    private void resolve(String name, Map<String, Expression> lets, Set<String> into) {
        var let = lets.get(name);
        if (let == null) {
            into.add(name);
            return;
        }
        let.names().forEach(inner -> resolve(inner, lets, into));
    }

    private void countDown() {
        int certain = 0;
        int possible = 0;
        var places = new ArrayList<>(questions.keySet());
        Collections.reverse(places);
        for (var place : places) {
            remaining.put(place, certain + (possible + 1) / 3);
            if (question(place).filter(question -> question.kind() instanceof Kind.Fixed).isPresent()) {
                continue;
            }
            if (place.endsWith(".more") || !conditionsOf(place).isEmpty()) {
                possible++;
            } else {
                certain++;
            }
        }
    }

    /** All questions by place, in the order of asking. */
    public Map<String, Step.Question> questions() {
        return Collections.unmodifiableMap(questions);
    }

    public Optional<Step.Question> question(String place) {
        return Optional.ofNullable(questions.get(place));
    }

    /** A rule by its id, wherever it stands. */
    Optional<Rule> rule(String id) {
        return java.util.stream.Stream
                .concat(rulesAfter.values().stream().flatMap(List::stream),
                        questions.values().stream().flatMap(question -> question.rules().stream()))
                .filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** The rules that run once this place is passed. */
    List<Rule> rulesAfter(String place) {
        return rulesAfter.getOrDefault(place, List.of());
    }

    /** About how many questions come after this one: all that are certain, and a third of those that depend. */
    int remainingAfter(String place) {
        return remaining.getOrDefault(place, 0);
    }

    /** What must hold for the question at a place to apply, its own condition and those of the groups it stands in. */
    List<Expression> conditionsOf(String place) {
        return conditions.getOrDefault(place, List.of());
    }

    /** Whether all that decides if a place applies, and who answers there, is asked before another place, so that it is settled there. */
    boolean settledBefore(String place, Map<String, Expression> lets, String other) {
        var names = new LinkedHashSet<String>();
        conditionsOf(place).forEach(condition -> condition.names().forEach(name -> resolve(name, lets, names)));
        question(place).flatMap(Step.Question::by).ifPresent(by -> by.names().forEach(name -> resolve(name, lets, names)));
        int here = order.getOrDefault(other, Integer.MAX_VALUE);
        return names.stream().allMatch(name -> !order.containsKey(name) || order.getOrDefault(name, 0) < here);
    }

    /** Where a place stands in the order of asking; groups and repeats stand after their last question. */
    public Optional<Integer> orderOf(String place) {
        return Optional.ofNullable(order.get(place));
    }

    /** The place of a path: {@code additional[2].team} is at {@code additional.team}. */
    public static String placeOf(String path) {
        return path.indexOf('[') < 0 ? path : path.replaceAll("\\[\\d+]", "");
    }
}
