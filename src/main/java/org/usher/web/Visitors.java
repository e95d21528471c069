package org.usher.web;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import org.usher.facts.Definitions;
import org.usher.facts.Judge;
import org.usher.facts.RegisterService;
import org.usher.request.Person;
import org.usher.validation.Reader;

/** Who is speaking: the person a request was signed in as, and how that person is shown. */
@Singleton
public final class Visitors {

    static final String ORGANISATION = "organisation";

    private final Definitions definitions;
    private final RegisterService registers;
    private final Judge judge;
    private final Clock clock;

    Visitors(Definitions definitions, RegisterService registers, Judge judge, Clock clock) {
        this.definitions = definitions;
        this.registers = registers;
        this.judge = judge;
        this.clock = clock;
    }

    /** The person who signed in. Only for addresses that nobody reaches otherwise. */
    public Person of(HttpRequest<?> request) {
        return ifAny(request).orElseThrow(() -> new IllegalStateException(request.getPath() + " was reached without signing in"));
    }

    /** The person who signed in, if anybody did. */
    public Optional<Person> ifAny(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class).flatMap(authentication -> {
            var organisation = authentication.getAttributes().get(ORGANISATION);
            return organisation instanceof String id && definitions.organisations().stream().anyMatch(known -> known.id().equals(id))
                    ? Optional.of(new Person(id, authentication.getName()))
                    : Optional.empty();
        });
    }

    /** Everybody with a staff number: at most one person of each organisation. */
    public List<Person> withNumber(String number) {
        return definitions.organisations().stream().map(organisation -> new Person(organisation.id(), number)).filter(this::exists)
                .toList();
    }

    /** Everybody with a staff number, in one organisation if one is named. */
    public List<Person> withNumber(String number, String organisation) {
        return withNumber(number).stream().filter(person -> organisation.isEmpty() || person.organisation().equals(organisation)).toList();
    }

    /** What the organisation of a person is called. */
    public String organisation(Person person) {
        return definitions.organisation(person.organisation()).name();
    }

    /** A form by its id and title. */
    public record Titled(String conversation, String title) {}

    /** The form in which an account of the person's organisation is disabled, if there is any. */
    public Optional<Titled> disabling(Person person) {
        var facts = judge.facts(person, clock.instant());
        return facts.organisation().conversation(facts.organisation().people().disabledBy())
                .map(form -> new Titled(form.id(), Judge.text(form.about().title(), facts, person.key())));
    }

    /** Whether a person may read what is reported of the whole organisation. */
    public boolean readsReports(Person person) {
        var facts = judge.facts(person, clock.instant());
        return judge.isActive(person)
                && facts.organisation().reports().map(condition -> condition.holds(Judge.scope(facts, person.key()))).orElse(false);
    }

    private boolean exists(Person person) {
        var people = definitions.organisation(person.organisation()).people();
        return registers.current(person.organisation()).entry(people.register(), person.key()).exists();
    }

    /** The person as pages show them. */
    public Frame.Somebody shown(Person person) {
        var people = definitions.organisation(person.organisation()).people();
        var facts = registers.current(person.organisation());
        var entry = facts.entry(people.register(), person.key());
        return new Frame.Somebody(person.key(), entry.exists() ? facts.label(entry) : person.key(), facts.detail(entry));
    }

    /** In which language and time zone the person reads. */
    public Reader reader(Person person) {
        return judge.reader(person);
    }

    /** The language the person reads. */
    public String language(Person person) {
        return judge.language(person);
    }

    /** The person with what the frame of a page says of them. */
    public Frame.Visitor visiting(Person person) {
        return new Frame.Visitor(shown(person), organisation(person), readsReports(person));
    }

    /** People whose name or number is like what was typed, for choosing one. */
    public List<Frame.Somebody> like(Person asker, String typed, int limit) {
        var people = definitions.organisation(asker.organisation()).people();
        var facts = registers.current(asker.organisation());
        return facts.find(people.register(), typed, limit).entries().stream()
                .map(entry -> shown(new Person(asker.organisation(), entry.key()))).toList();
    }
}
