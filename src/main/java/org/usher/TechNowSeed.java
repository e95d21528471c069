package org.usher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.usher.catalogue.Catalogue;
import org.usher.conversation.Submission;
import org.usher.register.Entry;
import org.usher.ticket.Variables;

/**
 * What TechNow must know of the definitions: people, queues, and catalogue items with the variables of their forms. Written in TechNow's
 * own seed format, so that TechNow need not know what a definition is. Writing twice gives the same files.
 */
final class TechNowSeed {

    private static final String LABEL = "11";
    private static final String LINE = "6";
    private static final String LINES = "2";
    private static final int LONGEST_USER_NAME = 40;
    private static final String FOR_THE_DESK = "for_the_desk";

    private TechNowSeed() {}

    /**
     * Writes the seed of all definitions.
     *
     * @param definitions while they have faults nothing is written, because Usher will not start with them
     * @param target      the folder for the seed, to be given to TechNow as {@code technow.seed.folder}
     */
    static void write(Catalogue.Outcome definitions, Path target) {
        if (!(definitions instanceof Catalogue.Outcome.Loaded(var organisations))) {
            return;
        }
        var folder = target.resolve("technow");
        var users = users(organisations.values());
        var groups = new LinkedHashSet<String>();
        var members = new ArrayList<List<String>>();
        var items = new LinkedHashMap<String, Item>();
        for (var holding : organisations.values()) {
            var desk = new LinkedHashMap<>(holding.organisation().samples().desk());
            var language = holding.organisation().languages().getFirst();
            for (var conversation : holding.organisation().conversations().values()) {
                conversation.submission().ifPresent(submission -> {
                    var queue = submission.queue().in(language).source();
                    if (!queue.isEmpty() && !queue.contains("{")) {
                        desk.putIfAbsent(queue, Map.of(userName(queue), "Agent of " + queue));
                    }
                    items.computeIfAbsent(submission.item(), name -> new Item(name, queue, delivery(submission.due())))
                            .add(Variables.of(conversation, language));
                });
            }
            desk.forEach((queue, agents) -> {
                groups.add(queue);
                agents.forEach((agent, name) -> {
                    users.putIfAbsent(agent,
                            List.of(agent, agent, name, agent + "@example.org", "Service desk agent", "", "true",
                                    holding.organisation().name(), "itil"));
                    members.add(List.of(queue, agent));
                });
            });
        }
        try {
            Files.createDirectories(folder);
            csv(folder.resolve("core_company.csv"), List.of("name"),
                    organisations.values().stream().map(holding -> List.of(holding.organisation().name())).toList());
            csv(folder.resolve("sys_user.csv"),
                    List.of("user_name", "employee_number", "name", "email", "title", "manager", "active", "company", "roles"),
                    List.copyOf(users.values()));
            csv(folder.resolve("sys_user_group.csv"), List.of("name"), groups.stream().map(List::of).toList());
            csv(folder.resolve("sys_user_grmember.csv"), List.of("group", "user"), members);
            replace(folder.resolve("sc_cat_item.json"),
                    new ObjectMapper().writerWithDefaultPrettyPrinter()
                            .writeValueAsString(items.values().stream().map(Item::written).toList()));
        } catch (IOException problem) {
            throw new UncheckedIOException("TechNow's seed cannot be written to " + folder, problem);
        }
    }

    /** The people of all organisations, by their user names. */
    private static Map<String, List<String>> users(Collection<Catalogue.Holding> holdings) {
        var known = new HashMap<String, Integer>();
        holdings.forEach(holding -> people(holding).forEach(person -> known.merge(person.key(), 1, Integer::sum)));
        var users = new LinkedHashMap<String, List<String>>();
        for (var holding : holdings) {
            var where = holding.organisation().people();
            var registers = holding.registers();
            for (var person : people(holding)) {
                var manager = where.manager().isEmpty() ? "" : person.text(where.manager());
                var user = userName(person.key(), holding, known);
                users.put(user,
                        List.of(user, person.key(), registers.label(person), where.email(registers, person), registers.detail(person),
                                manager.isEmpty() ? "" : userName(manager, holding, known),
                                String.valueOf(where.isActive(registers, person)), holding.organisation().name(), ""));
            }
        }
        return users;
    }

    private static List<Entry> people(Catalogue.Holding holding) {
        return holding.registers().entries(holding.organisation().people().register());
    }

    /** The staff number; where another organisation has the same, with the organisation before it. */
    private static String userName(String key, Catalogue.Holding holding, Map<String, Integer> known) {
        return known.getOrDefault(key, 0) > 1 ? holding.organisation().id() + '.' + key : key;
    }

    /** The user name of the agent of a queue for which the organisation names none. */
    private static String userName(String queue) {
        var name = queue.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", ".");
        return name.substring(0, Math.min(name.length(), LONGEST_USER_NAME - ".agent".length())) + ".agent";
    }

    /** As TechNow writes a time to deliver: days, then hours, minutes and seconds. */
    private static String delivery(Submission.Due due) {
        var time = due.elapsed().orElseGet(() -> Duration.ofDays(due.workingDays()));
        return "%d %02d:%02d:%02d".formatted(time.toDays(), time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static void csv(Path file, List<String> heading, List<List<String>> rows) throws IOException {
        var text = new StringBuilder();
        try (var printer = new CSVPrinter(text, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
            printer.printRecord(heading);
            printer.printRecords(rows);
        }
        replace(file, text.toString());
    }

    /** All of a file or nothing: TechNow may be reading. */
    private static void replace(Path file, String text) throws IOException {
        var written = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(written, text, StandardCharsets.UTF_8);
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A catalogue item, which several forms may ask for: it has the variables of all, and needs those that all of them fill. */
    private static final class Item {

        private final String name;
        private final String queue;
        private final String delivery;
        private final Map<String, Variables.Field> fields = new LinkedHashMap<>();
        private int forms;
        private final Map<String, Integer> filled = new LinkedHashMap<>();

        private Item(String name, String queue, String delivery) {
            this.name = name;
            this.queue = queue;
            this.delivery = delivery;
        }

        private void add(List<Variables.Field> ofForm) {
            forms++;
            for (var field : ofForm) {
                fields.putIfAbsent(field.name(), field);
                if (field.mandatory()) {
                    filled.merge(field.name(), 1, Integer::sum);
                }
            }
        }

        private Map<String, Object> written() {
            var item = new LinkedHashMap<String, Object>();
            item.put("name", name);
            if (!queue.contains("{")) {
                item.put("group", queue);
            }
            item.put("delivery_time", delivery);
            var variables = new ArrayList<Map<String, Object>>();
            var sections = new LinkedHashMap<String, List<Variables.Field>>();
            fields.values().stream().filter(field -> !field.byDesk())
                    .forEach(field -> sections.computeIfAbsent(field.section(), _ -> new ArrayList<>()).add(field));
            int number = 0;
            for (var section : sections.entrySet()) {
                number++;
                variables.add(heading("section_" + number, section.getKey().isEmpty() ? "Further details" : section.getKey()));
                section.getValue().forEach(field -> variables.add(variable(field)));
            }
            variables.add(heading(FOR_THE_DESK, "For the service desk"));
            fields.values().stream().filter(Variables.Field::byDesk).forEach(field -> variables.add(variable(field)));
            item.put("variables", variables);
            return item;
        }

        private Map<String, Object> variable(Variables.Field field) {
            var variable = new LinkedHashMap<String, Object>();
            variable.put("name", field.name());
            variable.put("question_text", field.label());
            variable.put("type", field.lines() ? LINES : LINE);
            variable.put("mandatory", String.valueOf(filled.getOrDefault(field.name(), 0) == forms));
            variable.put("restricted", String.valueOf(field.restricted()));
            return variable;
        }

        private static Map<String, Object> heading(String name, String text) {
            return new LinkedHashMap<>(Map.of("name", name, "question_text", text, "type", LABEL));
        }
    }
}
