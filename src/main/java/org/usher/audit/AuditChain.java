package org.usher.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
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

    /** The row that follows a row. Moments are kept to the microsecond. */
    public static AuditLinks.Link next(long number, byte[] previousHash, AuditEntry entry) {
        var kept = new AuditEntry(entry.at().truncatedTo(ChronoUnit.MICROS), entry.organisation(), entry.actor(), entry.action(),
                entry.object(),
                entry.details());
        var details = details(kept);
        return new AuditLinks.Link(number + 1, kept, details, previousHash, hash(number + 1, previousHash, kept, details));
    }

    /** The hash that a row must have. */
    static byte[] hash(long number, byte[] previousHash, AuditEntry entry, String details) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previousHash);
            for (var part : new String[]{Long.toString(number), entry.at().toString(), entry.organisation(), entry.actor(), entry.action(),
                    entry.object(),
                    details}) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
                digest.update((byte) ':');
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
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
