package org.usher.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How rows of the record hang together: the hash of a row is SHA-256 over the hash of the row before it and everything the row says, each
 * part with its length before it, so that no two different rows say the same.
 */
public final class AuditChain {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> DETAILS = new TypeReference<>() {
    };

    private AuditChain() {}

    /** An entry as it can be kept: its moment to the microsecond. */
    public static AuditEntry kept(AuditEntry entry) {
        return new AuditEntry(entry.at().truncatedTo(ChronoUnit.MICROS), entry.organisation(), entry.actor(), entry.action(),
                entry.object(), entry.details());
    }

    /** The hash that a row must have: over the hash before it, its number, and what it says. */
    static byte[] hash(long number, byte[] previousHash, AuditEntry entry, String details) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previousHash);
            digest.update(part(Long.toString(number)));
            digest.update(content(entry, details));
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** What a row says, as it goes into its hash. */
    public static byte[] content(AuditEntry entry, String details) {
        var content = new ByteArrayOutputStream();
        for (var text : List.of(entry.at().toString(), entry.organisation(), entry.actor(), entry.action(), entry.object(), details)) {
            content.writeBytes(part(text));
        }
        return content.toByteArray();
    }

    private static byte[] part(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var part = new ByteArrayOutputStream(bytes.length + 8);
        part.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        part.writeBytes(bytes);
        return part.toByteArray();
    }

    /** Details as they are kept: a JSON object with sorted names. */
    public static String details(AuditEntry entry) {
        try {
            return JSON.writeValueAsString(entry.details());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts can be written", impossible);
        }
    }

    /** Details as they were kept; a text that is no longer JSON (somebody has been at it) is shown as it is. */
    public static Map<String, String> details(String kept) {
        try {
            return JSON.readValue(kept, DETAILS);
        } catch (JsonProcessingException notJson) {
            return Map.of("", kept);
        }
    }
}
