/**
 * Carts, requests, request items, approvals and decisions, and the states they may go through. Pure: no clock, no database, no
 * framework.
 *
 * <p>May import: {@code validation}, {@code register}, {@code java.*}, JSpecify and CEL.
 */
@NullMarked
package org.usher.request;

import org.jspecify.annotations.NullMarked;
