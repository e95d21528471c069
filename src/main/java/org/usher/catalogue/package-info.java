/**
 * Reads the definitions in {@code conversations/} and reports every fault with file and line.
 *
 * <p>May import: the pure packages.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.catalogue;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
