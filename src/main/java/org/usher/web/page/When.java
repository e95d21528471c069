package org.usher.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A moment as pages show it.
 *
 * @param iso  for machines
 * @param text for people: with the weekday, in their own zone
 */
public record When(String iso, String text) {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu 'at' HH:mm", Locale.UK);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.UK);

    static When of(Instant moment, ZoneId zone) {
        return new When(moment.toString(), FORMAT.format(moment.atZone(zone)));
    }

    static When briefly(Instant moment, ZoneId zone) {
        return new When(moment.toString(), SHORT.format(moment.atZone(zone)));
    }
}
