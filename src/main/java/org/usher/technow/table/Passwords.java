package org.usher.technow.table;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as they are kept: PBKDF2 with a salt of their own, {@code rounds$salt$hash}. */
public final class Passwords {

    private static final String METHOD = "PBKDF2WithHmacSHA256";
    /** So that guessing takes long. */
    private static final int ROUNDS = 60_000;
    /** A password this long was made by a machine; nobody finds it by guessing, and the program that uses it need not wait. */
    private static final int UNGUESSABLE = 40;
    private static final int ROUNDS_OF_UNGUESSABLE = 1_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static String hash(String password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        int rounds = password.length() < UNGUESSABLE ? ROUNDS : ROUNDS_OF_UNGUESSABLE;
        return rounds + "$" + encoded(salt) + "$" + encoded(derived(password, salt, rounds));
    }

    /** Whether a password is the one that was hashed; compared in constant time. */
    public static boolean matches(String password, String hash) {
        var parts = hash.split("\\$");
        if (parts.length != 3) {
            return false;
        }
        var salt = Base64.getDecoder().decode(parts[1]);
        return MessageDigest.isEqual(derived(password, salt, Integer.parseInt(parts[0])), Base64.getDecoder().decode(parts[2]));
    }

    private static byte[] derived(String password, byte[] salt, int rounds) {
        try {
            return SecretKeyFactory.getInstance(METHOD).generateSecret(new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no " + METHOD, missing);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
