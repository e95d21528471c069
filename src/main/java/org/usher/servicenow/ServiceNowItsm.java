package org.usher.servicenow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import org.usher.facts.Definitions;
import org.usher.request.Person;
import org.usher.ticket.Itsm;
import org.usher.ticket.Outcome;

/**
 * The ITSM by its documented Table and Attachment API. Records of ours carry Usher's key in {@code correlation_id} and {@value #OURS} in
 * {@code correlation_display}; before anything is created it is asked for by that key (an approval by item and approver, an attachment by
 * its name, a note by the reference in its text), because the answer to an earlier attempt may have been lost.
 */
@Singleton
final class ServiceNowItsm implements Itsm {

    private static final String OURS = "Usher";
    private static final String REQUEST = "sc_request";
    private static final String ITEM = "sc_req_item";
    private static final String TASK = "sc_task";
    private static final String APPROVAL = "sysapproval_approver";
    private static final String REF = "sys_id,number";
    /** Types of variables that are no questions: label, container start, container end. */
    private static final Set<String> WITHOUT_ANSWER = Set.of("11", "19", "20");
    private static final int SHORT_DESCRIPTION = 160;
    private static final String OPEN = "1";
    private static final String COMPLETE = "3";
    private static final String INCOMPLETE = "4";
    private static final String SKIPPED = "7";
    private static final String PENDING = "-5";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Duration UNTIL_WORKFLOW_IS_DONE = Duration.ofSeconds(30);

    private final Instance instance;
    private final ServiceNowSettings settings;
    private final Definitions definitions;

    ServiceNowItsm(Instance instance, ServiceNowSettings settings, Definitions definitions) {
        this.instance = instance;
        this.settings = settings;
        this.definitions = definitions;
    }

    @Override
    public Outcome<Ref> openRequest(RequestOrder order) {
        return instance.first(REQUEST, Query.where("correlation_id", order.key()).toString(), REF).then(found -> {
            if (found.isPresent()) {
                return new Outcome.Ok<>(ref(REQUEST, found.get()));
            }
            return person(order.requestedFor()).then(requestedFor -> person(order.openedBy()).then(openedBy -> {
                var fields = ours(order.key());
                fields.put("requested_for", requestedFor);
                fields.put("opened_by", openedBy);
                fields.put("short_description", shortened(order.summary()));
                fields.put("approval", "requested");
                return instance.create(REQUEST, fields).map(made -> ref(REQUEST, made));
            }));
        });
    }

    @Override
    public Outcome<Map<String, Mandatory>> variablesOf(String catalogueItem) {
        return catalogueItem(catalogueItem).then(this::questions).map(questions -> {
            var variables = new LinkedHashMap<String, Mandatory>();
            questions.forEach(
                    (name, question) -> variables.put(name, new Mandatory(truth(question, "mandatory"), text(question, "question_text"))));
            return variables;
        });
    }

    @Override
    public Outcome<Optional<Ref>> findItem(String key) {
        return instance.first(ITEM, Query.where("correlation_id", key).toString(), REF).map(found -> found.map(row -> ref(ITEM, row)));
    }

    @Override
    public Outcome<Ref> openItem(Ref request, ItemOrder order) {
        return catalogueItem(order.catalogueItem())
                .then(catalogueItem -> item(request, order, catalogueItem).then(item -> fill(item, order, catalogueItem)));
    }

    private Outcome<Ref> item(Ref request, ItemOrder order, String catalogueItem) {
        return findItem(order.key()).then(found -> {
            if (found.isPresent()) {
                return new Outcome.Ok<>(found.get());
            }
            return person(order.requestedFor()).then(requestedFor -> person(order.openedBy()).then(openedBy -> {
                var fields = ours(order.key());
                fields.put("request", request.id());
                fields.put("cat_item", catalogueItem);
                fields.put("requested_for", requestedFor);
                fields.put("opened_by", openedBy);
                fields.put("quantity", "1");
                fields.put("short_description", shortened(order.summary()));
                fields.put("description", order.description());
                fields.put("approval", "requested");
                order.neededBy().ifPresent(moment -> fields.put("expected_start", time(moment)));
                return instance.create(ITEM, fields).map(made -> ref(ITEM, made));
            }));
        });
    }

    /** Gives the item a row for each question of the catalogue item, as an order by hand would; those that are there are left or mended. */
    private Outcome<Ref> fill(Ref item, ItemOrder order, String catalogueItem) {
        var values = new HashMap<String, String>();
        order.variables().forEach(variable -> values.put(variable.name(), variable.text()));
        return questions(catalogueItem).then(questions -> rows(item).then(rows -> {
            Outcome<Ref> filled = new Outcome.Ok<>(item);
            int position = 0;
            for (var question : questions.entrySet()) {
                position += 100;
                var order100 = String.valueOf(position);
                var row = Optional.ofNullable(rows.get(question.getKey()));
                var value = values.get(question.getKey());
                filled = filled.then(_ -> row.isPresent()
                        ? corrected(item, row.get(), Optional.ofNullable(value))
                        : added(item, text(question.getValue(), "sys_id"), value == null ? "" : value, order100));
            }
            return filled;
        }));
    }

    private Outcome<Ref> added(Ref item, String question, String value, String order) {
        return instance.create("sc_item_option", Map.of("item_option_new", question, "value", value, "order", order))
                .then(option -> instance.create("sc_item_option_mtom",
                        Map.of("request_item", item.id(), "sc_item_option", text(option, "sys_id"))))
                .map(_ -> item);
    }

    private Outcome<Ref> corrected(Ref item, JsonNode row, Optional<String> value) {
        if (value.isEmpty() || value.get().equals(text(row, "sc_item_option.value"))) {
            return new Outcome.Ok<>(item);
        }
        return instance.change("sc_item_option", text(row, "sc_item_option"), Map.of("value", value.get())).map(_ -> item);
    }

    private Outcome<Map<String, JsonNode>> rows(Ref item) {
        return instance.list("sc_item_option_mtom", Query.where("request_item", item.id()).toString(),
                "sc_item_option,sc_item_option.value,sc_item_option.item_option_new.name").map(found -> {
                    var rows = new LinkedHashMap<String, JsonNode>();
                    found.forEach(row -> rows.put(text(row, "sc_item_option.item_option_new.name"), row));
                    return rows;
                });
    }

    private Outcome<Map<String, JsonNode>> questions(String catalogueItem) {
        return instance.list("item_option_new", Query.where("cat_item", catalogueItem).orderedBy("order").toString(),
                "sys_id,name,question_text,mandatory,order,type").map(found -> {
                    var questions = new LinkedHashMap<String, JsonNode>();
                    found.stream().filter(question -> !WITHOUT_ANSWER.contains(text(question, "type")))
                            .forEach(question -> questions.put(text(question, "name"), question));
                    return questions;
                });
    }

    @Override
    public Outcome<Ref> askApprovals(Ref item, List<Question> questions) {
        return asked(questions).then(wanted -> approvals(item).then(rows -> {
            Outcome<Ref> done = new Outcome.Ok<>(item);
            // Those to be asked first: a ticket of which nobody is asked any more would go on.
            for (var question : wanted) {
                if (rows.stream().noneMatch(row -> isAsked(row, question))) {
                    done = done.then(_ -> instance.create(APPROVAL,
                            Map.of("sysapproval", item.id(), "document_id", item.id(), "source_table", ITEM, "approver",
                                    question.approver(), "state", "requested", "due_date", time(question.due())))
                            .map(_ -> item));
                }
            }
            for (var row : rows) {
                if (text(row, "state").equals("requested") && wanted.stream().noneMatch(question -> isAsked(row, question))) {
                    done = done.then(_ -> instance.change(APPROVAL, text(row, "sys_id"), Map.of("state", "cancelled")).map(_ -> item));
                }
            }
            return done;
        }));
    }

    /** A question with the approver as the ITSM names them. */
    private record Asked(String approver, Instant due) {}

    /** The questions with their approvers as the ITSM names them. */
    private Outcome<List<Asked>> asked(List<Question> questions) {
        Outcome<List<Asked>> all = new Outcome.Ok<>(List.of());
        for (var question : questions) {
            all = all.then(before -> person(question.approver()).map(id -> with(before, new Asked(id, question.due()))));
        }
        return all;
    }

    @Override
    public Outcome<Ref> withdrawApprovals(Ref item) {
        return approvals(item).then(rows -> {
            Outcome<Ref> withdrawn = new Outcome.Ok<>(item);
            for (var row : rows) {
                if (text(row, "state").equals("requested")) {
                    withdrawn = withdrawn
                            .then(_ -> instance.change(APPROVAL, text(row, "sys_id"), Map.of("state", "cancelled")).map(_ -> item));
                }
            }
            return withdrawn;
        });
    }

    @Override
    public Outcome<Ref> decide(Ref item, Question question, boolean approved, String comments) {
        var state = approved ? "approved" : "rejected";
        return person(question.approver()).map(id -> new Asked(id, question.due())).then(asked -> approvals(item).then(rows -> {
            var decided = rows.stream().filter(row -> isAsked(row, asked)).findFirst();
            if (decided.isEmpty()) {
                return new Outcome.NotFound<>("an approval of " + item.number() + " by " + question.approver().key());
            }
            Outcome<Ref> others = new Outcome.Ok<>(item);
            for (var row : rows) {
                if (text(row, "state").equals("requested") && !isAsked(row, asked)) {
                    others = others
                            .then(_ -> instance.change(APPROVAL, text(row, "sys_id"), Map.of("state", "not_required")).map(_ -> item));
                }
            }
            var approval = new Ref(APPROVAL, text(decided.get(), "sys_id"), "");
            if (text(decided.get(), "state").equals(state)) {
                return others.map(_ -> approval);
            }
            var fields = new LinkedHashMap<String, String>();
            fields.put("state", state);
            if (!comments.isBlank()) {
                fields.put("comments", comments);
            }
            return others.then(_ -> instance.change(APPROVAL, approval.id(), fields).map(_ -> approval));
        }));
    }

    @Override
    public Outcome<Ref> settle(Ref item) {
        return instance.change(ITEM, item.id(), Map.of("approval", "approved")).map(_ -> item);
    }

    private static boolean isAsked(JsonNode row, Asked question) {
        return text(row, "approver").equals(question.approver()) && text(row, "due_date").equals(time(question.due()));
    }

    private Outcome<List<JsonNode>> approvals(Ref item) {
        return instance.list(APPROVAL, Query.where("sysapproval", item.id()).toString(),
                "sys_id,approver,approver." + settings.personField() + ",state,comments,due_date,sys_mod_count,sys_updated_by");
    }

    @Override
    public Outcome<Ref> ensureTask(Ref item, TaskOrder order) {
        return group(order.queue()).then(queue -> tasks(item).then(tasks -> {
            var fields = ours(order.key());
            fields.put("assignment_group", queue);
            fields.put("short_description", shortened(order.summary()));
            fields.put("description", order.description());
            fields.put("due_date", time(order.due()));
            var mine = tasks.stream().filter(task -> text(task, "correlation_id").equals(order.key())).findFirst();
            var adopted = mine.or(() -> tasks.stream().filter(task -> text(task, "correlation_id").isEmpty()).findFirst());
            if (adopted.isEmpty()) {
                if (settings.waitForTask()) {
                    return new Outcome.Unavailable<>(Optional.of(UNTIL_WORKFLOW_IS_DONE),
                            "the workflow of the ITSM has not made the catalog task yet");
                }
                fields.put("request_item", item.id());
                return instance.create(TASK, fields).map(made -> ref(TASK, made));
            }
            var task = ref(TASK, adopted.get());
            var work = work(text(adopted.get(), "state"));
            if (work == Work.RETURNED) {
                fields.put("state", OPEN);
            }
            if (work.isEnd()
                    || fields.entrySet().stream().allMatch(field -> text(adopted.get(), field.getKey()).equals(field.getValue()))) {
                return new Outcome.Ok<>(task);
            }
            return instance.change(TASK, task.id(), fields).map(_ -> task);
        }));
    }

    @Override
    public Outcome<Ref> hold(Ref item, String key, String why) {
        return tasks(item).then(tasks -> {
            Outcome<Ref> held = new Outcome.Ok<>(item);
            for (var task : tasks) {
                var work = work(text(task, "state"));
                if (work == Work.OPEN || work == Work.IN_PROGRESS) {
                    held = held.then(_ -> workNote(ref(TASK, task), key, why))
                            .then(_ -> instance.change(TASK, text(task, "sys_id"), Map.of("state", PENDING)).map(_ -> item));
                }
            }
            return held;
        });
    }

    @Override
    public Outcome<Ref> reopen(Ref item, String why) {
        return tasks(item).then(tasks -> {
            Outcome<Ref> reopened = new Outcome.Ok<>(item);
            for (var task : tasks) {
                if (work(text(task, "state")).isEnd()) {
                    reopened = reopened.then(
                            _ -> instance.change(TASK, text(task, "sys_id"), Map.of("state", OPEN, "work_notes", why)).map(_ -> item));
                }
            }
            return reopened; // the item last: as long as it is closed, it is seen that something is still to be done
        }).then(_ -> instance.change(ITEM, item.id(), Map.of("state", OPEN)).map(_ -> item));
    }

    @Override
    public Outcome<Ref> close(Ref item, boolean done, Map<String, String> results, String note) {
        return rows(item).then(rows -> {
            Outcome<Ref> filled = new Outcome.Ok<>(item);
            for (var result : results.entrySet()) {
                if (rows.containsKey(result.getKey())) {
                    filled = filled.then(_ -> corrected(item, rows.get(result.getKey()), Optional.of(result.getValue())));
                }
            }
            return filled;
        }).then(_ -> tasks(item)).then(tasks -> {
            Outcome<Ref> closed = new Outcome.Ok<>(item);
            for (var task : tasks) {
                var work = work(text(task, "state"));
                if (work == Work.OPEN || work == Work.IN_PROGRESS || work == Work.RETURNED) {
                    closed = closed.then(_ -> instance.change(TASK, text(task, "sys_id"),
                            Map.of("state", done ? COMPLETE : INCOMPLETE, "close_notes", note)).map(_ -> item));
                }
            }
            return closed;
        });
    }

    private Outcome<List<JsonNode>> tasks(Ref item) {
        return instance.list(TASK, Query.where("request_item", item.id()).orderedBy("sys_created_on").toString(),
                "sys_id,number,state,assignment_group,short_description,description,due_date,correlation_id,correlation_display,close_notes,sys_mod_count");
    }

    @Override
    public Outcome<Ref> attach(Ref ticket, Document document) {
        return instance
                .attachments(Query.where("table_name", ticket.kind()).and("table_sys_id", ticket.id()).and("file_name", document.name())
                        .toString())
                .then(found -> found.isEmpty()
                        ? instance.attach(ticket.kind(), ticket.id(), document.name(), document.contentType(), document.content())
                                .map(made -> new Ref("sys_attachment", text(made, "sys_id"), ""))
                        : new Outcome.Ok<>(new Ref("sys_attachment", text(found.getFirst(), "sys_id"), "")));
    }

    @Override
    public Outcome<Ref> workNote(Ref ticket, String key, String text) {
        return note(ticket, "work_notes", key, text);
    }

    @Override
    public Outcome<Ref> comment(Ref ticket, String key, String text) {
        return note(ticket, "comments", key, text);
    }

    private Outcome<Ref> note(Ref ticket, String field, String key, String text) {
        var reference = "[Usher " + key + "]";
        return journal(ticket.id(), field, reference).then(found -> found.isPresent()
                ? new Outcome.Ok<>(ticket)
                : instance.change(ticket.kind(), ticket.id(), Map.of(field, text + '\n' + reference)).map(_ -> ticket));
    }

    /** The newest entry of a journal that holds a text. Where Usher may not read journals, nothing is found. */
    private Outcome<Optional<JsonNode>> journal(String id, String field, String holding) {
        var query = Query.where("element_id", id).and("element", field);
        if (!holding.isEmpty()) {
            query.and("value", "LIKE", holding);
        }
        var found = instance.first("sys_journal_field", query + "^ORDERBYDESCsys_created_on", "value,sys_created_by");
        return found instanceof Outcome.Rejected<Optional<JsonNode>>(var status, _) && status == 403
                ? new Outcome.Ok<>(Optional.empty())
                : found;
    }

    @Override
    public Outcome<Ref> cancel(Ref item, String reason) {
        return instance.read(ITEM, item.id(), "sys_id,number,state").then(current -> {
            if (work(text(current, "state")) == Work.CANCELLED) {
                return new Outcome.Ok<>(item);
            }
            return withdrawApprovals(item)
                    .then(_ -> instance.change(ITEM, item.id(), Map.of("state", SKIPPED, "comments", reason)).map(_ -> item));
        });
    }

    @Override
    public Outcome<Seen> look(Ref item, Collection<String> results) {
        return instance.read(ITEM, item.id(), "sys_id,number,state,approval,close_notes,sys_mod_count")
                .then(current -> tasks(item)
                        .then(tasks -> approvals(item).then(approvals -> seen(item, current, tasks, approvals, results))));
    }

    private Outcome<Seen> seen(Ref item, JsonNode current, List<JsonNode> tasks, List<JsonNode> approvals, Collection<String> results) {
        var work = work(text(current, "state"));
        return tasksSeen(tasks).then(tasksSeen -> approvalsSeen(approvals).then(approvalsSeen -> {
            var whole = work == Work.OPEN || work == Work.IN_PROGRESS ? ofTasks(work, tasksSeen) : work;
            var version = new StringBuilder(text(current, "sys_mod_count"));
            tasks.forEach(task -> version.append('.').append(text(task, "sys_mod_count")));
            approvals.forEach(approval -> version.append('.').append(text(approval, "sys_mod_count")));
            var byTask = tasksSeen.stream().map(TaskSeen::reason).filter(text -> !text.isEmpty()).reduce((_, later) -> later);
            var closing = text(current, "close_notes");
            var reason = closing.isEmpty() ? byTask.orElse("") : closing;
            Outcome<Map<String, String>> written = results.isEmpty() ? new Outcome.Ok<>(Map.of()) : rows(item).map(rows -> {
                var values = new LinkedHashMap<String, String>();
                results.forEach(name -> Optional.ofNullable(rows.get(name)).map(row -> text(row, "sc_item_option.value"))
                        .filter(value -> !value.isBlank()).ifPresent(value -> values.put(name, value)));
                return values;
            });
            return written.map(values -> new Seen(item, whole, version.toString(), reason, tasksSeen, approvalsSeen, values));
        }));
    }

    private static Work ofTasks(Work item, List<TaskSeen> tasks) {
        if (tasks.stream().anyMatch(task -> task.work() == Work.RETURNED)) {
            return Work.RETURNED;
        }
        return tasks.stream().anyMatch(task -> task.work() == Work.IN_PROGRESS) ? Work.IN_PROGRESS : item;
    }

    private Outcome<List<TaskSeen>> tasksSeen(List<JsonNode> tasks) {
        Outcome<List<TaskSeen>> seen = new Outcome.Ok<>(List.of());
        for (var task : tasks) {
            var work = work(text(task, "state"));
            var reason = switch (work) {
                case OPEN, IN_PROGRESS -> new Outcome.Ok<>("");
                case RETURNED, COMPLETE, INCOMPLETE, CANCELLED -> said(text(task, "close_notes"), text(task, "sys_id"));
            };
            seen = seen.then(before -> reason.map(text -> with(before, new TaskSeen(ref(TASK, task), work, text))));
        }
        return seen;
    }

    private Outcome<List<ApprovalSeen>> approvalsSeen(List<JsonNode> approvals) {
        Outcome<List<ApprovalSeen>> seen = new Outcome.Ok<>(List.of());
        for (var approval : approvals) {
            var said = switch (text(approval, "state")) {
                case "approved" -> ApprovalSeen.Said.APPROVED;
                case "rejected" -> ApprovalSeen.Said.REJECTED;
                case "cancelled", "not_required" -> ApprovalSeen.Said.WITHDRAWN;
                default -> ApprovalSeen.Said.REQUESTED;
            };
            var comments = switch (said) {
                case REQUESTED, WITHDRAWN -> new Outcome.Ok<>("");
                case APPROVED, REJECTED -> said(text(approval, "comments"), text(approval, "sys_id"));
            };
            seen = seen.then(before -> comments.map(text -> with(before, new ApprovalSeen(text(approval, "sys_id"),
                    text(approval, "approver." + settings.personField()), maybeMoment(text(approval, "due_date")), said,
                    text(approval, "sys_updated_by"), text))));
        }
        return seen;
    }

    /** What was said on a record: the field where it is readable, or else the newest comment in the journal. */
    private Outcome<String> said(String field, String id) {
        if (!field.isBlank()) {
            return new Outcome.Ok<>(field.strip());
        }
        return journal(id, "comments", "").map(entry -> entry.map(found -> text(found, "value").strip()).orElse(""));
    }

    private static Work work(String state) {
        return switch (state) {
            case "2" -> Work.IN_PROGRESS;
            case "3" -> Work.COMPLETE;
            case "4" -> Work.INCOMPLETE;
            case SKIPPED -> Work.CANCELLED;
            case PENDING -> Work.RETURNED;
            default -> Work.OPEN;
        };
    }

    @Override
    public Outcome<Changes> changesSince(Map<String, Instant> reached, Instant start) {
        var changes = new ArrayList<Change>();
        var further = new LinkedHashMap<String, Instant>();
        Outcome<Boolean> read = new Outcome.Ok<>(true);
        for (var source : List.of(new Source(ITEM, ""), new Source(TASK, "request_item."), new Source(APPROVAL, "sysapproval."))) {
            var since = Optional.ofNullable(reached.get(source.table())).map(last -> last.minus(settings.overlap())).orElse(start);
            read = read.then(_ -> instance.changedSince(source.table(), time(since), source.path() + "correlation_display=" + OURS,
                    source.path() + "correlation_id,sys_id,sys_mod_count,sys_updated_on").map(rows -> {
                        var latest = reached.getOrDefault(source.table(), start);
                        for (var row : rows) {
                            var at = moment(text(row, "sys_updated_on"));
                            latest = at.isAfter(latest) ? at : latest;
                            var item = text(row, source.path() + "correlation_id");
                            if (!item.isEmpty()) {
                                changes.add(new Change(item, text(row, "sys_id"), text(row, "sys_mod_count")));
                            }
                        }
                        further.put(source.table(), latest);
                        return true;
                    }));
        }
        return read.map(_ -> new Changes(changes, further));
    }

    /** A table whose changes count, and the way from it to the item. */
    private record Source(String table, String path) {}

    /** The user of a person. Where organisations share the ITSM, a number alone may be several users'. */
    private Outcome<String> person(Person person) {
        var query = Query.where(settings.personField(), person.key());
        var what = "a user whose " + settings.personField() + " is " + person.key();
        if (settings.organisationField().isEmpty()) {
            return id("sys_user", query, what);
        }
        var organisation = definitions.organisation(person.organisation()).name();
        return id("sys_user", query.and(settings.organisationField(), organisation), what + " at " + organisation);
    }

    private Outcome<String> group(String name) {
        return id("sys_user_group", Query.where("name", name), "a group named " + name);
    }

    private Outcome<String> catalogueItem(String name) {
        return id("sc_cat_item", Query.where("name", name), "a catalogue item named " + name);
    }

    /** What the ITSM lacks cannot be mended by asking again at once: the outcome is a refusal that names it. */
    private Outcome<String> id(String table, Query query, String what) {
        return instance.first(table, query.toString(), "sys_id").then(found -> found.isPresent()
                ? new Outcome.Ok<>(text(found.get(), "sys_id"))
                : new Outcome.Rejected<>(404, "the ITSM does not have " + what));
    }

    private static Map<String, String> ours(String key) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("correlation_id", key);
        fields.put("correlation_display", OURS);
        return fields;
    }

    private static Ref ref(String table, JsonNode row) {
        return new Ref(table, text(row, "sys_id"), text(row, "number"));
    }

    /** A value; of a reference its id, however it is shown. */
    private static String text(JsonNode row, String field) {
        var value = row.path(field);
        return value.isObject() ? value.path("value").asText("") : value.asText("");
    }

    private static boolean truth(JsonNode row, String field) {
        return text(row, field).equals("true");
    }

    private static <E> List<E> with(List<E> before, E next) {
        var all = new ArrayList<>(before);
        all.add(next);
        return List.copyOf(all);
    }

    /** The ITSM cuts a short description; so that it can be compared, Usher does. */
    private static String shortened(String summary) {
        var line = summary.replaceAll("\\s+", " ").strip();
        return line.length() <= SHORT_DESCRIPTION ? line : line.substring(0, SHORT_DESCRIPTION - 1) + "…";
    }

    private static String time(Instant moment) {
        return TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    private static Optional<Instant> maybeMoment(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(moment(text));
    }

    private static Instant moment(String text) {
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    }
}
