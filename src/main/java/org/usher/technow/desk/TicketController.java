package org.usher.technow.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.http.multipart.CompletedPart;
import io.micronaut.http.server.multipart.MultipartBody;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.usher.technow.account.Secrets;
import org.usher.technow.attachment.Attachments;
import org.usher.technow.desk.Sessions.Session;
import org.usher.technow.fulfilment.TaskState;
import org.usher.technow.order.Variables;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.OperationRefused;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;
import reactor.core.publisher.Flux;

/** The page of a ticket, and what the desk does there. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
class TicketController {

    private static final Map<String, String> SAID = Map.of("take", "You have taken this ticket.", "put_back",
            "The ticket is back in the queue.", "note", "Your note is on the ticket.", "comment", "Your comment was sent to the requester.",
            "send_back", "The ticket was sent back to the requester.", "go_on", "Work goes on.", "complete",
            "The ticket is closed as complete.",
            "incomplete", "The ticket is closed as incomplete.", "attach", "The file is attached.");
    private static final int CLOSED_INCIDENT = 7;

    private final Gate gate;
    private final Pages pages;
    private final TicketView view;
    private final Records records;
    private final Variables variables;
    private final Attachments attachments;

    TicketController(Gate gate, Pages pages, TicketView view, Records records, Variables variables, Attachments attachments) {
        this.gate = gate;
        this.pages = pages;
        this.view = view;
        this.records = records;
        this.variables = variables;
        this.attachments = attachments;
    }

    @Get("/ticket/{number}")
    HttpResponse<?> show(HttpRequest<?> request, String number, @QueryValue(defaultValue = "") String said) {
        return gate.page(request, session -> view.find(number).filter(ticket -> view.maySee(ticket, session))
                .<MutableHttpResponse<?>>map(ticket -> pages.show("ticket", frame(session, ticket).saying(SAID.getOrDefault(said, "")),
                        view.show(ticket, session)))
                .orElseThrow(TicketController::unknown));
    }

    @Get("/attachment/{sysId}")
    @Produces(MediaType.ALL)
    HttpResponse<?> download(HttpRequest<?> request, String sysId) {
        return gate.page(request, session -> {
            var paper = records.get(Dictionary.ATTACHMENT, sysId);
            var ticket = paper.flatMap(found -> records.get(found.get("table_name"), found.get("table_sys_id")))
                    .filter(found -> view.maySee(found, session)).orElseThrow(TicketController::unknown);
            if (!view.mayReadPapers(ticket, session)) {
                throw NotForYou.forbidden("This paper is restricted",
                        "It is for the group that works on the ticket, for who ordered it and for who approves it.");
            }
            return file(paper.get());
        });
    }

    @Post("/ticket/{number}/{action}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> act(HttpRequest<?> request, String number, String action, @Nullable @Body String body) {
        try {
            return gate.form(request, body, (session, form) -> acted(session, number, action, form));
        } catch (OperationRefused refusal) {
            var text = Gate.Form.read(body).get("text");
            return gate.page(request, session -> view.find(number)
                    .<MutableHttpResponse<?>>map(ticket -> refused(ticket, session, refusal.detail(), text))
                    .orElseThrow(TicketController::unknown));
        }
    }

    private MutableHttpResponse<?> acted(Session session, String number, String action, Gate.Form form) {
        var found = view.find(number).filter(ticket -> view.maySee(ticket, session));
        if (found.isEmpty()) {
            throw unknown();
        }
        var ticket = records.lock(found.get().table(), found.get().sysId()).orElseThrow();
        if (!session.isOfTheDesk()) {
            throw NotForYou.forbidden("That is for the service desk", "Nothing was changed.");
        }
        return carriedOut(ticket, action, form, session);
    }

    @Post("/ticket/{number}/attach")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> attach(HttpRequest<?> request, String number, @Body MultipartBody body) {
        var parts = Flux.from(body).collectList().blockOptional().orElse(List.of());
        return gate.page(request, session -> {
            var token = parts.stream().filter(part -> part.getName().equals(Gate.TOKEN)).map(TicketController::text).findFirst().orElse("");
            if (!Secrets.same(token, session.formToken()) || !session.isOfTheDesk()) {
                throw NotForYou.forbidden("That form is too old", "Nothing was changed. Go back and load the page again.");
            }
            var file = parts.stream().filter(CompletedFileUpload.class::isInstance).map(CompletedFileUpload.class::cast)
                    .filter(upload -> !upload.getFilename().isBlank()).findFirst();
            return view.find(number).<MutableHttpResponse<?>>map(ticket -> {
                if (file.isEmpty()) {
                    return refused(ticket, session, "Choose a file first.", "");
                }
                attachments.add(ticket, file.get().getFilename(), file.get().getContentType().map(MediaType::getName)
                        .orElse(MediaType.APPLICATION_OCTET_STREAM), bytes(file.get()), session.actor());
                return done(ticket, "attach");
            }).orElseThrow(TicketController::unknown);
        });
    }

    /** What is done; an action that the ticket does not allow (any longer) changes nothing. */
    private MutableHttpResponse<?> carriedOut(Row ticket, String action, Gate.Form form, Session session) {
        var text = form.get("text");
        var shown = view.show(ticket, session);
        return switch (action) {
            case "take" -> shown.may(Ticket.Action.TAKE) ? take(ticket, form, session) : tooLate(ticket, session);
            case "put_back" -> shown.may(Ticket.Action.PUT_BACK)
                    ? changed(ticket, Map.of("assigned_to", "", "state", TaskState.OPEN.code()), session, action)
                    : tooLate(ticket, session);
            case "note" -> note(ticket, form.get("for").equals("requester") ? "comments" : "work_notes", text, session);
            case "send_back" -> shown.may(Ticket.Action.SEND_BACK) ? sendBack(ticket, text, session) : tooLate(ticket, session);
            case "go_on" -> shown.may(Ticket.Action.GO_ON)
                    ? changed(ticket, Map.of("state", TaskState.WORK_IN_PROGRESS.code()), session, action)
                    : tooLate(ticket, session);
            case "complete" -> shown.may(Ticket.Action.COMPLETE) ? complete(ticket, form, session) : tooLate(ticket, session);
            case "incomplete" -> shown.may(Ticket.Action.INCOMPLETE) ? incomplete(ticket, text, session) : tooLate(ticket, session);
            default -> throw unknown();
        };
    }

    /** Whoever comes second is told, rather than taking it out of the other one's hands unawares. */
    private MutableHttpResponse<?> take(Row ticket, Gate.Form form, Session session) {
        if (!ticket.get("assigned_to").equals(form.get("assigned_to"))) {
            return refused(ticket, session, "Somebody else has just taken this ticket.", "");
        }
        return changed(ticket, Map.of("assigned_to", session.actor().sysId(), "state", TaskState.WORK_IN_PROGRESS.code()), session, "take");
    }

    private MutableHttpResponse<?> note(Row ticket, String journal, String text, Session session) {
        if (text.isEmpty()) {
            return refused(ticket, session, "Write the note first.", text);
        }
        var about = journal.equals("comments") && ticket.table().name().equals(Dictionary.CATALOG_TASK)
                ? records.get(Dictionary.ITEM, ticket.get("request_item")).orElse(ticket)
                : ticket;
        records.update(about.table(), about.sysId(), Map.of(journal, text), session.actor());
        return done(ticket, journal.equals("comments") ? "comment" : "note");
    }

    private MutableHttpResponse<?> sendBack(Row ticket, String reason, Session session) {
        if (reason.isEmpty()) {
            return refused(ticket, session, "Say what the requester has to do, before you send the ticket back.", reason);
        }
        return changed(ticket, Map.of("state", TaskState.PENDING.code(), "comments", reason), session, "send_back");
    }

    private MutableHttpResponse<?> complete(Row ticket, Gate.Form form, Session session) {
        records.get(Dictionary.ITEM, ticket.get("request_item")).ifPresent(item -> {
            var results = new LinkedHashMap<String, String>();
            view.results(item).forEach(field -> {
                var value = form.get("result." + field.name());
                if (!value.isEmpty()) {
                    results.put(field.name(), value);
                }
            });
            variables.write(item, results, session.actor());
        });
        var changes = new LinkedHashMap<String, String>();
        changes.put("state", ticket.table().name().equals(Dictionary.INCIDENT)
                ? String.valueOf(CLOSED_INCIDENT)
                : TaskState.CLOSED_COMPLETE.code());
        changes.put("close_notes", form.get("text"));
        if (!ticket.has("assigned_to")) {
            changes.put("assigned_to", session.actor().sysId());
        }
        return changed(ticket, changes, session, "complete");
    }

    private MutableHttpResponse<?> incomplete(Row ticket, String reason, Session session) {
        if (reason.isEmpty()) {
            return refused(ticket, session, "Say why it cannot be done; the requester is told.", reason);
        }
        return changed(ticket, Map.of("state", TaskState.CLOSED_INCOMPLETE.code(), "close_notes", reason, "comments", reason), session,
                "incomplete");
    }

    private MutableHttpResponse<?> changed(Row ticket, Map<String, String> changes, Session session, String said) {
        records.update(ticket.table(), ticket.sysId(), changes, session.actor());
        return done(ticket, said);
    }

    private static MutableHttpResponse<?> done(Row ticket, String said) {
        return HttpResponse.seeOther(URI.create("/ticket/" + ticket.get("number") + "?said=" + said));
    }

    private MutableHttpResponse<?> tooLate(Row ticket, Session session) {
        return refused(ticket, session, "That cannot be done (any longer): see how the ticket stands now.", "");
    }

    private MutableHttpResponse<?> refused(Row ticket, Session session, String why, String text) {
        return pages.show("ticket", frame(session, ticket).failing(), view.show(ticket, session).refusing(why, text));
    }

    private static Frame frame(Session session, Row ticket) {
        return Frame.of(session, ticket.get("number") + " " + ticket.get("short_description"), Frame.Area.NONE);
    }

    private MutableHttpResponse<?> file(Row paper) {
        return HttpResponse.ok(attachments.content(paper)).contentType(paper.getOr("content_type", MediaType.APPLICATION_OCTET_STREAM))
                .header("Content-Disposition", "attachment;filename*=UTF-8''"
                        + URLEncoder.encode(paper.get("file_name"), StandardCharsets.UTF_8).replace("+", "%20"))
                .header("X-Content-Type-Options", "nosniff").header("Content-Security-Policy", "sandbox");
    }

    private static NotForYou unknown() {
        return NotForYou.notFound("There is no such ticket", "Or it is none that you may see. Check the number.");
    }

    private static String text(CompletedPart part) {
        return new String(bytes(part), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(CompletedPart part) {
        try {
            return part.getBytes();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
