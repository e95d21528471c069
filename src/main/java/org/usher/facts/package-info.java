/**
 * What dialogues and forms are judged by: the definitions in all versions that are still in use, and the registers as they stand.
 *
 * <p>May import: the pure packages, {@code audit}, {@code outbox}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.facts;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
