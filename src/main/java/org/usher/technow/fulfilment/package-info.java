/**
 * What TechNow does by itself between an order and its end, as business rules.
 *
 * <pre>
 * sysapproval_approver  all approved -> item approved      any rejected -> item rejected and closed
 * sc_req_item           approved     -> catalog task in the queue of the fulfilment group, due after the delivery time
 *                       closed       -> open approvals cancelled, open tasks skipped
 * sc_task               in progress  -> item in progress   pending (-5) -> item's stage "returned"
 *                       all closed   -> item closed complete, or incomplete if any task is
 * sc_request            follows its items
 * </pre>
 *
 * <p>Locks are taken from the child to the parent (approval, task, item, request), so that two last tasks that are closed at once cannot
 * both believe that the other is still open. Whoever closes an item by hand goes the other way; the database then ends one of the two, and
 * that one begins again.
 *
 * <p>May import: {@code table}.
 */
@NullMarked
package org.usher.technow.fulfilment;

import org.jspecify.annotations.NullMarked;
