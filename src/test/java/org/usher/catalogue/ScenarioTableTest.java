package org.usher.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every acceptance scenario of Northern Ireland's form and of secondary access is told over HTTP, by a conversation test or by a story. */
class ScenarioTableTest {

    private static final List<String> SCENARIOS = List.of("S080", "S081", "S082", "S084", "S085", "S086", "S088", "S089", "S090", "S092",
            "S093", "S094", "S096", "S097", "S098", "S100", "S101", "S102", "S104", "S105", "S106", "S108", "S109", "S110", "S112", "S113",
            "S114", "S116", "S117", "S118", "S120", "S121", "S122", "S124", "S125", "S126", "S128", "S129", "S130", "S132", "S133", "S134",
            "S136", "S137", "S138", "S140", "S141", "S142", "S144", "S145", "S146", "S148", "S149", "S150", "S152", "S153");

    /** Of these a story tells what no conversation test can: what others do about a form that was sent, and what happens as time passes. */
    private static final List<String> STORIES = List.of("S096", "S097", "S104", "S105", "S129", "S130", "S137", "S138", "S142", "S145",
            "S146",
            "S148");

    private static final Path FOLDER = Path.of("src/test/java/org/usher/story");
    private static final Pattern TEST = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*@Test\\b", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\bS\\d{3}\\b");

    @Test
    void everyScenarioIsToldOverHttp() throws IOException {
        var told = inStories();
        ScenariosOverHttpIT.told().forEach(test -> told.addAll(numbers(test.name())));
        assertThat(told).containsAll(SCENARIOS);
    }

    @Test
    void whatNoConversationTestCanTellIsToldInAStory() throws IOException {
        assertThat(inStories()).containsAll(STORIES);
    }

    /** The scenarios that the stories' tests say they tell. */
    private static TreeSet<String> inStories() throws IOException {
        var told = new TreeSet<String>();
        for (var story : List.of("NorthernIrelandIT.java", "SecondaryAccessIT.java")) {
            TEST.matcher(Files.readString(FOLDER.resolve(story))).results().forEach(test -> told.addAll(numbers(test.group(1))));
        }
        return told;
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(found -> found.group()).toList();
    }
}
