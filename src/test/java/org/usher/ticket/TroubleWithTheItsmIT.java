package org.usher.ticket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.usher.TwoSystems;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.outbox.Notice;
import org.usher.request.RequestItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.TwoSystems.GWEN;
import static org.usher.TwoSystems.MARCUS;
import static org.usher.TwoSystems.until;

/** What becomes of requests when the ITSM fails in every way it can, and when it decides by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubleWithTheItsmIT {

    private static final String LEILA = "10455188";

    private TwoSystems systems;

    @BeforeAll
    void start() {
        systems = TwoSystems.at("2026-11-23T11:00:00Z");
    }

    @AfterAll
    void stop() {
        systems.close();
    }

    @AfterEach
    void noFaults() {
        systems.technow.noFaults();
    }

    /** S269. */
    @Test
    void aFirst503ThatHadStoredItAndThreeMoreGiveOneTicketAndTheRequesterIsToldAfterTheThird() {
        systems.technow.fault("unavailable_after", "POST", "/api/now/table/sc_req_item", 1, 0);
        systems.technow.fault("unavailable", "PATCH", "/api/now/table/sc_task", 3, 0);
        var item = systems.amended(LEILA, "CW001", "2026-12-07 09:00");

        systems.until(item, "ticket_open");
        assertThat(systems.technow.count("sc_req_item", "correlation_id=" + item.correlation())).isOne();
        assertThat(systems.technow.count("sc_task", "request_item.correlation_id=" + item.correlation())).isOne();
        assertThat(systems.told(MARCUS, Notice.Kind.TICKET_DELAYED, item)).hasSize(1);
        assertThat(systems.told(MARCUS, Notice.Kind.TICKET_NUMBER, item)).as("told that it is back").hasSize(1);
        var record = systems.transacted(() -> systems.bean(AuditTrail.class).about("dwp", item.reference()));
        assertThat(record).extracting(AuditEntry::action).containsSubsequence("item.ticketing", "item.delayed", "item.raised");
        assertThat(record).filteredOn(entry -> entry.action().equals("item.delayed")).singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("failures", "3"));
    }

    @Test
    void anItsmThatCommitsAndDropsEveryAnswerOnceGivesOneTicketOneApprovalAndOneTask() {
        for (var table : new String[]{"sc_request", "sc_req_item", "sc_item_option_mtom", "sysapproval_approver", "sc_task"}) {
            systems.technow.fault("drop", "POST", "/api/now/table/" + table, 1, 0);
        }
        systems.technow.fault("drop", "POST", "/api/now/attachment", 1, 0);
        systems.technow.fault("drop", "PATCH", "/api/now/table", 2, 0);
        var item = systems.connorAsked();
        systems.decides(item, "approve", "").expecting(200);

        systems.until(item, "ticket_open");
        var key = item.correlation();
        assertThat(systems.technow.count("sc_req_item", "correlation_id=" + key)).isOne();
        assertThat(systems.technow.count("sysapproval_approver", "sysapproval.correlation_id=" + key)).isOne();
        assertThat(systems.technow.count("sc_task", "request_item.correlation_id=" + key)).isOne();
        var ticket = systems.now(item).ticket().orElseThrow();
        var attachments = "table_sys_id=" + ticket.id();
        assertThat(systems.technow.count("sys_attachment", attachments)).as("the form to be read, and as a workbook").isEqualTo(2);
        assertThat(systems.technow.count("sys_attachment", attachments + "^file_nameLIKExlsx")).isOne();
        assertThat(systems.technow.count("sc_request",
                "number=" + systems.technow.value("sc_req_item", "correlation_id=" + key, "request.number"))).isOne();
        closeIncomplete(item);
    }

    @Test
    void withTheItsmDownFromCheckoutToDecisionTheTicketComesLaterAndWhole() {
        systems.technow.stop();
        var item = systems.connorAsked();
        systems.decides(item, "approve", "").expecting(200);
        until("the requester is told", () -> systems.told(GWEN, Notice.Kind.TICKET_DELAYED, item).size() == 1);
        assertThat(systems.now(item).state().word()).isIn("approved", "ticketing");
        systems.technow.startAgain();

        systems.until(item, "ticket_open");
        assertThat(systems.technow.count("sysapproval_approver", "sysapproval.correlation_id=" + item.correlation() + "^state=approved"))
                .isOne();
        assertThat(systems.technow.count("sc_task", "request_item.correlation_id=" + item.correlation() + "^assignment_group.name=DWP IT"))
                .isOne();
        closeIncomplete(item);
    }

    @Test
    void aRejectionReachesTheItsmWithItsReasonAndNoTaskIsMade() {
        var item = systems.connorAsked();
        assertThat(systems.decides(item, "reject", "").status()).as("a no needs a reason").isEqualTo(422);
        until("it is open there",
                () -> systems.technow.count("sysapproval_approver", "sysapproval.correlation_id=" + item.correlation()) == 1);
        systems.decides(item, "reject", "Wrong team, should be TL014").expecting(200);

        until("it is rejected there", () -> systems.technow.count("sysapproval_approver",
                "sysapproval.correlation_id=" + item.correlation() + "^state=rejected") == 1);
        assertThat(systems.technow.count("sys_journal_field", "valueLIKEWrong team, should be TL014")).isPositive();
        assertThat(systems.technow.count("sc_task", "request_item.correlation_id=" + item.correlation())).isZero();
        assertThat(systems.told(GWEN, Notice.Kind.REJECTED, item)).singleElement()
                .satisfies(message -> assertThat(message.text()).contains("Wrong team, should be TL014"));
    }

    @Test
    void aDecisionInTheItsmCountsHere() {
        var item = systems.connorAsked();
        var approval = "sysapproval.correlation_id=" + item.correlation();
        until("it is asked there", () -> systems.technow.count("sysapproval_approver", approval) == 1);
        systems.technow.admin("PATCH",
                "/api/now/table/sysapproval_approver/" + systems.technow.value("sysapproval_approver", approval, "sys_id"),
                "{\"state\":\"approved\"}");

        systems.until(item, "ticket_open");
        assertThat(systems.technow.count("sc_task", "request_item.correlation_id=" + item.correlation())).isOne();
        closeIncomplete(item);
    }

    @Test
    void whatTheDeskSendsBackIsWithTheRequesterAgainWithTheQuestion() {
        var item = inQueue();
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task(item),
                "{\"state\":\"-5\",\"comments\":\"Which of the two teams?\"}");

        systems.until(item, "returned");
        assertThat(systems.told(GWEN, Notice.Kind.RETURNED, item)).singleElement()
                .satisfies(message -> assertThat(message.text()).contains("Which of the two teams?"));
        withdraw(item);
    }

    @Test
    void whatWasMendedGoesBackToTheSameTask() {
        var item = inQueue();
        var task = task(item);
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task, "{\"state\":\"-5\",\"comments\":\"Which day?\"}");
        systems.until(item, "returned");

        var gwen = systems.member(GWEN);
        var dialogue = gwen.post("/api/requests/" + item.reference() + "/mend", java.util.Map.of()).expecting(200).text("/dialogue");
        gwen.resume(dialogue).change("required_by").say("2026-12-08 09:00").fill(java.util.Map.of()).submit();
        until("it waits for the approver again", () -> systems.now(item).state().word().equals("pending_approval"));
        systems.decides(item, "approve", "").expecting(200);

        systems.until(item, "ticket_open");
        assertThat(systems.technow.value("sc_task", "request_item.correlation_id=" + item.correlation(), "sys_id")).isEqualTo(task);
        assertThat(systems.technow.value("sc_task", "request_item.correlation_id=" + item.correlation(), "state")).isEqualTo("1");
        assertThat(systems.technow.count("sc_item_option_mtom", "request_item=" + systems.now(item).ticket().orElseThrow().id()
                + "^sc_item_option.item_option_new.name=required_by^sc_item_option.valueLIKE8 December 2026")).isOne();
        assertThat(systems.technow.count("sys_attachment", "table_sys_id=" + systems.now(item).ticket().orElseThrow().id()))
                .as("both forms, each to be read and as a workbook").isEqualTo(4);
        closeIncomplete(item);
    }

    @Test
    void aTicketThatIsOverdueSaysSoToTheRequesterAndTheDesk() {
        var item = inQueue();
        var due = systems.now(item).milestones().due().orElseThrow();
        systems.clock.set(due.plusSeconds(1));

        until("the requester is told",
                () -> systems.told(GWEN, Notice.Kind.REMINDER, item).stream()
                        .anyMatch(notice -> notice.text().contains("Three days are over")));
        until("the desk is told", () -> systems.technow.count("sys_journal_field",
                "element_id=" + task(item) + "^element=work_notes^valueLIKEThree days are over") == 1);
        closeIncomplete(item);
    }

    @Test
    void aWithdrawalBeforeTheDecisionClosesItThereToo() {
        var item = systems.connorAsked();
        until("it is open there",
                () -> systems.technow.count("sysapproval_approver", "sysapproval.correlation_id=" + item.correlation()) == 1);
        withdraw(item);

        until("it is closed there", () -> systems.technow.count("sc_req_item", "correlation_id=" + item.correlation() + "^state=7") == 1);
    }

    /** S270. */
    @Test
    void anAnswerWithoutAPlaceInTheCatalogueStopsTheTicketAndRaisesAnAlarm() {
        var variable = "cat_item.name=CMG 2012 Scheme User Provisioning Form^name=telephony";
        var id = systems.technow.value("item_option_new", variable, "sys_id");
        systems.technow.admin("PATCH", "/api/now/table/item_option_new/" + id, "{\"name\":\"telephony_old\"}");
        RequestItem item;
        try {
            item = systems.connorAsked();
            until("the alarm is raised", () -> systems.transacted(() -> systems.bean(TicketStore.class).open()).stream()
                    .anyMatch(errand -> errand.alarm() && errand.why().contains("'telephony'")));
            assertThat(systems.technow.count("sc_req_item", "correlation_id=" + item.correlation())).as("not sent").isZero();
            assertThat(systems.member(GWEN).get("/health").body().toString()).contains("DEGRADED");
        } finally {
            systems.technow.admin("PATCH", "/api/now/table/item_option_new/" + id, "{\"name\":\"telephony\"}");
        }
        systems.clock.advance(java.time.Duration.ofMinutes(11));
        until("it is sent once it is mended", () -> systems.technow.count("sc_req_item", "correlation_id=" + item.correlation()) == 1);
        withdraw(item);
    }

    private RequestItem inQueue() {
        var item = systems.connorAsked();
        systems.decides(item, "approve", "").expecting(200);
        systems.until(item, "ticket_open");
        return item;
    }

    private String task(RequestItem item) {
        return systems.technow.value("sc_task", "request_item.correlation_id=" + item.correlation(), "sys_id");
    }

    /** So that the next test finds Connor as this one did. */
    private void closeIncomplete(RequestItem item) {
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + task(item), "{\"state\":\"4\",\"close_notes\":\"Not now\"}");
        systems.until(item, "not_fulfilled");
        assertThat(systems.told(GWEN, Notice.Kind.NOT_FULFILLED, item)).singleElement()
                .satisfies(message -> assertThat(message.text()).contains("Not now"));
    }

    private void withdraw(RequestItem item) {
        systems.member(GWEN).post("/api/requests/" + item.reference() + "/cancel", java.util.Map.of("reason", "Not needed")).expecting(200);
        systems.until(item, "cancelled");
    }
}
