/**
 * A message in, replies out, for any channel: who is speaking, which dialogue they are in, and the turn that follows.
 *
 * <p>May import: the pure packages, {@code audit}, {@code outbox}, {@code facts}, {@code approval}, {@code checkout}, {@code file}, {@code secret}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.chat;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
