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
import org.usher.outbox.Notice;
import org.usher.outbox.NoticeBoard;
import org.usher.web.Visitors;

/** What a person was told. */
@Controller("/api/messages")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Messages")
class MessageApi {

    private static final int MOST = 100;

    private final NoticeBoard board;
    private final Visitors visitors;

    MessageApi(NoticeBoard board, Visitors visitors) {
        this.board = board;
        this.visitors = visitors;
    }

    /** A message; {@code about} is the reference of what it is about. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Told(long id, String kind, String subject, String text, List<Button> buttons, String about, Instant at, boolean seen) {
        Told {
            buttons = List.copyOf(buttons);
        }

        static Told of(NoticeBoard.Posted posted) {
            var notice = posted.notice();
            return new Told(posted.id(), notice.kind().word(), notice.subject(), notice.text(),
                    notice.buttons().stream().map(Button::of).toList(),
                    notice.about(), notice.at(), posted.seen());
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
        return board.of(visitors.of(request), MOST).stream()
                .map(Told::of).toList();
    }
}
