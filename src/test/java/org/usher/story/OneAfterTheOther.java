package org.usher.story;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.usher.TwoSystems;

/** Stories that are told one after the other to the same two running programs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
abstract class OneAfterTheOther {

    TwoSystems systems;

    @BeforeAll
    void start() {
        systems = TwoSystems.at("2026-11-23T10:00:05Z", true, Duration.ofSeconds(1), Map.of());
    }

    @AfterAll
    void stop() {
        systems.close();
    }

    /** Questions, each followed by its answer. */
    static Map<String, String> pairs(String... words) {
        var pairs = new HashMap<String, String>();
        for (int i = 0; i < words.length; i += 2) {
            pairs.put(words[i], words[i + 1]);
        }
        return pairs;
    }
}
