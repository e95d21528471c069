package org.usher.technow.event;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts the messages of the outbox, one after the other, and signs them. */
@Singleton
@Requires(property = "technow.events.url")
@Requires(property = "technow.events.url", notEquals = "")
class EventPoster {

    private static final Logger LOG = LoggerFactory.getLogger(EventPoster.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SUCCESS = 200;
    private static final int BEYOND_SUCCESS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outbox outbox;
    private final EventSettings settings;
    private final Clock clock;
    private final HttpClient client;

    EventPoster(Outbox outbox, EventSettings settings, Clock clock) {
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    @Scheduled(fixedDelay = "${technow.events.interval:250ms}")
    void post() {
        for (var message = outbox.claim(); message.isPresent(); message = outbox.claim()) {
            post(message.get());
        }
    }

    private void post(Outbox.Message message) {
        try {
            var timestamp = String.valueOf(clock.instant().getEpochSecond());
            var request = HttpRequest.newBuilder(URI.create(settings.url())).timeout(settings.timeout())
                    .header("Content-Type", "application/json").header("X-TechNow-Event", event(message))
                    .header("X-TechNow-Timestamp", timestamp)
                    .header("X-TechNow-Signature", "sha256=" + signature(timestamp + "." + message.body()))
                    .POST(BodyPublishers.ofString(message.body())).build();
            var status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status >= SUCCESS && status < BEYOND_SUCCESS) {
                outbox.taken(message);
            } else {
                failed(message, "HTTP " + status);
            }
        } catch (IOException lost) {
            failed(message, lost.getClass().getSimpleName() + " " + lost.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(Outbox.Message message, String why) {
        LOG.debug("Event {} was not taken: {}", message.id(), why);
        outbox.failed(message, why);
    }

    private static String event(Outbox.Message message) {
        try {
            return JSON.readTree(message.body()).path("event").asText();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The outbox holds JSON", impossible);
        }
    }

    private String signature(String text) {
        if (settings.secret().isEmpty()) {
            return "";
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, missing);
        }
    }
}
