package org.usher.web.api;

import java.util.List;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
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
import org.usher.reminder.ReminderView;
import org.usher.reminder.Reminders;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Typed;
import org.usher.web.Visitors;

/** What a person is reminded of. */
@Controller("/api/reminders")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Reminders")
class ReminderApi {

    private static final String CHANNEL = "web";

    private final Reminders reminders;
    private final Visitors visitors;
    private final Problems problems;
    private final ChatService chat;
    private final DialogueApi dialogues;

    ReminderApi(Reminders reminders, Visitors visitors, Problems problems, ChatService chat, DialogueApi dialogues) {
        this.chat = chat;
        this.dialogues = dialogues;
        this.reminders = reminders;
        this.visitors = visitors;
        this.problems = problems;
    }

    /** The name of a button. */
    @Serdeable
    record AnswerBody(@Schema(example = "queue_empty") @Nullable String answer) {}

    @Get
    @Operation(summary = "Your reminders, those that can be answered and those to come first")
    List<ReminderView> all(HttpRequest<?> request) {
        return reminders.of(visitors.of(request));
    }

    @Post("/{id}/answer")
    @Operation(summary = "Answer a reminder", description = "\"later\" puts it off. An answer that goes on in a dialogue names it in \"dialogue\".")
    @ApiResponse(responseCode = "200", description = "Taken", content = @Content(schema = @Schema(implementation = ReminderView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such reminder of yours", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "409", description = "It was answered before, or no longer matters", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "422", description = "That is not one of the answers", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> answer(HttpRequest<?> request, String id, @Body AnswerBody body) {
        if (body.answer() == null || body.answer().isBlank()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST, "\"answer\" is missing: send the name of a button.");
        }
        var complaint = Typed.complaint(body.answer());
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        return switch (reminders.answer(visitors.of(request), id, body.answer())) {
            case Reminders.Answered.Done(_, var reminder) -> HttpResponse.ok(reminder);
            case Reminders.Answered.GoesOn(var conversation, var answers, var reminder) ->
                switch (chat.startWith(visitors.of(request), conversation, answers, CHANNEL)) {
                    case ChatResult.Done(var view) -> HttpResponse.ok(reminder.goingOn(view.id()));
                    case ChatResult other -> dialogues.answer(request, other);
                };
            case Reminders.Answered.Past(var text, _) -> problems.answer(request, Problem.Kind.CONFLICT, text);
            case Reminders.Answered.NoSuchAnswer(var text, _) -> problems.answer(request, Problem.Kind.UNPROCESSABLE, text);
            case Reminders.Answered.NotFound() -> problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such reminder of yours.");
        };
    }
}
