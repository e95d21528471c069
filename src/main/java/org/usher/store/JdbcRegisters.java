package org.usher.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.usher.audit.AuditEntry;
import org.usher.facts.FeedReader;
import org.usher.facts.RegisterService;
import org.usher.facts.RegistersFollower;
import org.usher.register.Change;
import org.usher.register.Entry;
import org.usher.register.RegisterSchema;
import org.usher.register.Registers;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/**
 * Registers in MariaDB, with a picture of them in memory. The picture counts as long as the version that the database has is its own; so
 * every node sees what another has written with the next thing it does.
 */
@Singleton
final class JdbcRegisters implements RegisterService {

    private static final String ITEMS = "items";

    private record Picture(long version, long registersVersion, Registers registers) {}

    /** What the open transaction has changed of an organisation's facts. */
    private static final class Changed {
        private boolean registers;
    }

    private final Sql sql;
    private final JdbcTransactions transactions;
    private final Requests requests;
    private final BeanProvider<FeedReader> feeds;
    private final BeanProvider<RegistersFollower> followers;
    private final Clock clock;
    private final Map<String, List<RegisterSchema>> schemas = new ConcurrentHashMap<>();
    private final Map<String, Picture> pictures = new ConcurrentHashMap<>();
    private final ThreadLocal<@Nullable Map<String, Changed>> changed = new ThreadLocal<>();

    JdbcRegisters(Sql sql, JdbcTransactions transactions, Requests requests, BeanProvider<FeedReader> feeds,
            BeanProvider<RegistersFollower> followers, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.requests = requests;
        this.feeds = feeds;
        this.followers = followers; // asked for late: they may need what needs this
        this.clock = clock;
    }

    @Override
    public void open(String organisation, List<RegisterSchema> newSchemas, Registers data) {
        schemas.put(organisation, List.copyOf(newSchemas));
        sql.update("INSERT IGNORE INTO facts_version (organisation, version, registers_version) VALUES (?, 1, 1)", organisation);
        transactions.run(() -> {
            lock(organisation);
            for (var schema : newSchemas) {
                var entries = data.has(schema.name()) ? data.entries(schema.name()) : List.<Entry>of();
                if (!schema.name().equals(ITEMS) && !entries.isEmpty() && untouched(organisation, schema.name())) {
                    write(organisation,
                            entries.stream().<Change>map(entry -> new Change.Put(entry.register(), entry.key(), entry.fields())).toList(),
                            AuditEntry.USHER, "first filling");
                }
            }
        });
    }

    private boolean untouched(String organisation, String register) {
        return sql.one("SELECT 1 AS yes FROM register_history WHERE organisation = ? AND register = ? LIMIT 1", row -> row.number("yes"),
                organisation,
                register).isEmpty();
    }

    @Override
    public void lock(String organisation) {
        sql.one("SELECT version FROM facts_version WHERE organisation = ? FOR UPDATE", row -> row.number("version"), organisation);
    }

    @Override
    public long version(String organisation) {
        return sql.one("SELECT version FROM facts_version WHERE organisation = ?", row -> row.number("version"), organisation).orElse(0L);
    }

    @Override
    public Registers current(String organisation) {
        return at(organisation, version(organisation));
    }

    @Override
    public Registers at(String organisation, long version) {
        var dirty = changed.get();
        if (dirty != null && dirty.containsKey(organisation)) {
            return transactions.in(() -> taken(organisation, null)).registers; // nobody else may see this: it may be rolled back
        }
        var picture = pictures.get(organisation);
        if (picture != null && picture.version >= version) {
            return picture.registers;
        }
        var newer = transactions.in(() -> taken(organisation, picture));
        return pictures.merge(organisation, newer, (one, other) -> one.version >= other.version ? one : other).registers;
    }

    private Picture taken(String organisation, @Nullable Picture before) {
        record Versions(long all, long registers) {}
        var versions = sql.one("SELECT version, registers_version FROM facts_version WHERE organisation = ?",
                row -> new Versions(row.number("version"), row.number("registers_version")), organisation).orElse(new Versions(0, 0));
        var shapes = schemas.getOrDefault(organisation, List.of());
        var registers = before != null && before.registersVersion == versions.registers ? before.registers : read(organisation, shapes);
        if (registers.has(ITEMS)) {
            var amounts = requests.openAmounts(organisation);
            var alsoFor = requests.alsoFor(organisation);
            registers = registers.withEntries(ITEMS, requests.openItems(organisation).stream()
                    .flatMap(item -> entries(item, amounts.getOrDefault(item.number(), 0L), alsoFor.getOrDefault(item.number(), Set.of())))
                    .toList());
        }
        return new Picture(versions.all, versions.registers, registers);
    }

    private Registers read(String organisation, List<RegisterSchema> shapes) {
        var byRegister = new HashMap<String, List<Entry>>();
        var byName = new HashMap<String, RegisterSchema>();
        shapes.forEach(schema -> byName.put(schema.name(), schema));
        sql.list("SELECT register, entry_key, fields FROM register_entry WHERE organisation = ?", row -> {
            var schema = byName.get(row.text("register"));
            if (schema != null) {
                byRegister.computeIfAbsent(schema.name(), _ -> new ArrayList<>())
                        .add(new Entry(schema.name(), row.text("entry_key"), EntryJson.read(schema, row.text("fields"))));
            }
            return true;
        }, organisation);
        var registers = Registers.of(shapes);
        for (var register : byRegister.entrySet()) {
            registers = registers.withEntries(register.getKey(), register.getValue());
        }
        return registers;
    }

    /** An entry for the subject, whose key is the reference, and one for each of the others. */
    private static Stream<Entry> entries(RequestItem item, long amount, Set<String> alsoFor) {
        return Stream.concat(Stream.of(entry(item, item.reference(), item.subject(), amount)),
                alsoFor.stream().map(person -> entry(item, item.reference() + ' ' + person, person, amount)));
    }

    private static Entry entry(RequestItem item, String key, String person, long amount) {
        return new Entry(ITEMS, key,
                Map.of("number", item.reference(), "conversation", item.conversation(), "subject", person,
                        "requester", item.person().key(), "state", item.state().word(), "open", item.state().open(), "in_cart",
                        item.inCart(), "summary",
                        item.summary(), "amount", amount));
    }

    @Override
    public void itemsChanged(String organisation) {
        changed(organisation);
    }

    private Changed changed(String organisation) {
        var all = changed.get();
        if (all == null) {
            all = new LinkedHashMap<>();
            changed.set(all);
            transactions.whateverHappens(changed::remove);
            transactions.nearTheEnd(this::raiseVersions);
        }
        return all.computeIfAbsent(organisation, _ -> new Changed());
    }

    /** At the very end of the transaction, because everything that changes facts waits for this row. */
    private void raiseVersions() {
        var all = changed.get();
        if (all == null) {
            return;
        }
        all.forEach((organisation, what) -> sql.later(what.registers
                ? "UPDATE facts_version SET version = version + 1, registers_version = version WHERE organisation = ?"
                : "UPDATE facts_version SET version = version + 1 WHERE organisation = ?", organisation));
    }

    @Override
    public void apply(String organisation, List<Change> changes, String who, String why) {
        if (changes.isEmpty()) {
            return;
        }
        transactions.run(() -> {
            write(organisation, changes, who, why);
            followers.stream().forEach(follower -> follower.registersChanged(organisation));
        });
    }

    private void write(String organisation, List<Change> changes, String who, String why) {
        transactions.run(() -> {
            var now = clock.instant();
            changed(organisation).registers = true;
            for (var change : changes) {
                var schema = schema(organisation, change.register());
                var before = sql.one(
                        "SELECT fields FROM register_entry WHERE organisation = ? AND register = ? AND entry_key = ? FOR UPDATE",
                        row -> row.text("fields"), organisation, change.register(), change.key());
                var after = after(schema, change, before);
                if (after.equals(before)) {
                    continue;
                }
                if (after.isEmpty()) {
                    sql.update("DELETE FROM register_entry WHERE organisation = ? AND register = ? AND entry_key = ?", organisation,
                            change.register(),
                            change.key());
                } else {
                    sql.update("""
                            INSERT INTO register_entry (organisation, register, entry_key, fields, version, changed) VALUES (?, ?, ?, ?, 1, ?)
                            ON DUPLICATE KEY UPDATE fields = VALUES(fields), version = version + 1, changed = VALUES(changed)""",
                            organisation,
                            change.register(), change.key(), after, now);
                }
                sql.update("""
                        INSERT INTO register_history (organisation, register, entry_key, at, who, why, fields_before, fields_after)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", organisation, change.register(), change.key(), now, who, why, before, after);
            }
        });
    }

    private static Optional<String> after(RegisterSchema schema, Change change, Optional<String> before) {
        return switch (change) {
            case Change.Put put -> Optional.of(EntryJson.write(put.fields()));
            case Change.Set set -> before.map(fields -> {
                var all = new HashMap<>(EntryJson.read(schema, fields));
                all.putAll(set.fields());
                return EntryJson.write(all);
            });
            case Change.Remove _ -> Optional.empty();
        };
    }

    private RegisterSchema schema(String organisation, String register) {
        return schemas.getOrDefault(organisation, List.of()).stream().filter(schema -> schema.name().equals(register)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no register '" + register + "'"));
    }

    @Override
    public ImportReport importFeed(String organisation, String register, String csv, Person who) {
        return transactions.in(() -> {
            lock(organisation);
            var registers = current(organisation);
            var feed = feeds.get().read(registers, register, csv);
            if (!feed.refused().isEmpty()) {
                return new ImportReport(List.of(), Map.of(), feed.unchanged(), feed.refused());
            }
            var fields = new LinkedHashMap<String, List<String>>();
            for (var change : feed.changes()) {
                var before = registers.entry(register, change.key());
                if (before.exists()) {
                    fields.put(change.key(), differences(before, registers.after(change).entry(register, change.key())));
                }
            }
            apply(organisation, feed.changes(), who.key(), HistoryRow.FEED + register);
            return new ImportReport(feed.added(), fields, feed.unchanged(), List.of());
        });
    }

    private static List<String> differences(Entry before, Entry after) {
        var names = new TreeSet<>(before.fields().keySet());
        names.addAll(after.fields().keySet());
        names.removeIf(name -> java.util.Objects.equals(before.fields().get(name), after.fields().get(name)));
        return List.copyOf(names);
    }

    @Override
    public Registers without(String organisation, Registers facts, String why) {
        record Undone(String register, String key, Optional<String> before) {}
        var undone = sql.list("""
                SELECT register, entry_key, fields_before FROM register_history WHERE organisation = ? AND why = ? ORDER BY id DESC""",
                row -> new Undone(row.text("register"), row.text("entry_key"), row.maybeText("fields_before")), organisation, why);
        var before = facts;
        for (var change : undone) {
            if (facts.has(change.register())) {
                before = before.after(change.before()
                        .<Change>map(fields -> new Change.Put(change.register(), change.key(),
                                EntryJson.read(schema(organisation, change.register()), fields)))
                        .orElseGet(() -> new Change.Remove(change.register(), change.key())));
            }
        }
        return before;
    }

    @Override
    public List<HistoryRow> history(String organisation, String register, String key) {
        return sql.list("""
                SELECT at, who, why, fields_before, fields_after FROM register_history
                WHERE organisation = ? AND register = ? AND entry_key = ? ORDER BY id""",
                row -> new HistoryRow(row.moment("at"), row.text("who"), row.text("why"), row.maybeText("fields_before").orElse(""),
                        row.maybeText("fields_after").orElse("")),
                organisation, register, key);
    }
}
