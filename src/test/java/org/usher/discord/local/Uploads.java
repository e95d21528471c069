package org.usher.discord.local;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts of a {@code multipart/form-data} body.
 *
 * @param payload the JSON beside the files; empty if there is none
 * @param files   by the names of their fields, such as {@code files[0]}
 */
record Uploads(String payload, Map<String, byte[]> files) {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");

    static boolean isOne(String contentType) {
        return contentType.startsWith("multipart/form-data");
    }

    static Uploads of(String contentType, byte[] body) {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new IllegalArgumentException("There is no boundary in " + contentType);
        }
        var text = new String(body, StandardCharsets.ISO_8859_1); // a character for each byte
        var payload = "";
        var files = new LinkedHashMap<String, byte[]>();
        for (var part : text.split(Pattern.quote("--" + boundary.group(1)))) {
            int head = part.indexOf("\r\n\r\n");
            var name = NAME.matcher(part.substring(0, Math.max(0, head)));
            if (head < 0 || !name.find()) {
                continue;
            }
            var content = part.substring(head + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
            if (name.group(1).equals("payload_json")) {
                payload = new String(content, StandardCharsets.UTF_8);
            } else {
                files.put(name.group(1), content);
            }
        }
        return new Uploads(payload, files);
    }
}
