package org.usher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.usher.web.Words;

import static org.assertj.core.api.Assertions.assertThat;

/** Usher's own words are complete in every language that its pages speak, and fill in the same things. */
class TranslationsTest {

    private static final Path RESOURCES = Path.of("src/main/resources/org/usher");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{+[a-z0-9_.]+}+|%s");
    /** Aliases of all languages stand in one file. */
    private static final String ALIASES = "word.";

    @TestFactory
    Stream<DynamicTest> everyFileOfWordsIsCompleteInEveryLanguage() throws IOException {
        try (var files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.getFileName().toString().matches("(?:words|phrases|evidence|[a-z]+_words)\\.properties"))
                    .sorted().toList().stream()
                    .flatMap(file -> Words.LANGUAGES.stream().filter(language -> !language.equals("en"))
                            .map(language -> DynamicTest.dynamicTest(RESOURCES.relativize(file) + " in " + language,
                                    () -> compare(file, language))));
        }
    }

    private static void compare(Path file, String language) {
        var english = read(file);
        var translated = read(file.resolveSibling(file.getFileName().toString().replace(".properties", "_" + language + ".properties")));
        assertThat(keys(translated)).isEqualTo(keys(english));
        for (var key : keys(english)) {
            assertThat(placeholders(translated.getProperty(key))).as("%s: what is filled in", key)
                    .isEqualTo(placeholders(english.getProperty(key)));
        }
    }

    private static Set<String> keys(Properties words) {
        var keys = new TreeSet<>(words.stringPropertyNames());
        keys.removeIf(key -> key.startsWith(ALIASES));
        return keys;
    }

    private static Set<String> placeholders(String text) {
        var found = new TreeSet<String>();
        var matcher = PLACEHOLDER.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Properties read(Path file) {
        assertThat(file).exists();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var words = new Properties();
            words.load(reader);
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
