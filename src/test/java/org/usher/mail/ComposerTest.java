package org.usher.mail;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.usher.outbox.Notice;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;

class ComposerTest {

    private final Composer composer = new Composer(URI.create("https://usher.example/"));

    @ParameterizedTest
    @EnumSource(Notice.Kind.class)
    void everyKindHasItsOwnWordsInEveryLanguage(Notice.Kind kind) {
        for (var language : List.of("en", "da", "cy")) {
            var bodies = composer.write(notice(kind, "Said.", List.of()), "Gwen", language);
            assertThat(bodies.text()).contains("Gwen", "Said.", "https://usher.example/", Composer.word(language, kind.word() + ".opening"))
                    .doesNotContain("{{");
            assertThat(bodies.html()).contains("<html lang=\"" + language + "\">").doesNotContain("{{");
        }
        boolean speaksForItself = kind == Notice.Kind.LETTER;
        for (var language : List.of("da", "cy")) {
            assertThat(Composer.word(language, kind.word() + ".opening").equals(Composer.word("en", kind.word() + ".opening")))
                    .isEqualTo(speaksForItself);
        }
    }

    @Test
    void whatPeopleWroteIsNotTakenForHtml() {
        var bodies = composer.write(notice(Notice.Kind.REJECTED, "<script>alert(1)</script> & {{closing}}", List.of()), "<b>Gwen</b>",
                "en");

        assertThat(bodies.html()).doesNotContain("<script>", "<b>Gwen").contains("&lt;script&gt;", "&amp;", "{{closing}}");
        assertThat(bodies.text()).contains("<script>alert(1)</script>");
    }

    @Test
    void everyButtonLeadsToItsPageAndEachPageIsNamedOnce() {
        var bodies = composer
                .write(notice(Notice.Kind.PLEASE_DECIDE, "Please decide.", List.of(new Notice.Button("approve", "Approve", "7"),
                        new Notice.Button("reject", "Reject", "7"), new Notice.Button("copy", "Copy", "UI-000001"))), "Marcus", "en");

        assertThat(bodies.text()).containsOnlyOnce("https://usher.example/approvals/7")
                .contains("https://usher.example/requests/UI-000001");
    }

    @Test
    void anUnknownLanguageGetsTheFirstOne() {
        assertThat(composer.write(notice(Notice.Kind.FULFILLED, "Done.", List.of()), "Gwen", "fr").text())
                .contains("Your request is done.");
    }

    private static Notice notice(Notice.Kind kind, String text, List<Notice.Button> buttons) {
        return new Notice(new Person("dwp", "1"), kind, "A subject", text, buttons, "UI-000001", Instant.EPOCH);
    }
}
