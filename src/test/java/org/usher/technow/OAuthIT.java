package org.usher.technow;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.usher.SettableClock;

import static org.assertj.core.api.Assertions.assertThat;

@ResourceLock(TechNowServer.SHARED)
class OAuthIT {

    private static final String CLIENT = "&client_id=usher&client_secret=" + Caller.encoded(TechNowServer.PASSWORD);

    private final Caller nobody = Caller.of(TechNowServer.shared(), "usher").as("");

    @Test
    void aUserGetsATokenForTheirPasswordAndSignsInWithIt() {
        var granted = token(nobody, "grant_type=password&username=usher&password=" + Caller.encoded(TechNowServer.PASSWORD) + CLIENT);
        assertThat(granted.status()).isEqualTo(200);
        assertThat(granted.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(granted.json().path("scope").asText()).isEqualTo("useraccount");
        assertThat(granted.json().path("expires_in").asInt()).isEqualTo(1799);
        assertThat(works(nobody, access(granted))).isTrue();
    }

    @Test
    void aRefreshTokenGivesANewAccessTokenButIsNone() {
        var granted = token(nobody, "grant_type=password&username=usher&password=" + Caller.encoded(TechNowServer.PASSWORD) + CLIENT);
        var refresh = granted.json().path("refresh_token").asText();
        assertThat(works(nobody, refresh)).isFalse();
        var renewed = token(nobody, "grant_type=refresh_token&refresh_token=" + refresh + CLIENT);
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(access(renewed)).isNotEqualTo(access(granted));
        assertThat(works(nobody, access(renewed))).isTrue();
        assertThat(token(nobody, "grant_type=refresh_token&refresh_token=" + access(granted) + CLIENT).status()).isEqualTo(401);
    }

    @Test
    void aClientMaySignInForItselfAndNameItselfInAHeader() {
        var granted = token(nobody.as(Caller.basic("usher", TechNowServer.PASSWORD)), "grant_type=client_credentials");
        assertThat(granted.status()).isEqualTo(200);
        assertThat(works(nobody, access(granted))).isTrue();
    }

    @Test
    void wrongClientsPasswordsAndGrantsAreRefused() {
        var password = Caller.encoded(TechNowServer.PASSWORD);
        for (var form : new String[]{"grant_type=client_credentials&client_id=usher&client_secret=wrong", "grant_type=client_credentials",
                "grant_type=password&username=usher&password=wrong" + CLIENT,
                "grant_type=password&username=nobody&password=" + password + CLIENT,
                "grant_type=refresh_token&refresh_token=none" + CLIENT, "grant_type=magic" + CLIENT, "", "%%%&=&a"}) {
            var refused = token(nobody, form);
            assertThat(refused.status()).as(form).isEqualTo(401);
            assertThat(refused.json().path("error").asText()).isNotEmpty();
        }
    }

    @Test
    void anAccessTokenEndsAfterHalfAnHour() {
        var clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
        try (var server = TechNowServer.start(clock, Map.of())) {
            var caller = Caller.of(server, "usher").as("");
            var token = access(token(caller, "grant_type=client_credentials" + CLIENT));
            clock.advance(Duration.ofMinutes(29));
            assertThat(works(caller, token)).isTrue();
            clock.advance(Duration.ofMinutes(2));
            assertThat(works(caller, token)).isFalse();
        }
    }

    private static Caller.Answer token(Caller caller, String form) {
        return caller.send("POST", "/oauth_token.do", BodyPublishers.ofString(form),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    private static String access(Caller.Answer granted) {
        return granted.json().path("access_token").asText();
    }

    private static boolean works(Caller caller, String token) {
        return caller.as("Bearer " + token).get("/api/now/table/incident?sysparm_limit=1").status() == 200;
    }
}
