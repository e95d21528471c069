package org.usher.web.api;

import java.util.List;
import java.util.Optional;

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
    record SignInBody(@Schema(description = "Staff number") @Nullable String person,
            @Schema(description = "Id of the organisation; needed only where several have this number") @Nullable String organisation) {}

    /** An organisation to choose. */
    @Serdeable
    record Choice(String organisation, String name) {}

    /** The problem that a staff number is known in several organisations; it names them. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SeveralHaveIt(String type, String title, int status, String detail, String instance, String help, List<Choice> organisations) {
        SeveralHaveIt {
            organisations = List.copyOf(organisations);
        }
    }

    /**
     * A sign-in.
     *
     * @param organisation     id of the person's organisation
     * @param organisationName what it is called
     * @param person staff number
     * @param name   name
     * @param detail grade and place
     * @param token  to be sent as {@code Authorization: Bearer …}; browsers have it in a cookie as well
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Session(String organisation, String organisationName, String person, String name, String detail, @Nullable String token) {}

    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(summary = "Sign in as a sample person", description = "Only in the demonstration; elsewhere people sign in with the organisation's own "
            + "sign-in (OpenID Connect) at /oauth/login.")
    @ApiResponse(responseCode = "201", description = "Signed in; the cookie is set as well", content = @Content(schema = @Schema(implementation = Session.class)))
    @ApiResponse(responseCode = "422", description = "Nobody has this number, or several organisations have it: then \"organisations\" names them", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = SeveralHaveIt.class)))
    HttpResponse<?> signIn(HttpRequest<?> request, @Body SignInBody body) {
        if (!signIn.byName()) {
            return problems.answer(request, Problem.Kind.FORBIDDEN, "Signing in by number is switched off here. Use /oauth/login.");
        }
        if (body.person() == null || body.person().isBlank()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST, "\"person\" is missing: send a staff number.");
        }
        var organisation = Optional.ofNullable(body.organisation()).orElse("").strip();
        var complaint = Typed.complaint(List.of(body.person(), organisation));
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        var people = visitors.withNumber(body.person().strip(), organisation);
        if (people.isEmpty()) {
            return problems.answer(request, Problem.Kind.UNKNOWN_PERSON, "There is nobody with the staff number you sent.");
        }
        if (people.size() > 1) {
            return severalHaveIt(request, people);
        }
        var token = signIn.token(people.getFirst());
        return HttpResponse.created(session(people.getFirst(), token)).cookie(signIn.cookie(token));
    }

    private HttpResponse<?> severalHaveIt(HttpRequest<?> request, List<Person> people) {
        var kind = Problem.Kind.AMBIGUOUS_PERSON;
        var choices = people.stream().map(person -> new Choice(person.organisation(), visitors.organisation(person))).toList();
        return HttpResponse.unprocessableEntity()
                .body(new SeveralHaveIt("/problems#" + kind.word(), kind.title(), kind.status().getCode(),
                        "The staff number you sent is known in " + choices.size() + " organisations.", request.getPath(), kind.help(),
                        choices))
                .contentType(Problem.MEDIA_TYPE);
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
        return new Session(person.organisation(), visitors.organisation(person), shown.number(), shown.name(), shown.detail(), token);
    }
}
