package org.usher.web.page;

import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import org.usher.reminder.ReviewReport;
import org.usher.reminder.ReviewView;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Visitors;

/** What is reviewed again and again, for whoever is asked, their managers and auditors: due, done and overdue, under headings. */
@Produces(MediaType.TEXT_HTML)
@Controller("/reports/reviews")
@Secured(SecurityRule.IS_AUTHENTICATED)
public class ReviewPages {

    private static final List<String> STATES = List.of("overdue", "due", "paused", "to_come", "done", "moved");

    private final ReviewReport report;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;

    ReviewPages(ReviewReport report, Visitors visitors, Frames frames, Pages pages) {
        this.report = report;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
    }

    /** A review with its times as shown. */
    public record Line(ReviewView review, When due, @Nullable When settled) {}

    /** How many there are in each state, and all of them under their headings. */
    public record ReviewsPage(Map<String, Integer> counts, Map<String, List<Line>> groups) {}

    @Get
    HttpResponse<?> reviews(HttpRequest<?> request) {
        var who = visitors.of(request);
        var reader = visitors.reader(who);
        var all = report.of(who, visitors.readsReports(who));
        var counts = new LinkedHashMap<String, Integer>();
        STATES.forEach(state -> counts.put(state, (int) all.stream().filter(review -> review.state().equals(state)).count()));
        var groups = new LinkedHashMap<String, List<Line>>();
        for (var review : all) {
            var settled = review.settled();
            groups.computeIfAbsent(review.group(), _ -> new ArrayList<>())
                    .add(new Line(review, When.briefly(review.due(), reader), settled == null ? null : When.briefly(settled, reader)));
        }
        return pages.show("reviews", frames.of(request, who, Frame.Area.REMINDERS, frames.words(who).say("reviews.title")),
                new ReviewsPage(counts, groups));
    }
}
