/**
 * Events out: when a requested item, a catalog task or an approval changes, a JSON message is posted to an address ({@code
 * technow.events.url}). It is written to an outbox in the transaction of the change, so none is lost, and tried with growing pauses until
 * it is taken (a 2xx answer): a receiver may get one twice and knows it by its {@code event}. Messages about one record come in order.
 *
 * <pre>
 * POST …
 * X-TechNow-Event:     f0c1…                      the same as "event"
 * X-TechNow-Timestamp: 1795510800                 seconds since 1970
 * X-TechNow-Signature: sha256=9a…                 HMAC-SHA256, in hex, of timestamp + "." + body, with the shared secret
 *
 * {"event": "f0c1…", "operation": "insert|update|delete", "table": "sc_task", "sys_id": "…", "number": "SCTASK0010001",
 *  "correlation_id": "that of the item that this is about", "item": "sys_id of that item", "changed": ["state", "close_notes"],
 *  "journal": {"comments": "…"}, "record": {"state": "3", …}, "sys_updated_on": "2026-11-24 15:00:00"}
 * </pre>
 *
 * <p>Whoever cannot be reached, or would rather ask, polls: {@code sys_updated_on>=…} on the same tables. Times count whole seconds and a
 * transaction may end a little after its time, so a poller reads again a little before the last time that it saw.
 *
 * <p>May import: {@code table}, {@code account} for tokens.
 */
@NullMarked
package org.usher.technow.event;

import org.jspecify.annotations.NullMarked;
