package org.usher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps what the README says of the code equal to the code. {@code -Dusher.readme=write} brings the README up to date. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path SOURCES = Path.of("src/main/java/org/usher");
    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- /settings -->";
    private static final Pattern PREFIX = Pattern.compile("@ConfigurationProperties\\(\"([^\"]+)\"\\)");
    private static final Pattern PARAMETER = Pattern.compile("@param\\s+(\\w+)\\s+(.*?)(?=\\s*\\n \\* @param|\\s*\\n \\*/)",
            Pattern.DOTALL);

    @Test
    void everySettingIsInTheReadmeWithItsDefault() throws IOException {
        var readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        var table = table();
        if ("write".equals(System.getProperty("usher.readme"))) {
            Files.writeString(README, readme.substring(0, begin) + table + readme.substring(end));
            return;
        }
        assertThat(readme.substring(begin, end)).as("the settings in README.md; write them anew with -Dusher.readme=write")
                .isEqualTo(table);
    }

    @Test
    void everyFileThatTheReadmeSpeaksOfIsThere() throws IOException {
        var links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(README));
        while (links.find()) {
            assertThat(Path.of(links.group(1))).exists();
        }
    }

    private static String table() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var rows = files.filter(file -> file.toString().endsWith(".java")).sorted().flatMap(file -> rows(read(file)).stream()).sorted()
                    .collect(Collectors.joining());
            return "| setting | default | what it is |\n|---|---|---|\n" + rows;
        }
    }

    private static List<String> rows(String source) {
        var prefix = PREFIX.matcher(source);
        if (!prefix.find()) {
            return List.of();
        }
        Map<String, String> told = new LinkedHashMap<>();
        var parameters = PARAMETER.matcher(source.substring(0, prefix.start()));
        while (parameters.find()) {
            told.put(parameters.group(1),
                    parameters.group(2).replaceAll("\\s*\\n \\*\\s*", " ").replaceAll("\\{@code ([^}]*)}", "`$1`").strip());
        }
        return told.entrySet().stream().map(each -> {
            var bound = Pattern.compile("@Bindable\\(defaultValue = \"([^\"]*)\"\\)[^,;{]*?\\b" + each.getKey() + "\\b")
                    .matcher(source.substring(prefix.end()));
            var value = bound.find() ? bound.group(1) : "";
            return "| `" + prefix.group(1) + '.' + kebab(each.getKey()) + "` | " + (value.isEmpty() ? "" : '`' + value + '`') + " | "
                    + each.getValue() + " |\n";
        }).toList();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
