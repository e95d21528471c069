/**
 * The way to the ITSM and back: what must be raised there, and what its changes mean here. Knows no vendor.
 *
 * <p>May import: the pure packages, {@code audit}, {@code outbox}, {@code facts}, {@code approval}, {@code checkout}, {@code document}, {@code file}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.ticket;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
