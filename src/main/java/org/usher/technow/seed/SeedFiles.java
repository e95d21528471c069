package org.usher.technow.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.commons.csv.CSVFormat;
import org.usher.technow.table.Dictionary;

/** Reads seed files into records by table. */
final class SeedFiles {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setCommentMarker('#')
            .setTrim(true)
            .setIgnoreEmptyLines(true).get();
    private static final String FOLDER = "technow";
    private static final int LEVELS = 2;
    private static final int STEP = 100;

    private SeedFiles() {}

    /**
     * A record as a file has it.
     *
     * @param place the file and the row, for people
     */
    record Entry(String table, String place, Map<String, String> values) {
        Entry {
            values = Map.copyOf(values);
        }
    }

    /** The folders named {@code technow} in a folder. */
    static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var found = Files.walk(folder, LEVELS)) {
            return found.filter(path -> path.endsWith(FOLDER) && Files.isDirectory(path)).sorted().toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    static List<Entry> inFolder(Path folder, List<String> tables) {
        return read(tables, name -> {
            var file = folder.resolve(name);
            return Files.exists(file) ? Optional.of(opened(file)) : Optional.empty();
        }, folder + "/");
    }

    /** The sample on the class path. */
    static List<Entry> sample(List<String> tables) {
        return read(tables, name -> Optional.ofNullable(SeedFiles.class.getResourceAsStream("/" + FOLDER + "/" + name)), "sample ");
    }

    private static List<Entry> read(List<String> tables, Function<String, Optional<InputStream>> files, String where) {
        var entries = new ArrayList<Entry>();
        for (var table : tables) {
            var csv = table + ".csv";
            var json = table + ".json";
            files.apply(csv).ifPresent(file -> entries.addAll(csv(table, where + csv, file)));
            files.apply(json).ifPresent(file -> entries.addAll(json(table, where + json, file)));
        }
        return entries;
    }

    private static InputStream opened(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static List<Entry> csv(String table, String place, InputStream file) {
        try (var reader = new InputStreamReader(file, StandardCharsets.UTF_8); var records = CSV.parse(reader)) {
            return records.stream().map(row -> new Entry(table, place + " row " + row.getRecordNumber(), row.toMap())).toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(place, problem);
        }
    }

    private static List<Entry> json(String table, String place, InputStream file) {
        try (file) {
            var entries = new ArrayList<Entry>();
            var row = 0;
            for (var node : JSON.readTree(file)) {
                row++;
                entries.add(new Entry(table, place + " row " + row, strings(node)));
                entries.addAll(variables(node, place + " row " + row));
            }
            return entries;
        } catch (IOException problem) {
            throw new UncheckedIOException(place, problem);
        }
    }

    private static List<Entry> variables(JsonNode item, String place) {
        var entries = new ArrayList<Entry>();
        var position = 0;
        for (var variable : item.path("variables")) {
            position += STEP;
            var values = new LinkedHashMap<>(strings(variable));
            values.put("cat_item", item.path("name").asText());
            values.putIfAbsent("order", String.valueOf(position));
            var name = values.getOrDefault("name", "");
            entries.add(new Entry(Dictionary.QUESTION, place + " variable " + name, values));
            entries.addAll(choices(variable, item.path("name").asText() + "/" + name, place + " variable " + name));
        }
        return entries;
    }

    private static List<Entry> choices(JsonNode variable, String question, String place) {
        var entries = new ArrayList<Entry>();
        var position = 0;
        for (var choice : variable.path("choices")) {
            position += STEP;
            var values = new LinkedHashMap<>(strings(choice));
            values.put("question", question);
            values.putIfAbsent("order", String.valueOf(position));
            entries.add(new Entry(Dictionary.QUESTION_CHOICE, place, values));
        }
        return entries;
    }

    private static Map<String, String> strings(JsonNode object) {
        var strings = new LinkedHashMap<String, String>();
        object.fields().forEachRemaining(member -> Stream.of(member.getValue()).filter(value -> value.isValueNode() && !value.isNull())
                .forEach(value -> strings.put(member.getKey(), value.asText())));
        return strings;
    }
}
