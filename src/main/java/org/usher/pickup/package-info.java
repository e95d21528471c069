/**
 * Files with lines that somebody else picks up at full hours: they are written with the approval, and what is picked up is done.
 *
 * <p>May import: the pure packages, {@code outbox}, {@code facts}, {@code approval}, {@code checkout}, {@code ticket}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.pickup;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
