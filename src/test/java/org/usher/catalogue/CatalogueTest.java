package org.usher.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.usher.conversation.Conversation;
import org.usher.conversation.Kind;
import org.usher.conversation.Step;
import org.usher.validation.Reader;
import org.usher.validation.Rule;
import org.usher.validation.Scope;
import org.usher.validation.Severity;
import org.usher.validation.ValueType;
import org.usher.validation.Wording;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogueTest {

    private final Map<String, String> sound = TestFiles.sound();
    private final Catalogue.Holding library = TestFiles.holding(sound);

    // ---- what is read

    @Test
    void anOrganisationHasItsCalendarSettingsAndPolicy() {
        var organisation = library.organisation();

        assertThat(organisation.calendar().week()).hasSize(6);
        assertThat(organisation.settings()).containsEntry("most_books", 5L).containsEntry("open_late", "no").containsEntry("greeting",
                "Welcome");
        assertThat(organisation.policy().expiresAfter()).isEqualTo(Duration.ofDays(3));
        assertThat(organisation.cartRules()).extracting(Rule::id).containsExactly("LB-R90");
        assertThat(organisation.schemas()).extracting(schema -> schema.name()).contains("staff", "items");
    }

    @Test
    void namesHaveTheTypesOfTheirQuestions() {
        var names = conversation("lend").vocabulary().names();

        assertThat(names.get("reader")).isEqualTo(new ValueType.EntryOf("staff"));
        assertThat(names.get("purpose")).isEqualTo(ValueType.TEXT);
        assertThat(names.get("right")).isEqualTo(ValueType.TRUTH);
        assertThat(names.get("count")).isEqualTo(ValueType.NUMBER);
        assertThat(names.get("wants_more")).isEqualTo(ValueType.TRUTH);
        assertThat(names.get("delivery")).isInstanceOfSatisfying(ValueType.Group.class,
                group -> assertThat(group.fields()).containsEntry("day", ValueType.MOMENT));
        assertThat(names.get("more_books")).isInstanceOfSatisfying(ValueType.ListOf.class, list -> assertThat(list.of())
                .isInstanceOfSatisfying(ValueType.Group.class,
                        turn -> assertThat(turn.fields()).containsKeys("kind", "title", "permission")));
    }

    @Test
    void namesUnderLetComeInTheOrderOfTheirUse() {
        var files = TestFiles.with("library/lend.yaml", "  held: reader.loans.size()\n  wants_more: held + size(more_books) > 1\n",
                "  wants_more: held + size(more_books) > 1\n  held: reader.loans.size()\n");

        assertThat(TestFiles.holding(files).organisation().conversation("lend").orElseThrow().lets().keySet()).containsExactly("held",
                "wants_more");
    }

    @Test
    void anAnswerTypeBringsItsFormAndOneThatBuildsOnItSaysWhatDiffers() {
        var mark = question("lend", "mark").kind();
        var loose = TestFiles.holding(TestFiles.with("library/lend.yaml", "- shelf_mark: mark", "- loose_mark: mark")).organisation()
                .conversation("lend").orElseThrow();

        assertThat(mark).isInstanceOfSatisfying(Kind.Text.class, text -> {
            assertThat(text.form().pattern()).isEqualTo("^[A-Z]{2}[0-9]{2}$");
            assertThat(text.form().refusal().rule()).isEqualTo("LB-R01");
            assertThat(text.form().words()).isEmpty();
        });
        assertThat(loose.outline().question("mark").orElseThrow().kind()).isInstanceOfSatisfying(Kind.Text.class, text -> {
            assertThat(text.form().pattern()).isEqualTo("^[A-Z]{2}[0-9]{2}$");
            assertThat(text.form().words()).containsEntry("none", "");
        });
    }

    @Test
    void anEvidenceIsAskedInFiveQuestionsWithItsOwnChecks() {
        var questions = conversation("lend").outline().questions();

        assertThat(questions.keySet()).containsSubsequence("more_books.permission.have", "more_books.permission.given_by",
                "more_books.permission.given_on",
                "more_books.permission.manner", "more_books.permission.reference");
        assertThat(question("lend", "more_books.permission.given_by").rules()).extracting(Rule::id).containsExactly("SH-R20", "SH-R20");
        assertThat(question("lend", "more_books.permission.given_on").rules()).extracting(Rule::id).containsExactly("SH-R20");
        assertThat(question("lend", "more_books.permission.have").rules()).extracting(Rule::severity).containsExactly(Severity.AUTHORISE);
        assertThat(question("lend", "more_books.permission.reference").traits()).contains(Step.Trait.OPTIONAL);
    }

    // ---- words

    @Test
    void aChoiceIsShownByItsLabelInTheReadersLanguage() {
        var note = question("report", "note").words().ask();

        assertThat(filled(note, "en", Map.of("weekdays", List.of("mon", "tue")))).isEqualTo("So Monday, Tuesday will do?");
        assertThat(filled(note, "da", Map.of("weekdays", List.of("mon", "tue")))).isEqualTo("Altså mandag, Tuesday?");
    }

    @Test
    void aFixedAnswerIsShownByItsWords() {
        var files = TestFiles.with("library/lend.yaml", "    value: 1 + size(more_books)\n    show: \"{count} books\"",
                "    value: \"'amend'\"\n    show: Amend");
        var summary = TestFiles
                .holding(withReplaced(files, "library/lend.yaml", "\"{purpose}: {title} for {reader.name}\"",
                        "\"{count} for {reader.name}\""))
                .organisation().conversation("lend").orElseThrow().submission().orElseThrow().summary();

        assertThat(filled(summary, "en", Map.of("count", "amend"))).isEqualTo("Amend for");
    }

    @Test
    void whatIsNotTranslatedIsListed() {
        assertThat(library.untranslated().get("da"))
                .contains("library/report.yaml: questions.pages.ask", "library/rules.yaml: rules.LB-R10.say")
                .doesNotContain("library/report.yaml: questions.reader.ask", "library/report.yaml: questions.weekdays.options.mon.label");
    }

    /** A further language is complete everywhere unless the organisation says in what it is. */
    @Test
    void aLanguageThatLacksWordsIsRefused() {
        var report = Catalogue.load(TestFiles.with("library/organisation.yaml", "complete: {da: []}\n", ""));

        assertThat(report).isInstanceOfSatisfying(Catalogue.Outcome.Faulty.class,
                faulty -> assertThat(faulty.faults()).hasSameSizeAs(library.untranslated().get("da"))
                        .allSatisfy(fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.UNTRANSLATED))
                        .extracting(fault -> fault.place().file())
                        .contains("library/lend.yaml", "library/rules.yaml", "library/types.yaml", "library/guidance.yaml"));
    }

    @Test
    void wordsWithoutATranslationFallBackToTheFirstLanguage() {
        assertThat(question("report", "reader").words().ask().in("da").source()).isEqualTo("Hvem har bogen?");
        assertThat(question("report", "pages").words().ask().in("da").source()).isEqualTo("How many pages?");
    }

    // ---- versions

    @Test
    void theVersionChangesWithEveryFileThatTheConversationIsMadeOf() {
        var before = conversation("report").version();

        assertThat(List.of("library/report.yaml", "library/report.da.yaml", "library/organisation.yaml", "library/registers.yaml"))
                .allSatisfy(file -> assertThat(versionWith(file)).as(file).isNotEqualTo(before));
        assertThat(List.of("library/lend.yaml", "library/rules.yaml", "library/types.yaml", "library/guidance.yaml"))
                .allSatisfy(file -> assertThat(versionWith(file)).as(file).isEqualTo(before));
    }

    @Test
    void aVersionCanBeReadAgainFromItsSources() {
        var definition = library.definitions().get("lend");

        assertThat(definition).isNotNull();
        assertThat(definition.sources().keySet()).containsExactlyInAnyOrder("library/lend.yaml", "library/organisation.yaml",
                "library/registers.yaml", "library/rules.yaml",
                "library/types.yaml");
        assertThat(Catalogue.restore(definition.sources())).isInstanceOfSatisfying(Catalogue.Restored.Sound.class, restored -> {
            assertThat(restored.conversation().version()).isEqualTo(definition.version());
            assertThat(restored.conversation().outline().questions().keySet())
                    .isEqualTo(conversation("lend").outline().questions().keySet());
        });
    }

    @Test
    void aVersionThatCannotBeReadAnyMoreSaysWhy() {
        assertThat(Catalogue.restore(Map.of("library/lend.yaml", "conversation: lend\n"))).isInstanceOfSatisfying(
                Catalogue.Restored.Unreadable.class,
                unreadable -> assertThat(unreadable.faults()).isNotEmpty());
        assertThat(Catalogue.restore(Map.of())).isInstanceOf(Catalogue.Restored.Unreadable.class);
    }

    // ---- the shipped definitions

    @Test
    void aFolderThatIsNotThereIsAFault() {
        assertThat(Catalogue.load(Path.of("nowhere"))).isInstanceOfSatisfying(Catalogue.Outcome.Faulty.class,
                faulty -> assertThat(faulty.report()).contains("There is no such folder"));
    }

    /** As containers mount them: the files are links into a hidden folder beside them, and so may the folders be. */
    @Test
    void definitionsMayLieBehindLinksAndHiddenFilesAreLeftAlone(@TempDir Path folder) throws IOException {
        var hidden = Files.createDirectories(folder.resolve("mounted/library/..2026_11_30"));
        for (var file : sound.entrySet()) {
            var name = file.getKey().substring("library/".length());
            Files.createDirectories(hidden.resolve(name).getParent());
            Files.writeString(hidden.resolve(name), file.getValue());
            var link = hidden.resolveSibling(name);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, hidden.resolve(name));
        }
        Files.writeString(hidden.resolveSibling(".lend.yaml.swp.yaml"), "half a fi");
        var conversations = Files.createDirectory(folder.resolve("conversations"));
        Files.createSymbolicLink(conversations.resolve("library"), folder.resolve("mounted/library"));

        assertThat(Catalogue.load(conversations)).isInstanceOfSatisfying(Catalogue.Outcome.Loaded.class,
                loaded -> assertThat(loaded.organisations().get("library").definitions())
                        .isEqualTo(library.definitions()));
    }

    private Conversation conversation(String id) {
        return library.organisation().conversation(id).orElseThrow();
    }

    private Step.Question question(String conversation, String place) {
        return conversation(conversation).outline().question(place).orElseThrow();
    }

    private String versionWith(String file) {
        var files = new LinkedHashMap<>(sound);
        files.merge(file, "\n# changed\n", String::concat);
        return TestFiles.holding(files).organisation().conversation("report").orElseThrow().version();
    }

    private static Map<String, String> withReplaced(Map<String, String> files, String file, String text, String replacement) {
        var all = new LinkedHashMap<>(files);
        all.computeIfPresent(file, (_, before) -> before.replace(text, replacement));
        return all;
    }

    private String filled(Wording wording, String language, Map<String, Object> answers) {
        var calendar = library.organisation().calendar();
        return wording.in(new Scope(answers::get, library.registers(), calendar), new Reader(language, calendar.zone())).strip();
    }
}
