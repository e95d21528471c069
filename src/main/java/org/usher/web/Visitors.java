package org.usher.web;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import org.usher.facts.Definitions;
import org.usher.facts.RegisterService;
import org.usher.request.Person;

/** Who is speaking: the person a request was signed in as, and how that person is shown. */
@Singleton
public final class Visitors {

    static final String ORGANISATION = "organisation";

    private final Definitions definitions;
    private final RegisterService registers;

    Visitors(Definitions definitions, RegisterService registers) {
        this.definitions = definitions;
        this.registers = registers;
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

    /** The person with a staff number, in whichever organisation. */
    public Optional<Person> withNumber(String number) {
        return definitions.organisations().stream().map(organisation -> new Person(organisation.id(), number)).filter(this::exists)
                .findFirst();
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

    /** The time zone the person lives in. */
    public ZoneId zone(Person person) {
        var organisation = definitions.organisation(person.organisation());
        var zone = field(person, organisation.people().zone());
        return zone.isEmpty() ? organisation.calendar().zone() : ZoneId.of(zone);
    }

    /** The language the person reads. */
    public String language(Person person) {
        var organisation = definitions.organisation(person.organisation());
        var language = field(person, organisation.people().language());
        return organisation.languages().contains(language) ? language : organisation.languages().getFirst();
    }

    private String field(Person person, String field) {
        if (field.isEmpty()) {
            return "";
        }
        var facts = registers.current(person.organisation());
        var entry = facts.entry(definitions.organisation(person.organisation()).people().register(), person.key());
        return entry.exists() ? String.valueOf(facts.field(entry, field)) : "";
    }

    /** People whose name or number is like what was typed, for choosing one. */
    public List<Frame.Somebody> like(Person asker, String typed, int limit) {
        var people = definitions.organisation(asker.organisation()).people();
        var facts = registers.current(asker.organisation());
        return switch (facts.find(people.register(), typed, limit)) {
            case org.usher.register.Lookup.Found(var entry) -> List.of(shown(new Person(asker.organisation(), entry.key())));
            case org.usher.register.Lookup.Perhaps(var entries) ->
                entries.stream().map(entry -> shown(new Person(asker.organisation(), entry.key()))).toList();
            case org.usher.register.Lookup.Nothing() -> List.of();
        };
    }
}
