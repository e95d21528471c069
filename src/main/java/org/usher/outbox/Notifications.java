package org.usher.outbox;

/**
 * A way to tell somebody something: the list on the web, e-mail, Discord. Called within the transaction, so it may only write to the
 * database and plan jobs that send. Every bean of this type is told everything and takes what it can deliver.
 */
public interface Notifications {

    void tell(Notice notice);
}
