package org.usher.web;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.cookie.AccessTokenCookieConfiguration;
import io.micronaut.security.token.generator.TokenGenerator;
import jakarta.inject.Singleton;
import org.usher.request.Person;

/** Gives a person the token that later calls are made with: in a cookie for pages, as a bearer token for programs. */
@Singleton
public final class SignIn {

    private static final String NOBODY = "nobody";

    private final TokenGenerator tokens;
    private final AccessTokenCookieConfiguration cookie;
    private final WebSettings settings;
    private final SigningKey key;

    SignIn(TokenGenerator tokens, AccessTokenCookieConfiguration cookie, WebSettings settings, SigningKey key) {
        this.tokens = tokens;
        this.cookie = cookie;
        this.settings = settings;
        this.key = key;
    }

    /** Whether people may sign in by merely choosing a name. */
    public boolean byName() {
        return settings.demoSignIn();
    }

    /** A token for a person. */
    public String token(Person person) {
        var authentication = Authentication.build(person.key(), Map.of(Visitors.ORGANISATION, person.organisation()));
        return tokens.generateToken(authentication, Math.toIntExact(settings.signedInFor().toSeconds()))
                .orElseThrow(() -> new IllegalStateException("No token could be made"));
    }

    /** The cookie that holds a token. */
    public Cookie cookie(String token) {
        return plainCookie(token).maxAge(settings.signedInFor());
    }

    /** The cookie that signs out. */
    public Cookie noCookie() {
        return plainCookie("").maxAge(Duration.ZERO);
    }

    private Cookie plainCookie(String value) {
        return Cookie.of(cookie.getCookieName(), value).path("/").httpOnly(true).secure(settings.secureCookies()).sameSite(SameSite.Lax);
    }

    /** The token in the cookie of a request. */
    Optional<String> cookieIn(HttpRequest<?> request) {
        return request.getCookies().findCookie(cookie.getCookieName()).map(Cookie::getValue);
    }

    /** What a form on a page of ours carries to prove that it was not made elsewhere: bound to the sign-in that the page was shown to. */
    public String formToken(HttpRequest<?> request) {
        return key.code("form:" + cookieIn(request).orElse(NOBODY));
    }
}
