package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Table;
import org.usher.register.RegisterSchema;
import org.usher.validation.Wording;

/**
 * A conversation while it is read: what all its readers need, and what they leave behind to be checked at the end.
 *
 * @param names    what its questions are called
 * @param texts    compiles what stands outside of repeats
 * @param checks   what is to be checked once all has been read
 * @param ownRules the rules it declares itself, by id
 * @param goals    the conversations it refers to
 * @param tables   the tables it declares, by name; nothing for a faulty one, which has been reported
 * @param sayings  the words of each rule id, so that two rules of one id can be told apart in translations
 */
record Draft(Names names, Texts texts, Checks checks, Map<String, List<Node.Fields>> ownRules, List<Goal> goals,
        Map<String, List<String>> sayings, Map<String, Optional<Table>> tables) {

    /** A reference to another conversation, with the answers that are carried there. */
    record Goal(Node.Text conversation, List<Node.Text> carried) {
        Goal {
            carried = List.copyOf(carried);
        }
    }

    static Draft of(Names names, Texts texts, Checks checks) {
        return new Draft(names, texts, checks, new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    Shared shared() {
        return names.shared();
    }

    Faults faults() {
        return texts.faults();
    }

    /** The schema of a register that is named in the file; a name that names nothing is reported. */
    Optional<RegisterSchema> register(Node.Text name) {
        var schema = shared().schema(name.text());
        if (schema.isEmpty()) {
            faults().dangling(name, "register", shared().registers());
        }
        return schema;
    }

    /** The tables that are to be shown at some place of the file; a name that names nothing is reported. */
    List<Table> shown(Node.Fields at) {
        var shown = new ArrayList<Table>();
        for (var name : at.texts("table")) {
            var table = tables.get(name.text());
            if (table == null) {
                faults().dangling(name, "table", tables.keySet());
            } else {
                table.ifPresent(shown::add);
            }
        }
        return shown;
    }

    /** The path under which the words of a rule are translated. Several rules of one id with different words are numbered from the second on. */
    String pathOf(String rule, String say) {
        var known = sayings.computeIfAbsent(rule, _ -> new ArrayList<>());
        if (!known.contains(say)) {
            known.add(say);
        }
        int number = known.indexOf(say) + 1;
        return "rules." + rule + (number == 1 ? "" : "." + number);
    }

    /** "Access action" for {@code access_action}. */
    static String readable(String name) {
        var words = name.substring(name.lastIndexOf('.') + 1).replace('_', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The label of something, or one made from its name. */
    Wording label(Texts at, Optional<Node.Text> label, String path, String name) {
        return at.wordingOr(label, path, _ -> readable(name));
    }
}
