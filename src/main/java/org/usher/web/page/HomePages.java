package org.usher.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.usher.approval.ApprovalService;
import org.usher.approval.ApprovalView;
import org.usher.chat.ChatService;
import org.usher.checkout.FollowUps;
import org.usher.checkout.TaskView;
import org.usher.outbox.NoticeBoard;
import org.usher.pickup.PickUps;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** The first page: what waits, what can be gone on with, what can be started; and where conversations that end in a page of Usher's lead. */
@Produces(MediaType.TEXT_HTML)
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
public class HomePages {

    private final ChatService chat;
    private final ApprovalService approvals;
    private final FollowUps followUps;
    private final PickUps pickUps;
    private final NoticeBoard board;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;
    private final Problems problems;
    private final Redirects redirects;

    HomePages(ChatService chat, ApprovalService approvals, FollowUps followUps, PickUps pickUps, NoticeBoard board, Visitors visitors,
            Frames frames, Pages pages,
            Problems problems,
            Redirects redirects) {
        this.chat = chat;
        this.approvals = approvals;
        this.followUps = followUps;
        this.pickUps = pickUps;
        this.board = board;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
        this.problems = problems;
        this.redirects = redirects;
    }

    /** A dialogue in the list, with its times as shown; not every one expires: see {@link ChatService.Summary}. */
    public record Draft(ChatService.Summary summary, When touched, Optional<When> expires) {}

    /** What the first page shows. */
    public record HomePage(String firstName, List<Draft> mine, List<Draft> asked, List<Draft> offered, List<ApprovalView> approvals,
            List<TaskView> tasks, boolean pickUps, Map<String, List<ChatService.Offer>> offers, List<MessagePages.Shown> news) {
        public HomePage {
            mine = List.copyOf(mine);
            asked = List.copyOf(asked);
            offered = List.copyOf(offered);
            approvals = List.copyOf(approvals);
            tasks = List.copyOf(tasks);
            news = List.copyOf(news);
        }

        public boolean something() {
            return !asked.isEmpty() || !offered.isEmpty() || !approvals.isEmpty() || !tasks.isEmpty();
        }
    }

    @Get("/{?saved}")
    HttpResponse<?> home(HttpRequest<?> request, @QueryValue Optional<String> saved) {
        var who = visitors.of(request);
        var reader = visitors.reader(who);
        var drafts = chat.dialogues(who).stream()
                .map(summary -> new Draft(summary, When.of(summary.touched(), reader),
                        Optional.ofNullable(summary.expires()).map(then -> When.of(then, reader))))
                .toList();
        var offers = new LinkedHashMap<String, List<ChatService.Offer>>();
        chat.conversations(who).forEach(offer -> offers.computeIfAbsent(offer.group(), _ -> new ArrayList<>()).add(offer));
        var frame = frames.of(request, who, Frame.Area.HOME, frames.words(who).say("menu.home"));
        var kept = saved.flatMap(id -> drafts.stream().filter(draft -> draft.summary().id().equals(id)).findFirst());
        var said = kept.map(draft -> draft.expires().map(then -> frames.words(who).say("said.saved", then.text()))
                .orElseGet(() -> frames.words(who).say("said.saved.waits")));
        var news = board.of(who, 5).stream().map(message -> MessagePages.Shown.of(message, reader)).toList();
        return pages.show("home", said.isPresent() ? frame.saying(said) : frame,
                new HomePage(visitors.shown(who).name().split(" ")[0], of(drafts, "requester"), of(drafts, "asked"),
                        of(drafts, "offered"), approvals.inbox(who), followUps.of(who), !pickUps.of(who).isEmpty(), offers, news));
    }

    private static List<Draft> of(List<Draft> drafts, String role) {
        return drafts.stream().filter(draft -> draft.summary().role().equals(role)).toList();
    }

    /** Where a conversation leads that ends in a page of Usher's own. */
    @Get("/go/{page}")
    HttpResponse<?> go(HttpRequest<?> request, String page) {
        return switch (page) {
            case "requests", "my-requests", "status" -> redirects.to("/requests");
            case "copy" -> redirects.to("/requests?copy=yes");
            case "approvals" -> redirects.to("/approvals");
            case "cart" -> redirects.to("/cart");
            case "reminders" -> redirects.to("/reminders");
            case "home", "help" -> redirects.to("/");
            default -> problems.answer(request, Problem.Kind.NOT_FOUND, pages.words(request).say("not_found.page"));
        };
    }
}
