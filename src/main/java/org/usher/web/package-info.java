/**
 * The web channel: pages, live updates and the HTTP API.
 *
 * <p>May import: the application packages, and the pure ones whose types they use.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.web;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
