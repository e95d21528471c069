package org.usher.story;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.usher.RunningSystem;
import org.usher.SettableClock;

/** Both programs, anew for each scenario, on a clock that stands still until a scenario moves it or waits for something. */
abstract class StillClock {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    final SettableClock clock;
    RunningSystem system;
    Desk desk;

    StillClock(String moment) {
        clock = new SettableClock(Instant.parse(moment));
    }

    @BeforeEach
    void open() {
        system = RunningSystem.start(clock, Map.of(), Map.of("technow.seed.admin-password", Desk.PASSWORD));
        desk = new Desk(system.technowUrl());
    }

    @AfterEach
    void close() {
        system.close();
    }

    Member as(String person) {
        return Member.signIn(system.usherUrl(), person);
    }

    /** Waits until something is so; a moment passes on the clock with every look, so that what is tried again later is. */
    void waitUntil(String what, BooleanSupplier holds) {
        Program.waitUntil(what, PATIENCE, () -> {
            clock.advance(Duration.ofMillis(100));
            return holds.getAsBoolean();
        });
    }

    /** Sends what is in somebody's cart; the answer, with the ITSM's numbers also where they took longer to come. */
    ObjectNode checkedOut(Member member) {
        var sent = (ObjectNode) member.checkOut();
        var address = "/api/requests/" + sent.path("reference").asText();
        waitUntil("the ITSM has given its numbers", () -> Member.list(member.get(address).expecting(200).body().path("items")).stream()
                .allMatch(item -> item.path("number").asText().startsWith("RITM")));
        var known = member.get(address).expecting(200).body();
        sent.set("request", known.path("number"));
        sent.set("items", known.path("items"));
        return sent;
    }

    List<String> toldOf(String person, String kind) {
        return Member.list(as(person).get("/api/messages").expecting(200).body()).stream()
                .filter(message -> message.path("kind").asText().equals(kind)).map(message -> message.path("text").asText()).toList();
    }

    /** Some answers and further ones by name: pairs of a name and a value. */
    static Map<String, String> with(Map<String, String> answers, String... pairs) {
        var all = new HashMap<>(answers);
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }
}
