package org.usher.discord;

import java.util.List;

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
        return from(Level.WARN);
    }

    /** What is told as well, however unimportant it is. */
    List<String> everything() {
        return from(Level.TRACE);
    }

    private List<String> from(Level level) {
        return List.copyOf(appender.list).stream().filter(event -> event.getLevel().isGreaterOrEqual(level))
                .map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        library.detachAppender(appender);
    }
}
