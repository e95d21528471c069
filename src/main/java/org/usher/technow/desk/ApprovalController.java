package org.usher.technow.desk;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.usher.technow.desk.Frame.Area;
import org.usher.technow.desk.Sessions.Session;
import org.usher.technow.fulfilment.Approval;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Displays;
import org.usher.technow.table.OperationRefused;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;

/** What somebody is asked to approve. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
public class ApprovalController {

    private static final int MOST = 50;

    private final Gate gate;
    private final Pages pages;
    private final TicketView view;
    private final Records records;

    ApprovalController(Gate gate, Pages pages, TicketView view, Records records) {
        this.gate = gate;
        this.pages = pages;
        this.view = view;
        this.records = records;
    }

    /** What waits for one's decision, and what one was asked before. */
    public record Inbox(List<Line> waiting, List<Line> earlier) {
        public Inbox {
            waiting = List.copyOf(waiting);
            earlier = List.copyOf(earlier);
        }
    }

    /** One of them. */
    public record Line(String sysId, String number, String title, String requestedBy, String requestedFor, String asked, String due,
            String state,
            Ticket.Tone tone) {}

    /**
     * One to decide.
     *
     * @param open whether it still waits
     */
    public record Question(String sysId, boolean open, String state, Ticket.Tone tone, Ticket ticket) {}

    @Get("/approvals")
    HttpResponse<?> inbox(HttpRequest<?> request, @QueryValue(defaultValue = "") String said) {
        return gate.page(request, session -> {
            var own = records.find(records.table(Dictionary.APPROVAL),
                    Query.where("approver", session.actor().sysId()).latestFirst("sys_created_on"), 0, MOST);
            var displays = new Displays(records);
            var notice = switch (said) {
                case "approve" -> "You have approved the request. It is with the service desk now.";
                case "reject" -> "You have rejected the request. The requester is told why.";
                default -> "";
            };
            return pages.show("approvals", Frame.of(session, "My approvals", Area.APPROVALS).saying(notice),
                    new Inbox(own.stream().filter(Approval.REQUESTED::by).map(approval -> line(approval, displays)).toList(),
                            own.stream().filter(approval -> !Approval.REQUESTED.by(approval)).map(approval -> line(approval, displays))
                                    .toList()));
        });
    }

    @Get("/approval/{sysId}")
    HttpResponse<?> question(HttpRequest<?> request, String sysId) {
        return gate.page(request, session -> shown(session, sysId, "", ""));
    }

    @Post("/approval/{sysId}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> decide(HttpRequest<?> request, String sysId, @Nullable @Body String body) {
        try {
            return gate.form(request, body, (session, form) -> decided(session, sysId, form));
        } catch (OperationRefused refusal) {
            return gate.page(request, session -> shown(session, sysId, refusal.detail(), Gate.Form.read(body).get("text")));
        }
    }

    private MutableHttpResponse<?> decided(Session session, String sysId, Gate.Form form) {
        var rejects = form.get("decision").equals("reject");
        if (!rejects && !form.get("decision").equals("approve")) {
            return shown(session, sysId, "Choose whether you approve or reject the request.", form.get("text"));
        }
        if (rejects && form.get("text").isEmpty()) {
            return shown(session, sysId, "Say why you reject the request; the requester is told.", "");
        }
        if (asked(session, sysId).isEmpty()) {
            throw unknown();
        }
        var changes = new LinkedHashMap<String, String>();
        changes.put("state", (rejects ? Approval.REJECTED : Approval.APPROVED).code());
        changes.put("comments", form.get("text"));
        records.update(Dictionary.APPROVAL, sysId, changes, session.actor());
        return HttpResponse.seeOther(URI.create("/approvals?said=" + (rejects ? "reject" : "approve")));
    }

    private MutableHttpResponse<?> shown(Session session, String sysId, String error, String typed) {
        var approval = asked(session, sysId);
        var ticket = approval.flatMap(found -> records.get(Dictionary.TASK, found.get("sysapproval")))
                .flatMap(task -> records.get(task.get("sys_class_name"), task.sysId()));
        if (approval.isEmpty() || ticket.isEmpty()) {
            throw unknown();
        }
        var frame = Frame.of(session, "Approve " + ticket.get().get("number"), Area.APPROVALS);
        return pages.show("approval", error.isEmpty() ? frame : frame.failing(),
                new Question(sysId, Approval.REQUESTED.by(approval.get()),
                        approval.get().table().labelOf("state", approval.get().get("state")),
                        TicketView.tone(approval.get(), true), view.show(ticket.get(), session).refusing(error, typed)));
    }

    /** An approval, if it is this person who is asked. */
    private java.util.Optional<Row> asked(Session session, String sysId) {
        return records.get(Dictionary.APPROVAL, sysId).filter(approval -> approval.is("approver", session.actor().sysId()));
    }

    private Line line(Row approval, Displays displays) {
        var ticket = records.get(Dictionary.TASK, approval.get("sysapproval"))
                .flatMap(task -> records.get(task.get("sys_class_name"), task.sysId()))
                .orElse(approval);
        return new Line(approval.sysId(), ticket.get("number"), ticket.get("short_description"), displays.of(ticket, "opened_by"),
                displays.of(ticket, "requested_for"), TicketView.shown(approval.get("sys_created_on")),
                TicketView.shown(approval.get("due_date")),
                displays.of(approval, "state"), TicketView.tone(approval, true));
    }

    private static NotForYou unknown() {
        return NotForYou.notFound("You are not asked to approve this", "It may have been given to somebody else.");
    }
}
