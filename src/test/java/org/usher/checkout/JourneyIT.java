package org.usher.checkout;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.usher.Office;
import org.usher.approval.ApprovalService;
import org.usher.conversation.Input;
import org.usher.facts.Judge;
import org.usher.facts.RegisterService;
import org.usher.request.Decision;
import org.usher.request.Requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.Office.BEN;
import static org.usher.Office.CLEO;

class JourneyIT {

    private static final Office OFFICE = Office.open();

    @AfterAll
    static void close() {
        OFFICE.close();
    }

    @Test
    void aFormGoesFromTheFirstQuestionToTheChangedRegister() {
        var view = OFFICE.start(BEN, "badge");
        assertThat(view.prompt().question()).isEqualTo("user");
        view = OFFICE.say(BEN, view, "310");
        view = OFFICE.choose(BEN, view, "front");
        view = OFFICE.say(BEN, view, "new colleague");
        assertThat(view.status()).isEqualTo("reviewing");
        view = OFFICE.send(BEN, view, new Input.Submit());
        assertThat(view.status()).isEqualTo("submitted");
        assertThat(view.item()).startsWith("UI-");
        assertThat(view.prompt().question()).isEqualTo("another");
        assertThat(OFFICE.cart.cart(BEN).items()).hasSize(1);

        var sent = (CartService.Checkout.Sent) OFFICE.cart.checkout(BEN, "test");
        var number = sent.request().items().getFirst().reference();
        assertThat(sent.request().items().getFirst().state()).isEqualTo("pending_approval");
        assertThat(OFFICE.cart.cart(BEN).items()).isEmpty();

        var approval = OFFICE.approvals.inbox(CLEO).stream().filter(each -> each.number().equals(number)).findFirst().orElseThrow();
        assertThat(OFFICE.approvals.decide(CLEO, approval.id(), Decision.Verdict.APPROVE, "", "test"))
                .isInstanceOf(ApprovalService.Decided.Done.class);

        var item = OFFICE.context.getBean(Requests.class).item("office", number).orElseThrow();
        OFFICE.fulfilment.ticketing(item.number());
        OFFICE.fulfilment.raised(item.number());
        OFFICE.fulfilment.fulfilled(item.number(), Map.of("badge_number", "B77"), "");
        OFFICE.fulfilment.fulfilled(item.number(), Map.of("badge_number", "B78"), "");
        var registers = OFFICE.context.getBean(RegisterService.class).current("office");
        assertThat(registers.entry("people", "310").text("badge")).isEqualTo("B77");
        var done = OFFICE.context.getBean(Requests.class).item("office", number).orElseThrow();
        var judged = OFFICE.context.getBean(Judge.class).of(done, OFFICE.clock.instant()).orElseThrow();
        assertThat(judged.facts().registers().entry("people", "310").text("badge")).as("the form as it was before it was fulfilled")
                .isEmpty();
        var request = OFFICE.requests.one(BEN, number).orElseThrow();
        assertThat(request.state()).isEqualTo("fulfilled");
        assertThat(request.items().getFirst().history()).extracting(ItemView.HistoryLine::text).contains("Put into the cart", "Done");
    }
}
