package org.usher;

import java.util.concurrent.CountDownLatch;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

/** Starts TechNow and Usher side by side in one program. */
public final class Application {

    private Application() {}

    public static void main(String[] args) throws InterruptedException {
        var technow = start("technow", args);
        var usher = start("usher", args);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            usher.close();
            technow.close();
        }, "stop"));
        new CountDownLatch(1).await();
    }

    private static ApplicationContext start(String environment, String[] args) {
        var context = ApplicationContext.builder().args(args).environments(environment).banner(false).start();
        context.getBean(EmbeddedServer.class).start();
        return context;
    }
}
