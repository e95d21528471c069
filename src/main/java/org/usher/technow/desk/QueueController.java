package org.usher.technow.desk;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Hidden;
import org.usher.technow.desk.Frame.Area;
import org.usher.technow.desk.Sessions.Session;
import org.usher.technow.fulfilment.TaskState;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Displays;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;

/** The queues of the desk, and what one has taken oneself. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
public class QueueController {

    private static final int MOST = 200;

    private final Gate gate;
    private final Pages pages;
    private final TicketView view;
    private final Records records;

    QueueController(Gate gate, Pages pages, TicketView view, Records records) {
        this.gate = gate;
        this.pages = pages;
        this.view = view;
        this.records = records;
    }

    /** The queues; those of the one who looks come first. */
    public record Home(List<Queue> mine, List<Queue> others) {
        public Home {
            mine = List.copyOf(mine);
            others = List.copyOf(others);
        }
    }

    /** A queue and how much is in it. */
    public record Queue(String sysId, String name, String description, int open, int unassigned, int overdue, int returned) {}

    /**
     * What is in a queue.
     *
     * @param show    which of it is shown
     * @param choices what else may be shown
     */
    public record Listing(String heading, String address, Show show, List<Choice> choices, List<Line> lines) {
        public Listing {
            choices = List.copyOf(choices);
            lines = List.copyOf(lines);
        }
    }

    /** A part of a queue, and how much it is. */
    public record Choice(Show show, int count) {}

    /** A ticket in a list. */
    public record Line(String number, String title, String requestedFor, String takenBy, String due, boolean overdue, String state,
            Ticket.Tone tone) {}

    /** Which tickets of a queue. */
    public enum Show {
        OPEN("All open"), UNASSIGNED("Nobody's yet"), OVERDUE("Overdue"), RETURNED("Sent back"), CLOSED("Closed");

        private final String label;

        Show(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Show of(String word) {
            for (var show : values()) {
                if (show.word().equals(word)) {
                    return show;
                }
            }
            return OPEN;
        }
    }

    @Get("/")
    HttpResponse<?> home(HttpRequest<?> request) {
        return gate.page(request, session -> {
            if (!session.isOfTheDesk()) {
                return HttpResponse.seeOther(URI.create("/approvals"));
            }
            var own = records.find(Dictionary.MEMBER, Query.where("user", session.actor().sysId())).stream()
                    .map(member -> member.get("group"))
                    .toList();
            var mine = new ArrayList<Queue>();
            var others = new ArrayList<Queue>();
            records.find(Dictionary.GROUP, Query.where("active", "true").orderedBy("name"))
                    .forEach(group -> (own.contains(group.sysId()) ? mine : others).add(queue(group)));
            return pages.show("home", Frame.of(session, "Queues", Area.QUEUES), new Home(mine, others));
        });
    }

    @Get("/queue/{group}")
    HttpResponse<?> queue(HttpRequest<?> request, String group, @QueryValue(defaultValue = "open") String show) {
        return forTheDesk(request, session -> records.get(Dictionary.GROUP, group)
                .<MutableHttpResponse<?>>map(found -> pages.show("queue", Frame.of(session, found.get("name"), Area.QUEUES),
                        listing(found.get("name"), "/queue/" + group, Query.where("assignment_group", group), Show.of(show))))
                .orElseThrow(() -> NotForYou.notFound("There is no such queue", "It may have been closed.")));
    }

    @Get("/my-work")
    HttpResponse<?> mine(HttpRequest<?> request, @QueryValue(defaultValue = "open") String show) {
        return forTheDesk(request, session -> pages.show("queue", Frame.of(session, "My work", Area.MINE),
                listing("My work", "/my-work", Query.where("assigned_to", session.actor().sysId()), Show.of(show))));
    }

    private HttpResponse<?> forTheDesk(HttpRequest<?> request, java.util.function.Function<Session, MutableHttpResponse<?>> page) {
        return gate.page(request, session -> {
            if (!session.isOfTheDesk()) {
                throw NotForYou.forbidden("The queues are for the service desk", "Your approvals and requests are open to you.");
            }
            return page.apply(session);
        });
    }

    private Queue queue(Row group) {
        var parts = parts(Query.where("assignment_group", group.sysId()));
        return new Queue(group.sysId(), group.get("name"), group.get("description"), size(parts, Show.OPEN), size(parts, Show.UNASSIGNED),
                size(parts, Show.OVERDUE), size(parts, Show.RETURNED));
    }

    private Listing listing(String heading, String address, Query query, Show show) {
        var parts = parts(query);
        var closed = new ArrayList<Row>();
        for (var kind : List.of(Dictionary.CATALOG_TASK, Dictionary.INCIDENT)) {
            closed.addAll(records.find(records.table(kind), query.and("active", "false").latestFirst("closed_at"), 0, MOST));
        }
        parts.put(Show.CLOSED, closed);
        var choices = parts.entrySet().stream().map(part -> new Choice(part.getKey(), part.getValue().size())).toList();
        var displays = new Displays(records);
        return new Listing(heading, address, show, choices,
                parts.getOrDefault(show, List.of()).stream().map(ticket -> line(ticket, displays)).toList());
    }

    /** The open tickets that a query finds, by what they need; the most urgent first. */
    private Map<Show, List<Row>> parts(Query query) {
        var open = new ArrayList<Row>();
        for (var kind : List.of(Dictionary.CATALOG_TASK, Dictionary.INCIDENT)) {
            open.addAll(records.find(kind, query.and("active", "true")));
        }
        open.sort(java.util.Comparator.comparing((Row ticket) -> ticket.getOr("due_date", "9999"))
                .thenComparing(ticket -> ticket.get("number")));
        var parts = new LinkedHashMap<Show, List<Row>>();
        parts.put(Show.OPEN, open);
        parts.put(Show.UNASSIGNED, open.stream().filter(ticket -> !ticket.has("assigned_to")).toList());
        parts.put(Show.OVERDUE, open.stream().filter(view::isOverdue).toList());
        parts.put(Show.RETURNED, open.stream().filter(TaskState.PENDING::of).toList());
        return parts;
    }

    private Line line(Row ticket, Displays displays) {
        var about = Optional.of(ticket).filter(task -> task.has("request_item")).flatMap(task -> displays.target(task, "request_item"))
                .orElse(ticket);
        var person = about.table().name().equals(Dictionary.INCIDENT) ? "caller_id" : "requested_for";
        return new Line(ticket.get("number"), ticket.getOr("short_description", "(no description)"), displays.of(about, person),
                displays.of(ticket, "assigned_to"), TicketView.shown(ticket.get("due_date")), view.isOverdue(ticket), view.state(ticket),
                view.tone(ticket));
    }

    private static int size(Map<Show, List<Row>> parts, Show show) {
        return parts.getOrDefault(show, List.of()).size();
    }
}
