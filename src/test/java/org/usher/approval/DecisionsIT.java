package org.usher.approval;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.usher.Crowd;
import org.usher.Office;
import org.usher.approval.ApprovalService.Decided;
import org.usher.checkout.CartService;
import org.usher.conversation.Input;
import org.usher.facts.RegisterService;
import org.usher.outbox.Notice;
import org.usher.outbox.NoticeBoard;
import org.usher.outbox.Transactions;
import org.usher.register.Change;
import org.usher.request.Decision.Verdict;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.Office.BEN;
import static org.usher.Office.BOSS;
import static org.usher.Office.CLEO;
import static org.usher.Office.CLERK;

class DecisionsIT {

    private static final Office OFFICE = Office.open();

    @AfterAll
    static void close() {
        OFFICE.close();
    }

    @Test
    void aHundredClicksByThreePeopleGiveOneDecision() {
        var number = OFFICE.sent(BEN, "310", "front");
        var id = approval(number);
        var people = List.of(CLEO, BEN, BOSS);
        var results = Crowd.of(100,
                click -> OFFICE.approvals.decide(people.get(click % 3), id, click % 2 == 0 ? Verdict.APPROVE : Verdict.REJECT,
                        "because", "test"));
        assertThat(results.stream().filter(Decided.Done.class::isInstance)).hasSize(1);
        assertThat(results.stream().filter(Decided.Already.class::isInstance)).hasSize(33);
        assertThat(results.stream().filter(Decided.NotYours.class::isInstance)).hasSize(66);
        var decided = ((Decided.Done) results.stream().filter(Decided.Done.class::isInstance).findFirst().orElseThrow()).approval();
        assertThat(item(number).state()).isEqualTo(decided.state().equals("approved") ? ItemState.APPROVED : ItemState.REJECTED);
        assertThat(told(BEN, number)).hasSize(1);
    }

    @Test
    void ofSeveralWhoAreAskedTheFirstDecidesAndTheOthersAreToldThatTheyNeedNot() {
        try (var office = Office.open()) {
            var number = key(office, "cellar");
            var asked = Map.of(BEN, office.approvals.inbox(BEN).getFirst().id(), CLEO, office.approvals.inbox(CLEO).getFirst().id());
            var people = List.of(BEN, CLEO);
            var results = Crowd.of(60, click -> office.approvals.decide(people.get(click % 2), asked.get(people.get(click % 2)),
                    click % 3 == 0 ? Verdict.REJECT : Verdict.APPROVE, "because", "test"));

            assertThat(results.stream().filter(Decided.Done.class::isInstance)).hasSize(1);
            assertThat(results.stream().filter(Decided.Already.class::isInstance)).hasSize(59);
            var requests = office.context.getBean(Requests.class);
            var item = requests.item("office", number).orElseThrow();
            var decided = requests.standing(item.number());
            assertThat(decided).singleElement().satisfies(approval -> assertThat(approval.decision()).isPresent());
            var other = decided.getFirst().approver().equals(BEN.key()) ? CLEO : BEN;
            assertThat(office.approvals.inbox(other)).isEmpty();
            assertThat(kinds(office, other)).containsOnlyOnce(Notice.Kind.NO_DECISION_NEEDED);
        }
    }

    @Test
    void whoeverDoesNotDecideInTimeIsNotTheOnlyOneToBeAskedAnyMore() {
        try (var office = Office.open()) {
            key(office, "attic");
            var routing = office.context.getBean(Routing.class);
            var transactions = office.context.getBean(Transactions.class);
            var item = office.context.getBean(Requests.class).inbox(BEN, 1).getFirst().item();
            transactions.run(() -> routing.askOthers(item));
            assertThat(office.approvals.inbox(BOSS)).as("before its time").isEmpty();
            office.later(java.time.Duration.ofDays(2));
            transactions.run(() -> routing.askOthers(item));
            transactions.run(() -> routing.askOthers(item));
            assertThat(office.approvals.inbox(BOSS)).hasSize(1);
            assertThat(office.approvals.inbox(BEN)).hasSize(1);
            assertThat(office.approvals.decide(BOSS, office.approvals.inbox(BOSS).getFirst().id(), Verdict.APPROVE, "", "test"))
                    .isInstanceOf(Decided.Done.class);
            assertThat(office.approvals.inbox(CLEO)).isEmpty();
        }
    }

    @Test
    void whereNobodyIsNamedTheOthersAreAskedAtOnceAndCanSendItBack() {
        try (var office = Office.open()) {
            var number = key(office, "safe");
            assertThat(office.approvals.inbox(BEN)).isEmpty();
            var view = office.approvals.inbox(BOSS).getFirst();
            assertThat(view.maySendBack()).isTrue();
            assertThat(office.approvals.decide(BOSS, view.id(), Verdict.SEND_BACK, "", "test")).isInstanceOf(Decided.ReasonNeeded.class);
            assertThat(office.approvals.decide(BOSS, view.id(), Verdict.SEND_BACK, "Which safe?", "test")).isInstanceOf(Decided.Done.class);
            assertThat(office.context.getBean(Requests.class).item("office", number).orElseThrow().state()).isEqualTo(ItemState.RETURNED);
            assertThat(office.context.getBean(NoticeBoard.class).of(CLERK, 5)).extracting(posted -> posted.notice().text())
                    .anyMatch(text -> text.contains("Which safe?"));
            assertThat(office.approvals.decide(BOSS, view.id(), Verdict.APPROVE, "", "test")).isInstanceOf(Decided.Already.class);
            assertThat(office.approvals.decided(BOSS)).hasSize(1);
        }
    }

    private static String key(Office office, String room) {
        var view = office.say(CLERK, office.start(CLERK, "key"), "320");
        office.send(CLERK, office.say(CLERK, view, room), new Input.Submit());
        return ((CartService.Checkout.Sent) office.cart.checkout(CLERK, "test")).request().items().getFirst().reference();
    }

    private static List<Notice.Kind> kinds(Office office, Person who) {
        return office.context.getBean(NoticeBoard.class).of(who, 10).stream().map(posted -> posted.notice().kind()).toList();
    }

    @Test
    void aNoNeedsAReasonWhichTheRequesterIsTold() {
        var number = OFFICE.sent(BEN, "310", "front");
        var id = approval(number);
        assertThat(OFFICE.approvals.decide(CLEO, id, Verdict.REJECT, "  ", "test")).isInstanceOf(Decided.ReasonNeeded.class);
        assertThat(OFFICE.approvals.decide(CLEO, id, Verdict.REJECT, "not this week", "test")).isInstanceOf(Decided.Done.class);
        var notice = told(BEN, number).getFirst();
        assertThat(notice.text()).contains("Cleo Lead", "not this week");
        assertThat(notice.buttons()).extracting(Notice.Button::action).containsExactly("copy");
        assertThat(OFFICE.approvals.decide(CLEO, id, Verdict.APPROVE, "", "test"))
                .isInstanceOfSatisfying(Decided.Already.class, already -> assertThat(already.text()).contains("rejected", "Cleo Lead"));
    }

    @Test
    void whoeverIsTheLineManagerIsNotAsked() {
        var number = OFFICE.sent(BEN, "300", "front");
        assertThat(item(number).state()).isEqualTo(ItemState.APPROVED);
        assertThat(item(number).milestones().due()).contains(Office.START.plusSeconds(3 * 86400));
        var view = OFFICE.requests.one(BEN, number).orElseThrow().items().getFirst();
        assertThat(view.approval().kind()).isEqualTo("auto");
        assertThat(view.approval().ground()).isEqualTo("asked for by the line manager");
    }

    @Test
    void aDecisionOnWhatNoLongerFitsSendsItBackInstead() {
        try (var office = Office.open()) {
            var number = office.sent(BEN, "310", "front");
            var id = office.approvals.inbox(CLEO).getFirst().id();
            office.context.getBean(RegisterService.class).apply("office",
                    List.of(new Change.Set("people", "310", java.util.Map.of("active", false))),
                    "test", "test");
            assertThat(office.approvals.decide(CLEO, id, Verdict.APPROVE, "", "test"))
                    .isInstanceOfSatisfying(Decided.SentBack.class,
                            back -> assertThat(back.findings().getFirst().rule()).isEqualTo("OF-R2"));
            assertThat(office.context.getBean(Requests.class).item("office", number).orElseThrow().state()).isEqualTo(ItemState.RETURNED);
            assertThat(office.approvals.inbox(CLEO)).isEmpty();
            assertThat(office.approvals.decide(CLEO, id, Verdict.APPROVE, "", "test")).isInstanceOf(Decided.Moot.class);
        }
    }

    @Test
    void aDecisionInTheItsmGoesThroughTheSameDoor() {
        var number = OFFICE.sent(BEN, "310", "front");
        assertThat(OFFICE.approvals.decideItem(BOSS, item(number).number(), Verdict.APPROVE, "", "itsm"))
                .isInstanceOf(Decided.NotYours.class);
        assertThat(OFFICE.approvals.decideItem(CLEO, item(number).number(), Verdict.APPROVE, "", "itsm")).isInstanceOf(Decided.Done.class);
        assertThat(OFFICE.approvals.decideItem(CLEO, item(number).number(), Verdict.REJECT, "late", "itsm"))
                .isInstanceOf(Decided.Already.class);
    }

    @Test
    void anotherApproverMakesTheOldButtonsDead() {
        var number = OFFICE.sent(BEN, "310", "front");
        var old = approval(number);
        OFFICE.approvals.offerAnother(item(number).number());
        OFFICE.approvals.offerAnother(item(number).number());
        assertThat(told(BEN, number)).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(Notice.Kind.CHOOSE_APPROVER);
            assertThat(notice.buttons()).extracting(Notice.Button::label).containsExactly("Ada Boss");
        });
        assertThat(OFFICE.approvals.chooseAnother(CLEO, number, "100")).isInstanceOf(ApprovalService.Reassigned.NotFound.class);
        assertThat(OFFICE.approvals.chooseAnother(BEN, number, "330")).isInstanceOf(ApprovalService.Reassigned.Refused.class);
        assertThat(OFFICE.approvals.chooseAnother(BEN, number, "100")).isInstanceOf(ApprovalService.Reassigned.Done.class);
        assertThat(OFFICE.approvals.decide(CLEO, old, Verdict.APPROVE, "", "test")).isInstanceOf(Decided.Moot.class);
        var id = OFFICE.approvals.inbox(BOSS).stream().filter(each -> each.number().equals(number)).findFirst().orElseThrow().id();
        assertThat(OFFICE.approvals.decide(BOSS, id, Verdict.APPROVE, "", "test")).isInstanceOf(Decided.Done.class);
    }

    @Test
    void theRequesterMayRemindTheApproverButNotEveryMinute() {
        try (var office = Office.open()) {
            var number = office.sent(BEN, "310", "front");
            var board = office.context.getBean(NoticeBoard.class);
            assertThat(office.approvals.chase(BEN, number)).hasValue("Cleo Lead was reminded.");
            assertThat(office.approvals.chase(BEN, number)).hasValue("Cleo Lead was reminded a short while ago.");
            assertThat(office.approvals.chase(CLEO, number)).isEmpty();
            assertThat(board.of(CLEO, 10)).extracting(posted -> posted.notice().kind()).containsExactly(Notice.Kind.PLEASE_DECIDE,
                    Notice.Kind.PLEASE_DECIDE);
            office.later(java.time.Duration.ofHours(1));
            assertThat(office.approvals.chase(BEN, number)).hasValue("Cleo Lead was reminded.");
        }
    }

    @Test
    void nobodyElseSeesAnApproval() {
        var id = approval(OFFICE.sent(BEN, "310", "front"));
        assertThat(OFFICE.approvals.one(BOSS, id)).isEmpty();
        assertThat(OFFICE.approvals.decide(new Person("elsewhere", "210"), id, Verdict.APPROVE, "", "test"))
                .isInstanceOf(Decided.NotFound.class);
        assertThat(OFFICE.approvals.decide(CLEO, "99999999", Verdict.APPROVE, "", "test")).isInstanceOf(Decided.NotFound.class);
        assertThat(OFFICE.approvals.decide(CLEO, "'; DROP TABLE", Verdict.APPROVE, "", "test")).isInstanceOf(Decided.NotFound.class);
    }

    private static RequestItem item(String number) {
        return OFFICE.context.getBean(Requests.class).item("office", number).orElseThrow();
    }

    private static String approval(String number) {
        return OFFICE.approvals.inbox(CLEO).stream().filter(each -> each.number().equals(number)).findFirst().orElseThrow().id();
    }

    /** What somebody was told about an item. */
    private static List<Notice> told(Person who, String number) {
        return OFFICE.context.getBean(NoticeBoard.class).of(who, 100).stream().map(NoticeBoard.Posted::notice)
                .filter(notice -> notice.about().equals(number)).toList();
    }
}
