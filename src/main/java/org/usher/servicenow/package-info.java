/**
 * The client of the ITSM's REST API, as ServiceNow speaks it.
 *
 * <p>May import: the application packages, and the pure ones whose types they use.
 */
@Configuration
@Requires(notEnv = "technow")
@NullMarked
package org.usher.servicenow;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
