package org.usher.servicenow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.usher.ticket.Itsm;
import org.usher.ticket.ItsmChanges;

/**
 * Where the ITSM posts its changes. A post is believed if it is signed with the shared secret and new: {@code sha256=} and the HMAC-SHA256,
 * in hex, of timestamp, full stop and body. What it says of the record is not: Usher goes and looks at it.
 */
@Hidden
@Controller("/itsm/events")
@Secured(SecurityRule.IS_ANONYMOUS)
class EventsController {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SCHEME = "sha256=";
    private static final String PROBLEM = "application/problem+json";
    private static final int LONGEST_KEY = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ItsmChanges changes;
    private final ServiceNowSettings settings;
    private final Clock clock;

    EventsController(ItsmChanges changes, ServiceNowSettings settings, Clock clock) {
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes note of a change. 202 also for records that are not Usher's: the sender has done its part. */
    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<?> receive(@Body byte[] body, @Header("X-TechNow-Timestamp") @Nullable String timestamp,
            @Header("X-TechNow-Signature") @Nullable String signature) {
        if (settings.eventSecret().isEmpty()) {
            return problem(HttpStatus.FORBIDDEN, "Posts of the ITSM are not set up here", "Set servicenow.event-secret.");
        }
        if (timestamp == null || signature == null || !isRecent(timestamp) || !isSigned(timestamp, body, signature)) {
            return problem(HttpStatus.UNAUTHORIZED, "The post is not signed as agreed",
                    "Check the shared secret and the clock of the sender.");
        }
        JsonNode event;
        try {
            event = JSON.readTree(body);
        } catch (IOException e) {
            return problem(HttpStatus.BAD_REQUEST, "The post is not JSON", "Send the event as a JSON object.");
        }
        var item = event.path("correlation_id").asText("");
        var record = event.path("sys_id").asText("");
        if (!item.isEmpty() && item.length() <= LONGEST_KEY && record.matches("[0-9a-f]{32}")) {
            var version = event.path("record").path("sys_mod_count").asText("");
            // Without a version the post itself is what is new.
            var known = version.isEmpty() ? "event " + event.path("event").asText(timestamp) : version;
            changes.noticed(List.of(new Itsm.Change(item, record, known.length() > 40 ? known.substring(0, 40) : known)), "webhook",
                    clock.instant());
        }
        return HttpResponse.accepted();
    }

    private boolean isRecent(String timestamp) {
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        var age = Duration.ofSeconds(clock.instant().getEpochSecond() - Long.parseLong(timestamp)).abs();
        return age.compareTo(settings.eventTolerance()) <= 0;
    }

    private boolean isSigned(String timestamp, byte[] body, String signature) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(settings.eventSecret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((timestamp + '.').getBytes(StandardCharsets.UTF_8));
            var expected = SCHEME + HexFormat.of().formatHex(mac.doFinal(body));
            return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has " + ALGORITHM, e);
        }
    }

    private static HttpResponse<?> problem(HttpStatus status, String title, String detail) {
        return HttpResponse.status(status).contentType(PROBLEM)
                .body(Map.of("type", "about:blank", "status", status.getCode(), "title", title, "detail", detail));
    }
}
