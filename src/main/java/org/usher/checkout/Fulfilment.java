package org.usher.checkout;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;
import org.usher.request.RequestItem;
import org.usher.validation.Finding;

/**
 * What the ITSM's side reports. Each method is a transaction of its own (or joins the open one), can be called twice, and does nothing where
 * the item is past it already.
 */
@Singleton
public class Fulfilment {

    /** The ITSM's names for a request and its items (by number of item) are known. */
    public void numbered(long request, RequestItem.Ticket ticket, Map<Long, RequestItem.Ticket> items) {
        throw new UnsupportedOperationException();
    }

    /** The catalog task of an approved item is about to be raised. */
    public void ticketing(long item) {
        throw new UnsupportedOperationException();
    }

    /** It is in the queue of the desk. */
    public void raised(long item) {
        throw new UnsupportedOperationException();
    }

    /** Somebody at the desk has taken it. */
    public void inProgress(long item) {
        throw new UnsupportedOperationException();
    }

    /** The desk sends it back to the requester. */
    public void sentBack(long item, String why) {
        throw new UnsupportedOperationException();
    }

    /** A rule stopped it on its way into the queue: it goes back to the requester. */
    public void stopped(long item, List<Finding> findings) {
        throw new UnsupportedOperationException();
    }

    /** The work is done. The effects are applied, once; the requester is told. */
    public void fulfilled(long item, Map<String, String> results, String note) {
        throw new UnsupportedOperationException();
    }

    /** The desk closed it without doing it. */
    public void notFulfilled(long item, String why) {
        throw new UnsupportedOperationException();
    }

    /** The desk called it off. */
    public void cancelled(long item, String why) {
        throw new UnsupportedOperationException();
    }

    /** The ITSM could not be reached so many times; from the third on the requester is told, once. */
    public void delayed(long item, int failures) {
        throw new UnsupportedOperationException();
    }

    /** What had to be seen to after fulfilment has been. */
    public void closed(long item) {
        throw new UnsupportedOperationException();
    }
}
