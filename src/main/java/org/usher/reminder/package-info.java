/**
 * What is due, to whom, until when: work-queue clearing, pending approvals, overdue tickets, carts left lying.
 *
 * <p>May import: the pure packages, {@code audit}, {@code outbox}, {@code facts}, {@code approval}, {@code ticket}.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.reminder;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
