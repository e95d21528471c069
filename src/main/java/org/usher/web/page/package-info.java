/**
 * The pages: each works with forms alone; scripts only add comfort.
 *
 * <p>May import: what {@code web} may, and {@code web} itself.
 */
@NullMarked
package org.usher.web.page;

import org.jspecify.annotations.NullMarked;
