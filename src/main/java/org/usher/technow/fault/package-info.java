/**
 * Faults on demand, for tests and by hand: the next calls that match are answered slowly, with 429, with 503, or are carried out and then
 * cut off. Off unless {@code technow.faults.enabled} is set; then:
 *
 * <pre>
 * POST   /technow/faults  {"kind": "slow|too_many|unavailable|drop", "times": 4, "method": "POST", "path": "/api/now/table/sc_req_item",
 *                          "seconds": 2}   -> 201   path: a prefix; method, path: any if left out; seconds: the delay, or Retry-After
 * GET    /technow/faults   -> those still to come
 * DELETE /technow/faults   -> none any more
 * </pre>
 *
 * The kinds: {@code slow} waits, then answers as usual; {@code too_many} answers 429 with the vendor's headers and does nothing; {@code
 * unavailable} answers 503 and does nothing; {@code unavailable_after} does what was asked and answers 503; {@code drop} does what was
 * asked and closes the connection without an answer. Only an {@code admin} may switch.
 *
 * <p>May import: {@code account}, {@code table} for the actor.
 */
@NullMarked
package org.usher.technow.fault;

import org.jspecify.annotations.NullMarked;
