/**
 * Who calls: users with passwords, OAuth tokens, and what users may do.
 *
 * <p>May import: {@code table}.
 */
@NullMarked
package org.usher.technow.account;

import org.jspecify.annotations.NullMarked;
