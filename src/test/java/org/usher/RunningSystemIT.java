package org.usher;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunningSystemIT {

    @Test
    void usherAndTechnowServeSideBySideAndSayThatTheyAreWell() throws Exception {
        try (var system = RunningSystem.start(); var client = HttpClient.newHttpClient()) {
            for (var url : new String[]{system.usherUrl(), system.technowUrl()}) {
                var answer = client.send(HttpRequest.newBuilder(URI.create(url + "/health")).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("jdbc:mariadb");
            }
        }
    }

    @Test
    void theDesignSystemIsServedWithoutTheCrownAndTheFont() throws Exception {
        try (var system = RunningSystem.start(); var client = HttpClient.newHttpClient()) {
            var style = client.send(HttpRequest.newBuilder(URI.create(system.usherUrl() + "/assets/govuk-frontend.min.css")).build(),
                    BodyHandlers.ofString());
            assertThat(style.statusCode()).isEqualTo(200);
            assertThat(style.body()).contains("--govuk-frontend-version:\"6.6.0\"");
            var crest = client.send(HttpRequest.newBuilder(URI.create(system.usherUrl() + "/assets/images/govuk-crest.svg")).build(),
                    BodyHandlers.ofString());
            assertThat(crest.statusCode()).isIn(401, 404);
        }
    }
}
