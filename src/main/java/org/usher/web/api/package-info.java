/**
 * The HTTP API, as {@code /api-docs} describes it. Every answer is JSON; whatever cannot be done is answered by a problem (RFC 9457).
 *
 * <p>May import: what {@code web} may, and {@code web} itself.
 */
@NullMarked
package org.usher.web.api;

import org.jspecify.annotations.NullMarked;
