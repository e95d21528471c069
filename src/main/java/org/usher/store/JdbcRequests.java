package org.usher.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;
import org.usher.request.Approval;
import org.usher.request.Decision;
import org.usher.request.FollowStep;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.Request;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/** Requests, items and approvals in MariaDB. */
@Singleton
final class JdbcRequests implements Requests {

    private static final String ITEM = """
            SELECT number, organisation, requester, dialogue, conversation, subject, summary, state, request, correlation, added, submitted, approved, due,
                   raised, fulfilled, ticket_number, ticket_id, cancel_asked, copied_from
            FROM request_item
            """;
    private static final String REQUEST = "SELECT number, organisation, requester, submitted, correlation, ticket_number, ticket_id FROM request ";
    private static final String APPROVAL = """
            SELECT number, item, organisation, approver, kind, state, asked, verdict, decided_by, decided, channel, reason, ground, evidence, words
            FROM approval
            """;
    /** What counts for the item as a whole. */
    private static final String STANDING = "state <> 'VOID' AND (kind <> 'AUTHORISATION' OR state = 'REJECTED')";
    private static final Pattern OWN_ITEM = Pattern.compile("(?i)UI-0*([0-9]{1,15})");
    private static final Pattern OWN_REQUEST = Pattern.compile("(?i)UR-0*([0-9]{1,15})");

    private final Sql sql;

    JdbcRequests(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void lockCart(Person person) {
        // Takes the lock whether the row is new or not.
        sql.update("INSERT INTO cart (organisation, person) VALUES (?, ?) ON DUPLICATE KEY UPDATE person = person", person.organisation(),
                person.key());
        sql.one("SELECT person FROM cart WHERE organisation = ? AND person = ? FOR UPDATE", row -> row.text("person"),
                person.organisation(), person.key());
    }

    @Override
    public List<RequestItem> cart(Person person) {
        return sql.list(
                ITEM + "WHERE organisation = ? AND requester = ? AND request IS NULL AND state IN ('REVIEW', 'DRAFT') ORDER BY number",
                JdbcRequests::item, person.organisation(), person.key());
    }

    @Override
    public RequestItem add(RequestItem item) {
        long number = sql.insert("""
                INSERT INTO request_item (organisation, requester, dialogue, conversation, subject, summary, state, open, request, correlation, added,
                                          copied_from)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", item.person().organisation(), item.person().key(), item.dialogue(),
                item.conversation(),
                item.subject(), item.summary(), item.state(), item.state().open(), item.request(), item.correlation(),
                item.milestones().added(),
                item.copiedFrom());
        return new RequestItem(number, item.person(), item.dialogue(), item.conversation(), item.subject(), item.summary(), item.state(),
                item.request(),
                item.correlation(), item.milestones(), item.ticket(), item.cancelAsked(), item.copiedFrom());
    }

    @Override
    public void save(RequestItem item) {
        var at = item.milestones();
        sql.update("""
                UPDATE request_item SET requester = ?, subject = ?, summary = ?, state = ?, open = ?, request = ?, submitted = ?, approved = ?, due = ?,
                       raised = ?, fulfilled = ?, ticket_number = ?, ticket_id = ?, cancel_asked = ?
                WHERE number = ?""", item.person().key(), item.subject(), item.summary(), item.state(), item.state().open(), item.request(),
                at.submitted(),
                at.approved(), at.due(), at.raised(), at.fulfilled(), item.ticket().map(RequestItem.Ticket::number),
                item.ticket().map(RequestItem.Ticket::id), item.cancelAsked(), item.number());
    }

    @Override
    public Optional<RequestItem> item(long number) {
        return sql.one(ITEM + "WHERE number = ?", JdbcRequests::item, number);
    }

    @Override
    public Optional<RequestItem> itemForUpdate(long number) {
        return sql.one(ITEM + "WHERE number = ? FOR UPDATE", JdbcRequests::item, number);
    }

    @Override
    public Optional<RequestItem> item(String organisation, String number) {
        var own = OWN_ITEM.matcher(number);
        if (own.matches()) {
            return sql.one(ITEM + "WHERE number = ? AND organisation = ?", JdbcRequests::item, Long.parseLong(own.group(1)), organisation);
        }
        return sql.one(ITEM + "WHERE organisation = ? AND ticket_number = ?", JdbcRequests::item, organisation, number);
    }

    @Override
    public Optional<RequestItem> itemByCorrelation(String correlation) {
        return sql.one(ITEM + "WHERE correlation = ?", JdbcRequests::item, correlation);
    }

    @Override
    public Optional<RequestItem> itemOfDialogue(String dialogue) {
        return sql.one(ITEM + "WHERE dialogue = ?", JdbcRequests::item, dialogue);
    }

    @Override
    public List<RequestItem> openItems(String organisation) {
        return sql.list(ITEM + "WHERE organisation = ? AND open ORDER BY number", JdbcRequests::item, organisation);
    }

    @Override
    public Map<Long, Long> openAmounts(String organisation) {
        var amounts = new HashMap<Long, Long>();
        sql.list("SELECT number, amount FROM request_item WHERE organisation = ? AND open AND amount > 0",
                row -> amounts.put(row.number("number"), row.number("amount")), organisation);
        return amounts;
    }

    @Override
    public void saveAmount(long item, long amount, Set<String> alsoFor) {
        sql.update("UPDATE request_item SET amount = ? WHERE number = ?", amount, item);
        sql.update("DELETE FROM also_for WHERE item = ?", item);
        alsoFor.forEach(person -> sql.update("INSERT INTO also_for (item, person) VALUES (?, ?)", item, person));
    }

    @Override
    public Map<Long, Set<String>> alsoFor(String organisation) {
        var people = new HashMap<Long, Set<String>>();
        sql.list("SELECT also_for.item, also_for.person FROM also_for JOIN request_item ON number = item WHERE organisation = ? AND open",
                row -> people.computeIfAbsent(row.number("item"), _ -> new TreeSet<>()).add(row.text("person")), organisation);
        return people;
    }

    @Override
    public void lockSubjects(String organisation, Collection<String> subjects) {
        for (var subject : new TreeSet<>(subjects)) { // everybody takes them in the same order
            sql.update("INSERT INTO subject (organisation, person) VALUES (?, ?) ON DUPLICATE KEY UPDATE person = person", organisation,
                    subject);
            sql.one("SELECT person FROM subject WHERE organisation = ? AND person = ? FOR UPDATE", row -> row.text("person"), organisation,
                    subject);
        }
    }

    @Override
    public Request add(Request request) {
        long number = sql.insert("INSERT INTO request (organisation, requester, submitted, correlation) VALUES (?, ?, ?, ?)",
                request.person().organisation(),
                request.person().key(), request.submitted(), request.correlation());
        return new Request(number, request.person(), request.submitted(), request.correlation(), request.ticket(), request.items());
    }

    @Override
    public void saveTicket(long request, RequestItem.Ticket ticket) {
        sql.update("UPDATE request SET ticket_number = ?, ticket_id = ? WHERE number = ?", ticket.number(), ticket.id(), request);
    }

    @Override
    public Optional<Request> request(long number) {
        return withItems(sql.list(REQUEST + "WHERE number = ?", JdbcRequests::request, number)).stream().findFirst();
    }

    @Override
    public Optional<Request> request(String organisation, String number) {
        var own = OWN_REQUEST.matcher(number);
        var found = own.matches()
                ? sql.list(REQUEST + "WHERE number = ? AND organisation = ?", JdbcRequests::request, Long.parseLong(own.group(1)),
                        organisation)
                : sql.list(REQUEST + "WHERE organisation = ? AND ticket_number = ?", JdbcRequests::request, organisation, number);
        return withItems(found).stream().findFirst();
    }

    @Override
    public List<Request> requestsOf(Person person, int limit) {
        return withItems(sql.list(REQUEST + "WHERE organisation = ? AND requester = ? ORDER BY number DESC LIMIT ?", JdbcRequests::request,
                person.organisation(), person.key(), limit));
    }

    private List<Request> withItems(List<Request> requests) {
        if (requests.isEmpty()) {
            return requests;
        }
        var numbers = requests.stream().map(Request::number).toArray();
        var marks = String.join(", ", java.util.Collections.nCopies(numbers.length, "?"));
        var items = new LinkedHashMap<Long, List<RequestItem>>();
        sql.list(ITEM + "WHERE request IN (" + marks + ") ORDER BY number", JdbcRequests::item, numbers)
                .forEach(item -> items.computeIfAbsent(item.request().orElseThrow(), _ -> new ArrayList<>()).add(item));
        return requests.stream()
                .map(request -> new Request(request.number(), request.person(), request.submitted(), request.correlation(),
                        request.ticket(),
                        items.getOrDefault(request.number(), List.of())))
                .toList();
    }

    @Override
    public Approval add(Approval approval) {
        var organisation = item(approval.item()).orElseThrow().person().organisation();
        long number = sql.insert("""
                INSERT INTO approval (item, organisation, approver, kind, state, asked, verdict, decided_by, decided, channel, reason, ground, evidence, words)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", approval.item(), organisation, approval.approver(), approval.kind(),
                approval.state(),
                approval.asked(), approval.decision().map(Decision::verdict), approval.decision().map(Decision::by),
                approval.decision().map(Decision::at),
                approval.decision().map(Decision::channel), approval.decision().map(Decision::reason),
                approval.decision().map(Decision::ground), approval.question().map(Approval.Question::evidence),
                approval.question().map(Approval.Question::words));
        return new Approval(number, approval.item(), approval.approver(), approval.kind(), approval.state(), approval.asked(),
                approval.decision(), approval.question());
    }

    @Override
    public void save(Approval approval) {
        sql.update("""
                UPDATE approval SET state = ?, verdict = ?, decided_by = ?, decided = ?, channel = ?, reason = ?, ground = ?
                WHERE number = ?""", approval.state(), approval.decision().map(Decision::verdict), approval.decision().map(Decision::by),
                approval.decision().map(Decision::at), approval.decision().map(Decision::channel),
                approval.decision().map(Decision::reason),
                approval.decision().map(Decision::ground), approval.number());
    }

    @Override
    public Optional<Approval> approval(long number) {
        return sql.one(APPROVAL + "WHERE number = ?", JdbcRequests::approval, number);
    }

    @Override
    public Optional<Approval> approvalOf(long item) {
        return sql.one(APPROVAL + "WHERE item = ? AND " + STANDING + " ORDER BY number DESC LIMIT 1", JdbcRequests::approval, item);
    }

    @Override
    public List<Approval> standing(long item) {
        return sql.list(APPROVAL + "WHERE item = ? AND " + STANDING + " ORDER BY number", JdbcRequests::approval, item);
    }

    @Override
    public List<Approval> authorisations(long item) {
        return sql.list(APPROVAL + "WHERE item = ? AND kind = 'AUTHORISATION' AND state <> 'VOID' ORDER BY number", JdbcRequests::approval,
                item);
    }

    @Override
    public List<Approval> approvalsOf(long item) {
        return sql.list(APPROVAL + "WHERE item = ? ORDER BY number", JdbcRequests::approval, item);
    }

    @Override
    public List<Approval> inbox(Person approver, int limit) {
        return sql.list(APPROVAL + "WHERE organisation = ? AND approver = ? AND state = 'REQUESTED' ORDER BY number LIMIT ?",
                JdbcRequests::approval,
                approver.organisation(), approver.key(), limit);
    }

    @Override
    public List<Approval> decidedBy(Person approver, int limit) {
        return sql.list(
                APPROVAL + "WHERE organisation = ? AND approver = ? AND verdict IS NOT NULL ORDER BY number DESC LIMIT ?",
                JdbcRequests::approval, approver.organisation(), approver.key(), limit);
    }

    @Override
    public void saveResults(long item, Map<String, String> results) {
        results.forEach((name, value) -> sql.update("REPLACE INTO item_result (item, name, value) VALUES (?, ?, ?)", item, name, value));
    }

    @Override
    public Map<String, String> results(long item) {
        var results = new LinkedHashMap<String, String>();
        sql.list("SELECT name, value FROM item_result WHERE item = ? ORDER BY name",
                row -> results.put(row.text("name"), row.text("value")), item);
        return results;
    }

    @Override
    public void open(FollowStep step, String organisation) {
        sql.update("INSERT IGNORE INTO follow_step (item, step, round, opened) VALUES (?, ?, ?, ?)", step.item(), step.step(), step.round(),
                step.opened());
        sql.update("DELETE FROM follow_doer WHERE item = ? AND step = ?", step.item(), step.step());
        step.people().forEach(person -> sql.update("INSERT IGNORE INTO follow_doer (item, step, organisation, person) VALUES (?, ?, ?, ?)",
                step.item(), step.step(), organisation, person));
    }

    @Override
    public boolean done(long item, String step, FollowStep.Done done) {
        return sql.update("UPDATE follow_step SET done = ?, done_by = ?, dialogue = ? WHERE item = ? AND step = ? AND done IS NULL",
                done.at(),
                done.by(), done.dialogue(), item, step) == 1;
    }

    @Override
    public void again(long item, List<String> steps) {
        steps.forEach(
                step -> sql.update("UPDATE follow_step SET again = TRUE WHERE item = ? AND step = ? AND done IS NOT NULL", item, step));
    }

    @Override
    public void withdraw(long item, String step) {
        if (sql.update("DELETE FROM follow_step WHERE item = ? AND step = ? AND done IS NULL", item, step) == 1) {
            sql.update("DELETE FROM follow_doer WHERE item = ? AND step = ?", item, step);
        }
    }

    @Override
    public List<FollowStep> steps(long item) {
        var people = new LinkedHashMap<String, List<String>>();
        sql.list("SELECT step, person FROM follow_doer WHERE item = ? ORDER BY person",
                row -> people.computeIfAbsent(row.text("step"), _ -> new ArrayList<>()).add(row.text("person")), item);
        return sql.list("""
                SELECT step, round, opened, done, done_by, dialogue, again FROM follow_step WHERE item = ?
                ORDER BY round, opened, done IS NULL, done""",
                row -> step(item, row, people.getOrDefault(row.text("step"), List.of())), item);
    }

    @Override
    public List<FollowStep> waitingFor(Person person, int limit) {
        return sql.list("""
                SELECT s.item, s.step, s.round, s.opened, s.done, s.done_by, s.dialogue, s.again FROM follow_step s JOIN follow_doer d USING (item, step)
                WHERE d.organisation = ? AND d.person = ? AND s.done IS NULL ORDER BY s.opened LIMIT ?""",
                row -> step(row.number("item"), row, List.of(person.key())), person.organisation(), person.key(), limit);
    }

    private static FollowStep step(long item, Row row, List<String> people) throws SQLException {
        Optional<FollowStep.Done> done = row.maybeMoment("done").isEmpty()
                ? Optional.empty()
                : Optional.of(new FollowStep.Done(row.text("done_by"), row.moment("done"), row.text("dialogue")));
        return new FollowStep(item, row.text("step"), (int) row.number("round"), people, row.moment("opened"), done, row.truth("again"));
    }

    @Override
    public boolean firstTime(long item, String what) {
        return sql.update("INSERT IGNORE INTO done_once (item, what) VALUES (?, ?)", item, what) == 1;
    }

    private static RequestItem item(Row row) throws SQLException {
        var milestones = new RequestItem.Milestones(row.moment("added"), row.maybeMoment("submitted"), row.maybeMoment("approved"),
                row.maybeMoment("due"),
                row.maybeMoment("raised"), row.maybeMoment("fulfilled"));
        return new RequestItem(row.number("number"), person(row), row.text("dialogue"), row.text("conversation"), row.text("subject"),
                row.text("summary"),
                ItemState.valueOf(row.text("state")), row.maybeNumber("request"), row.text("correlation"), milestones, ticket(row),
                row.truth("cancel_asked"),
                row.text("copied_from"));
    }

    private static Request request(Row row) throws SQLException {
        return new Request(row.number("number"), person(row), row.moment("submitted"), row.text("correlation"), ticket(row), List.of());
    }

    private static Person person(Row row) throws SQLException {
        return new Person(row.text("organisation"), row.text("requester"));
    }

    private static Optional<RequestItem.Ticket> ticket(Row row) throws SQLException {
        var number = row.maybeText("ticket_number");
        return number.isEmpty() ? Optional.empty() : Optional.of(new RequestItem.Ticket(number.get(), row.text("ticket_id")));
    }

    private static Approval approval(Row row) throws SQLException {
        Optional<Decision> decision = row.maybeText("verdict").isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision(Decision.Verdict.valueOf(row.text("verdict")), row.text("decided_by"), row.moment("decided"),
                        row.text("channel"),
                        row.text("reason"), row.text("ground")));
        return new Approval(row.number("number"), row.number("item"), row.text("approver"), Approval.Kind.valueOf(row.text("kind")),
                Approval.State.valueOf(row.text("state")), row.moment("asked"), decision,
                row.maybeText("evidence").isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Approval.Question(row.text("evidence"), row.text("words"))));
    }
}
