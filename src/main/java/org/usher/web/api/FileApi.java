package org.usher.web.api;

import java.io.IOException;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.file.Files;
import org.usher.file.Upload;
import org.usher.web.Download;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** Files that are handed in as answers. */
@Controller("/api")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Dialogues")
class FileApi {

    private static final String CHANNEL = "web";

    private final ChatService chat;
    private final Files files;
    private final Download download;
    private final Visitors visitors;
    private final Problems problems;

    FileApi(ChatService chat, Files files, Download download, Visitors visitors, Problems problems) {
        this.chat = chat;
        this.files = files;
        this.download = download;
        this.visitors = visitors;
        this.problems = problems;
    }

    @Post("/dialogues/{id}/files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Hand a file in as the answer to what is asked", description = "A form with the parts \"turn\", the number of the view, and \"file\".")
    @ApiResponse(responseCode = "200", description = "Taken; the view as it stands now", content = @Content(schema = @Schema(implementation = DialogueView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such dialogue, or it is not yours", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "409", description = "An answer to an old view; nothing has changed, and this is the view as it stands", content = @Content(schema = @Schema(implementation = DialogueView.class)))
    @ApiResponse(responseCode = "413", description = "The file is too large", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "415", description = "Files of this type are not taken", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "422", description = "The file is empty or not what its name says (problem details), or no file is asked for (the view)", content = @Content(schema = @Schema(implementation = DialogueView.class)))
    HttpResponse<?> handIn(HttpRequest<?> request, String id, @Part("turn") Optional<String> turn, @Part("file") CompletedFileUpload file)
            throws IOException {
        var number = turn.filter(text -> text.matches("[0-9]{1,9}")).map(Integer::valueOf);
        if (number.isEmpty()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST, "The part \"turn\" is missing: send the number of the view.");
        }
        var who = visitors.of(request);
        var upload = new Upload(file.getFilename(), file.getBytes());
        var complaint = files.complaint(upload, visitors.language(who));
        if (complaint.isPresent()) {
            return problems.answer(request, kind(complaint.get()), complaint.get().text());
        }
        return switch (chat.handIn(who, id, number.get(), upload, CHANNEL)) {
            case ChatResult.Done(var view) -> HttpResponse.ok(view);
            case ChatResult.Refused(var view) -> HttpResponse.unprocessableEntity().body(view);
            case ChatResult.OldTurn(_, var view) -> HttpResponse.status(HttpStatus.CONFLICT).body(view);
            case ChatResult.NotAllowed _ -> problems.answer(request, Problem.Kind.FORBIDDEN, "You cannot go on with this.");
            case ChatResult.NotNow(_, var text) -> problems.answer(request, Problem.Kind.FORBIDDEN, text);
            case ChatResult.NotFound() -> problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such dialogue of yours.");
        };
    }

    /** What a complaint is among problems. */
    private static Problem.Kind kind(Files.Complaint complaint) {
        return switch (complaint) {
            case Files.Complaint.TooLarge _ -> Problem.Kind.TOO_LARGE;
            case Files.Complaint.WrongType _ -> Problem.Kind.WRONG_MEDIA_TYPE;
            case Files.Complaint.Unusable _ -> Problem.Kind.UNPROCESSABLE;
        };
    }

    @Get("/files/{id}")
    @Produces(MediaType.ALL)
    @Operation(summary = "A file that was handed in, for those who may see the form")
    @ApiResponse(responseCode = "200", description = "Its content, to be saved", content = @Content(mediaType = "application/octet-stream"))
    @ApiResponse(responseCode = "404", description = "There is none, or it is not for you", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> fetch(HttpRequest<?> request, String id) {
        return download.of(request, id);
    }
}
