package org.usher.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A sign-in of an organisation's own, speaking OpenID Connect on loopback: discovery, authorization code, token and keys. It signs in whoever was named
 * last, gives each code away once, and wants the client's secret.
 */
final class LocalIdentityProvider implements AutoCloseable {

    static final String CLIENT = "usher";
    static final String SECRET = "a secret between the two";

    private record Grant(Map<String, String> claims, String nonce, String redirect) {}

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private volatile Map<String, String> next = Map.of();

    LocalIdentityProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("one").algorithm(JWSAlgorithm.RS256).generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException problem) {
            throw new IllegalStateException(problem);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whoever signs in next has these claims. */
    void next(Map<String, String> claims) {
        next = Map.copyOf(claims);
    }

    private String discovery() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                 "response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"],
                 "token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post"],"scopes_supported":["openid"]}"""
                .formatted(issuer());
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = fields(exchange.getRequestURI().getRawQuery());
        if (!CLIENT.equals(asked.get("client_id")) || !"code".equals(asked.get("response_type"))) {
            answer(exchange, 400, "{\"error\":\"invalid_request\"}");
            return;
        }
        var code = UUID.randomUUID().toString();
        var redirect = asked.getOrDefault("redirect_uri", "");
        codes.put(code, new Grant(next, asked.getOrDefault("nonce", ""), redirect));
        exchange.getResponseHeaders().add("Location",
                URI.create(
                        redirect + "?code=" + code + "&state=" + URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8))
                        .toString());
        answer(exchange, 302, "");
    }

    private void token(HttpExchange exchange) throws IOException {
        var asked = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var basic = exchange.getRequestHeaders().getFirst("Authorization");
        var expected = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        var grant = codes.remove(asked.getOrDefault("code", ""));
        if (!expected.equals(basic) && !SECRET.equals(asked.get("client_secret"))) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        } else if (grant == null || !grant.redirect().equals(asked.get("redirect_uri"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        } else {
            answer(exchange, 200,
                    "{\"token_type\":\"Bearer\",\"access_token\":\"" + UUID.randomUUID() + "\",\"expires_in\":300,\"id_token\":\""
                            + identity(grant) + "\"}");
        }
    }

    private String identity(Grant grant) {
        var now = Clock.systemUTC().instant();
        var claims = new JWTClaimsSet.Builder().issuer(issuer()).audience(CLIENT).subject(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
        if (!grant.nonce().isEmpty()) {
            claims.claim("nonce", grant.nonce());
        }
        grant.claims().forEach(claims::claim);
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static Map<String, String> fields(String form) {
        var fields = new HashMap<String, String>();
        for (var field : form.split("&")) {
            var parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
