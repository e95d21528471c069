package org.usher.web.page;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.usher.validation.Reader;
import org.usher.web.Words;

/**
 * A moment as pages show it.
 *
 * @param iso  for machines
 * @param text for people: in their own language and zone
 */
public record When(String iso, String text) {

    /** With the weekday in full. */
    static When of(Instant moment, Reader reader) {
        return new When(moment.toString(), reader.shown(moment));
    }

    static When briefly(Instant moment, Reader reader) {
        var format = DateTimeFormatter.ofPattern(new Words(reader.language()).text("when.brief"), Locale.forLanguageTag(reader.language()));
        return new When(moment.toString(), format.format(moment.atZone(reader.zone())));
    }
}
