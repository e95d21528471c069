package org.usher.story;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;
import org.usher.RunningSystem;
import org.usher.mariadb.TestDatabase;

/**
 * Where a text has been left that must be left nowhere: in what was logged since this began, down to the finest of Usher's own; in any column of both
 * databases, mails and tickets among them; and on any page that somebody gets to by its links.
 */
final class Traces implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
    private static final int MOST_PAGES = 60;

    private final RunningSystem system;
    private final Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.usher");
    private final Optional<Level> before = Optional.ofNullable(ours.getLevel());
    private final List<String> logged = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            var trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            logged.add(event.getFormattedMessage() + ' ' + event.getMDCPropertyMap() + ' ' + trace);
        }
    };

    private Traces(RunningSystem system) {
        this.system = system;
        listener.start();
        all.addAppender(listener);
        ours.addAppender(listener);
        ours.setLevel(Level.ALL);
        ours.setAdditive(false); // so much need not be printed
    }

    /** Listens to the log from now on. */
    static Traces of(RunningSystem system) {
        return new Traces(system);
    }

    /** The places in which a text stands now; the readers go through all their pages for it. */
    List<String> where(String text, Member... readers) throws SQLException {
        var found = new ArrayList<String>();
        synchronized (listener) {
            logged.stream().filter(line -> line.contains(text)).forEach(line -> found.add("log: " + line));
        }
        found.addAll(columns(system.usherDatabase(), text));
        found.addAll(columns(system.technowDatabase(), text));
        for (var reader : readers) {
            pages(reader, text, found);
        }
        return found;
    }

    private static void pages(Member reader, String text, List<String> found) {
        var seen = new LinkedHashSet<String>(List.of("/"));
        var open = new ArrayDeque<String>(seen);
        while (!open.isEmpty() && seen.size() < MOST_PAGES) {
            var path = open.remove();
            var page = new String(reader.fetch(path).body(), StandardCharsets.UTF_8);
            if (page.contains(text)) {
                found.add("page of " + reader.number() + ": " + path);
            }
            LINK.matcher(page).results().map(link -> link.group(1).replace("&amp;", "&")).filter(seen::add).forEach(open::add);
        }
    }

    /** The columns of a schema in which a text stands. */
    private static List<String> columns(TestDatabase database, String text) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = database.connect();
                var columns = connection.getMetaData().getColumns(connection.getCatalog(), null, "%", "%")) {
            while (columns.next()) {
                var table = columns.getString("TABLE_NAME");
                var column = columns.getString("COLUMN_NAME");
                try (var search = connection
                        .prepareStatement("SELECT 1 FROM `" + table + "` WHERE INSTR(CAST(`" + column + "` AS CHAR), ?) > 0 LIMIT 1")) {
                    search.setString(1, text);
                    try (var rows = search.executeQuery()) {
                        if (rows.next()) {
                            found.add(table + '.' + column);
                        }
                    }
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        ours.setAdditive(true);
        ours.setLevel(before.orElse(null));
        ours.detachAppender(listener);
        all.detachAppender(listener);
    }
}
