package org.usher.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import jakarta.inject.Singleton;

/** Makes one-way hashes of secrets: PBKDF2 with a salt of each one's own, written {@code $pbkdf2-sha256$i=rounds$salt$hash}. */
@Singleton
public final class Hashing {

    private static final String METHOD = "PBKDF2WithHmacSHA256";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private final SecureRandom random = new SecureRandom();
    private final SecretSettings settings;

    Hashing(SecretSettings settings) {
        this.settings = settings;
    }

    /** A hash of a secret; another one each time. */
    public String hash(String secret) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var key = new PBEKeySpec(secret.toCharArray(), salt, settings.rounds(), HASH_BITS);
        try {
            var hash = SecretKeyFactory.getInstance(METHOD).generateSecret(key).getEncoded();
            return "$pbkdf2-sha256$i=" + settings.rounds() + '$' + encoded(salt) + '$' + encoded(hash);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no " + METHOD, missing);
        } finally {
            key.clearPassword();
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
