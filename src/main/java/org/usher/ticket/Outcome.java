package org.usher.ticket;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What became of a call to the ITSM. Only {@link Unavailable} is worth trying again as it is.
 *
 * @param <T> what a call that worked gives
 */
public sealed interface Outcome<T> {

    /** It worked. */
    record Ok<T>(T value) implements Outcome<T> {}

    /** What the call spoke of is not there (or not to be seen by us). */
    record NotFound<T>(String what) implements Outcome<T> {}

    /** The ITSM understood the call and will not do it; asking again in the same way is of no use. */
    record Rejected<T>(int status, String detail) implements Outcome<T> {}

    /**
     * The ITSM could not be reached, did not answer in time, or asked to come back later. It may have done it nevertheless.
     *
     * @param retryAfter how long it asked to be left alone, if it said so
     */
    record Unavailable<T>(Optional<Duration> retryAfter, String detail) implements Outcome<T> {}

    /** Goes on with the next call when this one worked, and otherwise passes on what happened. */
    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return switch (this) {
            case Ok<T>(var value) -> next.apply(value);
            case NotFound<T>(var what) -> new NotFound<>(what);
            case Rejected<T>(var status, var detail) -> new Rejected<>(status, detail);
            case Unavailable<T>(var retryAfter, var detail) -> new Unavailable<>(retryAfter, detail);
        };
    }

    /** The same outcome with another value. */
    default <R> Outcome<R> map(Function<T, R> change) {
        return then(value -> new Ok<>(change.apply(value)));
    }
}
