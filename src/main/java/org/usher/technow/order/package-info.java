/**
 * The service catalogue: what may be ordered, the questions that an order answers (variables), the cart, and ordering.
 *
 * <p>An answer is a record of {@code sc_item_option} that names its question ({@code item_option_new}), tied to the requested item by one
 * of {@code sc_item_option_mtom}.
 *
 * <p>May import: {@code table}, {@code fulfilment}.
 */
@NullMarked
package org.usher.technow.order;

import org.jspecify.annotations.NullMarked;
