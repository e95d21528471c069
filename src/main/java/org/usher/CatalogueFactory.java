package org.usher;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.usher.catalogue.Feed;
import org.usher.facts.DefinitionReader;
import org.usher.facts.FeedReader;
import org.usher.facts.RegisterService;

/** Lets the application read its definitions and feeds with the catalogue. */
@Factory
@Requires(env = "usher")
final class CatalogueFactory {

    /**
     * @param folder the folder of the definitions, with a folder in it for each organisation
     */
    @Singleton
    @Requires(missingBeans = DefinitionReader.class)
    DefinitionReader definitionReader(@Value("${usher.conversations:conversations}") String folder) {
        return new DefinitionsFolder(Path.of(folder));
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
