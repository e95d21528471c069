package org.usher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.usher.catalogue.Catalogue;
import org.usher.conversation.Conversation;
import org.usher.facts.DefinitionReader;

/** The folder of the definitions, read once for everybody who asks: for TechNow's seed and for Usher itself. */
final class DefinitionsFolder implements DefinitionReader {

    /** Definitions with faults stop the start; the message is the report of all of them. */
    static final class FaultyDefinitions extends RuntimeException {
        private static final long serialVersionUID = 1;

        FaultyDefinitions(String report) {
            super(report);
        }
    }

    private final Path folder;
    private Catalogue.@Nullable Outcome outcome;

    /**
     * @param folder with a folder in it for each organisation
     */
    DefinitionsFolder(Path folder) {
        this.folder = folder;
    }

    /** What came of reading it. */
    synchronized Catalogue.Outcome outcome() {
        var known = outcome;
        if (known == null) {
            known = Catalogue.load(folder);
            outcome = known;
        }
        return known;
    }

    @Override
    public List<Read> readAll() {
        return switch (outcome()) {
            case Catalogue.Outcome.Loaded(var organisations) -> organisations.values().stream().map(DefinitionsFolder::read).toList();
            case Catalogue.Outcome.Faulty faulty -> throw new FaultyDefinitions(faulty.report());
        };
    }

    @Override
    public Optional<Conversation> reread(Map<String, String> sources) {
        return switch (Catalogue.restore(sources)) {
            case Catalogue.Restored.Sound(var conversation) -> Optional.of(conversation);
            case Catalogue.Restored.Unreadable _ -> Optional.empty();
        };
    }

    private static Read read(Catalogue.Holding holding) {
        var sources = holding.definitions().values().stream()
                .collect(Collectors.toMap(Catalogue.Definition::conversation, Catalogue.Definition::sources));
        return new Read(holding.organisation(), sources, holding.registers());
    }
}
