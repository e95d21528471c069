package org.usher.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
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
import org.usher.request.Person;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.SignIn;
import org.usher.web.Typed;
import org.usher.web.Visitors;

/** Signing in and out. */
@Controller("/api/session")
@Tag(name = "Signing in")
class SessionApi {

    private final SignIn signIn;
    private final Visitors visitors;
    private final Problems problems;

    SessionApi(SignIn signIn, Visitors visitors, Problems problems) {
        this.signIn = signIn;
        this.visitors = visitors;
        this.problems = problems;
    }

    /** Who wants to sign in, by staff number. */
    @Serdeable
    record SignInBody(@Schema(description = "Staff number", example = "10311862") @Nullable String person) {}

    /**
     * A sign-in.
     *
     * @param person staff number
     * @param name   name
     * @param detail grade and place
     * @param token  to be sent as {@code Authorization: Bearer …}; browsers have it in a cookie as well
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Session(String person, String name, String detail, @Nullable String token) {}

    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(summary = "Sign in as a sample person", description = "Only in the demonstration; elsewhere people sign in with the organisation's own "
            + "sign-in (OpenID Connect) at /oauth/login.")
    @ApiResponse(responseCode = "201", description = "Signed in; the cookie is set as well", content = @Content(schema = @Schema(implementation = Session.class)))
    @ApiResponse(responseCode = "422", description = "Nobody has this number", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> signIn(HttpRequest<?> request, @Body SignInBody body) {
        if (!signIn.byName()) {
            return problems.answer(request, Problem.Kind.FORBIDDEN, "Signing in by number is switched off here. Use /oauth/login.");
        }
        if (body.person() == null || body.person().isBlank()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST, "\"person\" is missing: send a staff number.");
        }
        var complaint = Typed.complaint(body.person());
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        var person = visitors.withNumber(body.person().strip());
        if (person.isEmpty()) {
            return problems.answer(request, Problem.Kind.UNKNOWN_PERSON, "There is nobody with the staff number you sent.");
        }
        var token = signIn.token(person.get());
        return HttpResponse.created(session(person.get(), token)).cookie(signIn.cookie(token));
    }

    @Get
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(summary = "Who is signed in")
    Session who(HttpRequest<?> request) {
        return session(visitors.of(request), null);
    }

    @Delete
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(summary = "Sign out", description = "Takes the cookie away. A bearer token ends by itself.")
    @ApiResponse(responseCode = "204", description = "Signed out")
    HttpResponse<?> signOut() {
        return HttpResponse.noContent().cookie(signIn.noCookie());
    }

    private Session session(Person person, @Nullable String token) {
        var shown = visitors.shown(person);
        return new Session(shown.number(), shown.name(), shown.detail(), token);
    }
}
