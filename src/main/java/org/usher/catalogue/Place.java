package org.usher.catalogue;

import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param file   the path of the file within the folder of definitions
 * @param line   from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::file).thenComparingInt(Place::line)
            .thenComparingInt(Place::column);

    /** The beginning of a file. */
    static Place startOf(String file) {
        return new Place(file, 1, 1);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ':' + line + ':' + column;
    }
}
