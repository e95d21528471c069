package org.usher.web.page;

import java.util.List;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.usher.pickup.PickUpView;
import org.usher.pickup.PickUps;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** What waits in files that others pick up, for those who may see it. */
@Produces(MediaType.TEXT_HTML)
@Controller("/pick-ups")
@Secured(SecurityRule.IS_AUTHENTICATED)
public class PickUpPages {

    private final PickUps pickUps;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;
    private final Problems problems;

    PickUpPages(PickUps pickUps, Visitors visitors, Frames frames, Pages pages, Problems problems) {
        this.pickUps = pickUps;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
        this.problems = problems;
    }

    /** A line with its times as shown. */
    public record Line(PickUpView.Line line, When entered, When due) {}

    /** A file with what waits in it. */
    public record Waiting(PickUpView file, List<Line> lines) {
        public Waiting {
            lines = List.copyOf(lines);
        }
    }

    /** All files that the person may see. */
    public record PickUpPage(List<Waiting> files) {
        public PickUpPage {
            files = List.copyOf(files);
        }
    }

    @Get
    HttpResponse<?> waiting(HttpRequest<?> request) {
        var who = visitors.of(request);
        var seen = pickUps.of(who);
        if (seen.isEmpty()) {
            return problems.answer(request, Problem.Kind.FORBIDDEN, frames.words(who).say("pick_ups.not_yours"));
        }
        var reader = visitors.reader(who);
        var files = seen.stream().map(file -> new Waiting(file, file.waiting().stream()
                .map(line -> new Line(line, When.briefly(line.entered(), reader), When.briefly(line.due(), reader))).toList())).toList();
        return pages.show("pickups", frames.of(request, who, Frame.Area.ELSEWHERE, frames.words(who).say("pick_ups")),
                new PickUpPage(files));
    }
}
