/**
 * The documents that a filled-in form is laid out as, ready to be attached to a ticket or a mail.
 *
 * <p>May import: the pure packages, {@code facts}, {@code outbox}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.document;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
