package org.usher.web.api;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.validation.Finding;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Typed;
import org.usher.web.Visitors;

/** Conversations and the dialogues that people hold through them. */
@Controller("/api")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Dialogues")
class DialogueApi {

    private static final String CHANNEL = "web";
    private static final int MOST_OPTIONS = 20;

    private final ChatService chat;
    private final Visitors visitors;
    private final Problems problems;

    DialogueApi(ChatService chat, Visitors visitors, Problems problems) {
        this.chat = chat;
        this.visitors = visitors;
        this.problems = problems;
    }

    /** Which conversation to start. */
    @Serdeable
    record StartBody(@Schema(description = "Id of a conversation") @Nullable String conversation) {}

    /** To whom a draft is handed. */
    @Serdeable
    record HandOverBody(@Schema(description = "Staff number") @Nullable String to) {}

    @Get("/conversations")
    @Operation(summary = "The conversations you may start")
    List<ChatService.Offer> conversations(HttpRequest<?> request) {
        return chat.conversations(visitors.of(request));
    }

    @Get("/dialogues")
    @Operation(summary = "Your open dialogues, questions that wait for you, and drafts handed to you")
    List<ChatService.Summary> dialogues(HttpRequest<?> request) {
        return chat.dialogues(visitors.of(request));
    }

    @Post("/dialogues")
    @Operation(summary = "Start a conversation")
    @ApiResponse(responseCode = "201", description = "Begun; the first question is in the view", content = @Content(schema = @Schema(implementation = DialogueView.class)))
    @ApiResponse(responseCode = "403", description = "You may not start this one; the detail says who may", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "404", description = "There is no such conversation", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> start(HttpRequest<?> request, @Body StartBody body) {
        if (body.conversation() == null || body.conversation().isBlank()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST, "\"conversation\" is missing; GET /api/conversations lists them.");
        }
        var complaint = Typed.complaint(body.conversation());
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        return switch (chat.start(visitors.of(request), body.conversation(), CHANNEL)) {
            case ChatResult.Done(var view) -> HttpResponse.created(view, URI.create("/api/dialogues/" + view.id()));
            case ChatResult other -> answer(request, other);
        };
    }

    @Get("/dialogues/{id}")
    @Operation(summary = "A dialogue as it stands")
    @ApiResponse(responseCode = "200", description = "The view", content = @Content(schema = @Schema(implementation = DialogueView.class)))
    @ApiResponse(responseCode = "404", description = "There is none, or it is not yours", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> dialogue(HttpRequest<?> request, String id) {
        return answer(request, chat.view(visitors.of(request), id));
    }

    @Post("/dialogues/{id}/turns")
    @Operation(summary = "One input", description = "Typed words, clicked options, or a command. Typed words and clicks are equal. "
            + "With \"question\" an answer is only taken if that is what is being asked.")
    @ApiResponse(responseCode = "200", description = "Taken; the view as it stands now", content = @Content(schema = @Schema(implementation = DialogueView.class)))
    @ApiResponse(responseCode = "400", description = "Not an input", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "404", description = "There is no such dialogue, or it is not yours", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "409", description = "An answer to an old view; nothing has changed, and this is the view as it stands", content = @Content(schema = @Schema(implementation = DialogueView.class)))
    @ApiResponse(responseCode = "422", description = "The answer was refused; the view says why and asks again", content = @Content(schema = @Schema(implementation = DialogueView.class)))
    HttpResponse<?> turn(HttpRequest<?> request, String id, @Body TurnBody body) {
        return switch (body.read()) {
            case TurnBody.Read.Wrong(var kind, var text) -> problems.answer(request, kind, text);
            case TurnBody.Read.Understood(var turn, var input) ->
                answer(request, chat.turn(visitors.of(request), id, turn, input, CHANNEL));
        };
    }

    @Get("/dialogues/{id}/options{?q}")
    @Operation(summary = "Options of what is asked that match what was typed so far")
    @ApiResponse(responseCode = "200", description = "At most twenty, best first")
    HttpResponse<?> options(HttpRequest<?> request, String id, @QueryValue(defaultValue = "") String q) {
        var complaint = Typed.complaint(q);
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        var who = visitors.of(request);
        if (chat.view(who, id) instanceof ChatResult.NotFound) {
            return answer(request, new ChatResult.NotFound());
        }
        return HttpResponse.ok(chat.search(who, id, q, MOST_OPTIONS));
    }

    @Post("/dialogues/{id}/resume")
    @Operation(summary = "Come back to a dialogue", description = "If its form has changed, the answers are carried over and what changed is asked again.")
    HttpResponse<?> resume(HttpRequest<?> request, String id) {
        return answer(request, chat.resume(visitors.of(request), id, CHANNEL));
    }

    @Post("/dialogues/{id}/hand-over")
    @Operation(summary = "Hand a draft over to somebody, who may accept it")
    HttpResponse<?> handOver(HttpRequest<?> request, String id, @Body HandOverBody body) {
        if (body.to() == null || body.to().isBlank()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST, "\"to\" is missing: send a staff number.");
        }
        var complaint = Typed.complaint(body.to());
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        return answer(request, chat.handOver(visitors.of(request), id, body.to().strip(), CHANNEL));
    }

    @Post("/dialogues/{id}/accept")
    @Operation(summary = "Accept a draft that was handed to you; you become the one who asks")
    HttpResponse<?> accept(HttpRequest<?> request, String id) {
        return answer(request, chat.accept(visitors.of(request), id, CHANNEL));
    }

    @Post("/dialogues/{id}/return")
    @Operation(summary = "Give a draft back to the person who handed it to you")
    HttpResponse<?> giveBack(HttpRequest<?> request, String id) {
        return answer(request, chat.giveBack(visitors.of(request), id, CHANNEL));
    }

    /** What came of something that was done to a dialogue. */
    HttpResponse<?> answer(HttpRequest<?> request, ChatResult result) {
        return switch (result) {
            case ChatResult.Done(var view) -> HttpResponse.ok(view);
            case ChatResult.Refused(var view) -> HttpResponse.unprocessableEntity().body(view);
            case ChatResult.OldTurn(_, var view) -> HttpResponse.status(HttpStatus.CONFLICT).body(view);
            case ChatResult.NotAllowed(var findings) -> problems.answer(request, Problem.Kind.FORBIDDEN,
                    findings.stream().map(Finding::text).collect(Collectors.joining(" ")), findings.stream().map(Finding::rule).toList());
            case ChatResult.NotNow(var rule, var text) ->
                problems.answer(request, Problem.Kind.FORBIDDEN, text, rule.isEmpty() ? List.of() : List.of(rule));
            case ChatResult.NotFound() ->
                problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such conversation or dialogue of yours.");
        };
    }
}
