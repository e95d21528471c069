package org.usher.catalogue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.usher.conversation.Guidance;

/** Reads {@code guidance.yaml}: how-to answers. */
final class GuidanceReader {

    private GuidanceReader() {}

    static Map<String, Guidance> read(Node.Fields root, Shared shared, Translations translations, Faults faults) {
        var texts = Texts.of(shared.vocabulary(Map.of()), shared, translations, faults);
        var all = new LinkedHashMap<String, Guidance>();
        for (var field : root.fields("guidance").each()) {
            var id = field.name();
            var node = field.fields();
            var keywords = new LinkedHashSet<String>();
            node.texts("keywords").forEach(word -> keywords.add(word.text()));
            for (var language : translations.languages()) {
                translations.of(language, "guidance." + id + ".keywords", true).map(Node.Text::text)
                        .ifPresent(words -> keywords.addAll(List.of(words.split(",\\s*"))));
            }
            all.put(id, new Guidance(id, texts.wording(node.text("question"), "guidance." + id + ".question"),
                    texts.wording(node.text("answer"), "guidance." + id + ".answer"), keywords));
        }
        translations.reportUnknown(faults);
        return all;
    }
}
