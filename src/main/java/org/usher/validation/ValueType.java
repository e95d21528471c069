package org.usher.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.usher.register.FieldType;

/** The type of a value that expressions work with; every name of a definition has one, so that expressions are checked when they are loaded. */
@SuppressWarnings("ClassInitializationDeadlock") // records without static state of their own
public sealed interface ValueType {

    ValueType TEXT = new Text();
    ValueType NUMBER = new WholeNumber();
    ValueType TRUTH = new Truth();
    ValueType MOMENT = new Moment();
    ValueType SPAN = new Span();
    ValueType SECRET = new Secret();
    ValueType HASH = new Hash();

    /** The type that a field of a register has in expressions. */
    static ValueType of(FieldType field) {
        return switch (field) {
            case FieldType.Text _,FieldType.OneOf _ -> TEXT;
            case FieldType.Hash _ -> HASH;
            case FieldType.WholeNumber _ -> NUMBER;
            case FieldType.Truth _ -> TRUTH;
            case FieldType.Day _,FieldType.Moment _ -> MOMENT;
            case FieldType.Reference reference -> new EntryOf(reference.register());
            case FieldType.Several several -> new ListOf(of(several.of()));
            case FieldType.One one -> new EntryOf(one.register());
            case FieldType.Many many -> new ListOf(new EntryOf(many.register()));
        };
    }

    /** Whether values of this type are nobody's business: they cannot be shown, sent or computed with. */
    default boolean opaque() {
        return switch (this) {
            case Secret _,Hash _ -> true;
            case ListOf list -> list.of().opaque();
            case Text _,WholeNumber _,Truth _,Moment _,Span _,EntryOf _,Group _ -> false;
        };
    }

    /** The value that stands for "not answered" or "does not apply". */
    default Object empty() {
        return switch (this) {
            case Text _,Secret _,Hash _ -> "";
            case WholeNumber _ -> 0L;
            case Truth _ -> false;
            case Moment _ -> java.time.Instant.EPOCH;
            case Span _ -> java.time.Duration.ZERO;
            case EntryOf entry -> org.usher.register.Entry.none(entry.register());
            case ListOf _ -> List.of();
            case Group _ -> Map.of();
        };
    }

    /** Text, and choices with inline options: {@code String}. */
    record Text() implements ValueType {}

    /** A whole number: {@code Long}. */
    record WholeNumber() implements ValueType {}

    /** Yes or no: {@code Boolean}. */
    record Truth() implements ValueType {}

    /** A moment, or the start of a local day: {@code Instant}. */
    record Moment() implements ValueType {}

    /** A length of time: {@code Duration}. */
    record Span() implements ValueType {}

    /** What was made of a secret when it was given, kept as a {@code String}. It is good for nothing but {@code hash(…)}. */
    record Secret() implements ValueType {}

    /** The one-way hash of a secret: a {@code String}. It can be put into a field that keeps hashes, and nowhere else. */
    record Hash() implements ValueType {}

    /** An entry of a register, possibly no entry. */
    record EntryOf(String register) implements ValueType {}

    /** A list of values of one type. */
    record ListOf(ValueType of) implements ValueType {}

    /**
     * Named values, as a {@code Map}; missing ones count as empty.
     *
     * @param name unique within the vocabulary
     */
    record Group(String name, Map<String, ValueType> fields) implements ValueType {
        public Group {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }
}
