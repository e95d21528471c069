package org.usher.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A type of file that Usher knows: how its name ends, what it is called on the wire, and how its content begins. */
enum FileType {
    /** A document as it is printed. */
    PDF("application/pdf", "%PDF-", "pdf"),
    /** A picture. */
    PNG("image/png", "\u0089PNG\r\n\u001a\n", "png"),
    /** A photograph. */
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff", "jpg", "jpeg"),
    /** Plain text. */
    TEXT("text/plain", "", "txt"),
    /** A table as text. */
    CSV("text/csv", "", "csv"),
    /** A mail as it was sent. */
    MAIL("message/rfc822", "", "eml"),
    /** A mail as Outlook keeps it. */
    OUTLOOK("application/vnd.ms-outlook", "\u00d0\u00cf\u0011\u00e0", "msg"),
    /** A document of Word. */
    WORD("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\u0003\u0004", "docx"),
    /** A workbook of Excel. */
    EXCEL("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\u0003\u0004", "xlsx"),
    /** Slides of PowerPoint. */
    POWERPOINT("application/vnd.openxmlformats-officedocument.presentationml.presentation", "PK\u0003\u0004", "pptx"),
    /** A document of LibreOffice. */
    OPEN_TEXT("application/vnd.oasis.opendocument.text", "PK\u0003\u0004", "odt"),
    /** A workbook of LibreOffice. */
    OPEN_SHEET("application/vnd.oasis.opendocument.spreadsheet", "PK\u0003\u0004", "ods");

    private final String contentType;
    private final String beginning;
    @SuppressWarnings("ImmutableEnumChecker") // it is made by List.of
    private final List<String> endings;

    FileType(String contentType, String beginning, String... endings) {
        this.contentType = contentType;
        this.beginning = beginning;
        this.endings = List.of(endings);
    }

    String contentType() {
        return contentType;
    }

    /** The end of a name, in small letters; empty if it has none. */
    static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    static Optional<FileType> named(String name) {
        var ending = ending(name);
        return Arrays.stream(values()).filter(type -> type.endings.contains(ending)).findFirst();
    }

    /** Whether a content can be what the name says. */
    boolean fits(byte[] content) {
        if (!beginning.isEmpty()) {
            var begins = beginning.getBytes(StandardCharsets.ISO_8859_1);
            return content.length >= begins.length && Arrays.equals(content, 0, begins.length, begins, 0, begins.length);
        }
        for (byte each : content) {
            if (each == 0) {
                return false;
            }
        }
        return this == MAIL || isText(content);
    }

    private static boolean isText(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException other) {
            // Text of an older office machine: every byte is a letter there, but it has no control characters.
            for (byte each : content) {
                if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t' && each != '\f') {
                    return false;
                }
            }
            return true;
        }
    }
}
