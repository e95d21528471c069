package org.usher.technow.seed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.technow.seed.SeedFiles.Entry;
import org.usher.technow.table.Actor;
import org.usher.technow.table.Column;
import org.usher.technow.table.Database;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.OperationRefused;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;
import org.usher.technow.table.Table;
import org.usher.technow.table.Times;

/** Brings the records of the seed files into the tables, and keeps the users of systems. */
@Singleton
final class SeedLoader {

    private static final Logger LOG = LoggerFactory.getLogger(SeedLoader.class);

    /** The tables that may be seeded, those first that others refer to, and by which columns a record is known again. */
    private static final Map<String, List<String>> KEYS = keys();
    private static final Pattern DAYS_AND_HOURS = Pattern.compile("(\\d{1,4})(?: (\\d{1,2}):(\\d{2}):(\\d{2}))?");

    private final Database database;
    private final Records records;
    private final SeedSettings settings;

    SeedLoader(Database database, Records records, SeedSettings settings) {
        this.database = database;
        this.records = records;
        this.settings = settings;
    }

    @EventListener
    void load(StartupEvent event) {
        var tables = List.copyOf(KEYS.keySet());
        var entries = new ArrayList<Entry>();
        if (settings.sample()) {
            entries.addAll(SeedFiles.sample(tables));
        }
        SeedFiles.folders(settings.folder()).forEach(folder -> entries.addAll(SeedFiles.inFolder(folder, tables)));
        var counting = lastWordOnVariables(entries);
        database.inTransaction(() -> {
            systems();
            tables.forEach(table -> load(counting.stream().filter(entry -> entry.table().equals(table)).toList()));
            retireVariables(counting);
        });
    }

    /** Of a catalogue item that is described several times, the last description says which variables it has. */
    private static List<Entry> lastWordOnVariables(List<Entry> entries) {
        var last = new HashMap<String, String>();
        entries.forEach(entry -> item(entry).ifPresent(item -> last.put(item, file(entry))));
        return entries.stream().filter(entry -> item(entry).map(item -> file(entry).equals(last.get(item))).orElse(true)).toList();
    }

    /** The catalogue item whose variable, or whose variable's choice, an entry is. */
    private static Optional<String> item(Entry entry) {
        return switch (entry.table()) {
            case Dictionary.QUESTION -> Optional.of(entry.values().getOrDefault("cat_item", ""));
            case Dictionary.QUESTION_CHOICE -> {
                var question = entry.values().getOrDefault("question", "");
                yield Optional.of(question.substring(0, Math.max(0, question.lastIndexOf('/'))));
            }
            default -> Optional.empty();
        };
    }

    private static String file(Entry entry) {
        return entry.place().substring(0, entry.place().indexOf(" row "));
    }

    /** Variables that a form no longer has are asked of nobody any more; tickets keep their answers. */
    private void retireVariables(List<Entry> entries) {
        var names = new LinkedHashMap<String, List<String>>();
        entries.stream().filter(entry -> entry.table().equals(Dictionary.QUESTION)).forEach(
                entry -> names.computeIfAbsent(entry.values().getOrDefault("cat_item", ""), item -> new ArrayList<>())
                        .add(entry.values().getOrDefault("name", "")));
        names.forEach((item, present) -> records.find(Dictionary.QUESTION, Query.where("cat_item.name", item).and("active", "true"))
                .stream()
                .filter(question -> !present.contains(question.get("name")))
                .forEach(question -> records.update(Dictionary.QUESTION, question.sysId(), Map.of("active", "false"), Actor.SYSTEM)));
    }

    /** The users that programs and administrators sign in as; their passwords come from settings, never from files. */
    private void systems() {
        system(settings.integrationUser(), "Usher", "itil,rest_service,approval_admin", settings.integrationPassword());
        if (!settings.adminPassword().isEmpty()) {
            system("admin", "System Administrator", "admin", settings.adminPassword());
        }
    }

    private void system(String userName, String name, String roles, String password) {
        var values = new LinkedHashMap<>(Map.of("user_name", userName, "name", name, "roles", roles, "active", "true"));
        values.put("user_password", password);
        upsert(records.table(Dictionary.USER), values);
    }

    /** Twice, because records of a table may refer to later ones of the same table (a user to the manager). */
    private void load(List<Entry> entries) {
        entries.forEach(entry -> load(entry, false));
        entries.stream().filter(this::refersToItsOwnTable).forEach(entry -> load(entry, true));
    }

    private boolean refersToItsOwnTable(Entry entry) {
        return records.table(entry.table()).columns().values().stream()
                .anyMatch(column -> column.reference().filter(entry.table()::equals).isPresent()
                        && entry.values().containsKey(column.name()));
    }

    private void load(Entry entry, boolean secondTime) {
        var table = records.table(entry.table());
        var values = new LinkedHashMap<String, String>();
        entry.values().forEach((name, written) -> table.column(name).ifPresentOrElse(
                column -> value(table, column, written, entry, secondTime).ifPresent(value -> values.put(name, value)),
                () -> report(entry, "there is no column " + name + " in " + table.name())));
        if (table.name().equals(Dictionary.QUESTION)) {
            values.putIfAbsent("active", "true");
        }
        if (table.name().equals(Dictionary.USER)) {
            values.putIfAbsent("employee_number", values.getOrDefault("user_name", ""));
        }
        if (KEYS.getOrDefault(table.name(), List.of()).stream().anyMatch(key -> values.getOrDefault(key, "").isEmpty())) {
            report(entry, "its key is not complete");
            return;
        }
        try {
            upsert(table, values);
        } catch (OperationRefused refusal) {
            report(entry, refusal.detail());
        }
    }

    private Optional<String> value(Table table, Column column, String written, Entry entry, boolean secondTime) {
        if (column.reference().isEmpty() || written.isEmpty()) {
            return Optional.of(column.name().equals("delivery_time") ? deliveryTime(written) : written);
        }
        var target = column.reference().get();
        var found = find(target, written);
        if (found.isEmpty() && (secondTime || !target.equals(table.name()))) {
            report(entry, column.name() + ": there is no " + target + " " + written);
        }
        return found.map(Row::sysId);
    }

    private Optional<Row> find(String target, String key) {
        if (target.equals(Dictionary.QUESTION)) {
            var slash = key.lastIndexOf('/');
            return find(Dictionary.CATALOG_ITEM, key.substring(0, Math.max(0, slash))).flatMap(
                    item -> records.first(target, Query.where("cat_item", item.sysId()).and("name", key.substring(slash + 1))));
        }
        var column = KEYS.getOrDefault(target, List.of("sys_id")).getFirst();
        return records.first(target, Query.where(column, key));
    }

    private void upsert(Table table, Map<String, String> values) {
        var query = Query.ALL;
        for (var key : KEYS.getOrDefault(table.name(), List.of())) {
            query = query.and(key, values.getOrDefault(key, ""));
        }
        var present = records.first(table.name(), query);
        if (present.isPresent()) {
            records.update(table, present.get().sysId(), values, Actor.SYSTEM);
        } else {
            records.insert(table, values, Actor.SYSTEM);
        }
    }

    private static String deliveryTime(String written) {
        var matcher = DAYS_AND_HOURS.matcher(written);
        if (!matcher.matches()) {
            return written;
        }
        var time = Duration.ofDays(Long.parseLong(matcher.group(1)));
        return Times.write(matcher.group(2) == null
                ? time
                : time.plusHours(Long.parseLong(matcher.group(2))).plusMinutes(Long.parseLong(matcher.group(3)))
                        .plusSeconds(Long.parseLong(matcher.group(4))));
    }

    private static void report(Entry entry, String problem) {
        LOG.warn("{}: {}; left out", entry.place(), problem);
    }

    private static Map<String, List<String>> keys() {
        var keys = new LinkedHashMap<String, List<String>>();
        keys.put(Dictionary.COMPANY, List.of("name"));
        keys.put(Dictionary.USER, List.of("user_name"));
        keys.put(Dictionary.GROUP, List.of("name"));
        keys.put(Dictionary.MEMBER, List.of("group", "user"));
        keys.put(Dictionary.CATALOG, List.of("title"));
        keys.put(Dictionary.CATEGORY, List.of("title"));
        keys.put(Dictionary.CATALOG_ITEM, List.of("name"));
        keys.put(Dictionary.QUESTION, List.of("cat_item", "name"));
        keys.put(Dictionary.QUESTION_CHOICE, List.of("question", "value"));
        return keys;
    }
}
