package org.usher.conversation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.usher.register.Registers;

/** Makes user names that can be typed on any keyboard and that nobody else has. */
final class Usernames {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern STRANGE = Pattern.compile("[^a-z0-9._@-]+");
    private static final int LONGEST = 60;

    private Usernames() {}

    /** A user name made of a text: plain small letters, digits and {@code . _ - @}; with a number if it is taken in a field of a register. */
    static String made(String text, String register, String field, Registers registers) {
        var plain = MARKS.matcher(Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFD)).replaceAll("")
                .replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("đ", "d").replace("ł", "l").replaceAll("\\s+", ".");
        var fit = STRANGE.matcher(plain).replaceAll("").replaceAll("\\.{2,}", ".").replaceAll("^[.@_-]+|[.@_-]+$", "");
        var name = fit.isEmpty() ? "user" : fit.substring(0, Math.min(LONGEST, fit.length()));
        var taken = taken(register, field, registers);
        var free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = name + number;
        }
        return free;
    }

    private static Set<String> taken(String register, String field, Registers registers) {
        return registers.entries(register).stream().map(entry -> entry.text(field).toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
