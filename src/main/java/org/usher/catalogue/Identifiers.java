package org.usher.catalogue;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names that the text of an expression speaks of, found without compiling it: needed to know in which order names must be compiled, and which
 * expressions are moot because a name they use is faulty itself.
 */
final class Identifiers {

    private Identifiers() {}

    /** Every name with what is selected from it, as far as it is plain: {@code current.role}, {@code additional.exists}, {@code n}. */
    static Set<String> in(String expression) {
        var found = new LinkedHashSet<String>();
        int at = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c == '\'' || c == '"') {
                at = afterQuotes(expression, at);
            } else if (Character.isJavaIdentifierStart(c)) {
                int end = afterChain(expression, at);
                if (!selected(expression, at)) {
                    found.add(expression.substring(at, end));
                }
                at = end;
            } else if (Character.isDigit(c)) {
                at++;
                while (at < expression.length() && Character.isLetterOrDigit(expression.charAt(at))) {
                    at++;
                }
            } else {
                at++;
            }
        }
        return found;
    }

    /** The names in the placeholders of a wording. */
    static Set<String> inWording(String wording) {
        var found = new LinkedHashSet<String>();
        int at = 0;
        while ((at = wording.indexOf('{', at)) >= 0) {
            if (wording.startsWith("{{", at)) {
                at += 2;
                continue;
            }
            int close = wording.indexOf('}', at);
            found.addAll(in(wording.substring(at + 1, close < 0 ? wording.length() : close)));
            at = close < 0 ? wording.length() : close;
        }
        return found;
    }

    /** Whether one path is the other, or lies within it. */
    static boolean overlap(String path, String other) {
        return path.equals(other) || path.startsWith(other + '.') || other.startsWith(path + '.');
    }

    private static int afterQuotes(String text, int from) {
        char quote = text.charAt(from);
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int afterChain(String text, int from) {
        int at = from;
        while (at < text.length() && (Character.isJavaIdentifierPart(text.charAt(at))
                || text.charAt(at) == '.' && at + 1 < text.length() && Character.isJavaIdentifierStart(text.charAt(at + 1)))) {
            at++;
        }
        return at;
    }

    /** Whether a name is selected from something that is no name, as in {@code additional[0].role}. */
    private static boolean selected(String text, int at) {
        int before = at - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before >= 0 && text.charAt(before) == '.';
    }
}
