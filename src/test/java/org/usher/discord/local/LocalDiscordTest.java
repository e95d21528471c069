package org.usher.discord.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The local Discord refuses what Discord refuses, so that it means something when it takes what the bot sends. */
class LocalDiscordTest {

    private static final int V2 = Rules.COMPONENTS_V2;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LocalDiscord discord = LocalDiscord.start();
    private final Member member = discord.member("Somebody");

    @AfterEach
    void close() {
        discord.close();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(discord.restUrl() + path)).header("Authorization", "Bot " + discord.token())
                    .header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new java.io.UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return LocalDiscord.JSON.readTree(answer.body());
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private HttpResponse<String> post(String components) {
        return send("POST", "channels/" + member.dm() + "/messages", "{\"flags\":" + V2 + ",\"components\":[" + components + "]}");
    }

    private static String text(int characters) {
        return "{\"type\":10,\"content\":\"" + "x".repeat(characters) + "\"}";
    }

    private static String row(String... children) {
        return "{\"type\":1,\"components\":[" + String.join(",", children) + "]}";
    }

    private static String button(String id) {
        return "{\"type\":2,\"style\":1,\"label\":\"Go\",\"custom_id\":\"" + id + "\"}";
    }

    private static String menu(String id, int options, boolean twice) {
        return "{\"type\":3,\"custom_id\":\"" + id + "\",\"options\":[" + IntStream.range(0, options)
                .mapToObj(n -> "{\"label\":\"Option\",\"value\":\"" + (twice ? 0 : n) + "\"}").collect(Collectors.joining(",")) + "]}";
    }

    private void refused(String components, String why) {
        var answer = post(components);
        assertThat(answer.statusCode()).as(why).isEqualTo(400);
        assertThat(json(answer).path("code").asInt()).isEqualTo(50035);
        assertThat(answer.body()).contains(why);
    }

    @Test
    void sizesAndWhatMustBeUniqueAreEnforced() {
        assertThat(post(text(4000)).statusCode()).isEqualTo(200);
        refused(text(2000) + ',' + text(2001), "exceeds maximum size of 4000");
        refused(IntStream.range(0, 41).mapToObj(_ -> text(1)).collect(Collectors.joining(",")), "cannot exceed 40");
        discord.quota.forget();
        refused(row(button("a"), button("a")), "custom id cannot be duplicated");
        refused(row(button("a".repeat(101))), "Must be between 1 and 100 in length");
        refused(row(button("a"), button("b"), button("c"), button("d"), button("e"), button("f")), "Must be between 1 and 5");
        discord.quota.forget();
        refused(row(menu("m", 26, false)), "Must be between 1 and 25");
        refused(row(menu("m", 2, true)), "option value is already used");
        assertThat(json(send("POST", "channels/" + member.dm() + "/messages", "{\"content\":\"\"}")).path("code").asInt())
                .isEqualTo(50006);
    }

    @Test
    void componentsOfTheSecondVersionCannotBeTakenBack() {
        var message = json(post(text(10))).path("id").asText();
        var path = "channels/" + member.dm() + "/messages/" + message;
        assertThat(send("PATCH", path, "{\"flags\":0,\"content\":\"plain\"}").statusCode()).isEqualTo(400);
        assertThat(send("PATCH", path, "{\"flags\":" + V2 + ",\"components\":[" + text(5) + "]}").statusCode()).isEqualTo(200);
    }

    @Test
    void anInteractionIsAcknowledgedOnceAndInTime() {
        var message = new Message((com.fasterxml.jackson.databind.node.ObjectNode) json(post(row(button("a")))));
        var click = member.clickId(message, "a");
        var callback = "interactions/" + click.id + '/' + click.token + "/callback";
        assertThat(json(send("POST", "interactions/1/nobody/callback", "{\"type\":6}")).path("code").asInt()).isEqualTo(10062);
        assertThat(send("POST", callback, "{\"type\":6}").statusCode()).isLessThan(300);
        assertThat(json(send("POST", callback, "{\"type\":6}")).path("code").asInt()).isEqualTo(40060);
        assertThat(send("POST", "webhooks/1/" + click.token, "{\"content\":\"more\"}").statusCode()).isEqualTo(200);
        member.age(click, Duration.ofMinutes(15));
        assertThat(json(send("POST", "webhooks/1/" + click.token, "{\"content\":\"too late\"}")).path("code").asInt()).isEqualTo(50027);

        var late = member.clickId(message, "a");
        member.age(late, Duration.ofSeconds(4));
        assertThat(json(send("POST", "interactions/" + late.id + '/' + late.token + "/callback", "{\"type\":6}")).path("code").asInt())
                .isEqualTo(10062);
    }

    @Test
    void closedDirectMessagesWrongTokensAndTooManyCallsAreRefused() {
        member.closeDms(true);
        assertThat(json(post(text(1))).path("code").asInt()).isEqualTo(50007);
        member.closeDms(false);
        HttpResponse<String> last;
        int calls = 0;
        do {
            last = post(text(1));
        } while (last.statusCode() == 200 && ++calls < 100);
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().map()).containsKeys("retry-after", "x-ratelimit-scope", "x-ratelimit-bucket");
        assertThat(json(last).path("retry_after").asDouble()).isPositive();
        discord.storm(Duration.ofSeconds(5));
        assertThat(json(send("GET", "users/@me", "")).path("global").asBoolean()).isTrue();
        discord.revokeToken();
        assertThat(discord.invalidCalls()).isEqualTo(3);
    }
}
