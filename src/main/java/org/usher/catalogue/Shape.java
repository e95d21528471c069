package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a node of a definition must look like. {@link ShapeCheck} checks it, {@link JsonSchema} tells it to editors. */
sealed interface Shape {

    /**
     * One word or text.
     *
     * @param format what it says
     */
    record Scalar(Format format) implements Shape {}

    /** One of a few words. */
    record OneOf(List<String> words) implements Shape {
        public OneOf {
            words = List.copyOf(words);
        }
    }

    /** A mapping with keys of its own choosing. */
    record MapOf(Format key, Shape value) implements Shape {}

    /** A list; with {@code orSingle} one element may stand alone. */
    record ListOf(Shape of, boolean orSingle) implements Shape {}

    /** A mapping with known keys. */
    record Fixed(List<Key> keys) implements Shape {
        public Fixed {
            keys = List.copyOf(keys);
        }

        /** The same with further keys. */
        Fixed with(Key... further) {
            return new Fixed(Stream.concat(keys.stream(), Stream.of(further)).toList());
        }

        Map<String, Key> byName() {
            var all = new LinkedHashMap<String, Key>();
            keys.forEach(key -> all.put(key.name(), key));
            return all;
        }
    }

    /**
     * A mapping whose first key says what it is.
     *
     * @param shapes by that key
     * @param other  with any other word as its first key: an answer type of the organisation
     */
    record Tagged(Map<String, Fixed> shapes, Fixed other) implements Shape {
        public Tagged {
            shapes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
        }
    }

    /**
     * A mapping that has one of a few keys, which say what it is.
     *
     * @param needed whether it must have one
     */
    record Verbed(Fixed shape, List<String> verbs, boolean needed) implements Shape {
        public Verbed {
            verbs = List.copyOf(verbs);
        }
    }

    /** A scalar of one shape, or a list or mapping of another. */
    record Either(Shape scalar, Shape otherwise) implements Shape {}

    /** A shape with a name, which may hold itself. */
    record Named(String name, Supplier<Shape> shape) implements Shape {}

    /** Whatever it is. */
    record Anything() implements Shape {}

    /** A key of a mapping, and a sentence about it for editors. */
    record Key(String name, Shape shape, boolean needed, String about) {

        static Key of(String name, Shape shape, String about) {
            return new Key(name, shape, false, about);
        }

        static Key needed(String name, Shape shape, String about) {
            return new Key(name, shape, true, about);
        }
    }

    static Fixed fixed(Key... keys) {
        return new Fixed(List.of(keys));
    }

    static OneOf oneOf(String... words) {
        return new OneOf(List.of(words));
    }

    static ListOf list(Shape of) {
        return new ListOf(of, false);
    }

    /** A list whose single element may stand alone. */
    static ListOf some(Shape of) {
        return new ListOf(of, true);
    }

    /** Every combination of known keys and a first key. */
    static Map<String, Fixed> tagged(Fixed common, Map<String, Fixed> byTag) {
        var all = new LinkedHashMap<String, Fixed>();
        byTag.forEach((tag, own) -> {
            var keys = new ArrayList<>(own.keys());
            keys.addAll(common.keys());
            all.put(tag, new Fixed(keys));
        });
        return all;
    }
}
