package org.usher.register;

import java.text.Normalizer;
import java.util.Locale;

/** How alike a typed text and a name are, whatever their case, accents and spacing. */
public enum Likeness {
    /** The same text. */
    EXACT,
    /** The name, or a word of it, begins with what was typed. */
    PREFIX,
    /** One or two slips of the keyboard away. */
    CLOSE,
    /** Something else. */
    NONE;

    /** Lower case, without accents, punctuation as single blanks: the form in which texts are compared. */
    public static String plain(String text) {
        var decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var plain = new StringBuilder(decomposed.length());
        boolean gap = false;
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                if (gap && !plain.isEmpty()) {
                    plain.append(' ');
                }
                gap = false;
                plain.append(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK && c != '\'' && c != '’') {
                gap = true;
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /** Compares two texts already in {@linkplain #plain plain} form. */
    public static Likeness of(String typed, String name) {
        if (typed.isEmpty() || name.isEmpty()) {
            return NONE;
        }
        if (typed.equals(name)) {
            return EXACT;
        }
        if (digits(typed) || digits(name)) {
            return NONE; // a number is itself or another number; it is never "nearly" somebody else's
        }
        if (name.startsWith(typed) || name.contains(' ' + typed)) {
            return PREFIX;
        }
        if (typed.length() < 4) {
            return NONE;
        }
        int allowed = typed.length() < 8 ? 1 : 2;
        if (distance(typed, name, allowed) <= allowed) {
            return CLOSE;
        }
        for (var word : name.split(" ", -1)) {
            if (word.length() >= 4 && distance(typed, word, allowed) <= allowed) {
                return CLOSE;
            }
        }
        return NONE;
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> Character.isDigit(c) || c == ' ');
    }

    /** Edits (insert, delete, replace, swap of neighbours) between two texts; anything above the bound may be reported as bound + 1. */
    static int distance(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) > bound) {
            return bound + 1;
        }
        var beforeLast = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
