package org.usher.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.micronaut.context.event.BeanInitializedEventListener;
import io.micronaut.context.event.BeanInitializingEvent;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secret that signs what Usher gives to browsers: sign-ins, and the tokens that prove a form came from a page of ours. */
@Singleton
final class SigningKey {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKey.class);
    private static final int SHORTEST = 32;

    private final String secret;

    SigningKey(WebSettings settings) {
        secret = settings.signingKey().isEmpty() ? kept(settings.keyFile()) : settings.signingKey();
        if (secret.length() < SHORTEST) {
            throw new IllegalStateException("usher.web.signing-key must have at least " + SHORTEST + " characters");
        }
    }

    /** A code that only the holder of this key can make of a text. */
    String code(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static String kept(Path file) {
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key file " + file + " cannot be read or made; set usher.web.signing-key or usher.web.key-file", e);
        }
    }

    private static void make(Path file) throws IOException {
        var random = new byte[48];
        new SecureRandom().nextBytes(random);
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        var half = Files.createTempFile(file.toAbsolutePath().getParent(), "web", ".key");
        if (half.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(half, Base64.getUrlEncoder().withoutPadding().encodeToString(random),
                Set.of(StandardOpenOption.TRUNCATE_EXISTING).toArray(
                        StandardOpenOption[]::new));
        try {
            Files.createLink(file, half);
            LOG.info("Made a signing key in {}", file);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("Another process was first to make {}", file, e);
        } finally {
            Files.delete(half);
        }
    }

    /** Lends the secret to Micronaut's token machinery, which has a place for it but no way to make one. */
    @Singleton
    static final class Lender implements BeanInitializedEventListener<SecretSignatureConfiguration> {

        private final SigningKey key;

        Lender(SigningKey key) {
            this.key = key;
        }

        @Override
        public SecretSignatureConfiguration onInitialized(BeanInitializingEvent<SecretSignatureConfiguration> event) {
            var configuration = event.getBean();
            configuration.setSecret(key.code("sign-in"));
            return configuration;
        }
    }
}
