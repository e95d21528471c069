package org.usher.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One conversation test of a service owner, as it stands in {@code tests/*.yaml}.
 *
 * @param name  the sentence that says what would be broken
 * @param place where it stands
 */
record ConversationTestCase(String name, Place place, Node.Fields given, List<Node.Fields> turns, Node.Fields then) {

    /** The tests of a file; what is wrong with them is reported like a fault of a definition. */
    static List<ConversationTestCase> read(Path file, String path, Faults faults) {
        var cases = new ArrayList<ConversationTestCase>();
        for (var root : YamlReader.readAll(path, text(file), faults)) {
            new ShapeCheck(faults, Set.of()).check(root, Grammar.TEST);
            cases.add(new ConversationTestCase(root.word("test", "without a name"), root.place(), root.fields("given"), root.rows("turns"),
                    root.fields("then")));
        }
        return cases;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
