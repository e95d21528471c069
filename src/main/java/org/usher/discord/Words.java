package org.usher.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text for Discord: nothing in it is taken as markdown, and it fits, cut or split so that one sees it. */
final class Words {

    /** The most characters of one message, with room for the marks of a split. */
    static final int MESSAGE = 3900;

    private static final Pattern MARKDOWN = Pattern.compile("[\\\\*_~`|<>#\\[\\]()@]");
    private static final Pattern LIST = Pattern.compile("(?m)^(\\s*)([-+])(\\s)");
    private static final Pattern NUMBERED = Pattern.compile("(?m)^(\\s*\\d+)([.)])(\\s)");
    private static final Pattern EMOJI = Pattern.compile(":(?=\\w+:)");

    private Words() {}

    /** The text with everything escaped that Discord would read as markdown, a mention or an emoji. */
    static String plain(String text) {
        var escaped = MARKDOWN.matcher(text).replaceAll("\\\\$0");
        escaped = LIST.matcher(escaped).replaceAll("$1\\\\$2$3");
        escaped = NUMBERED.matcher(escaped).replaceAll("$1\\\\$2$3");
        return EMOJI.matcher(escaped).replaceAll("\\\\:");
    }

    /** Takes the escapes out again. */
    static String read(String escaped) {
        return escaped.replaceAll("\\\\([\\\\*_~`|<>#\\[\\]()@:.+-])", "$1");
    }

    /** At most so many characters; what is cut off is shown by an ellipsis. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + '…';
    }

    /** A label: never empty, one line. */
    static String label(String text, int most) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "–" : cut(line, most);
    }

    /** The text in parts of at most so many characters, split at lines, else at words, never within an escape. */
    static List<String> split(String text, int most) {
        var parts = new ArrayList<String>();
        var rest = text;
        while (rest.length() > most) {
            int at = rest.lastIndexOf('\n', most);
            if (at < most / 2) {
                at = rest.lastIndexOf(' ', most);
            }
            if (at < most / 2) {
                at = most;
                while (at > 1 && (rest.charAt(at - 1) == '\\' || Character.isHighSurrogate(rest.charAt(at - 1)))) {
                    at--;
                }
            }
            parts.add(rest.substring(0, at).stripTrailing());
            rest = rest.substring(at).stripLeading();
        }
        if (!rest.isEmpty()) {
            parts.add(rest);
        }
        return parts;
    }
}
