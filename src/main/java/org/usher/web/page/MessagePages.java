package org.usher.web.page;

import java.time.Clock;
import java.util.List;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.usher.outbox.Notice;
import org.usher.outbox.NoticeBoard;
import org.usher.validation.Reader;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Visitors;

/** What a person was told, newest first, with the buttons that came with it. */
@Produces(MediaType.TEXT_HTML)
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
public class MessagePages {

    private static final int MOST = 100;

    private final Clock clock;
    private final NoticeBoard board;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;

    MessagePages(NoticeBoard board, Visitors visitors, Frames frames, Pages pages, Clock clock) {
        this.clock = clock;
        this.board = board;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
    }

    /** A message as the page shows it. */
    public record Shown(String kind, String subject, String text, List<Notice.Button> buttons, String about, When at, boolean seen) {
        public Shown {
            buttons = List.copyOf(buttons);
        }

        static Shown of(NoticeBoard.Posted posted, Reader reader) {
            var notice = posted.notice();
            return new Shown(notice.kind().word(), notice.subject(), notice.text(), notice.buttons(), notice.about(),
                    When.briefly(notice.at(), reader),
                    posted.seen());
        }
    }

    /** The list. */
    public record MessagesPage(List<Shown> messages) {
        public MessagesPage {
            messages = List.copyOf(messages);
        }
    }

    @Get("/messages")
    HttpResponse<?> all(HttpRequest<?> request) {
        var who = visitors.of(request);
        var reader = visitors.reader(who);
        var latest = board.of(who, MOST);
        if (!latest.isEmpty()) {
            board.seen(who, latest.getFirst().id(), clock.instant());
        }
        var page = new MessagesPage(latest.stream().map(message -> Shown.of(message, reader)).toList());
        return pages.show("messages", frames.of(request, who, Frame.Area.MESSAGES, frames.words(who).say("menu.messages")), page);
    }
}
