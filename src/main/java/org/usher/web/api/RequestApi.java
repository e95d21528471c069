package org.usher.web.api;

import java.util.List;
import java.util.Map;
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
import org.usher.approval.ApprovalService;
import org.usher.checkout.CartService;
import org.usher.checkout.CartView;
import org.usher.checkout.ItemView;
import org.usher.checkout.RequestService;
import org.usher.checkout.RequestView;
import org.usher.facts.FormView;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Typed;
import org.usher.web.Visitors;

/** The cart, and the requests that checkouts make of it. */
@Controller("/api")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Cart and requests")
class RequestApi {

    private static final String CHANNEL = "web";

    private final CartService carts;
    private final RequestService requests;
    private final ApprovalService approvals;
    private final Visitors visitors;
    private final Problems problems;

    RequestApi(CartService carts, RequestService requests, ApprovalService approvals, Visitors visitors, Problems problems) {
        this.carts = carts;
        this.requests = requests;
        this.approvals = approvals;
        this.visitors = visitors;
        this.problems = problems;
    }

    /** What a checkout made. {@code request} and the items' numbers are the ITSM's as soon as it has given them. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Sent(String request, String reference, String state, List<ItemView> items) {
        Sent {
            items = List.copyOf(items);
        }

        static Sent of(RequestView view) {
            return new Sent(view.number(), view.reference(), view.state(), view.items());
        }
    }

    /** Why nothing was sent: what is wrong with the cart as a whole, and with its items, by number. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record NotSent(String type, String title, int status, String detail, String instance, List<FormView.FindingView> findings,
            Map<String, List<FormView.FindingView>> items) {
        NotSent {
            findings = List.copyOf(findings);
            items = Map.copyOf(items);
        }
    }

    /** Where something goes on. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Onwards(@Nullable String text, @Nullable String dialogue) {}

    /** Why something is withdrawn. */
    @Serdeable
    record ReasonBody(@Schema(example = "No longer needed") @Nullable String reason) {}

    /** The staff number of another approver. */
    @Serdeable
    record ApproverBody(@Schema(example = "10311990") @Nullable String approver) {}

    @Get("/cart")
    @Operation(summary = "What lies in your cart")
    CartView cart(HttpRequest<?> request) {
        return carts.cart(visitors.of(request));
    }

    @Delete("/cart/{item}")
    @Operation(summary = "Take an item out of your cart")
    @ApiResponse(responseCode = "204", description = "Taken out")
    @ApiResponse(responseCode = "404", description = "There is no such item in your cart", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> remove(HttpRequest<?> request, String item) {
        return switch (carts.remove(visitors.of(request), item)) {
            case CartService.Handled.Done _ -> HttpResponse.noContent();
            case CartService.Handled.Refused(var text) -> problems.answer(request, Problem.Kind.CONFLICT, text);
            case CartService.Handled.NotFound() -> problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such item in your cart.");
        };
    }

    @Post("/cart/{item}/edit")
    @Operation(summary = "Open an item of your cart in its dialogue again")
    HttpResponse<?> edit(HttpRequest<?> request, String item) {
        return switch (carts.edit(visitors.of(request), item)) {
            case CartService.Handled.Done(var dialogue) -> HttpResponse.ok(new Onwards(null, dialogue));
            case CartService.Handled.Refused(var text) -> problems.answer(request, Problem.Kind.CONFLICT, text);
            case CartService.Handled.NotFound() -> problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such item in your cart.");
        };
    }

    @Post("/cart/checkout")
    @Operation(summary = "Send everything in your cart as one request", description = "Every rule is checked again. If one objects, nothing is sent.")
    @ApiResponse(responseCode = "200", description = "Sent", content = @Content(schema = @Schema(implementation = Sent.class)))
    @ApiResponse(responseCode = "422", description = "Nothing was sent; what must be mended", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = NotSent.class)))
    HttpResponse<?> checkout(HttpRequest<?> request) {
        return switch (carts.checkout(visitors.of(request), CHANNEL)) {
            case CartService.Checkout.Sent(var sent) -> HttpResponse.ok(Sent.of(sent));
            case CartService.Checkout.Refused(var text, var cart, var troubles) -> HttpResponse.unprocessableEntity()
                    .body(new NotSent("/problems#" + Problem.Kind.UNPROCESSABLE.word(), "Nothing was sent", 422, text, request.getPath(),
                            cart, troubles))
                    .contentType(Problem.MEDIA_TYPE);
        };
    }

    @Get("/requests")
    @Operation(summary = "Your requests, newest first")
    List<RequestView> requests(HttpRequest<?> request) {
        return requests.mine(visitors.of(request));
    }

    @Get("/requests/{number}")
    @Operation(summary = "One request with everything", description = "Numbers are the ITSM's or Usher's own.")
    @ApiResponse(responseCode = "200", description = "The request", content = @Content(schema = @Schema(implementation = RequestView.class)))
    @ApiResponse(responseCode = "404", description = "There is none, or you have no part in it", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> request(HttpRequest<?> request, String number) {
        return requests.one(visitors.of(request), number).<HttpResponse<?>>map(HttpResponse::ok)
                .orElseGet(() -> problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such request of yours."));
    }

    @Post("/requests/{number}/copy")
    @Operation(summary = "Copy a former request into a new dialogue, where its answers are proposed")
    @ApiResponse(responseCode = "200", description = "The dialogue", content = @Content(schema = @Schema(implementation = Onwards.class)))
    HttpResponse<?> copy(HttpRequest<?> request, String number) {
        return handled(request, requests.copy(visitors.of(request), number));
    }

    @Post("/requests/{number}/cancel")
    @Operation(summary = "Withdraw a request, or an item of one", description = "At once before it is approved; after that the desk is asked to call it off.")
    @ApiResponse(responseCode = "200", description = "What happens now", content = @Content(schema = @Schema(implementation = Onwards.class)))
    HttpResponse<?> cancel(HttpRequest<?> request, String number, @Body Optional<ReasonBody> body) {
        var reason = body.map(ReasonBody::reason).orElse("");
        var complaint = Typed.complaint(reason);
        if (complaint.isPresent()) {
            return problems.answer(request, complaint.get().kind(), complaint.get().text());
        }
        return handled(request, requests.withdraw(visitors.of(request), number, reason));
    }

    @Post("/requests/{number}/mend")
    @Operation(summary = "Open what was sent back, or the evidence that is missing")
    @ApiResponse(responseCode = "200", description = "The dialogue", content = @Content(schema = @Schema(implementation = Onwards.class)))
    HttpResponse<?> mend(HttpRequest<?> request, String number) {
        return handled(request, requests.mend(visitors.of(request), number));
    }

    @Get("/requests/{number}/approvers")
    @Operation(summary = "Who else may decide on an item of yours that waits")
    List<ApprovalService.Candidate> approvers(HttpRequest<?> request, String number) {
        return approvals.candidates(visitors.of(request), number);
    }

    @Post("/requests/{number}/approver")
    @Operation(summary = "Choose another approver for an item of yours that waits")
    HttpResponse<?> approver(HttpRequest<?> request, String number, @Body ApproverBody body) {
        if (body.approver() == null || body.approver().isBlank()) {
            return problems.answer(request, Problem.Kind.BAD_REQUEST, "\"approver\" is missing: send a staff number.");
        }
        return switch (approvals.chooseAnother(visitors.of(request), number, body.approver().strip())) {
            case ApprovalService.Reassigned.Done _ -> HttpResponse.ok(new Onwards("The other approver was asked.", null));
            case ApprovalService.Reassigned.Refused(var text) -> problems.answer(request, Problem.Kind.UNPROCESSABLE, text);
            case ApprovalService.Reassigned.NotFound() ->
                problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such item of yours.");
        };
    }

    private HttpResponse<?> handled(HttpRequest<?> request, RequestService.Handled handled) {
        return switch (handled) {
            case RequestService.Handled.Done(var text) -> HttpResponse.ok(new Onwards(text, null));
            case RequestService.Handled.InDialogue(var dialogue) -> HttpResponse.ok(new Onwards(null, dialogue));
            case RequestService.Handled.Refused(var rule, var text) ->
                problems.answer(request, Problem.Kind.UNPROCESSABLE, text, rule.isEmpty() ? List.of() : List.of(rule));
            case RequestService.Handled.NotFound() ->
                problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such request of yours.");
        };
    }
}
