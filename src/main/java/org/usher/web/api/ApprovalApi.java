package org.usher.web.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
import org.usher.approval.ApprovalService;
import org.usher.approval.ApprovalService.Decided;
import org.usher.approval.ApprovalView;
import org.usher.request.Decision.Verdict;
import org.usher.validation.BuiltIn;
import org.usher.validation.Finding;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Typed;
import org.usher.web.Visitors;

/** What waits for a person's decision. */
@Controller("/api/approvals")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Approvals")
class ApprovalApi {

    private final ApprovalService approvals;
    private final Visitors visitors;
    private final Problems problems;

    ApprovalApi(ApprovalService approvals, Visitors visitors, Problems problems) {
        this.approvals = approvals;
        this.visitors = visitors;
        this.problems = problems;
    }

    /** Yes, no, or back to be mended, and why. */
    @Serdeable
    record DecisionBody(@Schema(allowableValues = {"approve", "reject", "send_back"}) @Nullable String decision,
            @Schema(description = "Needed with reject and send_back", example = "Wrong team") @Nullable String reason) {}

    @Get
    @Operation(summary = "What waits for your decision, oldest first")
    List<ApprovalView> inbox(HttpRequest<?> request) {
        return approvals.inbox(visitors.of(request));
    }

    @Get("/decided")
    @Operation(summary = "What you have decided, newest first")
    List<ApprovalView> decided(HttpRequest<?> request) {
        return approvals.decided(visitors.of(request));
    }

    @Get("/{id}")
    @Operation(summary = "One approval: answers, evidence, warnings")
    @ApiResponse(responseCode = "200", description = "The approval", content = @Content(schema = @Schema(implementation = ApprovalView.class)))
    @ApiResponse(responseCode = "404", description = "There is none, or it is not yours", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> one(HttpRequest<?> request, String id) {
        return approvals.one(visitors.of(request), id).<HttpResponse<?>>map(HttpResponse::ok)
                .orElseGet(() -> problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such approval of yours."));
    }

    @Post("/{id}/decision")
    @Operation(summary = "Decide")
    @ApiResponse(responseCode = "200", description = "It counts", content = @Content(schema = @Schema(implementation = ApprovalView.class)))
    @ApiResponse(responseCode = "403", description = "This decision is not yours, or you may not decide it", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "404", description = "There is no such approval", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "409", description = "It was decided before: by whom and when", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "410", description = "Nobody has to decide it any more", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "422", description = "A no needs a reason; or a rule fails today and the item went back to the requester", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> decide(HttpRequest<?> request, String id, @Body DecisionBody body) {
        var verdict = Stream.of(Verdict.values()).filter(value -> value.word().equals(body.decision())).findFirst();
        if (verdict.isEmpty()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST, "\"decision\" is \"approve\", \"reject\" or \"send_back\".");
        }
        var reason = Optional.ofNullable(body.reason()).orElse("");
        var complaint = Typed.complaint(reason);
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        return switch (approvals.decide(visitors.of(request), id, verdict.get(), reason, "web")) {
            case Decided.Done(var approval) -> HttpResponse.ok(approval);
            case Decided.Already(var text, _) ->
                problems.answer(request, Problem.Kind.CONFLICT, text, List.of(BuiltIn.ALREADY_DECIDED.id()));
            case Decided.NotYours(var text) ->
                problems.answer(request, Problem.Kind.FORBIDDEN, text, List.of(BuiltIn.NOT_YOURS.id()));
            case Decided.ReasonNeeded(var text) ->
                problems.answer(request, Problem.Kind.UNPROCESSABLE, text, List.of(BuiltIn.REASON_NEEDED.id()));
            case Decided.Objections(var findings) -> problems.answer(request, Problem.Kind.FORBIDDEN, words(findings), rules(findings));
            case Decided.SentBack(var findings) ->
                problems.answer(request, Problem.Kind.UNPROCESSABLE, "It went back to the requester. " + words(findings), rules(findings));
            case Decided.Moot(var text) -> problems.answer(request, Problem.Kind.GONE, text);
            case Decided.NotFound() -> problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such approval of yours.");
        };
    }

    private static String words(List<Finding> findings) {
        return findings.stream().map(Finding::text).collect(Collectors.joining(" "));
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).toList();
    }
}
