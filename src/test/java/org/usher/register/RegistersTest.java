package org.usher.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegistersTest {

    private static final RegisterSchema TEAMS = new RegisterSchema("teams", "code", "{code}", "led by {leader.name}", List.of("code"),
            fields("code", new FieldType.Text(), "leader", new FieldType.Reference("people"), "opened", new FieldType.Day(), "tags",
                    new FieldType.Several(new FieldType.Text()), "members",
                    new FieldType.Many("people", "team", Map.of("active", "true"), "name"), "first",
                    new FieldType.One("people", "team", Map.of(), "name")));
    private static final RegisterSchema PEOPLE = new RegisterSchema("people", "number", "{name}", "{team.code}", List.of("name"),
            fields("number", new FieldType.Text(), "name", new FieldType.Text(), "team", new FieldType.Reference("teams"), "active",
                    new FieldType.Truth(), "rank",
                    new FieldType.WholeNumber()));
    private static final Registers REGISTERS = Registers.of(List.of(TEAMS, PEOPLE))
            .withEntries("teams", List.of(new Entry("teams", "TL012", Map.of("code", "TL012", "leader", "1"))))
            .withEntries("people",
                    List.of(person("1", "Marcus Oyelaran", true), person("2", "Leila Haddad", true), person("3", "Dafydd Prosser", false)));

    private static Map<String, FieldType> fields(Object... pairs) {
        var fields = new LinkedHashMap<String, FieldType>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], (FieldType) pairs[i + 1]);
        }
        return fields;
    }

    private static Entry person(String number, String name, boolean active) {
        return new Entry("people", number, Map.of("number", number, "name", name, "team", "TL012", "active", active, "rank", 2L));
    }

    @Test
    void followsAReferenceAndFindsWhoPointsBack() {
        var team = REGISTERS.entry("teams", "TL012");
        assertThat(REGISTERS.field(team, "leader")).isEqualTo(REGISTERS.entry("people", "1"));
        assertThat(REGISTERS.field(team, "members")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Entry.class))
                .extracting(Entry::key)
                .containsExactly("2", "1");
        assertThat(REGISTERS.field(team, "first")).isEqualTo(REGISTERS.entry("people", "3"));
    }

    @Test
    void givesEmptyValuesForWhatIsNotFilledAndNeverFails() {
        var nobody = Entry.none("people");
        assertThat(REGISTERS.field(nobody, "name")).isEqualTo("");
        assertThat(REGISTERS.field(nobody, "rank")).isEqualTo(0L);
        assertThat(REGISTERS.field(nobody, "active")).isEqualTo(false);
        assertThat(REGISTERS.field(nobody, "team")).isEqualTo(Entry.none("teams"));
        assertThat(REGISTERS.field(Entry.none("teams"), "members")).isEqualTo(List.of());
        assertThat(REGISTERS.field(REGISTERS.entry("teams", "TL012"), "opened")).isEqualTo(Optional.empty());
        assertThat(REGISTERS.label(nobody)).isEmpty();
    }

    @Test
    void showsAnEntryByItsLabelAndDetail() {
        assertThat(REGISTERS.label(REGISTERS.entry("people", "2"))).isEqualTo("Leila Haddad");
        assertThat(REGISTERS.detail(REGISTERS.entry("teams", "TL012"))).isEqualTo("led by Marcus Oyelaran");
    }

    @Test
    void showsSeveralEntriesByTheirLabelsAndTruthInTheWordsForIt() {
        var shown = Registers
                .of(List.of(new RegisterSchema("teams", "code", "{code}", "{members}", List.of(), TEAMS.fields()),
                        new RegisterSchema("people", "number", "{name}", "{team}, {active:at work|away}", List.of(), PEOPLE.fields())))
                .withEntries("teams", REGISTERS.entries("teams")).withEntries("people", REGISTERS.entries("people"));

        assertThat(shown.detail(shown.entry("teams", "TL012"))).isEqualTo("Leila Haddad, Marcus Oyelaran");
        assertThat(shown.detail(shown.entry("people", "2"))).isEqualTo("TL012, at work");
        assertThat(shown.detail(shown.entry("people", "3"))).isEqualTo("TL012, away");
    }

    @Test
    void leavesTheOldPictureAsItWasWhenSomethingChanges() {
        var after = REGISTERS.after(new Change.Set("people", "2", Map.of("active", false))).after(new Change.Remove("people", "3"))
                .after(new Change.Put("people", "4", Map.of("number", "4", "name", "Connor Blythe", "team", "TL012", "active", true)));
        assertThat(after.entries("people")).extracting(Entry::key).containsExactly("1", "2", "4");
        assertThat(after.field(after.entry("teams", "TL012"), "members"))
                .isEqualTo(List.of(after.entry("people", "4"), after.entry("people", "1")));
        assertThat(REGISTERS.entries("people")).extracting(Entry::key).containsExactly("1", "2", "3");
        assertThat(after.after(new Change.Set("people", "99", Map.of("active", true))).entry("people", "99").exists()).isFalse();
    }

    @Test
    void findsAPersonByNumberOrNameAndAsksBackWhenUnsure() {
        assertThat(REGISTERS.find("people", "2", 5)).isEqualTo(new Lookup.Found(REGISTERS.entry("people", "2")));
        assertThat(REGISTERS.find("people", "haddad", 5)).isEqualTo(new Lookup.Found(REGISTERS.entry("people", "2")));
        assertThat(REGISTERS.find("people", "Presser", 5)).isEqualTo(new Lookup.Perhaps(List.of(REGISTERS.entry("people", "3"))));
        assertThat(REGISTERS.find("people", "99", 5)).isEqualTo(new Lookup.Nothing());
    }

    @Test
    void saysWhichRegistersThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> REGISTERS.schema("teems")).hasMessageContaining("teems").hasMessageContaining("teams");
    }
}
