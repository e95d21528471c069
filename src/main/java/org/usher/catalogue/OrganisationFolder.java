package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.usher.conversation.Conversation;
import org.usher.conversation.Guidance;
import org.usher.conversation.Organisation;

/** Reads the folder of one organisation: all its files, each by the reader of its kind. */
final class OrganisationFolder {

    private static final Pattern TRANSLATION = Pattern.compile("^(.+)\\.([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\\.yaml$");
    private static final List<String> SHARED_FILES = List.of("organisation.yaml", "registers.yaml", "types.yaml", "rules.yaml",
            "functions.yaml", "guidance.yaml", "samples.yaml", "reviews.yaml");

    private final String folder;
    /** Name within the folder to text. */
    private final Map<String, String> files = new TreeMap<>();
    private final Faults faults;
    private final Map<String, Node.Fields> roots = new ConcurrentHashMap<>();
    private final Map<String, Translations> translations = new ConcurrentHashMap<>();
    /** By the file of a conversation, what it takes over of types and rules. */
    private final Map<String, Borrowed> borrowed = new ConcurrentHashMap<>();

    private record Borrowed(Translations types, Translations rules) {}

    /**
     * @param files path to text; only those in the folder are looked at
     */
    OrganisationFolder(String folder, Map<String, String> files, Faults faults) {
        this.folder = folder;
        this.faults = faults;
        files.forEach((path, text) -> {
            if (path.startsWith(folder + '/')) {
                this.files.put(path.substring(folder.length() + 1), text);
            }
        });
    }

    /** The folder as a whole; nothing when a file that all others need is no YAML. */
    Optional<Catalogue.Holding> read() {
        var organisation = organisationReader();
        var shared = readShared(organisation);
        if (SHARED_FILES.stream().filter(files::containsKey).map(this::root).anyMatch(this::isUnreadable)) {
            conversationFiles().forEach(this::root);
            return Optional.empty();
        }
        var registers = DataReader.read(data(), shared.schemas(), faults);
        var people = organisation.people(shared.schemas());
        var guidance = GuidanceReader.read(optional("guidance.yaml", Grammar.GUIDANCE), shared, wordsFor("guidance.yaml"), faults);
        var cart = organisation.cart(shared, wordsFor("organisation.yaml"));
        var samples = new SamplesReader(shared, wordsFor("samples.yaml"), faults).read(optional("samples.yaml", Grammar.SAMPLES),
                registers);
        var reviews = ReviewsReader.read(optional("reviews.yaml", Grammar.REVIEWS), shared, wordsFor("reviews.yaml"), faults);
        var read = conversations(shared, Optional.of(List.copyOf(guidance.keySet())));
        checkGoals(read);
        reviews.goals().forEach(goal -> checkGoal(goal, read));
        reportSharedTranslations();
        reportUntranslated(organisation, read);
        var conversations = new LinkedHashMap<String, Conversation>();
        read.forEach((name, form) -> form.conversation().ifPresent(conversation -> conversations.put(conversation.id(), conversation)));
        var result = new Organisation(organisation.id(), organisation.name(), organisation.calendar(), organisation.languages(), people,
                shared.settings(),
                organisation.policy(cart.human()), shared.schemas(), conversations, Map.<String, Guidance>copyOf(guidance), cart.rules(),
                cart.reminders(), reviews.reviews(), organisation.pickUps(shared), cart.reports(), samples);
        return Optional.of(new Catalogue.Holding(result, registers, definitions(conversations), untranslated(organisation.languages())));
    }

    /** One form alone, of files that may be older than the rest; what it refers to outside of them is not looked at. */
    Optional<Conversation> readAlone() {
        var shared = readShared(organisationReader());
        return conversations(shared, Optional.empty()).values().stream().findFirst().flatMap(ConversationReader.Read::conversation);
    }

    // ---- files

    private OrganisationReader organisationReader() {
        var root = needed("organisation.yaml", Grammar.ORGANISATION);
        root.text("organisation").filter(id -> !id.text().equals(folder)).ifPresent(id -> faults.add(Fault.Kind.FILE, id.place(),
                "The organisation '" + id.text() + "' stands in the folder '" + folder + "'", "Give both the same name"));
        var reader = new OrganisationReader(root, faults);
        splitTranslations(reader.languages());
        return reader;
    }

    private Shared readShared(OrganisationReader organisation) {
        var schemas = RegistersReader.read(needed("registers.yaml", Grammar.REGISTERS), organisation.peopleRegister(), faults);
        var types = TypesReader.read(optional("types.yaml", Grammar.TYPES), faults);
        var rules = new LinkedHashMap<String, List<Node.Fields>>();
        var declared = optional("rules.yaml", Grammar.SHARED_RULES).fields("rules");
        declared.each().forEach(rule -> rules.put(rule.name(), declared.rows(rule.name())));
        var settings = organisation.settings();
        var shared = new Shared(organisation.languages(), organisation.peopleRegister(), schemas, settings, types, wordsFor("types.yaml"),
                rules, wordsFor("rules.yaml"), Shared.Functions.NONE, organisation.pickUpColumns());
        return shared.using(types, rules, FunctionsReader.read(optional("functions.yaml", Grammar.FUNCTIONS), shared, faults));
    }

    private void splitTranslations(List<String> languages) {
        for (var name : List.copyOf(files.keySet())) {
            var matcher = TRANSLATION.matcher(name);
            if (name.contains("/") || !matcher.matches()) {
                continue;
            }
            var original = matcher.group(1) + ".yaml";
            if (!files.containsKey(original)) {
                faults.add(Fault.Kind.FILE, Place.startOf(path(name)),
                        "There is no '" + original + "' of which this could be a translation", "Name it <file>.<language>.yaml");
                continue;
            }
            if (!languages.contains(matcher.group(2))) {
                faults.add(Fault.Kind.FILE, Place.startOf(path(name)), "The organisation does not speak '" + matcher.group(2) + "'",
                        "Add it under 'languages' in organisation.yaml; it speaks " + String.join(", ", languages));
            }
            var root = root(name);
            check(root, Grammar.TRANSLATION);
            wordsFor(original).add(matcher.group(2), root);
        }
    }

    private Translations wordsFor(String name) {
        return translations.computeIfAbsent(name, _ -> new Translations());
    }

    private Node.Fields needed(String name, Shape shape) {
        if (!files.containsKey(name)) {
            faults.add(Fault.Kind.FILE, Place.startOf(path(name)), "The file is missing",
                    "Every organisation has one; look at the README of the definitions");
        }
        return optional(name, shape);
    }

    private Node.Fields optional(String name, Shape shape) {
        if (!files.containsKey(name)) {
            return Node.Fields.none(Place.startOf(path(name)));
        }
        var root = root(name);
        check(root, shape);
        return root;
    }

    private Node.Fields root(String name) {
        return roots.computeIfAbsent(name, _ -> YamlReader.read(path(name), files.getOrDefault(name, ""), faults));
    }

    private void check(Node.Fields root, Shape shape) {
        if (!isUnreadable(root)) {
            new ShapeCheck(faults, Set.of()).check(root, shape);
        }
    }

    /** A file that is no YAML has nothing in it; that its keys are missing need not be said as well. */
    private boolean isUnreadable(Node.Fields root) {
        return root.keys().isEmpty() && faults.speaksOf(root.place().file());
    }

    private String path(String name) {
        return folder + '/' + name;
    }

    private Map<String, String> data() {
        var data = new LinkedHashMap<String, String>();
        files.forEach((name, text) -> {
            if (name.startsWith("data/") && name.endsWith(".csv")) {
                data.put(path(name), text);
            }
        });
        return data;
    }

    // ---- conversations

    private Map<String, ConversationReader.Read> conversations(Shared shared, Optional<List<String>> guidance) {
        var names = conversationFiles().stream().filter(name -> !isUnreadable(root(name))).toList();
        names.forEach(this::wordsFor);
        var read = new ConcurrentHashMap<String, ConversationReader.Read>();
        var found = names.parallelStream().map(name -> {
            var own = new Faults();
            read.put(name, conversation(name, shared, guidance, own));
            return own;
        }).toList();
        found.forEach(faults::addAll);
        var inOrder = new LinkedHashMap<String, ConversationReader.Read>();
        names.forEach(name -> Optional.ofNullable(read.get(name)).ifPresent(form -> inOrder.put(idOf(name), form)));
        return inOrder;
    }

    private ConversationReader.Read conversation(String name, Shared shared, Optional<List<String>> guidance, Faults own) {
        var root = root(name);
        new ShapeCheck(own, shared.types().keySet()).check(root, Grammar.CONVERSATION);
        root.text("conversation").filter(id -> !id.text().equals(idOf(name))).ifPresent(id -> own.add(Fault.Kind.FILE, id.place(),
                "The conversation '" + id.text() + "' stands in the file '" + name + "'", "Give both the same name"));
        var words = new Borrowed(shared.typeWords().borrowed(), shared.ruleWords().borrowed());
        borrowed.put(name, words);
        return ConversationReader.read(root, Version.of(sources(name, root)),
                used(root, shared.borrowing(words.types(), words.rules()), own), guidance, wordsFor(name), own);
    }

    private static String idOf(String name) {
        return name.substring(0, name.length() - ".yaml".length());
    }

    private List<String> conversationFiles() {
        return files.keySet().stream().filter(name -> name.endsWith(".yaml") && !name.contains("/"))
                .filter(name -> !SHARED_FILES.contains(name))
                .filter(name -> !TRANSLATION.matcher(name).matches()).toList();
    }

    /** Shared types, rules and functions are there only for a conversation that says that it uses them. */
    private Shared used(Node.Fields root, Shared shared, Faults own) {
        var uses = new LinkedHashSet<String>();
        root.texts("uses").forEach(file -> {
            uses.add(file.text());
            if (!files.containsKey(file.text() + ".yaml")) {
                own.add(Fault.Kind.DANGLING_REFERENCE, file.place(), "There is no file '" + path(file.text() + ".yaml") + "'",
                        "Add it, or leave '" + file.text() + "' out");
            }
        });
        return shared.using(uses.contains("types") ? shared.types() : Map.of(), uses.contains("rules") ? shared.rules() : Map.of(),
                uses.contains("functions") ? shared.functions() : Shared.Functions.NONE);
    }

    /** All files that a conversation is made of. */
    private Map<String, String> sources(String name, Node.Fields root) {
        var originals = new ArrayList<>(List.of(name, "organisation.yaml", "registers.yaml"));
        root.texts("uses").forEach(file -> originals.add(file.text() + ".yaml"));
        var sources = new TreeMap<String, String>();
        files.forEach((file, text) -> {
            var matcher = TRANSLATION.matcher(file);
            var original = matcher.matches() ? matcher.group(1) + ".yaml" : file;
            if (originals.contains(original)) {
                sources.put(path(file), text);
            }
        });
        return sources;
    }

    private void checkGoals(Map<String, ConversationReader.Read> read) {
        root("organisation.yaml").text("disabled_by")
                .filter(form -> !read.containsKey(form.text()) && !files.containsKey(form.text() + ".yaml"))
                .ifPresent(form -> faults.dangling(form, "conversation", read.keySet()));
        read.values().forEach(form -> form.goals().forEach(goal -> checkGoal(goal, read)));
    }

    private void checkGoal(Draft.Goal goal, Map<String, ConversationReader.Read> read) {
        var there = read.get(goal.conversation().text());
        if (there == null) {
            boolean unreadable = files.containsKey(goal.conversation().text() + ".yaml");
            if (!unreadable && !goal.conversation().text().startsWith("usher:")) {
                faults.dangling(goal.conversation(), "conversation", read.keySet());
            }
            return;
        }
        goal.carried().stream().filter(answer -> !there.questions().contains(answer.text()))
                .forEach(answer -> faults.dangling(answer, "question", goal.conversation().text(), there.questions()));
    }

    private Map<String, Catalogue.Definition> definitions(Map<String, Conversation> conversations) {
        var definitions = new LinkedHashMap<String, Catalogue.Definition>();
        conversations.forEach((id, conversation) -> definitions.put(id,
                new Catalogue.Definition(id, conversation.version(), sources(id + ".yaml", root(id + ".yaml")))));
        return definitions;
    }

    // ---- translations

    private void reportSharedTranslations() {
        wordsFor("types.yaml").reportUnknown(faults);
        wordsFor("rules.yaml").reportUnknown(faults);
    }

    /** What a language lacks that is complete, everywhere or in some conversations: once all else is sound, so that it drowns nothing. */
    private void reportUntranslated(OrganisationReader organisation, Map<String, ConversationReader.Read> read) {
        if (faults.speakOfFolder(folder)) {
            return;
        }
        var some = organisation.complete();
        for (var language : organisation.languages().subList(1, organisation.languages().size())) {
            if (some.containsKey(language)) {
                some.getOrDefault(language, List.of()).forEach(conversation -> {
                    if (read.containsKey(conversation.text())) {
                        reportUntranslated(language, conversation.text());
                    } else if (!files.containsKey(conversation.text() + ".yaml")) {
                        faults.dangling(conversation, "conversation", read.keySet());
                    }
                });
                continue;
            }
            new TreeMap<>(translations).forEach((file, words) -> reportMissing(file, words, language, ""));
        }
    }

    /** What a conversation lacks: its own words, those of types and rules that it takes over, those of answers that it offers first, and of the organisation. */
    private void reportUntranslated(String language, String conversation) {
        var file = conversation + ".yaml";
        var taken = borrowed.getOrDefault(file, new Borrowed(new Translations(), new Translations()));
        reportMissing(file, wordsFor(file), language, "");
        reportMissing("types.yaml", taken.types(), language, "");
        reportMissing("rules.yaml", taken.rules(), language, "");
        reportMissing("organisation.yaml", wordsFor("organisation.yaml"), language, "");
        root(file).texts("guidance").forEach(answer -> reportMissing("guidance.yaml", wordsFor("guidance.yaml"), language,
                GuidanceReader.pathOf(answer.text()) + '.'));
    }

    private void reportMissing(String file, Translations words, String language, String within) {
        words.reportMissing(language, within, path(idOf(file) + '.' + language + ".yaml"), faults);
    }

    private Map<String, List<String>> untranslated(List<String> languages) {
        var missing = new LinkedHashMap<String, List<String>>();
        for (var language : languages.subList(1, languages.size())) {
            var paths = new ArrayList<String>();
            new TreeMap<>(translations).forEach((file, words) -> words.missing(language).forEach(at -> paths.add(path(file) + ": " + at)));
            missing.put(language, paths);
        }
        return missing;
    }
}
