package org.usher.ticket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.usher.conversation.Conversation;
import org.usher.conversation.Form;
import org.usher.conversation.Kind;
import org.usher.conversation.Step;
import org.usher.validation.Wording;

/**
 * The answers of a form as variables of a ticket. The ITSM knows flat names and a fixed list of them: {@code current.role} becomes
 * {@code current_role}, and the turns of a repeat become one variable with a line for each. Secrets never become variables.
 */
public final class Variables {

    private static final Pattern TURN = Pattern.compile("^([^\\[]+)\\[(\\d+)]\\.(.+)$");

    private Variables() {}

    /**
     * A variable that tickets of a form have.
     *
     * @param section   the heading it stands under, may be empty
     * @param lines     whether it may have several lines
     * @param mandatory whether every ticket of the form fills it
     * @param byDesk    whether the desk fills it, rather than Usher
     * @param restricted whether only the group that does the work may read it
     */
    public record Field(String name, String label, String section, boolean lines, boolean mandatory, boolean byDesk, boolean restricted) {}

    /** All variables that a form can send or get back, in the order of asking; none for a form that only guides. */
    public static List<Field> of(Conversation conversation, String language) {
        var list = new Listing(language, new LinkedHashMap<>());
        conversation.submission().ifPresent(submission -> {
            list.enter(conversation.steps(), "", false);
            list.section = "";
            submission.variables()
                    .forEach((name, variable) -> list.put(name, list.label(variable.label(), name), false, false, false, false));
            submission.shown()
                    .forEach(table -> list.put(table.name(), list.label(table.caption(), table.name()), true, false, false, false));
            submission.results().forEach((name, label) -> list.put(name, list.label(label.label(), name), false, false, true, false));
        });
        return List.copyOf(list.fields.values());
    }

    /** The list while it is being made. */
    private static final class Listing {

        private final String language;
        private final Map<String, Field> fields;
        private String section = "";

        private Listing(String language, Map<String, Field> fields) {
            this.language = language;
            this.fields = fields;
        }

        private void enter(List<Step> steps, String prefix, boolean maybe) {
            for (var step : steps) {
                boolean conditional = maybe || step.when().isPresent();
                switch (step) {
                    case Step.Heading heading -> section = label(heading.text(), heading.id());
                    case Step.Question question -> {
                        if (!(question.kind() instanceof Kind.Secret)) {
                            boolean optional = conditional || question.traits().contains(Step.Trait.OPTIONAL);
                            boolean lines = question.kind() instanceof Kind.Text text && text.several();
                            put(prefix + question.id(), label(question.words().label(), prefix + question.id()), lines, !optional, false,
                                    isRestricted(question));
                        }
                    }
                    case Step.Group group -> enter(group.steps(), prefix + group.id() + '.', conditional);
                    case Step.Evidence evidence -> enter(evidence.steps(), prefix + evidence.id() + '.', conditional);
                    case Step.Repeat repeat -> put(prefix + repeat.id(), worded(repeat.id()), true, !conditional, false,
                            repeat.steps().stream().anyMatch(Listing::isRestricted));
                    case Step.Stop _,Step.Go _ -> {
                    }
                }
            }
        }

        /** Whether a step asks for something restricted; the turns of a repeat are one variable, which is restricted if anything in it is. */
        private static boolean isRestricted(Step step) {
            return switch (step) {
                case Step.Question question -> question.traits().contains(Step.Trait.RESTRICTED);
                case Step.Group group -> group.steps().stream().anyMatch(Listing::isRestricted);
                case Step.Evidence evidence -> evidence.steps().stream().anyMatch(Listing::isRestricted);
                case Step.Repeat repeat -> repeat.steps().stream().anyMatch(Listing::isRestricted);
                case Step.Heading _,Step.Stop _,Step.Go _ -> false;
            };
        }

        private void put(String path, String label, boolean lines, boolean mandatory, boolean byDesk, boolean restricted) {
            fields.put(name(path), new Field(name(path), label, section, lines, mandatory, byDesk, restricted));
        }

        private String label(Wording label, String name) {
            var text = label.in(language).source();
            return text.isEmpty() || text.contains("{") ? worded(name) : text;
        }
    }

    private static String worded(String name) {
        var words = name.substring(name.lastIndexOf('.') + 1).replace('_', ' ');
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The variables of a filled-in form. */
    public static List<Form.Variable> of(Form form) {
        var flat = new LinkedHashMap<String, Form.Variable>();
        var turns = new LinkedHashMap<String, Map<Integer, List<String>>>();
        for (var variable : form.variables()) {
            var turn = TURN.matcher(variable.name());
            if (!turn.matches()) {
                flat.put(name(variable.name()),
                        new Form.Variable(name(variable.name()), variable.label(), variable.text(), variable.section()));
                continue;
            }
            var repeat = name(turn.group(1));
            flat.putIfAbsent(repeat, new Form.Variable(repeat, worded(turn.group(1)), "", variable.section()));
            if (!turn.group(3).equals("more")) {
                turns.computeIfAbsent(repeat, _ -> new LinkedHashMap<>())
                        .computeIfAbsent(Integer.parseInt(turn.group(2)), _ -> new ArrayList<>())
                        .add(variable.label() + ": " + variable.text());
            }
        }
        turns.forEach((repeat, lines) -> flat.computeIfPresent(repeat,
                (_, variable) -> new Form.Variable(variable.name(), variable.label(), written(lines), variable.section())));
        return List.copyOf(flat.values());
    }

    private static String written(Map<Integer, List<String>> turns) {
        var lines = new ArrayList<String>();
        turns.forEach((turn, values) -> lines.add((turn + 1) + ". " + String.join("; ", values)));
        return String.join("\n", lines);
    }

    /** The name that the ITSM has for an answer. */
    public static String name(String path) {
        return path.replace('.', '_');
    }
}
