package org.usher.web.page;

import java.util.List;
import java.util.Optional;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.usher.outbox.Mails;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** The mails of the demonstration, caught so that they can be read. Where people sign in properly, nobody reads other people's mail. */
@Produces(MediaType.TEXT_HTML)
@Controller("/mails")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = "usher.web.demo-sign-in", notEquals = "false")
public class MailPages {

    private static final int MOST = 100;

    private final Mails mails;
    private final Frames frames;
    private final Pages pages;
    private final Problems problems;
    private final Visitors visitors;

    MailPages(Mails mails, Frames frames, Pages pages, Problems problems, Visitors visitors) {
        this.mails = mails;
        this.frames = frames;
        this.pages = pages;
        this.problems = problems;
        this.visitors = visitors;
    }

    /** A mail with its time as shown. */
    public record Line(Mails.Mail mail, String name, When at) {}

    /** All mails that were caught, newest first. */
    public record MailsPage(List<Line> lines) {
        public MailsPage {
            lines = List.copyOf(lines);
        }
    }

    @Get
    HttpResponse<?> all(HttpRequest<?> request) {
        return pages.show("mails", frames.open(request, "Mails of the demonstration"),
                new MailsPage(caught().stream().map(this::line).toList()));
    }

    @Get("/{id}")
    HttpResponse<?> one(HttpRequest<?> request, String id) {
        return find(id).<HttpResponse<?>>map(mail -> pages.show("mail", frames.open(request, mail.subject()), line(mail)))
                .orElseGet(() -> problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such mail."));
    }

    private Optional<Mails.Mail> find(String id) {
        return id.matches("[0-9]{1,18}")
                ? mails.find(Long.parseLong(id)).filter(mail -> mail.state() == Mails.State.CAUGHT)
                : Optional.empty();
    }

    private List<Mails.Mail> caught() {
        return mails.latest(MOST).stream().filter(mail -> mail.state() == Mails.State.CAUGHT).toList();
    }

    private Line line(Mails.Mail mail) {
        return new Line(mail, visitors.shown(mail.to()).name(), When.briefly(mail.at(), visitors.zone(mail.to())));
    }
}
