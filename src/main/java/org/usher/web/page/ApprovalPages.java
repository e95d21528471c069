package org.usher.web.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.jspecify.annotations.Nullable;
import org.usher.approval.ApprovalService;
import org.usher.approval.ApprovalService.Decided;
import org.usher.approval.ApprovalView;
import org.usher.request.Decision.Verdict;
import org.usher.request.Person;
import org.usher.validation.Finding;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Typed;
import org.usher.web.Visitors;

/** What waits for a person's decision: the list, one with everything, and the decision. */
@Produces(MediaType.TEXT_HTML)
@Controller("/approvals")
@Secured(SecurityRule.IS_AUTHENTICATED)
public class ApprovalPages {

    private final ApprovalService approvals;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;
    private final Problems problems;
    private final Redirects redirects;

    ApprovalPages(ApprovalService approvals, Visitors visitors, Frames frames, Pages pages, Problems problems, Redirects redirects) {
        this.approvals = approvals;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
        this.problems = problems;
        this.redirects = redirects;
    }

    /** An approval with its times as shown. */
    public record Line(ApprovalView approval, When asked, @Nullable When neededBy) {}

    /** The inbox, and what was decided. */
    public record InboxPage(List<Line> waiting, List<Line> decided) {
        public InboxPage {
            waiting = List.copyOf(waiting);
            decided = List.copyOf(decided);
        }
    }

    /** One approval; {@code error}: why the decision was not taken; {@code reason}: what had been typed. */
    public record OnePage(Line line, String error, String reason) {
        public boolean waits() {
            return line.approval().state().equals("requested");
        }
    }

    @Get
    HttpResponse<?> inbox(HttpRequest<?> request) {
        var who = visitors.of(request);
        var page = new InboxPage(approvals.inbox(who).stream().map(approval -> line(approval, who)).toList(),
                approvals.decided(who).stream().map(approval -> line(approval, who)).toList());
        return pages.show("approvals", frames.of(request, who, Frame.Area.APPROVALS, frames.words(who).say("menu.approvals")), page);
    }

    private Line line(ApprovalView approval, Person who) {
        var reader = visitors.reader(who);
        var needed = approval.neededBy();
        return new Line(approval, When.of(approval.asked(), reader), needed == null ? null : When.of(needed, reader));
    }

    @Get("/{id}")
    HttpResponse<?> one(HttpRequest<?> request, String id) {
        return one(request, id, "", "");
    }

    private HttpResponse<?> one(HttpRequest<?> request, String id, String error, String reason) {
        var who = visitors.of(request);
        var found = approvals.one(who, id);
        if (found.isEmpty()) {
            return problems.answer(request, Problem.Kind.NOT_FOUND, pages.words(request).say("not_found.approval"));
        }
        var frame = frames.of(request, who, Frame.Area.APPROVALS, frames.words(who).say("title.decide", found.get().summary()));
        return pages.show("approval", error.isEmpty() ? frame : frame.failing(), new OnePage(line(found.get(), who), error, reason));
    }

    @Post("/{id}/decision")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> decide(HttpRequest<?> request, String id, @Body Map<String, Object> fields) {
        var who = visitors.of(request);
        var posted = new Posted(fields);
        var reason = posted.orEmpty("reason");
        var complaint = Typed.complaint(reason);
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        var verdict = Stream.of(Verdict.values()).filter(value -> value.word().equals(posted.orEmpty("decision"))).findFirst();
        if (verdict.isEmpty()) {
            return one(request, id, frames.words(who).say("refused.press"), reason);
        }
        return switch (approvals.decide(who, id, verdict.get(), reason, "web")) {
            case Decided.Done(var approval) -> redirects.to("/approvals", who, frames.words(who).say(switch (verdict.get()) {
                case APPROVE -> "said.approved";
                case REJECT -> "said.rejected";
                case SEND_BACK -> "said.sent_back";
            }, approval.summary()));
            case Decided.Already(var text, _) -> one(request, id, text, "");
            case Decided.NotYours(var text) -> problems.answer(request, Problem.Kind.FORBIDDEN, text);
            case Decided.ReasonNeeded(var text) -> one(request, id, text, reason);
            case Decided.Objections(var findings) -> one(request, id, words(findings), reason);
            case Decided.SentBack(var findings) ->
                redirects.to("/approvals", who, frames.words(who).say("said.went_back", words(findings)));
            case Decided.Moot(var text) -> redirects.to("/approvals", who, text);
            case Decided.NotFound() -> problems.answer(request, Problem.Kind.NOT_FOUND, pages.words(request).say("not_found.approval"));
        };
    }

    private static String words(List<Finding> findings) {
        return findings.stream().map(Finding::text).collect(Collectors.joining(" "));
    }
}
