package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be checked only when a conversation has been read as a whole: that nothing is decided by an answer that comes later, that look-ups do
 * not go round in a circle, and that everything can be {@linkplain Reach reached}.
 */
final class Checks {

    /**
     * An expression that must not look ahead.
     *
     * @param path    the question it stands at, or after
     * @param after   whether it stands after that question
     * @param cascade whether it narrows a look-up
     */
    private record Look(Node.Text text, String path, boolean after, boolean cascade) {}

    private final List<Look> looks = new ArrayList<>();
    private final List<Node.Text> entrance = new ArrayList<>();
    private final Reach reach = new Reach();

    /** What stands at a question may use only what is answered before it. */
    void decidedBefore(String path, Node.Text text) {
        looks.add(new Look(text, path, false, false));
    }

    /** What stands after a question may use that and what is answered before it. */
    void decidedAfter(String path, Node.Text text) {
        looks.add(new Look(text, path, true, false));
    }

    /** A look-up that hangs on other answers. */
    void cascade(String path, Node.Text text) {
        looks.add(new Look(text, path, false, true));
    }

    /** What is decided before the first question may use no answer at all. */
    void atEntrance(Node.Text text) {
        entrance.add(text);
    }

    /** Who gets where, and what makes a difference. */
    Reach reach() {
        return reach;
    }

    /** Reports everything that is wrong. */
    void report(Names names, Faults faults) {
        var circles = circles(names);
        for (var look : looks) {
            for (var path : usedBy(look, names)) {
                if (circles.contains(look) && look.cascade()) {
                    continue;
                }
                if (isLater(path, look, names)) {
                    faults.add(Fault.Kind.ASKED_LATER, look.text().place(),
                            "This uses '" + path + "', which is asked only " + (path.equals(look.path()) ? "here" : "later"),
                            "Ask '" + path + "' earlier, or decide by something else");
                }
            }
        }
        circles.forEach(
                look -> faults.add(Fault.Kind.CYCLE, look.text().place(), "The look-up of '" + look.path() + "' hangs on itself, by way of "
                        + String.join(", ", usedBy(look, names)), "One of these look-ups must do without the other"));
        for (var text : entrance) {
            answersIn(text, names, Optional.empty()).forEach(path -> faults.add(Fault.Kind.ASKED_LATER, text.place(),
                    "This uses '" + path + "', but it is decided before the first question", "Use the requester and the registers"));
        }
        reach.report(names, faults);
    }

    // ---- looking ahead

    private static boolean isLater(String path, Look look, Names names) {
        if (look.path().startsWith(path + '.')) {
            return false; // what encloses the question, as far as it is answered
        }
        int limit = look.after() ? names.orderOf(look.path()) + 1 : startOf(look.path(), names);
        return names.orderOf(path) >= limit;
    }

    /** When the first question of a group is asked. */
    private static int startOf(String path, Names names) {
        return names.declared().keySet().stream().filter(each -> each.equals(path) || each.startsWith(path + '.')).mapToInt(names::orderOf)
                .min().orElse(Integer.MAX_VALUE);
    }

    private static Set<String> usedBy(Look look, Names names) {
        var repeat = Optional.ofNullable(names.declared().get(look.path()))
                .flatMap(declared -> declared.tag().equals("repeat") ? Optional.of(declared.path()) : declared.repeat());
        return answersIn(look.text(), names, repeat);
    }

    /** The questions, groups and repeats that an expression depends on, also by way of names under {@code let}. */
    private static Set<String> answersIn(Node.Text text, Names names, Optional<String> repeat) {
        var found = new LinkedHashSet<String>();
        answersIn(text.text(), names, repeat, found, new LinkedHashSet<>());
        return found;
    }

    private static void answersIn(String text, Names names, Optional<String> repeat, Set<String> found, Set<String> letsSeen) {
        for (var chain : Identifiers.in(text)) {
            var root = chain.split("\\.", 2)[0];
            var let = names.letTexts().get(root);
            if (let != null) {
                if (letsSeen.add(root)) {
                    answersIn(let.text(), names, Optional.empty(), found, letsSeen);
                }
                continue;
            }
            var path = repeat.isPresent() && chain.startsWith("this.") ? repeat.get() + chain.substring("this".length()) : chain;
            pathOf(path, names).ifPresent(found::add);
        }
    }

    /** The longest beginning of a chain that is the path of something asked. */
    static Optional<String> pathOf(String chain, Names names) {
        var path = chain;
        while (!names.declared().containsKey(path)) {
            int dot = path.lastIndexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            path = path.substring(0, dot);
        }
        return Optional.of(path);
    }

    // ---- circles of look-ups

    private Set<Look> circles(Names names) {
        var edges = new LinkedHashMap<String, Set<String>>();
        looks.stream().filter(Look::cascade)
                .forEach(look -> edges.computeIfAbsent(look.path(), _ -> new LinkedHashSet<>()).addAll(usedBy(look, names)));
        var found = new LinkedHashSet<Look>();
        looks.stream().filter(Look::cascade)
                .filter(look -> reaches(look.path(), look.path(), edges, new LinkedHashSet<>()) && usedBy(look, names).stream()
                        .anyMatch(used -> used.equals(look.path()) || reaches(used, look.path(), edges, new LinkedHashSet<>())))
                .forEach(found::add);
        return found;
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> edges, Set<String> seen) {
        return edges.getOrDefault(from, Set.of()).stream()
                .anyMatch(next -> next.equals(to) || seen.add(next) && reaches(next, to, edges, seen));
    }
}
