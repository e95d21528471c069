package org.usher.technow.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import org.usher.technow.attachment.Attachments;
import org.usher.technow.desk.Sessions.Session;
import org.usher.technow.desk.Ticket.Action;
import org.usher.technow.desk.Ticket.Fact;
import org.usher.technow.desk.Ticket.Remark;
import org.usher.technow.desk.Ticket.Tone;
import org.usher.technow.fulfilment.Approval;
import org.usher.technow.fulfilment.Stage;
import org.usher.technow.fulfilment.TaskState;
import org.usher.technow.order.Restrictions;
import org.usher.technow.order.Variables;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Displays;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;
import org.usher.technow.table.Times;

/** Gathers what is to be seen of a ticket. */
@Singleton
final class TicketView {

    /** The heading under which questions stand that the desk answers. */
    static final String FOR_THE_DESK = "for_the_desk";

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.UK);
    private static final int KILO = 1024;

    private final Records records;
    private final Variables variables;
    private final Attachments attachments;
    private final Restrictions restrictions;
    private final Clock clock;

    TicketView(Records records, Variables variables, Attachments attachments, Restrictions restrictions, Clock clock) {
        this.records = records;
        this.variables = variables;
        this.attachments = attachments;
        this.restrictions = restrictions;
        this.clock = clock;
    }

    /** A ticket of any kind by its number, of its own table. */
    Optional<Row> find(String number) {
        return records.first(Dictionary.TASK, Query.where("number", number))
                .flatMap(task -> records.get(task.get("sys_class_name"), task.sysId()));
    }

    /** Whether somebody may see a ticket: the desk all of them, others those that have to do with them. */
    boolean maySee(Row ticket, Session session) {
        var me = session.actor().sysId();
        return session.isOfTheDesk() || Stream.of("requested_for", "opened_by", "caller_id").anyMatch(column -> ticket.is(column, me))
                || variables.itemOf(ticket).filter(item -> !item.sysId().equals(ticket.sysId())).filter(item -> maySee(item, session))
                        .isPresent()
                || !records.find(Dictionary.APPROVAL, Query.where("sysapproval", ticket.sysId()).and("approver", me)).isEmpty();
    }

    Ticket show(Row ticket, Session session) {
        var displays = new Displays(records);
        var item = variables.itemOf(ticket);
        return new Ticket(ticket.get("number"), ticket.table().label(), ticket.getOr("short_description", "(no description)"),
                state(ticket), tone(ticket), ticket.get("assigned_to"), remarks(ticket, item), facts(ticket, item, displays, session),
                item.map(found -> sections(found, session)).orElse(List.of()), item.map(this::results).orElse(List.of()),
                papers(ticket, item, session),
                item.map(found -> approvers(found, displays)).orElse(List.of()), journal(ticket, item, session), related(ticket, item),
                actions(ticket, session), "", "");
    }

    /** The state in the words of the dictionary, or where the item stands if that says more. */
    String state(Row ticket) {
        if (ticket.table().name().equals(Dictionary.ITEM) && ticket.has("stage")) {
            return ticket.table().labelOf("stage", ticket.get("stage"));
        }
        return TaskState.PENDING.of(ticket) ? "Sent back to the requester" : ticket.table().labelOf("state", ticket.get("state"));
    }

    Tone tone(Row ticket) {
        if (TaskState.isClosed(ticket)) {
            return TaskState.CLOSED_COMPLETE.of(ticket) ? Tone.DONE : Tone.ENDED;
        }
        if (TaskState.PENDING.of(ticket) || Stage.RETURNED.of(ticket) || Stage.WAITING_FOR_APPROVAL.of(ticket)) {
            return Tone.WAITING;
        }
        return TaskState.WORK_IN_PROGRESS.of(ticket) ? Tone.BUSY : Tone.NEW;
    }

    boolean isOverdue(Row ticket) {
        return ticket.is("active", "true") && Times.read(ticket.get("due_date")).filter(due -> due.isBefore(clock.instant())).isPresent();
    }

    static String shown(String time) {
        return Times.read(time).map(TicketView::shown).orElse("");
    }

    private static String shown(Instant instant) {
        return SHOWN.format(instant.atZone(ZONE));
    }

    private static List<Remark> remarks(Row ticket, Optional<Row> item) {
        var description = ticket.getOr("description", item.map(found -> found.get("description")).orElse(""));
        return description.lines().filter(line -> !line.isBlank()).map(line -> new Remark(weight(line), line)).toList();
    }

    private static Remark.Weight weight(String line) {
        if (line.startsWith("Warning")) {
            return Remark.Weight.WARNING;
        }
        if (line.startsWith("Note")) {
            return Remark.Weight.NOTE;
        }
        var letters = line.replaceAll("[^\\p{L}]", "");
        return letters.length() > 3 && letters.equals(letters.toUpperCase(Locale.ROOT)) || line.matches("\\p{Lu}{3,} \\p{Lu}{3,}.*")
                ? Remark.Weight.FLAG
                : Remark.Weight.TEXT;
    }

    private List<Fact> facts(Row ticket, Optional<Row> item, Displays displays, Session session) {
        var facts = new ArrayList<Fact>();
        if (ticket.table().column("assignment_group").isPresent() && ticket.has("assignment_group")) {
            facts.add(new Fact("Queue", displays.of(ticket, "assignment_group"),
                    session.isOfTheDesk() ? "/queue/" + ticket.get("assignment_group") : "", false));
            facts.add(Fact.of("Taken by", ticket.has("assigned_to") ? displays.of(ticket, "assigned_to") : "Nobody yet"));
        }
        var overdue = isOverdue(ticket);
        if (ticket.has("due_date")) {
            facts.add(new Fact("Due", shown(ticket.get("due_date")) + (overdue ? " – overdue" : ""), "", overdue));
        }
        var about = item.orElse(ticket);
        add(facts, "Requested for", displays.of(about, "requested_for"));
        add(facts, "Requested by", displays.of(about, "opened_by"));
        add(facts, "Caller", displays.of(ticket, "caller_id"));
        item.ifPresent(found -> add(facts, "Catalogue item", displays.of(found, "cat_item")));
        add(facts, "Opened", shown(ticket.get("opened_at")));
        item.filter(found -> !Approval.NOT_REQUESTED.of(found))
                .ifPresent(found -> add(facts, "Approval", found.table().labelOf("approval", found.get("approval"))));
        add(facts, "Needed by", shown(about.get("expected_start")));
        add(facts, "Closed", shown(ticket.get("closed_at")));
        add(facts, "Closed by", displays.of(ticket, "closed_by"));
        add(facts, "Close notes", ticket.get("close_notes"));
        add(facts, "Reference of the other system", about.get("correlation_id"));
        return facts;
    }

    private static void add(List<Fact> facts, String label, String value) {
        if (!value.isBlank()) {
            facts.add(Fact.of(label, value));
        }
    }

    /** The answers under the headings of the catalogue item; those without a question in it come last. */
    private List<Ticket.Section> sections(Row item, Session session) {
        var answers = new LinkedHashMap<String, Variables.Answer>();
        variables.of(item.sysId()).forEach(answer -> answers.put(answer.question().sysId(), answer));
        var sections = new ArrayList<Ticket.Section>();
        var title = "Answers";
        var facts = new ArrayList<Fact>();
        for (var question : variables.questions(item.get("cat_item"))) {
            if (Variables.isHeading(question)) {
                close(sections, title, facts);
                title = question.getOr("question_text", question.get("name"));
            } else {
                Optional.ofNullable(answers.remove(question.sysId())).filter(answer -> !answer.value().isBlank())
                        .ifPresent(answer -> facts.add(Fact.of(answer.label(), label(item, answer, session))));
            }
        }
        close(sections, title, facts);
        answers.values().stream().filter(answer -> Variables.isAnswerable(answer.question()) && !answer.value().isBlank())
                .forEach(answer -> facts.add(Fact.of(answer.label(), restrictions.shown(item, answer, session.actor()))));
        close(sections, "Other answers", facts);
        return sections;
    }

    private static void close(List<Ticket.Section> sections, String title, List<Fact> facts) {
        if (!facts.isEmpty()) {
            sections.add(new Ticket.Section(title, facts));
            facts.clear();
        }
    }

    private String label(Row item, Variables.Answer answer, Session session) {
        var value = restrictions.shown(item, answer, session.actor());
        return records.first(Dictionary.QUESTION_CHOICE, Query.where("question", answer.question().sysId()).and("value", value))
                .map(choice -> choice.get("text")).orElse(value);
    }

    List<Ticket.Field> results(Row item) {
        var fields = new ArrayList<Ticket.Field>();
        var within = false;
        for (var question : variables.questions(item.get("cat_item"))) {
            if (Variables.isHeading(question)) {
                within = question.is("name", FOR_THE_DESK);
            } else if (within && Variables.isAnswerable(question)) {
                fields.add(new Ticket.Field(question.get("name"), question.getOr("question_text", question.get("name")),
                        variables.value(item.sysId(), question.get("name")).orElse("")));
            }
        }
        return fields;
    }

    /** Whether somebody may read the papers of a ticket that may be seen. */
    boolean mayReadPapers(Row ticket, Session session) {
        return !restrictions.keepsPapersFrom(ticket, session.actor());
    }

    /** The papers of the ticket and of its item; of those that are kept from the reader, the names only. */
    private List<Ticket.Paper> papers(Row ticket, Optional<Row> item, Session session) {
        boolean readable = mayReadPapers(ticket, session);
        return Stream.concat(item.stream(), Stream.of(ticket)).distinct().flatMap(record -> attachments.of(record).stream())
                .map(paper -> new Ticket.Paper(readable ? paper.sysId() : "", paper.get("file_name"), size(paper.get("size_bytes")),
                        paper.get("sys_created_by")))
                .distinct().toList();
    }

    private static String size(String bytes) {
        var count = bytes.isEmpty() ? 0 : Integer.parseInt(bytes);
        return count < KILO ? count + " bytes" : count < KILO * KILO ? count / KILO + " kB" : count / KILO / KILO + " MB";
    }

    private List<Ticket.Approver> approvers(Row item, Displays displays) {
        return records.find(Dictionary.APPROVAL, Query.where("sysapproval", item.sysId())).stream()
                .map(approval -> new Ticket.Approver(displays.of(approval, "approver"), displays.of(approval, "state"),
                        tone(approval, true),
                        shown(approval.get("decided_on"))))
                .toList();
    }

    static Tone tone(Row approval, boolean ofApprover) {
        if (Approval.APPROVED.by(approval)) {
            return Tone.DONE;
        }
        return ofApprover && Approval.REQUESTED.by(approval) ? Tone.WAITING : Tone.ENDED;
    }

    /** What was written on the ticket and on its item, newest first; work notes are for the desk only. */
    private List<Ticket.Entry> journal(Row ticket, Optional<Row> item, Session session) {
        var keys = Stream.concat(Stream.of(ticket), item.stream()).map(Row::sysId).distinct().toList();
        var query = Query.ALL.and(new Query.Condition(Query.Path.of("element_id"), Query.Operator.AMONG, String.join(",", keys)))
                .latestFirst("sys_created_on");
        return records.find(Dictionary.JOURNAL, query).stream()
                .filter(entry -> session.isOfTheDesk() || entry.is("element", "comments"))
                .map(entry -> new Ticket.Entry(shown(entry.get("sys_created_on")), author(entry), what(entry),
                        entry.is("element", "comments"),
                        entry.get("value")))
                .distinct().toList();
    }

    private String author(Row entry) {
        return records.first(Dictionary.USER, Query.where("user_name", entry.get("sys_created_by"))).map(user -> user.get("name"))
                .orElse(entry.is("sys_created_by", "system") ? "TechNow" : entry.get("sys_created_by"));
    }

    private static String what(Row entry) {
        return entry.is("element", "comments") ? "Comment" : "Work note";
    }

    private List<Ticket.Related> related(Row ticket, Optional<Row> item) {
        var related = new ArrayList<Row>();
        var request = ticket.table().name().equals(Dictionary.REQUEST) ? ticket.sysId() : ticket.get("request");
        if (!request.isEmpty()) {
            records.get(Dictionary.REQUEST, request).ifPresent(related::add);
            related.addAll(records.find(Dictionary.ITEM, Query.where("request", request)));
        }
        item.filter(found -> request.isEmpty()).ifPresent(related::add);
        item.ifPresent(found -> related.addAll(records.find(Dictionary.CATALOG_TASK, Query.where("request_item", found.sysId()))));
        return related.stream().filter(other -> !other.sysId().equals(ticket.sysId())).map(this::related).toList();
    }

    private Ticket.Related related(Row other) {
        return new Ticket.Related(other.get("number"), other.table().label(), other.get("short_description"), state(other), tone(other));
    }

    private static List<Action> actions(Row ticket, Session session) {
        var kind = ticket.table().name();
        if (!session.isOfTheDesk() || kind.equals(Dictionary.REQUEST)) {
            return List.of();
        }
        var task = kind.equals(Dictionary.CATALOG_TASK);
        if (!ticket.is("active", "true")) {
            return List.of(Action.NOTE);
        }
        var actions = new ArrayList<>(List.of(Action.NOTE, Action.ATTACH));
        if (kind.equals(Dictionary.ITEM)) {
            return actions;
        }
        actions.add(ticket.is("assigned_to", session.actor().sysId()) ? Action.PUT_BACK : Action.TAKE);
        actions.add(Action.COMPLETE);
        if (task) {
            actions.add(Action.INCOMPLETE);
            actions.add(TaskState.PENDING.of(ticket) ? Action.GO_ON : Action.SEND_BACK);
        }
        return actions;
    }
}
