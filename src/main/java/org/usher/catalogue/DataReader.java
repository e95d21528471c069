package org.usher.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.usher.register.RegisterSchema;
import org.usher.register.Registers;

/** Reads the entries that registers begin with, {@code data/<register>.csv}. */
final class DataReader {

    private DataReader() {}

    /**
     * @param files path to text of the files under {@code data/}
     */
    static Registers read(Map<String, String> files, List<RegisterSchema> schemas, Faults faults) {
        var lines = new LinkedHashMap<String, FeedLines>();
        var registers = Registers.of(schemas);
        for (var file : files.entrySet()) {
            var name = registerOf(file.getKey());
            var schema = Texts.schema(schemas, name);
            if (schema.isEmpty()) {
                faults.add(Fault.Kind.FILE, Place.startOf(file.getKey()), "There is no register '" + name + "' for this file",
                        Faults.nearest(name, schemas.stream().map(RegisterSchema::name).toList()));
                continue;
            }
            var read = FeedLines.of(schema.get(), file.getValue());
            read.refusals().forEach(refusal -> add(file.getKey(), refusal, faults));
            lines.put(file.getKey(), read);
            registers = registers.withEntries(name, read.rows().stream().map(FeedLines.Row::entry).toList());
        }
        var keys = new LinkedHashMap<String, Set<String>>();
        lines.forEach((file, read) -> keys.put(registerOf(file), read.keys()));
        lines.forEach(
                (file, read) -> read.rows().forEach(row -> row.dangling((target, key) -> keys.getOrDefault(target, Set.of()).contains(key))
                        .forEach(refusal -> add(file, refusal, faults))));
        return registers;
    }

    private static String registerOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.csv$", "");
    }

    private static void add(String file, Feed.Refusal refusal, Faults faults) {
        var column = refusal.column().isEmpty() ? "" : "Column '" + refusal.column() + "': ";
        faults.add(Fault.Kind.DATA, new Place(file, (int) refusal.line(), 1), column + refusal.reason(), "");
    }
}
