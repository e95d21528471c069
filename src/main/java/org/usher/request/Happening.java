package org.usher.request;

import java.time.Instant;

/** Something that happened to an item, told to whoever must see to what follows while the transaction is still open. */
public sealed interface Happening {

    RequestItem item();

    Instant at();

    /** It was put into the cart. */
    record Added(RequestItem item, Instant at) implements Happening {}

    /** It left the cart without being checked out: taken out, or opened again. */
    record TakenOut(RequestItem item, Instant at) implements Happening {}

    /** It was checked out; the request exists. Also when it is handed in again after it was returned. */
    record Submitted(RequestItem item, Instant at, boolean again) implements Happening {}

    /** It waits for evidence of an authorisation. */
    record EvidenceMissing(RequestItem item, Instant at) implements Happening {}

    /** Somebody was asked to decide; after a change of approver, the new one. */
    record Asked(RequestItem item, Approval approval, Instant at) implements Happening {}

    /** It was approved, by a person or without asking. */
    record Approved(RequestItem item, Approval approval, Instant at) implements Happening {}

    /** It was rejected. */
    record Rejected(RequestItem item, Approval approval, Instant at) implements Happening {}

    /** It was sent back to the requester by a rule or by the desk. */
    record Returned(RequestItem item, String why, Instant at) implements Happening {}

    /** It was withdrawn, or called off by the desk. */
    record Cancelled(RequestItem item, Instant at) implements Happening {}

    /** The requester asks the desk to call it off. */
    record CancelAsked(RequestItem item, String reason, Instant at) implements Happening {}

    /** It reached the queue of the desk. */
    record Raised(RequestItem item, Instant at) implements Happening {}

    /** The turn of a follow-up has come. */
    record Waiting(RequestItem item, FollowStep step, Instant at) implements Happening {}

    /** A follow-up was done, in which round; {@code text} says what, by whom and with which answers. */
    record FollowedUp(RequestItem item, FollowStep step, String text, Instant at) implements Happening {}

    /** It is done; the registers have changed. {@code here}: not by the desk, which must hear of it. */
    record Fulfilled(RequestItem item, boolean here, Instant at) implements Happening {}

    /** It was closed without being done. {@code here}: not by the desk, which must hear of it. */
    record NotFulfilled(RequestItem item, String why, boolean here, Instant at) implements Happening {}
}
