package org.usher.technow.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.usher.technow.account.Accounts;
import org.usher.technow.account.Accounts.Credentials;
import org.usher.technow.account.Tokens;

/** Gives OAuth 2 tokens. */
@Hidden
@Controller
class OAuthController {

    private final Tokens tokens;

    OAuthController(Tokens tokens) {
        this.tokens = tokens;
    }

    @Post("/oauth_token.do")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> token(HttpRequest<?> request, @Nullable @Body String body) {
        var form = form(body == null ? "" : body);
        var client = Optional.ofNullable(request.getHeaders().get(HttpHeaders.AUTHORIZATION)).flatMap(Accounts::credentials)
                .orElseGet(() -> new Credentials(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", "")));
        if (!tokens.isClient(client.name(), client.password())) {
            return refused("invalid_client");
        }
        var granted = switch (form.getOrDefault("grant_type", "")) {
            case "password" -> tokens.forPassword(form.getOrDefault("username", ""), form.getOrDefault("password", ""));
            case "client_credentials" -> tokens.forClient();
            case "refresh_token" -> tokens.forRefresh(form.getOrDefault("refresh_token", ""));
            default -> Optional.<Tokens.Granted>empty();
        };
        return granted.map(OAuthController::answer).orElseGet(() -> refused("access_denied"));
    }

    private static HttpResponse<String> answer(Tokens.Granted granted) {
        var body = new LinkedHashMap<String, Object>();
        body.put("access_token", granted.accessToken());
        body.put("refresh_token", granted.refreshToken());
        body.put("scope", "useraccount");
        body.put("token_type", "Bearer");
        body.put("expires_in", granted.seconds());
        return Answers.json(HttpStatus.OK, body).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static HttpResponse<String> refused(String error) {
        return Answers.json(HttpStatus.UNAUTHORIZED, Map.of("error_description", error, "error", "server_error"));
    }

    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        for (var pair : body.split("&")) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException halfAnEscape) {
            return text;
        }
    }
}
