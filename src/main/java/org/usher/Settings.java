package org.usher;

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

    boolean isFalse(String name) {
        return get(name).map("false"::equalsIgnoreCase).orElse(false);
    }
}
