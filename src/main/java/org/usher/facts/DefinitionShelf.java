package org.usher.facts;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.conversation.Conversation;
import org.usher.conversation.Organisation;

/**
 * Reads the definitions at start and keeps their files, so that a dialogue that began under them can end under them. Former versions are
 * read again when somebody asks for one.
 */
@Context
@Requires(beans = DefinitionReader.class)
final class DefinitionShelf implements Definitions {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionShelf.class);

    private record Key(String organisation, String conversation, String version) {}

    private final Map<String, Organisation> inForce = new LinkedHashMap<>();
    private final Map<String, String> shapes = new LinkedHashMap<>();
    private final Map<Key, Optional<Version>> former = new ConcurrentHashMap<>();
    private final DefinitionReader reader;
    private final KeptDefinitions kept;
    private final Clock clock;

    DefinitionShelf(DefinitionReader reader, KeptDefinitions kept, RegisterService registers, Clock clock) {
        this.reader = reader;
        this.kept = kept;
        this.clock = clock;
        for (var read : reader.readAll()) {
            var organisation = read.organisation();
            inForce.put(organisation.id(), organisation);
            organisation.conversations().values().forEach(conversation -> kept.keep(organisation.id(), conversation,
                    read.sources().getOrDefault(conversation.id(), Map.of()), clock.instant()));
            registers.open(organisation.id(), organisation.schemas(), read.data());
            shapes.put(organisation.id(), read.sources().values().stream().flatMap(files -> shape(files).stream()).findFirst().orElse(""));
        }
    }

    /** The file that says what the registers look like. */
    private static Optional<String> shape(Map<String, String> sources) {
        return sources.entrySet().stream().filter(file -> file.getKey().endsWith("registers.yaml")).map(Map.Entry::getValue).findFirst();
    }

    @Override
    public Collection<Organisation> organisations() {
        return inForce.values();
    }

    @Override
    public Organisation organisation(String id) {
        var organisation = inForce.get(id);
        if (organisation == null) {
            throw new IllegalArgumentException("There is no organisation '" + id + "'; there are " + inForce.keySet());
        }
        return organisation;
    }

    @Override
    public Optional<Conversation> current(String organisation, String conversation) {
        return organisation(organisation).conversation(conversation);
    }

    @Override
    public Optional<Version> version(String organisation, String conversation, String version) {
        var now = current(organisation, conversation);
        if (now.isPresent() && now.get().version().equals(version)) {
            return Optional.of(new Version(organisation(organisation), now.get()));
        }
        return former.computeIfAbsent(new Key(organisation, conversation, version), this::reread);
    }

    private Optional<Version> reread(Key key) {
        var sources = kept.sourcesOf(key.organisation, key.conversation, key.version);
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        var conversation = reader.reread(sources.get()).filter(found -> found.version().equals(key.version));
        if (conversation.isEmpty() || !shape(sources.get()).equals(Optional.ofNullable(shapes.get(key.organisation)))) {
            LOG.info("Version {} of {} can no longer be used: the registers or the language have changed", key.version, key.conversation);
            return Optional.empty();
        }
        return conversation.map(then -> new Version(organisation(key.organisation), then));
    }

    @Override
    public void withdraw(String organisation, String conversation, String version) {
        kept.withdraw(organisation, conversation, version, clock.instant());
        former.put(new Key(organisation, conversation, version), Optional.empty());
    }
}
