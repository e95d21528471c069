package org.usher.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks definitions without starting anything: {@code mvn mn:run -Dexec.mainClass=org.usher.catalogue.CheckDefinitions}. Prints every
 * fault and ends with exit code 2, or says what was found, and what is not translated yet.
 */
public final class CheckDefinitions {

    private CheckDefinitions() {}

    /**
     * Checks what the arguments name, and prints what it finds.
     *
     * @param arguments the folder of the definitions, {@code conversations} without it; or {@code --schema} to write its schema.json anew
     */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--schema")) {
            Files.writeString(conversations().resolve("schema.json"), JsonSchema.text());
            return;
        }
        switch (Catalogue.load(arguments.length == 0 ? conversations() : Path.of(arguments[0]))) {
            case Catalogue.Outcome.Loaded(var organisations) -> organisations.values().forEach(CheckDefinitions::describe);
            case Catalogue.Outcome.Faulty faulty -> {
                System.err.println(faulty.report());
                System.exit(2);
            }
        }
    }

    /** Maven starts programs in a folder below the project's. */
    private static Path conversations() {
        var above = Path.of("..", "conversations");
        return Files.isDirectory(above) && !Files.isDirectory(Path.of("conversations")) ? above : Path.of("conversations");
    }

    private static void describe(Catalogue.Holding holding) {
        var organisation = holding.organisation();
        System.out.println(organisation.id() + ": " + organisation.conversations().size() + " conversations, "
                + organisation.schemas().size() + " registers");
        organisation.conversations().values()
                .forEach(conversation -> System.out.println("  " + conversation.id() + " " + conversation.version() + ", "
                        + conversation.outline().questions().size() + " questions"));
        holding.untranslated().forEach((language, paths) -> {
            System.out.println("  not translated into " + language + ": " + paths.size());
            paths.forEach(path -> System.out.println("    " + path));
        });
    }
}
