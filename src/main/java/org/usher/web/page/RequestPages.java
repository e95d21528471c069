package org.usher.web.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.jspecify.annotations.Nullable;
import org.usher.approval.ApprovalService;
import org.usher.audit.AuditEntry;
import org.usher.checkout.ItemView;
import org.usher.checkout.RequestService;
import org.usher.checkout.RequestView;
import org.usher.request.Person;
import org.usher.validation.Reader;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Typed;
import org.usher.web.Visitors;
import org.usher.web.Words;

/** A person's requests: the list, one with its story, and what can be done with it. */
@Produces(MediaType.TEXT_HTML)
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
public class RequestPages {

    private static final int UUID_LENGTH = 36;

    private final RequestService requests;
    private final ApprovalService approvals;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;
    private final Problems problems;
    private final Redirects redirects;

    RequestPages(RequestService requests, ApprovalService approvals, Visitors visitors, Frames frames, Pages pages, Problems problems,
            Redirects redirects) {
        this.requests = requests;
        this.approvals = approvals;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
        this.problems = problems;
        this.redirects = redirects;
    }

    /** A request in the list. */
    public record Line(RequestView request, When submitted) {
        public String summary(Frame frame) {
            var items = request.items();
            return items.size() == 1 ? items.getFirst().summary() : frame.say("request.forms", items.size());
        }
    }

    /** The list; {@code copying}: the person came to copy one. */
    public record ListPage(List<Line> lines, boolean copying) {
        public ListPage {
            lines = List.copyOf(lines);
        }
    }

    /** An item with its times as shown, and who else may decide on it. */
    public record Item(ItemView view, @Nullable When due, @Nullable When neededBy, List<Step> story,
            List<ApprovalService.Candidate> candidates) {
        public Item {
            story = List.copyOf(story);
            candidates = List.copyOf(candidates);
        }

        public boolean may(String action) {
            return view.actions().contains(action);
        }
    }

    /** Something that happened to an item. */
    public record Step(When at, String who, String text) {}

    /** One request; {@code error}: what could not be done with it. */
    public record OnePage(RequestView request, When submitted, List<Item> items, boolean mine, String error) {
        public OnePage {
            items = List.copyOf(items);
        }
    }

    /** The colour of the tag for the state of an item. */
    public static String colour(String state) {
        return switch (state) {
            case "fulfilled", "closed", "approved" -> "govuk-tag--green";
            case "rejected", "not_fulfilled", "returned" -> "govuk-tag--red";
            case "cancelled" -> "govuk-tag--grey";
            case "pending_approval", "awaiting_evidence" -> "govuk-tag--yellow";
            default -> "";
        };
    }

    /** Who decides on an item, or has decided, in a line. */
    public static String approval(ItemView.ApprovalLine approval, Frame frame) {
        if (approval.kind().equals("auto")) {
            return frame.say("request.auto", approval.ground());
        }
        return switch (approval.state()) {
            case "requested" -> frame.say("request.asked", approval.approverName());
            case "approved" -> frame.say("request.approved_by", approval.by()) + because(approval.reason());
            default -> frame.say("request.rejected_by", approval.by()) + because(approval.reason());
        };
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": “" + reason + "”";
    }

    /** What comes next for an item that was just sent. */
    public static String next(ItemView item, Frame frame) {
        var approval = item.approval();
        if (approval == null) {
            return frame.say("sent.looked_at");
        }
        if (approval.kind().equals("auto")) {
            return frame.say("sent.auto", approval.ground());
        }
        return approval.state().equals("requested") ? frame.say("sent.asked", approval.approverName()) : item.stateText();
    }

    @Get("/requests{?copy}")
    HttpResponse<?> list(HttpRequest<?> request, @QueryValue(defaultValue = "") String copy) {
        var who = visitors.of(request);
        var reader = visitors.reader(who);
        var lines = requests.mine(who).stream().map(each -> new Line(each, When.briefly(each.submitted(), reader))).toList();
        return pages.show("requests", frames.of(request, who, Frame.Area.REQUESTS, frames.words(who).say("menu.requests")),
                new ListPage(lines, !copy.isEmpty()));
    }

    @Get("/requests/{number}")
    HttpResponse<?> one(HttpRequest<?> request, String number) {
        return one(request, number, "request", "");
    }

    /** The page after a checkout. */
    @Get("/requests/{number}/sent")
    HttpResponse<?> sent(HttpRequest<?> request, String number) {
        return one(request, number, "sent", "");
    }

    private HttpResponse<?> one(HttpRequest<?> request, String number, String template, String error) {
        var who = visitors.of(request);
        var found = requests.one(who, number);
        if (found.isEmpty()) {
            return notFound(request);
        }
        var words = frames.words(who);
        var frame = frames.of(request, who, Frame.Area.REQUESTS,
                template.equals("sent") ? words.say("requests.sent") : words.say("request.number", found.get().number()));
        return pages.show(template, error.isEmpty() ? frame : frame.failing(), page(found.get(), who, error));
    }

    private OnePage page(RequestView view, Person who, String error) {
        var reader = visitors.reader(who);
        var mine = view.requester().equals(who.key()) || view.requester().equals(visitors.shown(who).name());
        var items = view.items().stream().map(item -> new Item(item, shown(item.due(), reader), shown(item.neededBy(), reader),
                item.history().stream()
                        .map(line -> new Step(When.briefly(line.at(), reader), actor(line.who(), frames.words(who)), line.text())).toList(),
                item.actions().contains("chase") ? approvals.candidates(who, item.number()) : List.of())).toList();
        return new OnePage(view, When.of(view.submitted(), reader), items, mine, error);
    }

    private static String actor(String who, Words words) {
        return switch (who) {
            case AuditEntry.USHER -> "Usher";
            case "itsm" -> words.say("actor.desk");
            default -> who;
        };
    }

    private static @Nullable When shown(@Nullable Instant moment, Reader reader) {
        return moment == null ? null : When.of(moment, reader);
    }

    @Post("/requests/{number}/copy")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.ALL})
    HttpResponse<?> copy(HttpRequest<?> request, String number) {
        return handled(request, number, requests.copy(visitors.of(request), number));
    }

    @Post("/requests/{number}/mend")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.ALL})
    HttpResponse<?> mend(HttpRequest<?> request, String number) {
        return handled(request, number, requests.mend(visitors.of(request), number));
    }

    @Post("/requests/{number}/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> withdraw(HttpRequest<?> request, String number, @Body Map<String, Object> fields) {
        var reason = new Posted(fields).orEmpty("reason");
        var complaint = Typed.complaint(reason);
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        return handled(request, number, requests.withdraw(visitors.of(request), number, reason));
    }

    @Post("/requests/{number}/approver")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> approver(HttpRequest<?> request, String number, @Body Map<String, Object> fields) {
        var who = visitors.of(request);
        var approver = new Posted(fields).orEmpty("approver");
        return switch (approvals.chooseAnother(who, number, approver)) {
            case ApprovalService.Reassigned.Done _ ->
                redirects.to("/requests/" + number, who, frames.words(who).say("said.other_approver"));
            case ApprovalService.Reassigned.Refused(var text) -> one(request, number, "request", text);
            case ApprovalService.Reassigned.NotFound() -> notFound(request);
        };
    }

    private HttpResponse<?> handled(HttpRequest<?> request, String number, RequestService.Handled handled) {
        return switch (handled) {
            case RequestService.Handled.Done(var text) -> redirects.to("/requests/" + number, visitors.of(request), text);
            case RequestService.Handled.InDialogue(var dialogue) -> redirects.to("/dialogues/" + dialogue);
            case RequestService.Handled.Refused(_, var text) -> one(request, number, "request", text);
            case RequestService.Handled.NotFound() -> notFound(request);
        };
    }

    /** Wherever a button of a message leads: to a dialogue, or to a request or an item of one. */
    @Get("/open/{target}")
    HttpResponse<?> open(HttpRequest<?> request, String target) {
        if (!target.matches("[A-Za-z0-9_-]{1,64}")) {
            return notFound(request);
        }
        return redirects.to((target.length() == UUID_LENGTH ? "/dialogues/" : "/requests/") + target);
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.answer(request, Problem.Kind.NOT_FOUND, pages.words(request).say("not_found.request"));
    }
}
