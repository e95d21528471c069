package org.usher.discord;

import java.util.List;
import java.util.function.Predicate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/** What JDA, or another part, warns of from now on until the end. */
final class Warnings implements AutoCloseable {

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Logger library;

    Warnings() {
        this("net.dv8tion.jda");
    }

    Warnings(String logger) {
        library = (Logger) LoggerFactory.getLogger(logger);
        appender.start();
        library.addAppender(appender);
    }

    List<String> all() {
        return told(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    /** Whatever the calling thread told, however unimportant it is: other programs that run beside it in the same process have the same logs. */
    List<String> ofThisThread() {
        var caller = Thread.currentThread().getName();
        return told(event -> event.getThreadName().equals(caller));
    }

    private List<String> told(Predicate<ILoggingEvent> wanted) {
        return List.copyOf(appender.list).stream().filter(wanted).map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        library.detachAppender(appender);
    }
}
