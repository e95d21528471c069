package org.usher.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;
import org.usher.web.Frame;
import org.usher.web.Visitors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The people that the demonstration offers to sign in as, and what each can try: {@code sample-people.yaml} beside this class. */
@Singleton
public class SamplePeople {

    private final Visitors visitors;
    private final List<Group> groups;

    SamplePeople(Visitors visitors) {
        this.visitors = visitors;
        this.groups = read();
    }

    private record Group(String title, String text, List<Sample> people) {}

    private record Sample(String number, String text) {}

    /** A group as the page shows it; people who are not in the directory are left out. */
    public record Shown(String title, String text, List<ShownPerson> people) {
        public Shown {
            people = List.copyOf(people);
        }
    }

    /** A person and what they can try. */
    public record ShownPerson(Frame.Somebody person, String text) {}

    List<Shown> shown() {
        return groups.stream().map(group -> new Shown(group.title(), group.text(),
                group.people().stream().flatMap(sample -> visitors.withNumber(sample.number()).map(visitors::shown)
                        .map(person -> new ShownPerson(person, sample.text())).stream()).toList()))
                .filter(group -> !group.people().isEmpty()).toList();
    }

    private static List<Group> read() {
        try (var file = SamplePeople.class.getResourceAsStream("sample-people.yaml")) {
            List<Map<String, Object>> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return read.stream().map(group -> new Group(text(group, "title"), text(group, "text"), people(group))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Sample> people(Map<String, Object> group) {
        return group.get("people") instanceof Map<?, ?> people
                ? people.entrySet().stream().map(entry -> new Sample(String.valueOf(entry.getKey()), String.valueOf(entry.getValue())))
                        .toList()
                : List.of();
    }

    private static String text(Map<String, Object> group, String key) {
        return String.valueOf(group.getOrDefault(key, ""));
    }
}
