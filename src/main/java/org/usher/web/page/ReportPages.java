package org.usher.web.page;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.usher.chat.OffRamps;
import org.usher.request.Person;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** What Usher could not do, for service owners and auditors: each off-ramp with place, reason and requester, and how often each was taken. */
@Produces(MediaType.TEXT_HTML)
@Controller("/reports")
@Secured(SecurityRule.IS_AUTHENTICATED)
public class ReportPages {

    private final OffRamps offRamps;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;
    private final Problems problems;
    private final Clock clock;

    ReportPages(OffRamps offRamps, Visitors visitors, Frames frames, Pages pages, Problems problems, Clock clock) {
        this.offRamps = offRamps;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
        this.problems = problems;
        this.clock = clock;
    }

    /** An off-ramp with its time and requester as shown. */
    public record Line(OffRamps.OffRamp offRamp, String requester, When at) {}

    /** All of them, newest first, and how often each rule led to one. */
    public record OffRampPage(List<Line> lines, Map<String, Integer> counts) {
        public OffRampPage {
            lines = List.copyOf(lines);
        }
    }

    @Get("/off-ramps")
    HttpResponse<?> offRamps(HttpRequest<?> request) {
        var who = visitors.of(request);
        if (!visitors.readsReports(who)) {
            return problems.answer(request, Problem.Kind.FORBIDDEN, frames.words(who).say("refused.reports"));
        }
        var reader = visitors.reader(who);
        var counts = new LinkedHashMap<String, Integer>();
        var all = offRamps.between(who.organisation(), Instant.EPOCH, clock.instant().plusSeconds(1)).reversed();
        all.forEach(offRamp -> counts.merge(offRamp.place(), 1, Integer::sum));
        var lines = all.stream()
                .map(offRamp -> new Line(offRamp, visitors.shown(new Person(offRamp.organisation(), offRamp.requester())).name(),
                        When.briefly(offRamp.at(), reader)))
                .toList();
        return pages.show("offramps", frames.of(request, who, Frame.Area.ELSEWHERE, frames.words(who).say("footer.off_ramps")),
                new OffRampPage(lines, counts));
    }
}
