package org.usher.outbox;

import org.usher.request.Happening;

/** Somebody who must see to what follows from what happened to an item. Called within the transaction: may only write to the database and plan jobs. */
public interface Follower {

    void follow(Happening happening);
}
