package org.usher.discord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.dv8tion.jda.api.interactions.DiscordLocale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/** All that people read of the channel's own stands in its files of phrases. That these have the same keys in all languages is tested for all such files together. */
class PhrasesTest {

    private static final Path SOURCES = Path.of("src/main/java/org/usher/discord");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"");
    /** Two words beside each other, or a word as a label has it. */
    private static final Pattern READABLE = Pattern.compile("\\p{L}{2,}[,.:;]? \\p{L}|^\\p{Lu}\\p{Ll}+$");
    /** What only those read who run the program: the log, the health report, the settings. */
    private static final Pattern FOR_OPERATORS = Pattern
            .compile(
                    "LOG\\.|record\\(|Exception\\(|AssertionError|Bindable|\\bwords\\b|Thread|HealthStatus|details\\.put|formatted|(OFF|REFUSED|DISCONNECTED)\\(|\"UPDATE |\"SELECT |WHERE|INSERT|DELETE|AND |state = ");
    static final List<String> LANGUAGES = Phrases.LANGUAGES;

    @Test
    void noTextThatPeopleReadStandsInTheProgram() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.list(SOURCES)) {
            for (var file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
                var source = COMMENT.matcher(Files.readString(file)).replaceAll("");
                for (var statement : source.split(";")) {
                    if (!FOR_OPERATORS.matcher(statement).find()) {
                        LITERAL.matcher(statement).results().map(each -> each.group(1)).filter(text -> READABLE.matcher(text).find())
                                .forEach(text -> found.add(file.getFileName() + ": " + text));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyPhraseIsUsed() throws IOException {
        var phrases = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/org/usher/discord/phrases.properties"))) {
            phrases.load(reader);
        }
        String program;
        try (var files = Files.list(SOURCES)) {
            program = files.map(PhrasesTest::read).collect(Collectors.joining());
        }
        Set<String> unused = new TreeSet<>(phrases.stringPropertyNames());
        unused.removeIf(key -> program.contains('"' + key + '"'));
        var families = Stream.of("command.", "option.", "heading.", "typed.", "role.", "status.", "request.", "approval.", "form.")
                .filter(family -> program.contains('"' + family + '"')).toList();
        unused.removeIf(key -> families.stream().anyMatch(key::startsWith));
        assertThat(unused).isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void descriptionsOfCommandsAreAsShortAsDiscordWantsThem(String language) {
        var phrases = Phrases.of(language);
        for (var command : Bot.COMMANDS) {
            assertThat(phrases.say("command." + command)).hasSizeBetween(1, 100);
        }
        for (var option : List.of("conversation", "answer", "about", "staff-number", "code")) {
            assertThat(phrases.say("option." + option)).hasSizeBetween(1, 100);
        }
    }

    @Test
    void commandsAreDescribedInTheLanguagesThatClientsHave() {
        for (var command : Bot.commands()) {
            var translated = command.toData();
            var told = translated.getObject("description_localizations");
            assertThat(told.keys()).as(command.getName()).containsExactly("da");
            assertThat(told.getString("da")).isEqualTo(Phrases.of("da").say("command." + command.getName()));
            translated.optArray("options").ifPresent(options -> options.forEach(option -> assertThat(option.toString()).contains("da=")));
        }
    }

    @Test
    void whoReadsAnotherLanguageReadsTheFirst() {
        assertThat(Phrases.of("kl")).isEqualTo(Phrases.FIRST);
        assertThat(Phrases.of(DiscordLocale.DANISH)).isEqualTo(Phrases.of("da"));
        assertThat(Phrases.of(DiscordLocale.ENGLISH_UK)).isEqualTo(Phrases.FIRST);
        assertThat(Phrases.of(DiscordLocale.JAPANESE)).isEqualTo(Phrases.FIRST);
    }
}
