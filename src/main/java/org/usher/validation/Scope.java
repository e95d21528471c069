package org.usher.validation;

import java.util.Map;

import org.usher.register.Registers;

/**
 * What an expression sees when it is evaluated.
 *
 * @param names     the values of the names; a name without a value gives null and counts as empty
 * @param registers the facts of this moment
 * @param calendar  for working days
 */
public record Scope(Names names, Registers registers, WorkingCalendar calendar) {

    /** Gives the value of a name, in the form that its {@link ValueType} describes. */
    @FunctionalInterface
    public interface Names {
        @org.jspecify.annotations.Nullable
        Object value(String name);
    }

    /** This scope with one name more, or with another value for it. */
    public Scope with(String name, Object value) {
        return new Scope(asked -> asked.equals(name) ? value : names.value(asked), registers, calendar);
    }

    /** This scope with some names more, or with other values for them. */
    public Scope with(Map<String, Object> values) {
        var more = Map.copyOf(values);
        return more.isEmpty() ? this : new Scope(asked -> {
            var value = more.get(asked);
            return value == null ? names.value(asked) : value;
        }, registers, calendar);
    }
}
