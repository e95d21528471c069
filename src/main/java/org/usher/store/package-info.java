/**
 * MariaDB: the repositories, the migrations, and the scheduler that does afterwards what a transaction promised.
 *
 * <p>May import: the pure and the application packages.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.store;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
