package org.usher.outbox;

/**
 * Tells somebody something by e-mail and nowhere else: what must not stand on any other channel, such as a code that proves whose a mailbox is.
 * Called within the transaction, as {@link Notifications} are.
 */
public interface ByMailOnly {

    void mail(Notice notice);
}
