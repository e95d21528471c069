package org.usher.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.usher.conversation.Facts;
import org.usher.conversation.Organisation;
import org.usher.register.Change;
import org.usher.register.Entry;
import org.usher.register.Registers;

import static org.assertj.core.api.Assertions.assertThat;

/** The facts of a conversation test: the sample data, what the test changes in it, and a clock that only the test moves. */
final class Situation {

    private static final LocalDateTime DEFAULT_CLOCK = LocalDateTime.of(2026, 11, 23, 10, 0);

    private final Organisation organisation;
    private final String language;
    private final List<Entry> cart = new ArrayList<>();
    private Registers registers;
    private Instant now;

    Situation(Catalogue.Holding holding, Node.Fields given) {
        this.organisation = withSettings(holding.organisation(), given.fields("settings"));
        this.registers = holding.registers();
        this.language = given.word("language", organisation.languages().getFirst());
        this.now = given.text("clock").map(text -> moment(text.text())).orElseGet(() -> moment(DEFAULT_CLOCK.toString()));
        given.fields("registers").each().forEach(register -> change(register.name(), register.fields()));
        change(RegistersReader.ITEMS, given.fields("items"));
        change(RegistersReader.ITEMS, given.fields("cart"));
        given.fields("cart").keys().forEach(number -> cart.add(registers.entry(RegistersReader.ITEMS, number)));
    }

    private static Organisation withSettings(Organisation as, Node.Fields changed) {
        var settings = new HashMap<>(as.settings());
        for (var setting : changed.each()) {
            var before = settings.get(setting.name());
            assertThat(before).as(setting.key().place() + ": the organisation has the setting '" + setting.name() + "'").isNotNull();
            if (setting.value() instanceof Node.Text text) {
                settings.put(setting.name(), before instanceof Long
                        ? (Object) Long.valueOf(text.text())
                        : before instanceof Boolean ? (Object) Boolean.valueOf(text.text()) : text.text());
            }
        }
        return as.withSettings(settings);
    }

    Facts facts() {
        return new Facts(organisation, registers, now, language, cart);
    }

    void change(Change change) {
        registers = registers.after(change);
    }

    Registers registers() {
        return registers;
    }

    Organisation organisation() {
        return organisation;
    }

    Instant now() {
        return now;
    }

    void wait(Duration time) {
        now = now.plus(time);
    }

    Instant moment(String local) {
        return LocalDateTime.parse(local).atZone(organisation.calendar().zone()).toInstant();
    }

    String local(Instant moment) {
        return moment.atZone(organisation.calendar().zone()).toLocalDateTime().toString();
    }

    /** Changes entries: those that are there are changed field by field, others are added, {@code null} takes one away. */
    void change(String register, Node.Fields entries) {
        changes(registers, register, entries).forEach(this::change);
    }

    /** What makes entries of a register what a test says of them. */
    static List<Change> changes(Registers registers, String register, Node.Fields entries) {
        var changes = new ArrayList<Change>();
        for (var each : entries.each()) {
            var key = each.name();
            if (isNull(each.value())) {
                changes.add(new Change.Remove(register, key));
                continue;
            }
            var fields = new HashMap<>(registers.entry(register, key).fields());
            fields.put(registers.schema(register).key(), key);
            each.fields().each().forEach(field -> set(registers, register, field, fields));
            changes.add(new Change.Put(register, key, fields));
        }
        return changes;
    }

    private static void set(Registers registers, String register, Node.Field field, Map<String, Object> fields) {
        var type = registers.schema(register).field(field.name())
                .orElseThrow(() -> new AssertionError(
                        field.key().place() + ": the register '" + register + "' has no field '" + field.name() + "'"));
        var text = field.value() instanceof Node.Text word && !isNull(word) ? word.text() : "";
        if (text.isEmpty()) {
            fields.remove(field.name());
            return;
        }
        fields.put(field.name(), FeedLines.Reading.value(type, text)
                .orElseThrow(() -> new AssertionError(
                        field.value().place() + ": '" + text + "' does not fit the field '" + field.name() + "'")));
    }

    static boolean isNull(Node node) {
        return node instanceof Node.Text text && !text.quoted() && (text.text().equals("null") || text.text().equals("~"));
    }
}
