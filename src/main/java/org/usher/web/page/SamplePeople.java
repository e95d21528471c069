package org.usher.web.page;

import java.time.Clock;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.conversation.Facts;
import org.usher.conversation.Organisation;
import org.usher.conversation.Samples;
import org.usher.facts.Definitions;
import org.usher.facts.RegisterService;
import org.usher.request.Person;
import org.usher.validation.Reader;
import org.usher.validation.Scope;
import org.usher.validation.Wording;
import org.usher.web.Frame;
import org.usher.web.Visitors;

/** The people that the demonstration offers to sign in as, and what each can try: the {@code samples.yaml} of each organisation. */
@Singleton
public class SamplePeople {

    private final Definitions definitions;
    private final RegisterService registers;
    private final Visitors visitors;
    private final Clock clock;

    SamplePeople(Definitions definitions, RegisterService registers, Visitors visitors, Clock clock) {
        this.definitions = definitions;
        this.registers = registers;
        this.visitors = visitors;
        this.clock = clock;
    }

    /**
     * An organisation as the page shows it; people who are not in the directory (any more) are left out.
     *
     * @param language the language that the words of its samples are in
     */
    public record Shown(String organisation, String name, String language, List<Group> groups) {
        public Shown {
            groups = List.copyOf(groups);
        }
    }

    /** People under a heading. */
    public record Group(String title, String text, List<ShownPerson> people) {
        public Group {
            people = List.copyOf(people);
        }
    }

    /** A person and what they can try. */
    public record ShownPerson(Frame.Somebody person, String text) {}

    /** All organisations that have samples, in words of this language where there are any. */
    List<Shown> shown(String language) {
        return definitions.organisations().stream().map(organisation -> shown(organisation, language))
                .filter(shown -> !shown.groups().isEmpty()).toList();
    }

    private Shown shown(Organisation organisation, String language) {
        var spoken = organisation.languages().contains(language) ? language : organisation.languages().getFirst();
        var facts = new Facts(organisation, registers.current(organisation.id()), clock.instant(), spoken, List.of());
        var groups = organisation.samples().groups().stream()
                .map(group -> new Group(words(group.title(), facts), words(group.text(), facts), people(group, facts)))
                .filter(group -> !group.people().isEmpty()).toList();
        return new Shown(organisation.id(), organisation.name(), spoken, groups);
    }

    private List<ShownPerson> people(Samples.Group group, Facts facts) {
        return group.people().stream().filter(sample -> facts.person(sample.person()).exists())
                .map(sample -> new ShownPerson(visitors.shown(new Person(facts.organisation().id(), sample.person())),
                        words(sample.text(), facts)))
                .toList();
    }

    private static String words(Wording wording, Facts facts) {
        var calendar = facts.organisation().calendar();
        return wording.in(new Scope(_ -> null, facts.registers(), calendar), new Reader(facts.language(), calendar.zone()));
    }
}
