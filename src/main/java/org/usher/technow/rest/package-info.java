/**
 * The REST API as the vendor documents it: tables, service catalogue, attachments, OAuth, and the vendor's shape of errors.
 *
 * <p>May import: {@code table}, {@code account}, {@code attachment}, {@code order}.
 */
@NullMarked
package org.usher.technow.rest;

import org.jspecify.annotations.NullMarked;
