package org.usher.web.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.usher.outbox.MessageBox;
import org.usher.outbox.Notice;
import org.usher.web.Visitors;

/** What a person was told. */
@Controller("/api/messages")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Messages")
class MessageApi {

    private static final int MOST = 100;

    private final MessageBox messages;
    private final Visitors visitors;

    MessageApi(MessageBox messages, Visitors visitors) {
        this.messages = messages;
        this.visitors = visitors;
    }

    /** A message; {@code about} is the reference of what it is about. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Told(long id, String kind, String subject, String text, List<Button> buttons, String about, Instant at, boolean seen) {
        Told {
            buttons = List.copyOf(buttons);
        }
    }

    /** What can be done about a message: the action, what it says, and to what it is done. */
    @Serdeable
    record Button(String action, String label, String target) {
        static Button of(Notice.Button button) {
            return new Button(button.action(), button.label(), button.target());
        }
    }

    @Get
    @Operation(summary = "What you were told, newest first")
    List<Told> latest(HttpRequest<?> request) {
        return messages.latest(visitors.of(request), MOST).stream()
                .map(message -> new Told(message.id(), message.kind(), message.subject(), message.text(),
                        message.buttons().stream().map(Button::of).toList(), message.about(), message.at(), message.seen()))
                .toList();
    }
}
