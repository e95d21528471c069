package org.usher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.usher.catalogue.Catalogue;
import org.usher.catalogue.Feed;
import org.usher.conversation.Conversation;
import org.usher.facts.DefinitionReader;
import org.usher.facts.FeedReader;
import org.usher.facts.RegisterService;

/** Lets the application read its definitions and feeds with the catalogue. */
@Factory
@Requires(env = "usher")
final class CatalogueFactory {

    /** Definitions with faults stop the start; the message is the report of all of them. */
    static final class FaultyDefinitions extends RuntimeException {
        private static final long serialVersionUID = 1;

        FaultyDefinitions(String report) {
            super(report);
        }
    }

    /**
     * @param folder the folder of the definitions, with a folder in it for each organisation
     */
    @Singleton
    DefinitionReader definitionReader(@Value("${usher.conversations:conversations}") String folder) {
        return new DefinitionReader() {
            @Override
            public List<Read> readAll() {
                return switch (Catalogue.load(Path.of(folder))) {
                    case Catalogue.Outcome.Loaded(var organisations) ->
                        organisations.values().stream().map(CatalogueFactory::read).toList();
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
        };
    }

    private static DefinitionReader.Read read(Catalogue.Holding holding) {
        var sources = holding.definitions().values().stream()
                .collect(Collectors.toMap(Catalogue.Definition::conversation, Catalogue.Definition::sources));
        return new DefinitionReader.Read(holding.organisation(), sources, holding.registers());
    }

    @Singleton
    FeedReader feedReader() {
        return (registers, register, csv) -> switch (Feed.read(registers, register, csv)) {
            case Feed.Accepted(var changes, var added, var changed, var unchanged) ->
                new FeedReader.Feed(changes, added, changed, unchanged, List.of());
            case Feed.Refused(var refusals) -> new FeedReader.Feed(List.of(), List.of(), List.of(), 0,
                    refusals.stream()
                            .map(refusal -> new RegisterService.RefusedLine(refusal.line(), refusal.column().isEmpty()
                                    ? refusal.reason()
                                    : refusal.column() + ": " + refusal.reason()))
                            .toList());
        };
    }
}
