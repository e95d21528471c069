package org.usher.web;

import jakarta.inject.Singleton;
import org.usher.approval.ApprovalService;
import org.usher.checkout.CartService;
import org.usher.outbox.MessageBox;
import org.usher.request.Person;

/** Counts what waits for a person. */
@Singleton
public final class Counting {

    private final ApprovalService approvals;
    private final CartService carts;
    private final MessageBox messages;

    Counting(ApprovalService approvals, CartService carts, MessageBox messages) {
        this.approvals = approvals;
        this.carts = carts;
        this.messages = messages;
    }

    public Frame.Counts of(Person who) {
        return new Frame.Counts(approvals.inbox(who).size(), 0, carts.cart(who).items().size(), messages.unseen(who));
    }
}
