package org.usher;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.usher.mariadb.TestDatabase;

/** TechNow and Usher together in this JVM, as the program starts them, on empty schemas of their own and on free ports. */
public final class RunningSystem implements AutoCloseable {

    private final TestDatabase technowDatabase = TestDatabase.fresh("technow");
    private final TestDatabase usherDatabase = TestDatabase.fresh("usher");
    private final EmbeddedServer technow;
    private final EmbeddedServer usher;

    private RunningSystem(Map<String, Object> usherProperties, Map<String, Object> technowProperties, Object... singletons) {
        var between = BetweenTheTwo.fresh();
        int usherPort = Ports.free();
        var itsmProperties = new HashMap<String, Object>(between.forTechNow(SeedForTests.folder(), "http://127.0.0.1:" + usherPort));
        itsmProperties.putAll(technowProperties);
        technow = serve("technow", technowDatabase, itsmProperties, singletons);
        var properties = new HashMap<String, Object>(between.forUsher(technow.getURL().toString()));
        properties.put("micronaut.server.port", usherPort);
        properties.putAll(usherProperties);
        var beans = new ArrayList<Object>(List.of(singletons));
        if (!properties.containsKey("usher.conversations")) {
            beans.add(SeedForTests.definitions());
        }
        try {
            usher = serve("usher", usherDatabase, properties, beans.toArray());
        } catch (RuntimeException problem) {
            technow().close();
            throw problem;
        }
    }

    /** Starts both with the settings of the demo. */
    public static RunningSystem start() {
        return start(Map.of(), Map.of());
    }

    /** Starts both by a clock that the test moves. */
    public static RunningSystem start(Clock clock) {
        return new RunningSystem(Map.of(), Map.of(), clock);
    }

    /** Starts both, with further properties for each. */
    public static RunningSystem start(Map<String, Object> usherProperties, Map<String, Object> technowProperties) {
        return new RunningSystem(usherProperties, technowProperties);
    }

    /** Starts both on a clock that the test moves. */
    public static RunningSystem start(SettableClock clock, Map<String, Object> usherProperties, Map<String, Object> technowProperties) {
        return new RunningSystem(usherProperties, technowProperties, clock);
    }

    /** Where Usher answers, without a slash at the end. */
    public String usherUrl() {
        return usher.getURL().toString();
    }

    /** Where TechNow answers, without a slash at the end. */
    public String technowUrl() {
        return technow.getURL().toString();
    }

    /** Usher's beans. */
    public ApplicationContext usher() {
        return usher.getApplicationContext();
    }

    /** TechNow's beans. */
    public ApplicationContext technow() {
        return technow.getApplicationContext();
    }

    /** Usher's schema, for looking at it by hand. */
    public TestDatabase usherDatabase() {
        return usherDatabase;
    }

    /** The database of TechNow. */
    public TestDatabase technowDatabase() {
        return technowDatabase;
    }

    @Override
    public void close() {
        usher().close();
        technow().close();
        usherDatabase.close();
        technowDatabase.close();
    }

    private static EmbeddedServer serve(String environment, TestDatabase database, Map<String, Object> further, Object... singletons) {
        var properties = new HashMap<String, Object>(database.properties());
        properties.putAll(further);
        var context = ApplicationContext.builder().environments(environment).deduceEnvironment(false).banner(false)
                .eagerInitConfiguration(true).properties(properties).singletons(singletons).build();
        try {
            return context.start().getBean(EmbeddedServer.class).start();
        } catch (RuntimeException problem) {
            context.close();
            throw problem;
        }
    }
}
