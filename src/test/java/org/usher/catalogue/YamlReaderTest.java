package org.usher.catalogue;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class YamlReaderTest {

    private final Faults faults = new Faults();

    @Test
    void everyScalarIsTheTextThatStandsInTheFile() {
        var root = read("""
                norway: no
                time: 08:00
                day: 2026-12-25
                octal: 012
                number: 1_000
                nothing: ~
                truth: True
                """);

        assertThat(root.word("norway", "")).isEqualTo("no");
        assertThat(root.word("time", "")).isEqualTo("08:00");
        assertThat(root.word("day", "")).isEqualTo("2026-12-25");
        assertThat(root.word("octal", "")).isEqualTo("012");
        assertThat(root.word("number", "")).isEqualTo("1_000");
        assertThat(root.word("nothing", "")).isEqualTo("~");
        assertThat(root.word("truth", "")).isEqualTo("True");
    }

    @Test
    void aDuplicateKeyIsReportedAtItsPlaceAndDoesNotWin() {
        var root = read("a: 1\nb: 2\na: 3\n");

        assertThat(root.word("a", "")).isEqualTo("1");
        assertThat(faults.all()).extracting(Fault::toString)
                .containsExactly("file.yaml:3:1: The key 'a' stands already in line 1. Remove one of the two. [duplicate-key]");
    }

    @Test
    void charactersOfPlainAndQuotedTextsAreFoundInTheirLine() {
        var root = read("plain: hello\nquoted: \"a\\\"b \\u00e9 c\"\nsingle: 'it''s'\n");

        assertThat(placeOf(root, "plain", "llo")).isEqualTo(new Place("file.yaml", 1, 10));
        assertThat(placeOf(root, "quoted", "b")).isEqualTo(new Place("file.yaml", 2, 13));
        assertThat(placeOf(root, "quoted", "c")).isEqualTo(new Place("file.yaml", 2, 22));
        assertThat(placeOf(root, "single", "s")).isEqualTo(new Place("file.yaml", 3, 14));
    }

    @Test
    void charactersOfTextsOverSeveralLinesAreFoundInTheirLine() {
        var root = read("""
                folded: >
                  first
                  second third
                literal: |
                  one
                    two
                plain: alpha
                  beta
                """);

        assertThat(placeOf(root, "folded", "third")).isEqualTo(new Place("file.yaml", 3, 10));
        assertThat(placeOf(root, "literal", "two")).isEqualTo(new Place("file.yaml", 6, 5));
        assertThat(placeOf(root, "plain", "beta")).isEqualTo(new Place("file.yaml", 8, 3));
    }

    @Test
    void aFileWithSeveralTestsGivesEachWithItsLine() {
        var roots = YamlReader.readAll("file.yaml", "test: one\n---\ntest: two\n", faults);

        assertThat(roots).extracting(root -> root.place().line()).containsExactly(1, 3);
        assertThat(faults.isEmpty()).isTrue();
    }

    private Node.Fields read(String text) {
        return YamlReader.read("file.yaml", text, faults);
    }

    private static Place placeOf(Node.Fields root, String key, String part) {
        var text = root.text(key).orElseThrow();
        return text.at(text.text().lastIndexOf(part));
    }
}
