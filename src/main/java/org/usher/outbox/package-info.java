/**
 * What a transaction promises: jobs that are done after it, however often it takes; whom to tell; and who else must know of it while it is
 * open. Nothing outside is called within a transaction.
 *
 * <p>May import: the pure packages.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.outbox;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
