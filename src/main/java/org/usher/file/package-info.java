/**
 * Files that people hand in as answers: what may be handed in, how it is kept, and who may fetch it.
 *
 * <p>May import: the pure packages, {@code audit}, {@code outbox}, {@code facts}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.file;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
