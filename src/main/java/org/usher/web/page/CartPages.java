package org.usher.web.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.usher.checkout.CartService;
import org.usher.checkout.CartView;
import org.usher.checkout.RequestView;
import org.usher.facts.FormView;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** The cart: looking into it, mending, taking out, sending. */
@Produces(MediaType.TEXT_HTML)
@Controller("/cart")
@Secured(SecurityRule.IS_AUTHENTICATED)
public class CartPages {

    private final CartService carts;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;
    private final Problems problems;
    private final Redirects redirects;
    private final Kept kept;

    CartPages(CartService carts, Visitors visitors, Frames frames, Pages pages, Problems problems, Redirects redirects, Kept kept) {
        this.carts = carts;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
        this.problems = problems;
        this.redirects = redirects;
        this.kept = kept;
    }

    /** The cart as the page shows it. */
    public record CartPage(CartView cart, String refusal, List<FormView.FindingView> findings,
            Map<String, List<FormView.FindingView>> troubles) {
        public CartPage {
            findings = List.copyOf(findings);
            troubles = Map.copyOf(troubles);
        }

        /** What the rules find in one item at checkout. */
        public List<FormView.FindingView> troublesOf(String number, String reference) {
            return troubles.getOrDefault(number, troubles.getOrDefault(reference, List.of()));
        }
    }

    @Get("{?shown}")
    HttpResponse<?> cart(HttpRequest<?> request, @QueryValue(defaultValue = "") String shown) {
        var who = visitors.of(request);
        var cart = carts.cart(who);
        var frame = frames.of(request, who, Frame.Area.CART, frames.words(who).say("menu.cart"));
        return kept.find(who, shown, Kept.Trouble.class)
                .map(trouble -> pages.show("cart", frame.failing(), new CartPage(cart, trouble.text(), trouble.cart(), byItem(trouble))))
                .orElseGet(() -> pages.show("cart", frame, new CartPage(cart, "", cart.findings(), Map.of())));
    }

    private static Map<String, List<FormView.FindingView>> byItem(Kept.Trouble trouble) {
        return trouble.items().stream().collect(Collectors.toMap(Kept.ItemTrouble::item, Kept.ItemTrouble::findings));
    }

    @Post("/{item}/edit")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.ALL})
    HttpResponse<?> edit(HttpRequest<?> request, String item) {
        return switch (carts.edit(visitors.of(request), item)) {
            case CartService.Handled.Done(var dialogue) -> redirects.to("/dialogues/" + dialogue);
            case CartService.Handled.Refused(var text) -> problems.answer(request, Problem.Kind.CONFLICT, text);
            case CartService.Handled.NotFound() ->
                problems.answer(request, Problem.Kind.NOT_FOUND, pages.words(request).say("not_found.item"));
        };
    }

    @Post("/{item}/remove")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.ALL})
    HttpResponse<?> remove(HttpRequest<?> request, String item) {
        var who = visitors.of(request);
        return switch (carts.remove(who, item)) {
            case CartService.Handled.Done _ -> redirects.to("/cart", who, frames.words(who).say("said.removed"));
            case CartService.Handled.Refused(var text) -> problems.answer(request, Problem.Kind.CONFLICT, text);
            case CartService.Handled.NotFound() ->
                problems.answer(request, Problem.Kind.NOT_FOUND, pages.words(request).say("not_found.item"));
        };
    }

    @Post("/checkout")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.ALL})
    HttpResponse<?> checkout(HttpRequest<?> request) {
        var who = visitors.of(request);
        return switch (carts.checkout(who, "web")) {
            case CartService.Checkout.Sent(RequestView sent) -> redirects.to("/requests/" + sent.number() + "/sent");
            case CartService.Checkout.Refused(var text, var cart, var troubles) ->
                redirects.showing("/cart", who, new Kept.Trouble(text, cart,
                        troubles.entrySet().stream().map(item -> new Kept.ItemTrouble(item.getKey(), item.getValue())).toList()));
        };
    }
}
