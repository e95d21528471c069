package org.usher.discord;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.usher.discord.Handle.Verb;

import static org.assertj.core.api.Assertions.assertThat;

/** Text and ids stay within what Discord takes, and lose nothing on the way. */
class WordsTest {

    @Test
    void longTextIsSplitWithoutLosingAWord() {
        var text = String.join(" ", IntStream.range(0, 3000).mapToObj(n -> "word" + n).toList());
        var parts = Words.split(text, Words.MESSAGE);
        assertThat(parts).hasSizeGreaterThan(3).allMatch(part -> part.length() <= Words.MESSAGE);
        assertThat(String.join(" ", parts)).isEqualTo(text);
    }

    @Test
    void aTextWithoutSpacesIsSplitNeitherWithinAnEscapeNorWithinACharacter() {
        var text = "\\*".repeat(4001) + "😀".repeat(4001);
        var parts = Words.split(text, Words.MESSAGE);
        assertThat(String.join("", parts)).isEqualTo(text);
        assertThat(parts).allMatch(part -> !part.endsWith("\\") && !Character.isHighSurrogate(part.charAt(part.length() - 1)));
    }

    @Test
    void whatIsCutSaysSo() {
        assertThat(Words.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(Words.cut("ab😀", 3)).isEqualTo("ab…");
        assertThat(Words.label(" a \n b ", 80)).isEqualTo("a b");
        assertThat(Words.label("  ", 80)).isEqualTo("–");
    }

    @Test
    void anIdIsShortWhateverTheValueIsAndStillNamesIt() {
        for (var value : List.of("", "add", "x".repeat(500), "#sharp", "with:colons:in:it")) {
            var id = new Handle(Verb.CHOOSE, "5f0c2c3e-8a53-4a8e-9a55-0d2a4c2f6f11", 1234, value).id();
            assertThat(id.length()).isLessThanOrEqualTo(Handle.LONGEST);
            assertThat(Handle.read(id)).hasValueSatisfying(handle -> {
                assertThat(handle.turn()).isEqualTo(1234);
                assertThat(handle.subject()).isEqualTo("5f0c2c3e-8a53-4a8e-9a55-0d2a4c2f6f11");
                assertThat(handle.names(value)).isTrue();
                assertThat(handle.names(value + "y")).isFalse();
            });
            assertThat(Handle.inMenu(value).length()).isBetween(1, Handle.LONGEST);
            assertThat(Handle.names(Handle.inMenu(value), value)).isTrue();
        }
    }

    @Test
    void anIdThatIsNotOursIsNone() {
        assertThat(List.of("", "o", "o:1", "?:1:1:", "o:1:not a number!:")).allMatch(id -> Handle.read(id).isEmpty());
    }
}
