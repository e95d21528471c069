package org.usher.checkout;

import java.time.Instant;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A follow-up that waits for a person.
 *
 * @param id       what it is begun by: the item and the follow-up, such as {@code UI-000123/forward}
 * @param item     number of the item people know
 * @param step     the follow-up
 * @param title    what it is called
 * @param text     what is to be done
 * @param summary  short description of the item
 * @param requesterName who asked for it
 * @param since    when its turn came
 */
@Serdeable
public record TaskView(String id, String item, String step, String title, String text, String summary, String requesterName,
        Instant since) {}
