package org.usher.servicenow;

import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.usher.conversation.Conversation;
import org.usher.conversation.Form;
import org.usher.conversation.Organisation;
import org.usher.facts.Definitions;
import org.usher.request.Person;
import org.usher.ticket.Itsm;
import org.usher.ticket.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** The client against the ITSM over HTTP. Keys are new in every test, so that tests do not meet each other's records. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceNowItsmIT {

    private static final String FORM = "CMG 2012 Scheme User Provisioning Form";
    private static final Instant DUE = Instant.parse("2026-11-26T11:00:00Z");

    private TechNowServer technow;
    private Instance instance;
    private Itsm itsm;
    private String key;

    @BeforeAll
    void start() throws MalformedURLException {
        technow = new TechNowServer();
        instance = instance(technow.url(), ServiceNowSettings.SignIn.BASIC, TechNowServer.PASSWORD, Duration.ofSeconds(2));
        itsm = new ServiceNowItsm(instance,
                settings(technow.url(), ServiceNowSettings.SignIn.BASIC, TechNowServer.PASSWORD, Duration.ofSeconds(2)),
                new NoOrganisation());
    }

    @AfterAll
    void stop() {
        instance.close();
        technow.close();
    }

    @org.junit.jupiter.api.BeforeEach
    void newKey() {
        key = UUID.randomUUID().toString();
    }

    @AfterEach
    void noFaults() {
        technow.noFaults();
    }

    @Test
    void anItemIsOpenedWithItsVariablesAndInNobodysQueue() {
        var item = opened();

        assertThat(technow.count("sc_req_item", "correlation_id=" + key + "^approval=requested^requested_for.employee_number=10455230"
                + "^opened_by.employee_number=10311990^assignment_groupISEMPTY")).isOne();
        assertThat(technow.count("sc_item_option_mtom", "request_item=" + item.id() + "^sc_item_option.item_option_new.name=access_action"
                + "^sc_item_option.value=Add")).isOne();
        assertThat(technow.count("sc_task", "request_item=" + item.id())).isZero();
        assertThat(item.number()).matches("RITM\\d{7}");
    }

    @Test
    void openingAgainOpensNothingAndMendsWhatIsMissing() {
        var first = opened();
        int rows = technow.count("sc_item_option_mtom", "request_item=" + first.id());

        assertThat(opened()).isEqualTo(first);

        assertThat(technow.count("sc_req_item", "correlation_id=" + key)).isOne();
        assertThat(technow.count("sc_request", "correlation_id=R" + key)).isOne();
        assertThat(technow.count("sc_item_option_mtom", "request_item=" + first.id())).isEqualTo(rows);
    }

    @Test
    void anApprovalBringsTheTaskToTheQueueAsOrdered() {
        var item = opened();
        ok(itsm.askApprovals(item, List.of(new Itsm.Question(person("10311862"), DUE))));
        ok(itsm.decide(item, new Itsm.Question(person("10311862"), DUE), true, "Fine"));

        var task = ok(itsm.ensureTask(item,
                new Itsm.TaskOrder(key + "-task", "DWP IT", "2012 scheme – add – Connor Blythe", "READ FURTHER INFORMATION", DUE)));
        assertThat(ok(itsm.ensureTask(item,
                new Itsm.TaskOrder(key + "-task", "DWP IT", "2012 scheme – add – Connor Blythe", "READ FURTHER INFORMATION", DUE))))
                .isEqualTo(task);

        assertThat(technow.count("sc_task", "request_item=" + item.id())).isOne();
        assertThat(technow.count("sc_task", "correlation_id=" + key + "-task^assignment_group.name=DWP IT^due_date=2026-11-26 11:00:00"))
                .isOne();
        assertThat(ok(itsm.look(item, List.of())).tasks()).singleElement()
                .satisfies(seen -> assertThat(seen.work()).isEqualTo(Itsm.Work.OPEN));
    }

    @Test
    void anotherApproverIsAskedInsteadOfTheFirst() {
        var item = opened();
        ok(itsm.askApprovals(item, List.of(new Itsm.Question(person("10311862"), DUE))));
        ok(itsm.askApprovals(item, List.of(new Itsm.Question(person("10200417"), DUE))));
        ok(itsm.askApprovals(item, List.of(new Itsm.Question(person("10200417"), DUE))));

        assertThat(ok(itsm.look(item, List.of())).approvals()).extracting(Itsm.ApprovalSeen::approver, Itsm.ApprovalSeen::said)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("10311862", Itsm.ApprovalSeen.Said.WITHDRAWN),
                        org.assertj.core.groups.Tuple.tuple("10200417", Itsm.ApprovalSeen.Said.REQUESTED));
    }

    @Test
    void ofSeveralWhoAreAskedOneDecidesAndTheTicketGoesOn() {
        var item = opened();
        var both = List.of(new Itsm.Question(person("10311862"), DUE), new Itsm.Question(person("10200417"), DUE));
        ok(itsm.askApprovals(item, both));
        ok(itsm.askApprovals(item, both));
        assertThat(ok(itsm.look(item, List.of())).approvals()).hasSize(2)
                .allSatisfy(seen -> assertThat(seen.said()).isEqualTo(Itsm.ApprovalSeen.Said.REQUESTED));

        ok(itsm.decide(item, both.getLast(), true, "Fine"));
        ok(itsm.decide(item, both.getLast(), true, "Fine"));

        assertThat(ok(itsm.look(item, List.of())).approvals()).extracting(Itsm.ApprovalSeen::approver, Itsm.ApprovalSeen::said)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("10311862", Itsm.ApprovalSeen.Said.WITHDRAWN),
                        org.assertj.core.groups.Tuple.tuple("10200417", Itsm.ApprovalSeen.Said.APPROVED));
        assertThat(technow.count("sc_req_item", "sys_id=" + item.id() + "^approval=approved")).isOne();
    }

    @Test
    void aRejectionThereIsSeenWithItsReason() {
        var item = opened();
        ok(itsm.askApprovals(item, List.of(new Itsm.Question(person("10311862"), DUE))));
        var approval = ok(itsm.look(item, List.of())).approvals().getFirst();
        technow.admin("PATCH", "/api/now/table/sysapproval_approver/" + approval.id(),
                "{\"state\":\"rejected\",\"comments\":\"Wrong team, should be TL014\"}");

        assertThat(ok(itsm.look(item, List.of())).approvals()).singleElement().satisfies(seen -> {
            assertThat(seen.said()).isEqualTo(Itsm.ApprovalSeen.Said.REJECTED);
            assertThat(seen.comments()).contains("Wrong team, should be TL014");
        });
    }

    @Test
    void whatTheDeskWritesBackAndSaysIsSeen() {
        var item = inQueue();
        var row = technow
                .admin("GET",
                        "/api/now/table/sc_item_option_mtom?sysparm_fields=sc_item_option.sys_id&sysparm_query=request_item=" + item.id()
                                + "%5Esc_item_option.item_option_new.name=assigned_position",
                        "")
                .body().replaceAll(".*\"sc_item_option.sys_id\":\"([0-9a-f]{32})\".*", "$1");
        technow.admin("PATCH", "/api/now/table/sc_item_option/" + row, "{\"value\":\"CW002\"}");
        var task = ok(itsm.look(item, List.of())).tasks().getFirst().task();
        technow.admin("PATCH", "/api/now/table/sc_task/" + task.id(), "{\"state\":\"3\",\"close_notes\":\"CW002 given\"}");

        var seen = ok(itsm.look(item, List.of("assigned_position")));
        assertThat(seen.work()).isEqualTo(Itsm.Work.COMPLETE);
        assertThat(seen.results()).containsExactly(Map.entry("assigned_position", "CW002"));
        assertThat(seen.reason()).isEqualTo("CW002 given");
    }

    @Test
    void aTaskThatIsSentBackIsSeenWithTheQuestion() {
        var item = inQueue();
        var task = ok(itsm.look(item, List.of())).tasks().getFirst().task();
        technow.admin("PATCH", "/api/now/table/sc_task/" + task.id(), "{\"state\":\"-5\",\"comments\":\"Which place?\"}");

        var seen = ok(itsm.look(item, List.of()));
        assertThat(seen.work()).isEqualTo(Itsm.Work.RETURNED);
        assertThat(seen.reason()).contains("Which place?");
    }

    @Test
    void whatWasClosedTooEarlyIsOpenAgainWithTheReasonHoweverItWasClosed() {
        var item = inQueue();
        var task = ok(itsm.look(item, List.of())).tasks().getFirst().task();
        for (var state : List.of("3", "4", "7")) {
            technow.admin("PATCH", "/api/now/table/sc_task/" + task.id(), "{\"state\":\"" + state + "\",\"close_notes\":\"Enough\"}");
            assertThat(ok(itsm.look(item, List.of())).work().isEnd()).as("closed as " + state).isTrue();
            ok(itsm.reopen(item, "The bill is missing"));
            var seen = ok(itsm.look(item, List.of()));
            assertThat(seen.work()).isEqualTo(Itsm.Work.OPEN);
            assertThat(seen.tasks()).extracting(Itsm.TaskSeen::work).containsExactly(Itsm.Work.OPEN);
        }
        assertThat(technow.count("sys_journal_field", "element_id=" + task.id() + "^element=work_notes^valueLIKEThe bill is missing"))
                .isEqualTo(3);
        assertThat(technow.count("sc_req_item", "sys_id=" + item.id() + "^active=true^stage=fulfillment")).isOne();
        ok(itsm.close(item, true, Map.of(), "Done"));
        assertThat(ok(itsm.look(item, List.of())).work()).isEqualTo(Itsm.Work.COMPLETE);
    }

    @Test
    void anItemIsCancelledOnceAndItsApprovalsWithIt() {
        var item = opened();
        ok(itsm.askApprovals(item, List.of(new Itsm.Question(person("10311862"), DUE))));
        ok(itsm.cancel(item, "No longer needed"));
        ok(itsm.cancel(item, "No longer needed"));

        var seen = ok(itsm.look(item, List.of()));
        assertThat(seen.work()).isEqualTo(Itsm.Work.CANCELLED);
        assertThat(seen.approvals()).extracting(Itsm.ApprovalSeen::said).containsExactly(Itsm.ApprovalSeen.Said.WITHDRAWN);
        assertThat(technow.count("sys_journal_field", "element_id=" + item.id() + "^element=comments")).isOne();
    }

    @Test
    void notesAndAttachmentsAreLeftOnce() {
        var item = opened();
        for (int i = 0; i < 2; i++) {
            ok(itsm.workNote(item, "queue", "The queue is empty"));
            ok(itsm.attach(item, new Itsm.Document("UI-000001.html", "text/html", "<p>é</p>".getBytes(StandardCharsets.UTF_8))));
        }

        assertThat(technow.count("sys_journal_field", "element_id=" + item.id() + "^element=work_notes")).isOne();
        assertThat(technow.count("sys_attachment", "table_sys_id=" + item.id())).isOne();
    }

    @Test
    void everyChangeIsReadOnWhateverPageItIs() {
        var before = Instant.now().minusSeconds(5);
        var keys = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            newKey();
            keys.add(key);
            opened();
        }

        var read = ok(itsm.changesSince(Map.of(), before));
        assertThat(read.changes()).extracting(Itsm.Change::item).containsAll(keys);
    }

    @Test
    void aCallThatWasCarriedOutWithoutAnAnswerIsNotCarriedOutAgain() {
        technow.fault("drop", "POST", "/api/now/table/sc_req_item", 1, 0);
        assertThat(open()).isInstanceOf(Outcome.Unavailable.class);
        technow.fault("drop", "POST", "/api/now/table/sc_item_option_mtom", 1, 0);
        assertThat(open()).isInstanceOf(Outcome.Unavailable.class);
        opened();

        assertThat(technow.count("sc_req_item", "correlation_id=" + key)).isOne();
    }

    @Test
    void a503ThatHadStoredItAndThreeMoreStillGiveOneTicket() {
        technow.fault("unavailable_after", "POST", "/api/now/table/sc_req_item", 1, 0);
        assertThat(open()).isInstanceOf(Outcome.Unavailable.class);
        technow.fault("unavailable", "", "/api/now/table", 3, 7);
        for (int i = 0; i < 3; i++) {
            assertThat(open()).isInstanceOfSatisfying(Outcome.Unavailable.class,
                    unavailable -> assertThat(unavailable.detail()).startsWith("503"));
        }
        opened();

        assertThat(technow.count("sc_req_item", "correlation_id=" + key)).isOne();
    }

    @Test
    void tooManyCallsSayWhenToComeBack() {
        technow.fault("too_many", "", "/api/now/table/sc_request", 1, 9);

        assertThat(open()).isInstanceOfSatisfying(Outcome.Unavailable.class,
                unavailable -> assertThat(unavailable.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(9))));
    }

    @Test
    void aSlowAnswerIsNotWaitedForForEver() {
        technow.fault("slow", "", "/api/now/table/sc_request", 1, 10);
        var begun = System.nanoTime();

        assertThat(open()).isInstanceOf(Outcome.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void anItsmThatIsNotThereIsUnavailableAndSoonBack() {
        opened();
        technow.stop();
        assertThat(open()).isInstanceOf(Outcome.Unavailable.class);
        technow.startAgain();

        assertThat(eventually(this::open)).isInstanceOf(Outcome.Ok.class);
        assertThat(technow.count("sc_req_item", "correlation_id=" + key)).isOne();
    }

    @Test
    void whatTheItsmLacksIsSaid() {
        assertThat(itsm.openRequest(new Itsm.RequestOrder("R" + key, person("nobody"), person("10311990"), "x"))).isInstanceOfSatisfying(
                Outcome.Rejected.class,
                rejected -> assertThat(rejected.detail()).contains("employee_number is nobody"));
        assertThat(itsm.variablesOf("No such form")).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void tokensAreAskedForAndRenewed() throws MalformedURLException {
        for (var signIn : List.of(ServiceNowSettings.SignIn.PASSWORD, ServiceNowSettings.SignIn.CLIENT_CREDENTIALS)) {
            var other = instance(technow.url(), signIn, TechNowServer.PASSWORD, Duration.ofSeconds(5));
            try {
                assertThat(other.first("sc_request", "", "sys_id")).as(signIn.name()).isInstanceOf(Outcome.Ok.class);
                assertThat(other.first("sc_request", "", "sys_id")).as(signIn.name()).isInstanceOf(Outcome.Ok.class);
            } finally {
                other.close();
            }
        }
    }

    @Test
    void aWrongPasswordIsNoRefusalOfTheTicketAndStandsNowhere() throws MalformedURLException {
        for (var signIn : ServiceNowSettings.SignIn.values()) {
            var other = instance(technow.url(), signIn, "a wrong one", Duration.ofSeconds(5));
            try {
                assertThat(other.first("sc_request", "", "sys_id")).as(signIn.name()).isInstanceOfSatisfying(Outcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.detail()).doesNotContain("a wrong one"));
            } finally {
                other.close();
            }
        }
        assertThat(settings(technow.url(), ServiceNowSettings.SignIn.PASSWORD, "a wrong one", Duration.ofSeconds(5)).toString())
                .doesNotContain("a wrong one");
    }

    private Outcome<Itsm.Ref> open() {
        return itsm
                .openRequest(new Itsm.RequestOrder("R" + key, person("10455230"), person("10311990"), "2012 scheme – add – Connor Blythe"))
                .then(request -> itsm.openItem(request,
                        new Itsm.ItemOrder(key, FORM, person("10455230"), person("10311990"), "2012 scheme – add – Connor Blythe", "",
                                Optional.of(DUE),
                                List.of(new Form.Variable("access_action", "Action", "Add", "What"),
                                        new Form.Variable("user", "User", "Connor Blythe", "Who")))));
    }

    private Itsm.Ref opened() {
        return ok(open());
    }

    private Itsm.Ref inQueue() {
        var item = opened();
        ok(itsm.askApprovals(item, List.of(new Itsm.Question(person("10311862"), DUE))));
        ok(itsm.decide(item, new Itsm.Question(person("10311862"), DUE), true, ""));
        ok(itsm.ensureTask(item, new Itsm.TaskOrder(key + "-task", "DWP IT", "2012 scheme – add – Connor Blythe", "", DUE)));
        return item;
    }

    private static <T> T ok(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Ok.class);
        return ((Outcome.Ok<T>) outcome).value();
    }

    private static <T> Outcome<T> eventually(Supplier<Outcome<T>> call) {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var outcome = call.get();
        while (!(outcome instanceof Outcome.Ok) && System.nanoTime() < end) {
            Thread.onSpinWait();
            outcome = call.get();
        }
        return outcome;
    }

    private static Instance instance(URI url, ServiceNowSettings.SignIn signIn, String password, Duration readTimeout)
            throws MalformedURLException {
        return new Instance(settings(url, signIn, password, readTimeout), Clock.systemUTC());
    }

    private static ServiceNowSettings settings(URI url, ServiceNowSettings.SignIn signIn, String password, Duration readTimeout) {
        return new ServiceNowSettings(url, signIn, "usher", password, "usher", password, Duration.ofSeconds(2), readTimeout,
                "employee_number", "", 3, Duration.ofMinutes(1), false,
                "", Duration.ofMinutes(5));
    }

    private static Person person(String number) {
        return new Person("dwp", number);
    }

    /** Where the number alone says who it is, nobody asks for organisations. */
    private static final class NoOrganisation implements Definitions {

        @Override
        public Collection<Organisation> organisations() {
            return List.of();
        }

        @Override
        public Organisation organisation(String id) {
            throw new AssertionError("Nobody should ask for " + id);
        }

        @Override
        public Optional<Conversation> current(String organisation, String conversation) {
            return Optional.empty();
        }

        @Override
        public Optional<Version> version(String organisation, String conversation, String version) {
            return Optional.empty();
        }

        @Override
        public void withdraw(String organisation, String conversation, String version) {
            throw new AssertionError("Nobody should withdraw " + conversation);
        }
    }
}
