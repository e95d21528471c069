package org.usher.catalogue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.usher.conversation.Guidance;
import org.usher.validation.ValueType;

/** Reads {@code guidance.yaml}: how-to answers. */
final class GuidanceReader {

    private GuidanceReader() {}

    static Map<String, Guidance> read(Node.Fields root, Shared shared, Translations translations, Faults faults) {
        var texts = Texts.of(shared.vocabulary(Map.of()), shared, translations, faults);
        var all = new LinkedHashMap<String, Guidance>();
        for (var field : root.fields("guidance").each()) {
            var id = field.name();
            var path = pathOf(id);
            var node = field.fields();
            var keywords = new LinkedHashSet<String>();
            node.texts("keywords").forEach(word -> keywords.add(word.text()));
            translations.standsAt(path + ".keywords", node.placeOf("keywords"));
            for (var language : shared.languages()) {
                translations.of(language, path + ".keywords", node.has("keywords")).map(Node.Text::text)
                        .ifPresent(words -> keywords.addAll(List.of(words.split(",\\s*"))));
            }
            var each = node.text("each").filter(register -> isRegister(register, shared, faults)).map(Node.Text::text);
            if (!node.has("each") && !node.has("keywords")) {
                faults.add(Fault.Kind.MISSING_KEY, node.place(), "The key 'keywords' is missing",
                        "Add it: words by which it is found, or 'each', the register that it is about");
            }
            var at = each.map(register -> texts.with("it", new ValueType.EntryOf(register))).orElse(texts);
            all.put(id, new Guidance(id, at.wording(node.text("question"), path + ".question"),
                    at.wording(node.text("answer"), path + ".answer"), keywords, each));
        }
        translations.reportUnknown(faults);
        return all;
    }

    /** Where the words of an answer stand. */
    static String pathOf(String id) {
        return "guidance." + id;
    }

    private static boolean isRegister(Node.Text name, Shared shared, Faults faults) {
        boolean known = shared.schema(name.text()).isPresent();
        if (!known) {
            faults.dangling(name, "register", shared.registers());
        }
        return known;
    }
}
