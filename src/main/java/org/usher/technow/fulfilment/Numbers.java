package org.usher.technow.fulfilment;

import java.util.List;
import java.util.Locale;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import org.usher.technow.table.BusinessRule;
import org.usher.technow.table.Change;
import org.usher.technow.table.Database;
import org.usher.technow.table.Row;
import org.usher.technow.table.Table;

/** Gives a new ticket its number: a prefix and seven digits, each once. */
@Singleton
@Order(1)
final class Numbers implements BusinessRule {

    private final Database database;

    Numbers(Database database) {
        this.database = database;
    }

    @Override
    public boolean concerns(Table table) {
        return !table.prefix().isEmpty();
    }

    @Override
    public Row before(Change change) {
        if (!change.isInsert() || change.after().has("number")) {
            return change.after();
        }
        return change.after().with("number", next(change.after().table().prefix()));
    }

    /** Other writers of the same prefix wait here until this transaction ends, and so get other numbers. */
    private String next(String prefix) {
        database.update("UPDATE sys_number SET last = last + 1 WHERE prefix = ?", List.of(prefix));
        var last = database.query("SELECT last FROM sys_number WHERE prefix = ?", List.of(prefix)).getFirst().getOrDefault("last", "");
        return String.format(Locale.ROOT, "%s%07d", prefix, Integer.parseInt(last));
    }
}
