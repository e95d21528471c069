package org.usher.checkout;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.usher.Crowd;
import org.usher.Office;
import org.usher.chat.Outcomes;
import org.usher.checkout.CartService.Checkout;
import org.usher.conversation.Input;
import org.usher.facts.RegisterService;
import org.usher.outbox.Notice;
import org.usher.register.Change;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.Office.BEN;
import static org.usher.Office.CLEO;

class CheckoutIT {

    private Office office;

    @BeforeEach
    void open() {
        office = Office.open();
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aHundredCheckoutsOfOneCartGiveOneRequest() {
        office.inCart(BEN, "310", "front");
        office.inCart(BEN, "300", "front");
        var results = Crowd.of(100, _ -> office.cart.checkout(BEN, "test"));
        assertThat(results.stream().filter(Checkout.Sent.class::isInstance)).hasSize(1);
        assertThat(office.requests.mine(BEN)).singleElement().satisfies(request -> assertThat(request.items()).hasSize(2));
    }

    @Test
    void whatNoLongerFitsGoesBackToItsDialogueAndNothingIsSent() {
        office.inCart(BEN, "310", "front");
        var fine = office.inCart(BEN, "300", "front");
        change("310", Map.of("active", false));
        var refused = (Checkout.Refused) office.cart.checkout(BEN, "test");
        assertThat(refused.troubles()).hasSize(1);
        assertThat(refused.troubles().values().iterator().next().getFirst().rule()).isEqualTo("OF-R2");
        assertThat(office.requests.mine(BEN)).isEmpty();
        var draft = office.cart.cart(BEN).items().stream().filter(item -> item.state().equals("draft")).findFirst().orElseThrow();
        assertThat(draft.reference()).isNotEqualTo(fine.item());
        var view = Office.done(office.chat.view(BEN, draft.dialogue()));
        assertThat(view.status()).isEqualTo("asking");
        assertThat(((Checkout.Refused) office.cart.checkout(BEN, "test")).text()).contains(draft.reference());
        office.cart.remove(BEN, draft.reference());
        assertThat(office.cart.checkout(BEN, "test")).isInstanceOf(Checkout.Sent.class);
    }

    @Test
    void aWarningThatNobodyAgreedToSendsTheFormBackOnce() {
        var view = office.inCart(BEN, "310", "front");
        change("310", Map.of("badge", "B1"));
        assertThat(office.cart.checkout(BEN, "test")).isInstanceOfSatisfying(Checkout.Refused.class,
                refused -> assertThat(refused.troubles().get(view.item()).getFirst().rule()).isEqualTo("OF-R5"));
        var asked = Office.done(office.chat.view(BEN, view.id()));
        var agreed = office.choose(BEN, asked, "go_on");
        assertThat(agreed.status()).isEqualTo("reviewing");
        office.send(BEN, agreed, new Input.Submit());
        assertThat(office.cart.checkout(BEN, "test")).isInstanceOf(Checkout.Sent.class);
    }

    @Test
    void thePersonCannotBeInTheCartTwice() {
        office.inCart(BEN, "310", "front");
        office.inCart(BEN, "310", "front");
        assertThat(office.cart.checkout(BEN, "test"))
                .isInstanceOfSatisfying(Checkout.Refused.class, refused -> assertThat(refused.cart().getFirst().rule()).isEqualTo("OF-R9"));
    }

    @Test
    void anEditedItemKeepsItsNumber() {
        var view = office.inCart(BEN, "310", "front");
        assertThat(office.cart.edit(BEN, view.item())).isEqualTo(new CartService.Handled.Done(view.id()));
        var opened = Office.done(office.chat.view(BEN, view.id()));
        assertThat(opened.status()).isEqualTo("reviewing");
        opened = office.send(BEN, opened, new Input.Change(java.util.Optional.of("reason")));
        opened = office.say(BEN, opened, "another reason");
        opened = office.send(BEN, opened, new Input.Submit());
        assertThat(opened.item()).isEqualTo(view.item());
        assertThat(office.cart.cart(BEN).items()).singleElement().satisfies(item -> {
            assertThat(item.state()).isEqualTo("review");
            assertThat(item.form().sections().getFirst().lines()).extracting("text").contains("another reason");
        });
    }

    @Test
    void nobodyTouchesTheCartOfSomebodyElse() {
        var number = office.inCart(BEN, "310", "front").item();
        assertThat(office.cart.edit(CLEO, number)).isInstanceOf(CartService.Handled.NotFound.class);
        assertThat(office.cart.remove(CLEO, number)).isInstanceOf(CartService.Handled.NotFound.class);
        assertThat(office.cart.checkout(CLEO, "test")).isInstanceOf(Checkout.Refused.class);
        assertThat(office.requests.copy(CLEO, number)).isInstanceOf(RequestService.Handled.Refused.class);
        assertThat(office.requests.withdraw(CLEO, number, "")).isInstanceOf(RequestService.Handled.NotFound.class);
    }

    @Test
    void anItemWaitsUntilItsAuthorisationIsEvidenced() {
        var view = office.start(BEN, "badge");
        view = office.say(BEN, view, "310");
        view = office.choose(BEN, view, "vault");
        view = office.say(BEN, view, "work");
        assertThat(view.prompt().question()).isEqualTo("clearance.have");
        view = office.choose(BEN, view, "no");
        assertThat(view.status()).as(view.toString()).isEqualTo("reviewing");
        view = office.send(BEN, view, new Input.Submit());
        var sent = (Checkout.Sent) office.cart.checkout(BEN, "test");
        var number = sent.request().items().getFirst().reference();
        assertThat(sent.request().state()).isEqualTo("awaiting_evidence");
        assertThat(office.approvals.inbox(CLEO)).isEmpty();
        var missing = office.told(BEN, Notice.Kind.EVIDENCE_MISSING);
        assertThat(office.context.getBean(Outcomes.class).of(missing)).as("what became of it").isEmpty();

        assertThat(office.requests.mend(BEN, number)).isEqualTo(new RequestService.Handled.InDialogue(view.id()));
        var opened = Office.done(office.chat.view(BEN, view.id()));
        assertThat(opened.prompt().question()).isEqualTo("clearance.have");
        opened = office.choose(BEN, opened, "yes");
        while (!opened.status().equals("reviewing")) {
            opened = switch (opened.prompt().question()) {
                case "clearance.given_by" -> office.say(BEN, opened, "100");
                case "clearance.given_on" -> office.say(BEN, opened, "20 November 2026");
                case "clearance.manner" -> office.choose(BEN, opened, opened.prompt().options().getFirst().value());
                case "clearance.reference" -> office.say(BEN, opened, "mail of Friday");
                default -> throw new AssertionError(opened.toString());
            };
        }
        office.send(BEN, opened, new Input.Submit());
        assertThat(office.requests.one(BEN, number).orElseThrow().state()).isEqualTo("pending_approval");
        assertThat(office.approvals.inbox(CLEO)).hasSize(1);
        assertThat(office.context.getBean(Outcomes.class).of(missing)).contains("Nothing is left to be done here.");
    }

    @Test
    void aRequestIsTakenBackAtOnceBeforeApprovalAndByAskingTheDeskLater() {
        var number = office.sent(BEN, "310", "front");
        assertThat(office.requests.withdraw(BEN, number, "changed my mind")).isInstanceOf(RequestService.Handled.Done.class);
        assertThat(office.requests.one(BEN, number).orElseThrow().state()).isEqualTo("cancelled");
        assertThat(office.approvals.inbox(CLEO)).isEmpty();

        var approved = office.sent(BEN, "300", "front");
        assertThat(office.requests.withdraw(BEN, approved, "changed my mind")).isInstanceOf(RequestService.Handled.Done.class);
        assertThat(item(approved).cancelAsked()).isTrue();
        assertThat(office.requests.one(BEN, approved).orElseThrow().state()).isEqualTo("approved");
        office.fulfilment.cancelled(item(approved).number(), "as asked");
        assertThat(office.requests.one(BEN, approved).orElseThrow().state()).isEqualTo("cancelled");
    }

    @Test
    void aCopyAsksAgainOnlyWhatNoLongerFits() {
        var number = office.sent(BEN, "310", "front");
        var fits = (RequestService.Handled.InDialogue) office.requests.copy(BEN, number);
        assertThat(Office.done(office.chat.view(BEN, fits.dialogue())).status()).isEqualTo("reviewing");
        change("310", Map.of("active", false));
        var changed = (RequestService.Handled.InDialogue) office.requests.copy(BEN, number);
        var view = Office.done(office.chat.view(BEN, changed.dialogue()));
        assertThat(view.status()).isEqualTo("asking");
        assertThat(view.prompt().question()).isEqualTo("user");
        view = office.say(BEN, view, "320");
        assertThat(view.status()).isEqualTo("reviewing");
    }

    @Test
    void whatTheDeskSendsBackIsMendedAndDecidedAgain() {
        var number = office.sent(BEN, "300", "front");
        office.fulfilment.raised(item(number).number());
        office.fulfilment.sentBack(item(number).number(), "Which floor?");
        assertThat(office.requests.one(BEN, number).orElseThrow().state()).isEqualTo("returned");
        var dialogue = ((RequestService.Handled.InDialogue) office.requests.mend(BEN, number)).dialogue();
        var view = Office.done(office.chat.view(BEN, dialogue));
        view = office.send(BEN, view, new Input.Change(java.util.Optional.of("reason")));
        view = office.say(BEN, view, "third floor");
        view = office.send(BEN, view, new Input.Submit());
        assertThat(view.item()).isEqualTo(number);
        assertThat(office.cart.cart(BEN).items()).isEmpty();
        assertThat(office.requests.one(BEN, number).orElseThrow().state()).isEqualTo("approved");
    }

    private void change(String person, Map<String, Object> fields) {
        office.context.getBean(RegisterService.class).apply("office", List.of(new Change.Set("people", person, fields)), "test", "test");
    }

    private RequestItem item(String number) {
        return office.context.getBean(Requests.class).item("office", number).orElseThrow();
    }
}
