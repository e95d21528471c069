package org.usher.web.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** People and their accounts, which are disabled and never deleted; whoever tries to is told how. */
@Controller("/api")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "People")
class PeopleApi {

    private final Visitors visitors;
    private final Problems problems;

    PeopleApi(Visitors visitors, Problems problems) {
        this.visitors = visitors;
        this.problems = problems;
    }

    @Delete(uris = {"/people/{key}", "/accounts/{key}"})
    @Operation(summary = "Does not exist: people and accounts are disabled, never deleted; the answer says how")
    @ApiResponse(responseCode = "405", description = "Nothing was changed", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> delete(HttpRequest<?> request, String key) {
        var how = visitors.disabling(visitors.of(request))
                .map(form -> "Ask for it with the form \"" + form.title() + "\": POST /api/dialogues {\"conversation\": \""
                        + form.conversation()
                        + "\"}.")
                .orElse("Ask those who look after accounts in your organisation to do so.");
        return problems.answer(request, Problem.Kind.METHOD_NOT_ALLOWED,
                "We never delete an account, we disable it; the record and the data stay. " + how).header("Allow", "");
    }
}
