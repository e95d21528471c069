package org.usher.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Samples;
import org.usher.register.Registers;
import org.usher.validation.Vocabulary;

/** Reads {@code samples.yaml}: whom a demonstration offers to sign in as. */
final class SamplesReader {

    private final Shared shared;
    private final Translations translations;
    private final Faults faults;

    SamplesReader(Shared shared, Translations translations, Faults faults) {
        this.shared = shared;
        this.translations = translations;
        this.faults = faults;
    }

    /** @param data the entries of {@code data/}, in which every sample must stand */
    Samples read(Node.Fields root, Registers data) {
        var texts = Texts.of(new Vocabulary(shared.schemas(), shared.names()), shared, translations, faults);
        var groups = root.rows("samples").stream().map(group -> group(group, texts, data)).toList();
        var start = root.fields("first");
        var first = start.text("person").filter(person -> isThere(person, data))
                .map(person -> new Samples.Sample(person.text(), texts.wording(start.text("try"), "first.try")));
        translations.reportUnknown(faults);
        return new Samples(groups, first, desk(root.fields("desk")));
    }

    private static Map<String, Map<String, String>> desk(Node.Fields queues) {
        var desk = new LinkedHashMap<String, Map<String, String>>();
        queues.each().forEach(queue -> {
            var agents = new LinkedHashMap<String, String>();
            queue.fields().each().forEach(agent -> agents.put(agent.name(), queue.fields().word(agent.name(), agent.name())));
            desk.put(queue.name(), agents);
        });
        return desk;
    }

    private Samples.Group group(Node.Fields group, Texts texts, Registers data) {
        var path = "samples." + group.word("title", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        List<Samples.Sample> people = group.fields("people").each().stream().flatMap(each -> {
            var words = texts.wording(group.fields("people").text(each.name()), path + ".people." + each.name());
            return isThere(each.key(), data)
                    ? Optional.of(new Samples.Sample(each.name(), words)).stream()
                    : Optional.<Samples.Sample>empty().stream();
        }).toList();
        return new Samples.Group(texts.wording(group.text("title"), path + ".title"), texts.wording(group.text("text"), path + ".text"),
                people);
    }

    private boolean isThere(Node.Text person, Registers data) {
        if (shared.schema(shared.people()).isEmpty() || data.entry(shared.people(), person.text()).exists()) {
            return true;
        }
        faults.add(Fault.Kind.DANGLING_REFERENCE, person.place(), "Nobody in '" + shared.people() + "' has the key '" + person.text() + "'",
                "Take somebody who stands in data/" + shared.people() + ".csv");
        return false;
    }
}
