package org.usher.technow;

import java.util.concurrent.CountDownLatch;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

/** Starts TechNow alone. */
public final class TechNowApplication {

    private TechNowApplication() {}

    public static void main(String[] args) throws InterruptedException {
        var context = ApplicationContext.builder().args(args).environments("technow").banner(false).start();
        context.getBean(EmbeddedServer.class).start();
        Runtime.getRuntime().addShutdownHook(new Thread(context::close, "stop"));
        new CountDownLatch(1).await();
    }
}
