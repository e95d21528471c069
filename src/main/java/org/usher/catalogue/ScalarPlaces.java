package org.usher.catalogue;

import java.util.ArrayList;
import java.util.List;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Where each character of a scalar stands in the file. Quotes, escapes, indentation and the folding of lines make the text differ from the source, so
 * the two are walked side by side: a blank of the text takes any blank of the source, and what does not match is passed over.
 */
final class ScalarPlaces {

    private final String file;
    private final String source;
    private final ScalarNode scalar;
    private final int end;
    private int at;
    private int line;
    private int column;

    /**
     * @param from where the scalar begins in the source
     * @param end  where it ends
     */
    ScalarPlaces(String file, String source, int from, int end, ScalarNode scalar) {
        this.file = file;
        this.source = source;
        this.scalar = scalar;
        this.at = from;
        this.end = end;
        this.line = scalar.getStartMark().getLine() + 1;
        this.column = scalar.getStartMark().getColumn() + 1;
    }

    /** One place for each character, and one more for the end. */
    List<Place> places() {
        var text = scalar.getValue();
        var places = new ArrayList<Place>(text.length() + 1);
        passIndicator();
        for (int i = 0; i < text.length(); i++) {
            passWhatDiffers(text.charAt(i));
            places.add(new Place(file, line, column));
            pass(escaped() ? lengthOfEscape() : 1);
        }
        places.add(new Place(file, line, column));
        return places;
    }

    /** The quote, or the line with {@code |} or {@code >}. */
    private void passIndicator() {
        var style = scalar.getScalarStyle();
        if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
            int newline = source.indexOf('\n', at);
            pass((newline < 0 ? end : newline + 1) - at);
        } else if (style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED) {
            pass(1);
        }
    }

    private void passWhatDiffers(char wanted) {
        while (at < end && !matches(wanted)) {
            pass(1);
        }
    }

    private boolean matches(char wanted) {
        char found = source.charAt(at);
        if (escaped()) {
            return source.charAt(at + 1) != '\n'; // a line that goes on stands for nothing
        }
        return wanted == found || Character.isWhitespace(wanted) && Character.isWhitespace(found);
    }

    private boolean escaped() {
        return at + 1 < end && scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED && source.charAt(at) == '\\';
    }

    private int lengthOfEscape() {
        return switch (source.charAt(at + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private void pass(int characters) {
        for (int i = 0; i < characters && at < end; i++, at++) {
            boolean newline = source.charAt(at) == '\n';
            line += newline ? 1 : 0;
            column = newline ? 1 : column + 1;
        }
    }
}
