package org.usher.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The house as the README draws it: floors, and imports that run downwards only. */
class ArchitectureTest {

    private static final String ROOT = "org.usher";
    private static final Path SOURCES = Path.of("src/main/java/org/usher");

    /** The pure packages, each with those that it may import. */
    private static final Map<String, Set<String>> PURE = Map.of("register", Set.of(), "validation", Set.of("register"), "conversation",
            Set.of("validation", "register"), "request", Set.of("validation", "register"));

    /** What a channel, the ITSM and the database have in common: they know each other, in one direction, and the pure packages. */
    private static final Set<String> APPLICATION = Set.of("approval", "audit", "chat", "checkout", "document", "facts", "file", "outbox",
            "pickup", "reminder", "secret",
            "ticket");

    /** Each knows the floors below it and no other adapter. */
    private static final Set<String> ADAPTERS = Set.of("catalogue", "store", "servicenow", "discord", "web", "mail", "excel");

    /** These could be taken out and used elsewhere; with the packages of ours that they may import. */
    private static final Map<String, Set<String>> APART = Map.of("technow", Set.of("mariadb"), "mariadb", Set.of());

    /** A library that only one package may touch, because it is that package's reason to be. */
    private static final Map<String, Set<String>> VENDORS = Map.of("net.dv8tion..", Set.of("discord"), "com.github.kagkarlsson..",
            Set.of("store"), "io.micronaut.data..", Set.of("store", "technow"), "com.networknt..", Set.of("catalogue"),
            "com.fasterxml.jackson.dataformat..", Set.of("catalogue"), "jakarta.mail..", Set.of("mail"), "io.micronaut.email..",
            Set.of("mail"),
            "io.micronaut.views..", Set.of("web", "technow"), "org.flywaydb..", Set.of("store", "technow"), "org.dhatim..",
            Set.of("excel"));

    /** A vendor's name, and where it may be part of a name of ours. */
    private static final Map<String, Set<String>> VENDOR_WORDS = Map.of("ServiceNow", Set.of("servicenow", "technow"), "TechNow",
            Set.of("technow"), "Discord", Set.of("discord"), "Jda", Set.of("discord"), "MariaDb", Set.of("mariadb", "store"), "Kagkarlsson",
            Set.of("store"), "Smtp", Set.of("mail"), "Excel", Set.of("excel"));

    /** The one file that names the rules that are built in. */
    private static final Path BUILT_IN = Path.of("org/usher/validation/rules.properties");

    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyPackageHasAPlaceInTheHouse() {
        var known = new TreeSet<String>();
        Stream.of(PURE.keySet(), APPLICATION, ADAPTERS, APART.keySet()).forEach(known::addAll);
        assertThat(CLASSES.stream().map(ArchitectureTest::feature).filter(feature -> !feature.isEmpty()).collect(Collectors.toSet()))
                .isSubsetOf(known);
    }

    @Test
    void pureCodeKnowsOnlyJavaAndTheExpressionLanguage() {
        classes().that().resideInAnyPackage(packages(PURE.keySet())).should().onlyDependOnClassesThat(
                described("are Java's, JSpecify's, CEL's or pure", used -> isFreeForAll(used) || PURE.containsKey(feature(used))))
                .check(CLASSES);
    }

    @Test
    void importsRunDownwardsOnly() {
        var allowed = new TreeMap<String, Set<String>>(PURE);
        allowed.putAll(APART);
        APPLICATION.forEach(feature -> allowed.put(feature, union(PURE.keySet(), APPLICATION)));
        ADAPTERS.forEach(feature -> allowed.put(feature, union(PURE.keySet(), APPLICATION)));

        var wrong = new TreeSet<String>();
        for (var user : CLASSES) {
            if (feature(user).isEmpty()) {
                continue;
            }
            user.getDirectDependenciesFromSelf().stream().map(dependency -> dependency.getTargetClass())
                    .filter(used -> used.getPackageName().startsWith(ROOT) && !feature(used).equals(feature(user)))
                    .filter(used -> !allowed.getOrDefault(feature(user), Set.of()).contains(feature(used)))
                    .forEach(used -> wrong.add(user.getName() + " uses " + used.getName()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobodyImportsTheProgramItself() {
        noClasses().that().resideOutsideOfPackage(ROOT).should().dependOnClassesThat().resideInAPackage(ROOT).check(CLASSES);
    }

    @Test
    void onlyTheProgramKnowsTechNow() {
        noClasses().that().resideOutsideOfPackages(ROOT, ROOT + ".technow..").should().dependOnClassesThat()
                .resideInAPackage(ROOT + ".technow..").check(CLASSES);
    }

    /** Where a status has a handler for all that end in it, a controller that answers with it by itself would be answered for ever: it throws instead. */
    @Test
    void controllersThrowWhatHasAHandlerOfItsOwn() {
        noClasses().that().resideInAPackage(ROOT + ".technow..").should()
                .callMethodWhere(described("answers with a status that has a handler",
                        call -> call.getTargetOwner().getName().equals("io.micronaut.http.HttpResponse")
                                && Set.of("notFound", "badRequest", "notAllowed").contains(call.getName())))
                .check(CLASSES);
        assertThat(Stream.concat(ADAPTERS.stream(), APPLICATION.stream()).filter(feature -> sources(feature).contains("@Error(")))
                .as("features that have such handlers").isEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void aVendorsLibraryStaysInItsPackage() {
        VENDORS.forEach((library, features) -> noClasses()
                .that(described("live outside " + features, user -> !features.contains(feature(user)) && !isGenerated(user))).should()
                .dependOnClassesThat().resideInAPackage(library).allowEmptyShould(true).check(CLASSES));
    }

    @Test
    void aVendorsNameStaysInItsPackage() {
        var wrong = new TreeSet<String>();
        for (var ours : CLASSES) {
            if (feature(ours).isEmpty() || isGenerated(ours)) {
                continue;
            }
            var names = Stream.concat(Stream.of(ours.getSimpleName()), ours.getMembers().stream().map(JavaMember::getName)).toList();
            VENDOR_WORDS.forEach((word, features) -> {
                if (!features.contains(feature(ours))) {
                    names.stream().filter(name -> name.contains(word)).forEach(name -> wrong.add(ours.getName() + ": " + name));
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    /**
     * What an organisation, its forms and their rules are called stands in the definitions alone: none of their ids, and none of the prefixes of their
     * rules, is written in code or in a template. Comments may give an example.
     */
    @Test
    void noCodeKnowsWhatTheFormsAreAbout() throws IOException {
        var names = namesInDefinitions();
        assertThat(names).contains("dwp", "gb-provision-user", "Department for Work and Pensions");
        var words = Pattern.compile("(?<![A-Za-z0-9_-])(" + names.stream().map(Pattern::quote).collect(Collectors.joining("|"))
                + "|DWP|TL\\d{3}|CW\\d{3}|FS_GB|Opmis|Verint|ODR)(?![A-Za-z0-9_-])");
        var ids = Pattern.compile("\\b[A-Z]{2,3}-[A-Z]{1,2}\\d{1,3}[a-z]?\\b");
        var wrong = new ArrayList<String>();
        for (var file : sources(SOURCES, ".java")) {
            wrong.addAll(found(file, withoutComments(Files.readString(file)), words, ids));
        }
        for (var file : sources(Path.of("src/main/jte"), ".jte")) {
            wrong.addAll(found(file, Files.readString(file), words, ids));
        }
        for (var file : sources(Path.of("src/main/resources/org"), ".properties")) {
            if (!file.endsWith(BUILT_IN)) {
                wrong.addAll(found(file, Files.readString(file), words, ids));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The ids and names of organisations, and the ids of their forms. Words that are also plain English, as ids of one word, count in capitals only. */
    private static Set<String> namesInDefinitions() throws IOException {
        var names = new TreeSet<String>();
        try (var folders = Files.list(Path.of("conversations"))) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                var id = folder.getFileName().toString();
                names.add(id);
                Files.readAllLines(folder.resolve("organisation.yaml")).stream().filter(line -> line.startsWith("name: "))
                        .forEach(line -> names.add(line.substring("name: ".length()).replaceAll("[\"']|\\s+#.*", "").strip()));
                try (var forms = Files.list(folder)) {
                    forms.map(form -> form.getFileName().toString()).filter(form -> form.endsWith(".yaml") && form.contains("-"))
                            .forEach(form -> names.add(form.substring(0, form.indexOf('.'))));
                }
            }
        }
        return names;
    }

    private static List<String> found(Path file, String text, Pattern... wanted) {
        var found = new ArrayList<String>();
        var lines = text.split("\n", -1);
        for (int number = 0; number < lines.length; number++) {
            for (var pattern : wanted) {
                var matcher = pattern.matcher(lines[number]);
                if (matcher.find()) {
                    found.add(file + ":" + (number + 1) + ": " + matcher.group());
                }
            }
        }
        return found;
    }

    /** The code with its comments blanked, line by line as it was. */
    private static String withoutComments(String code) {
        var blanked = Pattern
                .compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL)
                .matcher(code);
        return blanked.replaceAll(match -> java.util.regex.Matcher
                .quoteReplacement(match.group().startsWith("/") ? match.group().replaceAll("[^\n]", " ") : match.group()));
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        var wrong = new TreeSet<Path>();
        for (var folder : sources().stream().map(Path::getParent).collect(Collectors.toSet())) {
            var info = folder.resolve("package-info.java");
            var text = Files.exists(info) ? Files.readString(info) : "";
            if (!Pattern.compile("(?s)/\\*\\*.*([Mm]ay import|[Ii]mports).*@NullMarked").matcher(text).find()) {
                wrong.add(info);
            }
        }
        assertThat(wrong).as("package-info.java with what it is for, what it may import, and @NullMarked").isEmpty();
    }

    @Test
    void everyPackageOfUshersStaysOutOfTechNowsContextAndTheOtherWayRound() {
        var wrong = new TreeSet<String>();
        for (var feature : union(APPLICATION, ADAPTERS)) {
            if (!requires(feature).contains("notEnv = \"technow\"")) {
                wrong.add(feature);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(requires("technow")).contains("env = \"technow\"");
    }

    @Test
    void nobodyAsksTheMachineForTheTime() {
        noClasses().that().resideInAPackage(ROOT + "..").and(described("are not the program's own", user -> !feature(user).isEmpty()
                && !feature(user).equals("mariadb"))).should().callMethod(java.time.Instant.class, "now").orShould()
                .callMethod(java.time.LocalDate.class, "now").orShould().callMethod(java.time.LocalDateTime.class, "now").orShould()
                .callMethod(java.time.ZonedDateTime.class, "now").orShould().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    }

    private static String requires(String feature) {
        try {
            return Files.readString(SOURCES.resolve(feature).resolve("package-info.java"));
        } catch (IOException missing) {
            return "";
        }
    }

    private static List<Path> sources() throws IOException {
        return sources(SOURCES, ".java");
    }

    private static List<Path> sources(Path root, String ending) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    /** The first package below the root; empty for the program itself. */
    private static String feature(JavaClass ours) {
        var rest = ours.getPackageName().length() > ROOT.length() ? ours.getPackageName().substring(ROOT.length() + 1) : "";
        return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    }

    /** CEL hands out Guava's collections, and matches texts with RE2/J. */
    private static boolean isFreeForAll(JavaClass used) {
        var name = used.getBaseComponentType().getPackageName();
        return used.getBaseComponentType().isPrimitive()
                || Stream.of("java.", "org.jspecify.", "dev.cel.", "com.google.common.collect.", "com.google.re2j.")
                        .anyMatch((name + ".")::startsWith);
    }

    /** Micronaut's annotation processors write classes beside ours. */
    private static boolean isGenerated(JavaClass ours) {
        return ours.getSimpleName().startsWith("$") || ours.getName().contains(".$");
    }

    private static String[] packages(Set<String> features) {
        return features.stream().map(feature -> ROOT + "." + feature + "..").toArray(String[]::new);
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        return Arrays.stream(sets).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources(String feature) {
        try {
            var all = new StringBuilder();
            for (var file : sources()) {
                if (SOURCES.relativize(file).startsWith(feature)) {
                    all.append(Files.readString(file));
                }
            }
            return all.toString();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static <T> DescribedPredicate<T> described(String what, Predicate<T> test) {
        return DescribedPredicate.describe(what, test);
    }
}
