package org.usher.ticket;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.usher.TwoSystems;
import org.usher.facts.RegisterService;
import org.usher.outbox.Notice;
import org.usher.request.RequestItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.TwoSystems.CONNOR;
import static org.usher.TwoSystems.GWEN;
import static org.usher.TwoSystems.MARCUS;
import static org.usher.TwoSystems.until;

/** From the checkout to the desk's queue and back, with both ways back open and with either one missing. */
class WayToTheDeskAndBackIT {

    private static final String MONDAY_AT_ELEVEN = "2026-11-23T11:00:00Z";

    @Test
    void itComesBackByPostsAlone() {
        try (var systems = TwoSystems.at(MONDAY_AT_ELEVEN, true, Duration.ZERO, Map.of())) {
            fromCheckoutToDone(systems);
        }
    }

    @Test
    void itComesBackByAskingAlone() {
        try (var systems = TwoSystems.at(MONDAY_AT_ELEVEN, false, Duration.ofSeconds(1), Map.of())) {
            fromCheckoutToDone(systems);
        }
    }

    /** S280. */
    @Test
    void whatIsReportedOnBothWaysCountsOnce() {
        try (var systems = TwoSystems.at(MONDAY_AT_ELEVEN)) {
            var item = fromCheckoutToDone(systems);
            var history = systems.bean(RegisterService.class);
            assertThat(systems.transacted(() -> history.history("dwp", "people", CONNOR)).stream()
                    .filter(row -> row.why().equals(item.reference())))
                    .as("changes of the person because of the item").isNotEmpty();
            int changes = systems.transacted(() -> history.history("dwp", "people", CONNOR)).size();

            // Both ways once more: the desk says something afterwards.
            systems.technow.admin("PATCH", "/api/now/table/sc_req_item/" + item.ticket().orElseThrow().id(), "{\"work_notes\":\"Filed\"}");
            until("the poll has gone past it", () -> systems.transacted(() -> systems.bean(TicketStore.class).open()).isEmpty());
            assertThat(systems.transacted(() -> history.history("dwp", "people", CONNOR))).hasSize(changes);
            assertThat(systems.told(GWEN, Notice.Kind.FULFILLED, item)).hasSize(1);
        }
    }

    private static RequestItem fromCheckoutToDone(TwoSystems systems) {
        var asked = systems.connorAsked();
        var key = asked.correlation();
        until("the item is open there", () -> systems.technow.count("sc_req_item", "correlation_id=" + key) == 1
                && systems.technow.count("sysapproval_approver",
                        "sysapproval.correlation_id=" + key + "^state=requested^approver.employee_number=" + MARCUS) == 1);
        assertThat(systems.technow.count("sc_task", "request_item.correlation_id=" + key)).as("in nobody's queue before approval").isZero();
        assertThat(systems.told(GWEN, Notice.Kind.TICKET_NUMBER, asked)).hasSize(1);

        systems.decides(asked, "approve", "").expecting(200);
        systems.until(asked, "ticket_open");
        var task = "request_item.correlation_id=" + key;
        assertThat(systems.technow.count("sc_task", task)).isOne();
        assertThat(systems.technow.count("sc_task", task + "^assignment_group.name=DWP IT")).isOne();
        assertThat(systems.technow.value("sc_task", task, "due_date")).startsWith("2026-11-26 11:0");
        assertThat(systems.technow.value("sc_task", task, "short_description"))
                .isEqualTo("2012 scheme – Add – Connor Blythe (10455230) – Enforcement Caseworker");
        var item = systems.now(asked);
        // The form to be read, and as a workbook.
        assertThat(systems.technow.count("sys_attachment", "table_sys_id=" + item.ticket().orElseThrow().id())).isEqualTo(2);

        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + systems.technow.value("sc_task", task, "sys_id"), "{\"state\":\"2\"}");
        systems.until(asked, "in_progress");
        systems.technow.admin("PATCH", "/api/now/table/sc_task/" + systems.technow.value("sc_task", task, "sys_id"),
                "{\"state\":\"3\",\"close_notes\":\"Done\"}");
        systems.until(asked, "fulfilled");
        assertThat(systems.transacted(() -> systems.bean(RegisterService.class).current("dwp").entry("people", CONNOR).text("access")))
                .isEqualTo("active");
        assertThat(systems.told(GWEN, Notice.Kind.FULFILLED, asked)).hasSize(1);
        return systems.now(asked);
    }
}
