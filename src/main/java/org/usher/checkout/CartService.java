package org.usher.checkout;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;
import org.usher.facts.FormView;
import org.usher.request.Person;

/** What can be done with a cart. */
@Singleton
public class CartService {

    /** What comes of a checkout. */
    public sealed interface Checkout {

        /** The request, with the ITSM's numbers if they came in time. */
        record Sent(RequestView request) implements Checkout {}

        /** Nothing was sent. {@code text} says why; {@code troubles} has, by number of item, what must be mended: these are open in their dialogues again. */
        record Refused(String text, List<FormView.FindingView> cart, Map<String, List<FormView.FindingView>> troubles) implements Checkout {
            public Refused {
                cart = List.copyOf(cart);
                troubles = Map.copyOf(troubles);
            }
        }
    }

    /** What comes of doing something to one item. */
    public sealed interface Handled {

        /** Done; the id of the item's dialogue. */
        record Done(String dialogue) implements Handled {}

        /** It cannot be done; why. */
        record Refused(String text) implements Handled {}

        /** There is no such item of this person's. */
        record NotFound() implements Handled {}
    }

    /** What lies in the person's cart. */
    public CartView cart(Person who) {
        throw new UnsupportedOperationException();
    }

    /** Opens an item of the cart in its dialogue again. */
    public Handled edit(Person who, String number) {
        throw new UnsupportedOperationException();
    }

    /** Takes an item out of the cart for good. */
    public Handled remove(Person who, String number) {
        throw new UnsupportedOperationException();
    }

    /** Judges every item anew and makes one request of them; waits a little for the ITSM's numbers. Never call it within a transaction. */
    public Checkout checkout(Person who, String channel) {
        throw new UnsupportedOperationException();
    }
}
