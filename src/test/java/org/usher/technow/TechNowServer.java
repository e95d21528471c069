package org.usher.technow;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.usher.mariadb.TestDatabase;

/**
 * TechNow for a test: on a free port, with an empty schema of its own, the sample as its seed, and fault switches that work. The user
 * {@code usher} and the user {@code admin} sign in with {@link #PASSWORD}, as does the OAuth client {@code usher}.
 */
public final class TechNowServer implements AutoCloseable {

    /** The password of the users, and the secret of the OAuth client. */
    public static final String PASSWORD = "a seat in the front row, with a good view of all";

    /** The lock of those who use the one that is {@linkplain #shared() shared}, so that none finds what another one is about. */
    public static final String SHARED = "the TechNow that tests share";

    private final TestDatabase database;
    private final ApplicationContext context;
    private final URI url;

    private TechNowServer(TestDatabase database, ApplicationContext context) {
        this.database = database;
        this.context = context;
        this.url = context.getBean(EmbeddedServer.class).start().getURI();
    }

    /** Starts one. */
    public static TechNowServer start() {
        return start(Clock.systemUTC(), Map.of());
    }

    /** The one that tests share which need nothing particular; it ends with the JVM. */
    public static TechNowServer shared() {
        return Shared.SERVER;
    }

    /** Starts one with a clock of the test's, and with settings besides. */
    public static TechNowServer start(Clock clock, Map<String, Object> settings) {
        var database = TestDatabase.fresh("technow");
        var properties = new HashMap<String, Object>(database.properties());
        properties.put("technow.seed.folder", "no such folder");
        properties.put("technow.seed.integration-password", PASSWORD);
        properties.put("technow.seed.admin-password", PASSWORD);
        properties.put("technow.oauth.client-secret", PASSWORD);
        properties.put("technow.faults.enabled", true);
        properties.putAll(settings);
        var context = ApplicationContext.builder().environments("technow").deduceEnvironment(false).banner(false).singletons(clock)
                .properties(properties).start();
        return new TechNowServer(database, context);
    }

    /** Its address, such as {@code http://localhost:40001}. */
    public URI url() {
        return url;
    }

    /** Its beans, for what cannot be seen from outside. */
    public ApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    private static final class Shared {
        private static final TechNowServer SERVER = start();
    }
}
