/**
 * Secrets: the one-way hash that is kept of one, and first passwords that are shown once to the person entitled to them and to nobody else.
 *
 * <p>May import: the pure packages, {@code audit}, {@code outbox}, {@code facts}, {@code approval}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.secret;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
