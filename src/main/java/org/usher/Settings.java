package org.usher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The few settings that are needed before there is a Micronaut context to ask: from system properties, then from the environment, by the
 * same names that Micronaut gives them.
 */
record Settings(Map<String, String> environment, Map<String, String> properties) {

    Settings {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
    }

    static Settings ofThisProcess() {
        var properties = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(UnaryOperator.identity(), System::getProperty));
        return new Settings(System.getenv(), properties);
    }

    /** The value of a setting by its environment name; the system property is the same in lower case with dots. Blank counts as unset. */
    Optional<String> get(String name) {
        var property = properties.get(name.toLowerCase(Locale.ROOT).replace('_', '.'));
        return Optional.ofNullable(property == null ? environment.get(name) : property).map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /**
     * The folder that holds {@code conversations}: the one the program was started in, or the one above, because {@code mvn mn:run} starts
     * the program in {@code target}, where nothing may be kept.
     */
    Path home() {
        var here = Path.of(properties.getOrDefault("user.dir", ".")).toAbsolutePath().normalize();
        var above = here.resolve("..").normalize();
        return !Files.isDirectory(here.resolve("conversations")) && Files.isDirectory(above.resolve("conversations")) ? above : here;
    }

    /** Where everything is kept that must outlive the program: USHER_DATA, otherwise {@code data}. */
    Path data() {
        return home().resolve(get("USHER_DATA").orElse("data")).normalize();
    }

    /** Where the definitions are: USHER_CONVERSATIONS, otherwise {@code conversations}. */
    Path conversations() {
        return home().resolve(get("USHER_CONVERSATIONS").orElse("conversations")).normalize();
    }

    boolean isFalse(String name) {
        return get(name).map("false"::equalsIgnoreCase).orElse(false);
    }
}
