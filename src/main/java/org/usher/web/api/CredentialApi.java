package org.usher.web.api;

import java.util.List;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import org.usher.secret.Credentials;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** First passwords: each is shown once, to one person. */
@Controller("/api/credentials")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Requests")
class CredentialApi {

    private static final String CHANNEL = "web";

    private final Credentials credentials;
    private final Visitors visitors;
    private final Problems problems;

    CredentialApi(Credentials credentials, Visitors visitors, Problems problems) {
        this.credentials = credentials;
        this.visitors = visitors;
        this.problems = problems;
    }

    /** A user name with its first password. */
    @Serdeable
    record Shown(String id, String username, @Schema(description = "Kept nowhere: save it, then say so") String password) {

        /** Without the password, so that no log shows it. */
        @Override
        public String toString() {
            return "Shown[" + id + "]";
        }
    }

    @Get
    @Operation(summary = "User names that were given to you and whose passwords you have not saved yet")
    List<Credentials.View> all(HttpRequest<?> request) {
        return credentials.of(visitors.of(request));
    }

    @Post("/{id}/show")
    @Operation(summary = "Make a first password and show it, this once", description = "Until you say that it is saved, you can ask for another one, which replaces it.")
    @ApiResponse(responseCode = "200", description = "The user name and the password", content = @Content(schema = @Schema(implementation = Shown.class)))
    @ApiResponse(responseCode = "404", description = "There are none, or they are not for you", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "410", description = "It was saved, and cannot be shown again", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> show(HttpRequest<?> request, String id) {
        return switch (credentials.show(visitors.of(request), id, CHANNEL)) {
            case Credentials.Shown.Now(var view, var password) -> HttpResponse.ok(new Shown(view.id(), view.username(), password));
            case Credentials.Shown.Over(_, var text) -> problems.answer(request, Problem.Kind.GONE, text);
            case Credentials.Shown.NotFound() -> notFound(request);
        };
    }

    @Post("/{id}/saved")
    @Operation(summary = "Say that you have saved a password; it is not shown any more")
    @ApiResponse(responseCode = "204", description = "Noted")
    @ApiResponse(responseCode = "404", description = "There are none, or they are not for you", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "409", description = "It was not shown yet", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> saved(HttpRequest<?> request, String id) {
        return switch (credentials.saved(visitors.of(request), id, CHANNEL)) {
            case Credentials.Saved.Done _ -> HttpResponse.noContent();
            case Credentials.Saved.NotShown(_, var text) -> problems.answer(request, Problem.Kind.CONFLICT, text);
            case Credentials.Saved.NotFound() -> notFound(request);
        };
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.answer(request, Problem.Kind.NOT_FOUND, "There is no password for you here.");
    }
}
