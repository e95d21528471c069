/**
 * The program: starts the database, TechNow and Usher, and says where to look.
 *
 * <p>May import: everything; nothing imports it.
 */
@NullMarked
package org.usher;

import org.jspecify.annotations.NullMarked;
