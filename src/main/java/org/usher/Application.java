package org.usher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.usher.facts.Definitions;
import org.usher.facts.RegisterService;

/**
 * The whole program: the database, TechNow and Usher, started in this order and stopped in the other.
 *
 * <p>Without any setting it brings its own MariaDB. With {@code DATASOURCES_DEFAULT_URL} it uses that one; with {@code TECHNOW_START=false}
 * it leaves TechNow out, for use with a real ITSM. The argument {@code verify-audit} verifies the audit record instead of serving.
 */
public final class Application implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final EmbeddedServer usher;
    private final Optional<EmbeddedServer> technow;
    private final Databases databases;

    private Application(Settings settings) {
        var definitions = new DefinitionsFolder(settings.conversations());
        Thread.ofPlatform().name("definitions").daemon().start(definitions::outcome); // while the database starts
        try {
            databases = Databases.choose(settings);
            databases.embedded().ifPresent(started::push);
            var between = BetweenTheTwo.fresh();
            technow = settings.isFalse("TECHNOW_START")
                    ? Optional.empty()
                    : Optional.of(serve("technow",
                            with(databases.technow(), between.forTechNow(seed(settings, definitions), usherAddress(settings)))));
            var own = with(databases.usher(), folders(settings));
            usher = serve("usher", technow.map(itsm -> with(own, between.forUsher(itsm.getURL().toString()))).orElse(own), definitions);
        } catch (RuntimeException problem) {
            close();
            throw problem;
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        var settings = Settings.ofThisProcess();
        if (List.of(arguments).contains("verify-audit")) {
            System.exit(VerifyAudit.run(settings) ? 0 : 1);
        }
        Application application;
        try {
            application = new Application(settings);
        } catch (RuntimeException problem) {
            System.err.println(StartProblem.explain(problem));
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(application::close, "stop"));
        System.out
                .println(Welcome.text(application.usher.getURL(), application.technow.map(EmbeddedServer::getURL),
                        settings.get("DISCORD_TOKEN").isPresent(), application.databases, application.firstSteps()));
        new CountDownLatch(1).await();
    }

    private List<String> firstSteps() {
        var beans = usher.getApplicationContext();
        return Welcome.firstSteps(beans.getBean(Definitions.class), beans.getBean(RegisterService.class));
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception problem) {
                System.err.println("Usher: while stopping: " + problem.getMessage());
            }
        }
    }

    private static String seed(Settings settings, DefinitionsFolder definitions) {
        var folder = settings.data().resolve("technow-seed");
        TechNowSeed.write(definitions.outcome(), folder);
        return folder.toString();
    }

    /** Usher's folders, wherever the program was started. */
    private static Map<String, Object> folders(Settings settings) {
        return Map.of("usher.conversations", settings.conversations().toString(), "usher.data", settings.data().toString());
    }

    /** Usher is about to start there. */
    private static String usherAddress(Settings settings) {
        return "http://127.0.0.1:" + settings.get("USHER_PORT").orElse("8080");
    }

    private static Map<String, Object> with(Map<String, Object> properties, Map<String, Object> more) {
        var all = new HashMap<>(properties);
        all.putAll(more);
        return all;
    }

    private EmbeddedServer serve(String environment, Map<String, Object> datasource, Object... singletons) {
        var context = ApplicationContext.builder().environments(environment).deduceEnvironment(false).banner(false)
                .eagerInitConfiguration(true).properties(datasource).singletons(singletons).build();
        started.push(context);
        context.start();
        var server = context.getBean(EmbeddedServer.class);
        server.start();
        return server;
    }
}
