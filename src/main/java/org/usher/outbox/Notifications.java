package org.usher.outbox;

import java.util.Set;

/**
 * A way to tell somebody something: the list on the web, e-mail, Discord. Called within the transaction, so it may only write to the
 * database and plan jobs that send. Every bean of this type is told everything and takes what it can deliver.
 */
public interface Notifications {

    void tell(Notice notice);

    /**
     * What notices of these kinds ask for was done, is not asked any more, or is asked again: where they stay, they show it from now on.
     *
     * @param matter what they ask for: {@link Notice#matter}
     */
    default void settled(String organisation, Set<Notice.Kind> kinds, String matter) {}
}
