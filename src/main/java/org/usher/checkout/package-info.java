/**
 * The cart, the checkout, and what becomes of requests until nothing is left to be done.
 *
 * <p>May import: the pure packages, {@code audit}, {@code outbox}, {@code facts}, {@code approval}, {@code secret}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.checkout;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
