package org.usher.web.api;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.usher.reminder.ReviewReport;
import org.usher.reminder.ReviewView;
import org.usher.web.Visitors;

/** What is reviewed again and again: due, done, overdue. */
@Controller("/api")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Reminders")
class ReviewApi {

    private final ReviewReport report;
    private final Visitors visitors;

    ReviewApi(ReviewReport report, Visitors visitors) {
        this.report = report;
        this.visitors = visitors;
    }

    @Get("/reviews")
    @Operation(summary = "Reviews that you may read of: those you are asked about, those of the people you manage, or all if you read reports", description = "Narrowed by state (to_come, due, overdue, paused, done, moved) and by group, the heading.")
    List<ReviewView> reviews(HttpRequest<?> request, @QueryValue(defaultValue = "") String state,
            @QueryValue(defaultValue = "") String group) {
        return all(request).stream().filter(review -> state.isEmpty() || review.state().equals(state))
                .filter(review -> group.isEmpty() || review.group().equals(group)).toList();
    }

    @Get("/reviews.csv")
    @Produces(MediaType.ALL) // whoever follows the link, whatever the browser says it takes
    @Operation(summary = "The same as CSV")
    HttpResponse<String> csv(HttpRequest<?> request) {
        var lines = Stream.concat(Stream.of("review,group,name,due,state,asked,told,settled,by,why"),
                all(request).stream().map(ReviewApi::line));
        return HttpResponse.ok(lines.collect(Collectors.joining("\r\n", "", "\r\n"))).contentType(new MediaType("text/csv;charset=utf-8"))
                .header("Content-Disposition", "attachment; filename=\"reviews.csv\"");
    }

    private List<ReviewView> all(HttpRequest<?> request) {
        var who = visitors.of(request);
        return report.of(who, visitors.readsReports(who));
    }

    private static String line(ReviewView review) {
        var settled = review.settled();
        return Stream.of(review.review(), review.group(), review.name(), review.due().toString(), review.state(),
                String.join("; ", review.asked()), Long.toString(review.told()), settled == null ? "" : settled.toString(), review.by(),
                review.why())
                .map(ReviewApi::cell).collect(Collectors.joining(","));
    }

    /** A cell that spreadsheets take as text, whatever it begins with. */
    private static String cell(String text) {
        var safe = text.startsWith("=") || text.startsWith("+") || text.startsWith("-") || text.startsWith("@") ? "'" + text : text;
        return safe.matches("[^\",\\r\\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
