package org.usher.web;

import jakarta.inject.Singleton;
import org.usher.approval.ApprovalService;
import org.usher.checkout.CartService;
import org.usher.outbox.NoticeBoard;
import org.usher.reminder.Reminders;
import org.usher.request.Person;

/** Counts what waits for a person. */
@Singleton
public final class Counting {

    private final ApprovalService approvals;
    private final CartService carts;
    private final Reminders reminders;
    private final NoticeBoard board;

    Counting(ApprovalService approvals, CartService carts, Reminders reminders, NoticeBoard board) {
        this.reminders = reminders;
        this.approvals = approvals;
        this.carts = carts;
        this.board = board;
    }

    public Frame.Counts of(Person who) {
        return new Frame.Counts(approvals.inbox(who).size(),
                Math.toIntExact(reminders.sent(who).stream().filter(reminder -> !reminder.answers().isEmpty()).count()),
                carts.cart(who).items().size(), Math.toIntExact(board.unseen(who)));
    }
}
