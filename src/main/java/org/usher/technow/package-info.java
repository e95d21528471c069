/**
 * TechNow: a ServiceNow-style ITSM that stands in for the real one, with a REST API, service-desk pages and a server of its own.
 *
 * <p>May import: nothing of Usher's; {@code mariadb} only to start alone.
 */
@Configuration
@Requires(env = "technow")
@NullMarked
package org.usher.technow;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
