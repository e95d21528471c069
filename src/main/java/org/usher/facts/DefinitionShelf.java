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
            kept.keep(organisation.id(), read.files(), organisation.conversations().values(), clock.instant());
            registers.open(organisation.id(), organisation.schemas(), read.data());
        }
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
        var files = kept.filesOf(key.organisation, key.conversation, key.version);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var then = reader.reread(key.organisation, files.get());
        var conversation = then.conversation(key.conversation).filter(found -> found.version().equals(key.version));
        if (conversation.isEmpty() || !then.schemas().equals(organisation(key.organisation).schemas())) {
            LOG.info("Version {} of {} can no longer be used: the registers have another shape now", key.version, key.conversation);
            return Optional.empty();
        }
        return Optional.of(new Version(then, conversation.get()));
    }

    @Override
    public void withdraw(String organisation, String conversation, String version) {
        kept.withdraw(organisation, conversation, version, clock.instant());
        former.put(new Key(organisation, conversation, version), Optional.empty());
    }
}
