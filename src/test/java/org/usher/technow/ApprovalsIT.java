package org.usher.technow;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;

/** The way of an order from its approval to its end, as a client of the API sees it. */
@ResourceLock(TechNowServer.SHARED)
class ApprovalsIT {

    private static final String MARCUS = "10311862";
    private static final String PRIYA = "10200417";

    private final Caller usher = Caller.of(TechNowServer.shared(), "usher");
    private String request = "";
    private String item = "";

    @BeforeEach
    void openARequestWithAnItem() {
        var requester = usher.key("sys_user", "user_name=" + MARCUS);
        request = usher.create("sc_request", Map.of("correlation_id", UUID.randomUUID().toString(), "requested_for", requester));
        item = openItem();
    }

    @Test
    void anItemWaitsInNobodysQueueUntilItIsApproved() {
        ask(MARCUS);
        assertThat(itemNow().field("approval")).isEqualTo("requested");
        assertThat(itemNow().field("stage")).isEqualTo("waiting_for_approval");
        assertThat(itemNow().field("assignment_group")).isEmpty();
        assertThat(tasks()).isEmpty();
    }

    @Test
    void anApprovedItemRaisesOneTaskForTheGroupOfItsCatalogueItemDueAfterItsDeliveryTime() {
        var approval = ask(MARCUS);
        assertThat(decide(approval, "approved").status()).isEqualTo(200);
        var task = usher.find("sc_task", "request_item=" + item + "^due_date>javascript:gs.daysAgo(-2)^due_dateISNOTEMPTY");
        assertThat(task.column("state")).containsExactly("1");
        assertThat(task.column("number").getFirst()).matches("SCTASK\\d{7}");
        assertThat(task.column("assignment_group")).containsExactly(usher.key("sys_user_group", "name=DWP IT"));
        assertThat(task.column("request")).containsExactly(request);
        assertThat(itemNow().field("stage")).isEqualTo("fulfillment");
        assertThat(usher.read("sc_request", request).field("approval")).isEqualTo("approved");
    }

    @Test
    void whatTheItemSaysAboutQueueAndDueDateCountsForItsTask() {
        var group = usher.key("sys_user_group", "name=CMG IT Support Team");
        usher.change("sc_req_item", item, Map.of("assignment_group", group, "due_date", "2026-12-01 09:00:00"));
        decide(ask(MARCUS), "approved");
        var task = usher.find("sc_task", "request_item=" + item);
        assertThat(task.column("assignment_group")).containsExactly(group);
        assertThat(task.column("due_date")).containsExactly("2026-12-01 09:00:00");
    }

    @Test
    void everyApproverMustAgree() {
        var first = ask(MARCUS);
        var second = ask(PRIYA);
        decide(first, "approved");
        assertThat(itemNow().field("approval")).isEqualTo("requested");
        assertThat(tasks()).isEmpty();
        decide(second, "approved");
        assertThat(itemNow().field("approval")).isEqualTo("approved");
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void oneRejectionClosesTheItemTellsWhyAndAsksNobodyElse() {
        var first = ask(MARCUS);
        var second = ask(PRIYA);
        var rejected = usher.change("sysapproval_approver", first, Map.of("state", "rejected", "comments", "Wrong team, should be TL014"));
        assertThat(rejected.status()).isEqualTo(200);
        var closed = itemNow();
        assertThat(closed.field("state")).isEqualTo("4");
        assertThat(closed.field("approval")).isEqualTo("rejected");
        assertThat(closed.field("stage")).isEqualTo("request_rejected");
        assertThat(closed.field("active")).isEqualTo("false");
        assertThat(closed.field("close_notes")).contains("Marcus Oyelaran", "Wrong team, should be TL014");
        assertThat(usher.find("sys_journal_field", "element_id=" + item + "^element=comments").column("value")).singleElement().asString()
                .contains("Wrong team, should be TL014");
        assertThat(usher.read("sysapproval_approver", second).field("state")).isEqualTo("cancelled");
        assertThat(usher.read("sc_request", request).field("request_state")).isEqualTo("closed_cancelled");
        assertThat(tasks()).isEmpty();
    }

    @Test
    void aRejectionNeedsAReason() {
        var refused = decide(ask(MARCUS), "rejected");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/error/detail").asText()).contains("comments");
        assertThat(itemNow().field("approval")).isEqualTo("requested");
    }

    @Test
    void aDecisionIsMadeOnce() {
        var approval = ask(MARCUS);
        decide(approval, "approved");
        assertThat(decide(approval, "approved").status()).isEqualTo(200);
        var late = usher.change("sysapproval_approver", approval, Map.of("state", "rejected", "comments", "No"));
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.json().at("/error/message").asText()).isEqualTo("Operation Failed");
        assertThat(itemNow().field("approval")).isEqualTo("approved");
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void decisionsThatRaceLeaveOneOutcomeAndOneTask() throws Exception {
        var approval = ask(MARCUS);
        var calls = IntStream.range(0, 20).<Callable<Integer>>mapToObj(number -> () -> number % 2 == 0
                ? decide(approval, "approved").status()
                : usher.change("sysapproval_approver", approval, Map.of("state", "rejected", "comments", "No")).status()).toList();
        var statuses = together(calls);
        assertThat(statuses).containsOnly(200, 403);
        var approved = itemNow().field("approval").equals("approved");
        assertThat(usher.read("sysapproval_approver", approval).field("state")).isEqualTo(approved ? "approved" : "rejected");
        assertThat(tasks()).hasSize(approved ? 1 : 0);
        assertThat(itemNow().field("active")).isEqualTo(String.valueOf(approved));
    }

    @Test
    void anotherApproverCanBeAskedInstead() {
        var first = ask(MARCUS);
        usher.change("sysapproval_approver", first, Map.of("state", "cancelled"));
        assertThat(itemNow().field("approval")).isEqualTo("requested");
        var late = decide(first, "approved");
        assertThat(late.status()).isEqualTo(403);
        decide(ask(PRIYA), "approved");
        assertThat(itemNow().field("approval")).isEqualTo("approved");
    }

    @Test
    void theItemIsCompleteWhenAllItsTasksAreAndTheRequestWhenAllItsItemsAre() {
        decide(ask(MARCUS), "approved");
        var other = openItem();
        var first = tasks().getFirst();
        var second = usher.create("sc_task", Map.of("request_item", item, "short_description", "And the telephone"));
        usher.change("sc_task", first, Map.of("state", "2"));
        assertThat(itemNow().field("state")).isEqualTo("2");
        usher.change("sc_task", first, Map.of("state", "3", "close_notes", "Position CW002 given"));
        assertThat(itemNow().field("state")).isEqualTo("2");
        usher.change("sc_task", second, Map.of("state", "3"));
        assertThat(itemNow().field("state")).isEqualTo("3");
        assertThat(itemNow().field("stage")).isEqualTo("completed");
        assertThat(usher.read("sc_request", request).field("active")).isEqualTo("true");
        usher.change("sc_req_item", other, Map.of("state", "3"));
        assertThat(usher.read("sc_request", request).field("state")).isEqualTo("3");
        assertThat(usher.read("sc_request", request).field("request_state")).isEqualTo("closed_complete");
    }

    @Test
    void twoLastTasksThatAreClosedAtOnceCompleteTheItem() throws Exception {
        decide(ask(MARCUS), "approved");
        usher.create("sc_task", Map.of("request_item", item));
        together(tasks().stream().<Callable<Integer>>map(task -> () -> usher.change("sc_task", task, Map.of("state", "3")).status())
                .toList());
        assertThat(itemNow().field("state")).isEqualTo("3");
    }

    @Test
    void oneIncompleteTaskMakesTheItemIncomplete() {
        decide(ask(MARCUS), "approved");
        usher.change("sc_task", tasks().getFirst(), Map.of("state", "4", "close_notes", "No such team"));
        assertThat(itemNow().field("state")).isEqualTo("4");
        assertThat(itemNow().field("stage")).isEqualTo("incomplete");
        assertThat(itemNow().field("close_notes")).isEqualTo("No such team");
    }

    @Test
    void aTaskSentBackMarksTheItemAsReturnedUntilItGoesOn() {
        decide(ask(MARCUS), "approved");
        var task = tasks().getFirst();
        usher.change("sc_task", task, Map.of("state", "-5", "comments", "Which team leader?"));
        assertThat(itemNow().field("stage")).isEqualTo("returned");
        assertThat(itemNow().field("active")).isEqualTo("true");
        assertThat(usher.find("sys_journal_field", "element_id=" + item + "^element=comments").column("value"))
                .containsExactly("Which team leader?");
        usher.change("sc_task", task, Map.of("state", "1"));
        assertThat(itemNow().field("stage")).isEqualTo("fulfillment");
        assertThat(tasks()).containsExactly(task);
    }

    @Test
    void anItemThatIsNoLongerWantedTakesItsApprovalsAndTasksWithIt() {
        var waiting = ask(MARCUS);
        usher.change("sc_req_item", item, Map.of("state", "7", "comments", "Withdrawn"));
        assertThat(usher.read("sysapproval_approver", waiting).field("state")).isEqualTo("cancelled");
        assertThat(itemNow().field("stage")).isEqualTo("request_cancelled");
        item = openItem();
        decide(ask(MARCUS), "approved");
        usher.change("sc_req_item", item, Map.of("state", "7"));
        assertThat(usher.find("sc_task", "request_item=" + item).column("state")).containsExactly("7");
    }

    private String openItem() {
        return usher.create("sc_req_item", Map.of("request", request, "cat_item", usher.key("sc_cat_item", "nameSTARTSWITHCMG 2012"),
                "correlation_id", UUID.randomUUID().toString(), "approval", "requested", "short_description", "2012 scheme – Add"));
    }

    private String ask(String approver) {
        return usher.create("sysapproval_approver", Map.of("sysapproval", item, "document_id", item, "source_table", "sc_req_item",
                "approver", usher.key("sys_user", "user_name=" + approver), "state", "requested"));
    }

    private Caller.Answer decide(String approval, String state) {
        return usher.change("sysapproval_approver", approval, Map.of("state", state));
    }

    private Caller.Answer itemNow() {
        return usher.read("sc_req_item", item);
    }

    private List<String> tasks() {
        return usher.find("sc_task", "request_item=" + item).column("sys_id");
    }

    static <T> List<T> together(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new java.util.ArrayList<T>();
            for (Future<T> future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
