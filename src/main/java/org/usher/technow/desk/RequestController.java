package org.usher.technow.desk;

import java.net.URI;
import java.util.List;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Hidden;
import org.usher.technow.desk.Frame.Area;
import org.usher.technow.desk.Sessions.Session;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Displays;
import org.usher.technow.table.Query;
import org.usher.technow.table.Query.Alternative;
import org.usher.technow.table.Query.Clause;
import org.usher.technow.table.Query.Condition;
import org.usher.technow.table.Query.Operator;
import org.usher.technow.table.Query.Path;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;

/** All requested items there have been, and a search. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
public class RequestController {

    private static final int PAGE = 25;

    private final Gate gate;
    private final Pages pages;
    private final TicketView view;
    private final Records records;

    RequestController(Gate gate, Pages pages, TicketView view, Records records) {
        this.gate = gate;
        this.pages = pages;
        this.view = view;
        this.records = records;
    }

    /** A page of them; the first page is 1. */
    public record History(String query, List<Line> lines, int page, long pages, long count) {
        public History {
            lines = List.copyOf(lines);
        }
    }

    /** One of them. */
    public record Line(String number, String request, String title, String requestedFor, String requestedBy, String opened, String state,
            Ticket.Tone tone) {}

    @Get("/requests")
    HttpResponse<?> history(HttpRequest<?> request, @QueryValue(defaultValue = "") String q, @QueryValue(defaultValue = "1") String page) {
        return gate.page(request, session -> {
            var text = q.strip();
            var exact = text.isEmpty() ? java.util.Optional.<Row>empty() : view.find(text).filter(ticket -> view.maySee(ticket, session));
            if (exact.isPresent()) {
                return HttpResponse.seeOther(URI.create("/ticket/" + exact.get().get("number")));
            }
            var table = records.table(Dictionary.ITEM);
            var query = query(text, session);
            var count = records.count(table, query);
            var number = page.matches("[1-9]\\d{0,5}") ? Integer.parseInt(page) : 1;
            var displays = new Displays(records);
            var lines = records.find(table, query.latestFirst("sys_created_on"), (number - 1) * PAGE, PAGE).stream()
                    .map(item -> line(item, displays)).toList();
            return pages.show("requests", Frame.of(session, "Requests", Area.REQUESTS),
                    new History(text, lines, number, Math.max(1, (count + PAGE - 1) / PAGE), count));
        });
    }

    /** The text may stand in the number, the description, or the name of those whom it is about; others see only what has to do with them. */
    private static Query query(String text, Session session) {
        var query = Query.ALL;
        if (!text.isEmpty()) {
            query = anyOf(Operator.CONTAINS, text, "number", "request.number", "short_description", "requested_for.name", "opened_by.name",
                    "correlation_id");
        }
        return session.isOfTheDesk() ? query : both(query, anyOf(Operator.EQUALS, session.actor().sysId(), "requested_for", "opened_by"));
    }

    private static Query anyOf(Operator operator, String value, String... columns) {
        return new Query(List.of(new Alternative(List.of(new Clause(
                List.of(columns).stream().map(column -> new Condition(Path.of(column), operator, value)).toList())))), List.of());
    }

    private static Query both(Query one, Query other) {
        if (one.alternatives().isEmpty()) {
            return other;
        }
        var clauses = new java.util.ArrayList<>(one.alternatives().getFirst().clauses());
        clauses.addAll(other.alternatives().getFirst().clauses());
        return new Query(List.of(new Alternative(clauses)), List.of());
    }

    private Line line(Row item, Displays displays) {
        return new Line(item.get("number"), displays.of(item, "request"), item.getOr("short_description", "(no description)"),
                displays.of(item, "requested_for"), displays.of(item, "opened_by"), TicketView.shown(item.get("opened_at")),
                view.state(item),
                view.tone(item));
    }
}
