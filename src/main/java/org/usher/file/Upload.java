package org.usher.file;

import java.util.regex.Pattern;

/**
 * A file as it comes in.
 *
 * @param name    what the person calls it
 * @param content all of it
 */
public record Upload(String name, byte[] content) {

    private static final Pattern STRANGE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._ ()-]+");
    private static final int LONGEST_NAME = 100;

    /** The name without a path, and without anything that a file system, a header or a page could take amiss. */
    public String cleanName() {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var clean = STRANGE.matcher(last).replaceAll("_").replaceAll("\\s+", " ").strip().replaceAll("^[. _-]+", "");
        if (clean.length() > LONGEST_NAME) {
            var ending = FileType.ending(clean);
            int stem = Math.max(1, LONGEST_NAME - ending.length() - 1);
            clean = clean.substring(0, Character.isHighSurrogate(clean.charAt(stem - 1)) ? stem - 1 : stem) + '.' + ending;
        }
        return clean.isEmpty() || clean.startsWith(".") ? "file" + clean : clean;
    }

    /** Without the content, so that no log shows it. */
    @Override
    public String toString() {
        return "Upload[" + name + ", " + content.length + " bytes]";
    }
}
