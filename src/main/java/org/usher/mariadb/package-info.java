/**
 * The embedded MariaDB: unpacks the server's programs, starts it on a folder of its own and stops it, so that Usher runs on a machine
 * that has no database. Knows nothing of Usher.
 *
 * <p>May import: {@code java.*} and the MariaDB driver.
 */
@NullMarked
package org.usher.mariadb;

import org.jspecify.annotations.NullMarked;
