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
import org.usher.facts.Ids;
import org.usher.outbox.Mails;
import org.usher.request.Person;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/**
 * The mails of the demonstration, caught so that they can be read by everybody of the same organisation. Where people sign in properly, nobody reads
 * other people's mail.
 */
@Produces(MediaType.TEXT_HTML)
@Controller("/mails")
@Secured(SecurityRule.IS_AUTHENTICATED)
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
        var who = visitors.of(request);
        var lines = mails.latest(who.organisation(), MOST).stream().filter(mail -> mail.state() == Mails.State.CAUGHT).map(this::line)
                .toList();
        return pages.show("mails", frames.of(request, who, Frame.Area.ELSEWHERE, frames.words(who).say("footer.mails")),
                new MailsPage(lines));
    }

    @Get("/{id}")
    HttpResponse<?> one(HttpRequest<?> request, String id) {
        var who = visitors.of(request);
        return find(who, id).<HttpResponse<?>>map(
                mail -> pages.show("mail", frames.of(request, who, Frame.Area.ELSEWHERE, mail.subject()), line(mail)))
                .orElseGet(() -> problems.answer(request, Problem.Kind.NOT_FOUND, frames.words(who).say("not_found.mail")));
    }

    private Optional<Mails.Mail> find(Person who, String id) {
        return Ids.number(id).flatMap(mails::find)
                .filter(mail -> mail.state() == Mails.State.CAUGHT && mail.to().organisation().equals(who.organisation()));
    }

    private Line line(Mails.Mail mail) {
        return new Line(mail, visitors.shown(mail.to()).name(), When.briefly(mail.at(), visitors.reader(mail.to())));
    }
}
