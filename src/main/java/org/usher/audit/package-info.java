/**
 * The tamper-evident record of everything that was answered, found, decided, sent and changed.
 *
 * <p>May import: the pure packages.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.audit;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
