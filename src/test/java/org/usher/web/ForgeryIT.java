package org.usher.web;

import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.usher.RunningSystem;

import static org.assertj.core.api.Assertions.assertThat;

/** No other site's page can do anything in the name of somebody who is signed in. */
class ForgeryIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private static RunningSystem system;
    private static Wire wire;

    @BeforeAll
    static void start() {
        system = RunningSystem.start();
        wire = new Wire(system.usherUrl());
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    private static String cookieOf(String person) {
        return Wire.cookie(wire.send("POST", "/sign-in", "person=" + person, "Content-Type", FORM));
    }

    private static String tokenFor(String cookie) {
        var matcher = TOKEN.matcher(wire.send("GET", "/", "", "Cookie", cookie).body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static int dialogues(String cookie) {
        return Wire.json(wire.send("GET", "/api/dialogues", "", "Cookie", cookie)).size();
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOfOtherSites() {
        var set = wire.send("POST", "/sign-in", "person=10311862", "Content-Type", FORM).headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("HTTPOnly").contains("SameSite=Lax").contains("Path=/");
    }

    @Test
    void aFormNeedsTheTokenOfAPageThatWasShownToTheSamePerson() {
        var gwen = cookieOf("10311990");
        var other = cookieOf("10312190");
        for (var forged : new String[]{"", "csrf=", "csrf=abc", "csrf=" + tokenFor(other)}) {
            var answer = wire.send("POST", "/conversations/gb-provision-user", forged.isEmpty() ? "a=b" : forged, "Content-Type", FORM,
                    "Cookie", gwen);
            assertThat(answer.statusCode()).as(forged).isEqualTo(403);
        }
        assertThat(dialogues(gwen)).isZero();
        var honest = wire.send("POST", "/conversations/gb-provision-user", "csrf=" + tokenFor(gwen), "Content-Type", FORM, "Cookie", gwen);
        assertThat(honest.statusCode()).isEqualTo(303);
        assertThat(dialogues(gwen)).isOne();
    }

    @Test
    void aFormWhoseBodyComesLaterThanItsHeadersIsReadLikeAnyOther() throws Exception {
        var ian = cookieOf("10312044");
        var form = java.net.http.HttpRequest.newBuilder(java.net.URI.create(wire.url() + "/conversations/gb-provision-user"))
                .expectContinue(true).header("Content-Type", FORM).header("Cookie", ian);
        try (var browser = java.net.http.HttpClient.newHttpClient()) {
            for (var sent : java.util.Map.of("csrf=abc", 403, "csrf=" + tokenFor(ian), 303).entrySet()) {
                var request = form.POST(java.net.http.HttpRequest.BodyPublishers.ofString(sent.getKey())).build();
                assertThat(browser.send(request, java.net.http.HttpResponse.BodyHandlers.ofString()).statusCode()).as(sent.getKey())
                        .isEqualTo(sent.getValue());
            }
        }
        assertThat(dialogues(ian)).isOne();
    }

    @Test
    void theApiNeedsItTooWhereTheCookieSpeaks() {
        var priya = cookieOf("10200417");
        var body = "{\"conversation\":\"gb-provision-user\"}";
        assertThat(wire.send("POST", "/api/dialogues", body, "Content-Type", "application/json", "Cookie", priya).statusCode())
                .isEqualTo(403);
        assertThat(wire
                .send("POST", "/api/dialogues", body, "Content-Type", "application/json", "Cookie", priya, "X-CSRF-Token", tokenFor(priya))
                .statusCode())
                .isEqualTo(201);
        assertThat(wire.call(wire.token("10200417"), "POST", "/api/dialogues", body).statusCode()).as("a bearer token needs none")
                .isEqualTo(201);
    }

    @Test
    void whatABrowserSaysComesFromAnotherSiteIsTurnedAwayEvenAtTheSignIn() {
        assertThat(wire.send("POST", "/sign-in", "person=10311862", "Content-Type", FORM, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(
                wire.send("POST", "/sign-in", "person=10311862", "Content-Type", FORM, "Origin", "https://elsewhere.example").statusCode())
                .isEqualTo(403);
        assertThat(wire.send("POST", "/sign-in", "person=10311862", "Content-Type", FORM, "Origin", wire.url()).statusCode())
                .isEqualTo(303);
    }

    @Test
    void theSignInLeadsToNoOtherServer() {
        for (var next : new String[]{"https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"}) {
            var answer = wire.send("POST", "/sign-in",
                    "person=10311862&next=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8),
                    "Content-Type", FORM);
            assertThat(answer.headers().firstValue("Location")).as(next).contains("/");
        }
    }

    @Test
    void pagesForbidScriptsThatAreNotUshersOwnAndFrames() {
        var headers = wire.send("GET", "/sign-in", "").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    }
}
