/**
 * Who decides on a request item, asking them, and recording the one decision that counts.
 *
 * <p>May import: the pure packages, {@code audit}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.approval;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
