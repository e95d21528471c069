package org.usher.ticket;

import java.util.Optional;
import java.util.function.Supplier;

/** Lets only one do something at a time, in all programs that share the database. When whoever does it dies, the next one can do it at once. */
public interface Exclusive {

    /** Does some work if nobody else is at work of that name; empty if somebody is. */
    <T> Optional<T> alone(String name, Supplier<T> work);
}
