package org.usher.technow;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.usher.mariadb.CannotStart;
import org.usher.mariadb.EmbeddedMariaDb;

/**
 * Starts TechNow alone: on the MariaDB of {@code TECHNOW_DATASOURCES_DEFAULT_URL} (with {@code …_USERNAME} and {@code …_PASSWORD}),
 * otherwise on an embedded one in {@code data/technow}.
 */
public final class TechNowApplication {

    private static final String DATASOURCE = "datasources.default.";

    private TechNowApplication() {}

    public static void main(String[] arguments) throws InterruptedException {
        Optional<EmbeddedMariaDb> database;
        try {
            database = System.getenv("TECHNOW_DATASOURCES_DEFAULT_URL") == null ? Optional.of(embedded()) : Optional.empty();
        } catch (CannotStart problem) {
            System.err.println("TechNow did not start: " + problem.getMessage());
            System.exit(1);
            return;
        }
        var context = ApplicationContext.builder().environments("technow").deduceEnvironment(false).banner(false)
                .properties(database.map(TechNowApplication::datasource).orElseGet(TechNowApplication::givenDatasource)).start();
        var server = context.getBean(EmbeddedServer.class).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            context.close();
            database.ifPresent(EmbeddedMariaDb::close);
        }, "stop"));
        System.out.println("TechNow is ready at " + server.getURL());
        new CountDownLatch(1).await();
    }

    private static EmbeddedMariaDb embedded() {
        var data = System.getenv().getOrDefault("USHER_DATA", "data");
        return EmbeddedMariaDb.start(Path.of(data).resolve("technow"), "technow");
    }

    private static Map<String, Object> datasource(EmbeddedMariaDb database) {
        return Map.of(DATASOURCE + "url", database.url("technow"), DATASOURCE + "username", EmbeddedMariaDb.USER, DATASOURCE + "password",
                database.password());
    }

    private static Map<String, Object> givenDatasource() {
        var datasource = new HashMap<String, Object>();
        for (var part : new String[]{"url", "username", "password"}) {
            var value = System.getenv("TECHNOW_DATASOURCES_DEFAULT_" + part.toUpperCase(java.util.Locale.ROOT));
            if (value != null) {
                datasource.put(DATASOURCE + part, value);
            }
        }
        return datasource;
    }
}
