package org.usher.checkout;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import org.usher.approval.Lifecycle;
import org.usher.approval.Routing;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.conversation.Effect;
import org.usher.facts.Judge;
import org.usher.facts.RegisterService;
import org.usher.outbox.Notice;
import org.usher.outbox.Outbox;
import org.usher.outbox.Transactions;
import org.usher.register.Change;
import org.usher.register.FieldType;
import org.usher.register.RegisterSchema;
import org.usher.register.Registers;
import org.usher.request.Happening;
import org.usher.request.ItemState;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.secret.Credentials;
import org.usher.validation.Finding;

/**
 * What the ITSM's side reports. Each method is a transaction of its own (or joins the open one), can be called twice, and does nothing where
 * the item is past it already.
 */
@Singleton
public class Fulfilment {

    /** Working days after which a fulfilled item is closed although nobody said that all is seen to. */
    private static final long CLOSED_AFTER_WORKING_DAYS = 10;
    private static final int FAILURES_BEFORE_TELLING = 3;

    private final Requests requests;
    private final Transactions transactions;
    private final RegisterService registers;
    private final Judge judge;
    private final Lifecycle lifecycle;
    private final Routing routing;
    private final AuditTrail trail;
    private final Outbox outbox;
    private final Credentials credentials;
    private final Clock clock;

    Fulfilment(Requests requests, Transactions transactions, RegisterService registers, Judge judge, Lifecycle lifecycle, Routing routing,
            AuditTrail trail,
            Outbox outbox, Credentials credentials, Clock clock) {
        this.requests = requests;
        this.transactions = transactions;
        this.registers = registers;
        this.judge = judge;
        this.lifecycle = lifecycle;
        this.routing = routing;
        this.trail = trail;
        this.outbox = outbox;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The ITSM's names for a request and its items (by number of item) are known. */
    public void numbered(long request, RequestItem.Ticket ticket, Map<Long, RequestItem.Ticket> items) {
        transactions.run(() -> {
            requests.saveTicket(request, ticket);
            items.forEach(
                    (number, named) -> requests.itemForUpdate(number).filter(item -> !item.ticket().equals(java.util.Optional.of(named)))
                            .ifPresent(item -> {
                                var known = item.withTicket(named);
                                requests.save(known);
                                lifecycle.record(known, ITSM, "item.ticket", Map.of("number", named.number(), "request", ticket.number()));
                                lifecycle.tellRequester(known, Notice.Kind.TICKET_NUMBER, "number", "number.text", List.of(),
                                        known.summary(), named.number());
                            }));
        });
    }

    /** The actor of what the ITSM reports. */
    static final String ITSM = "itsm";

    /** The catalog task of an approved item is about to be raised. */
    public void ticketing(long item) {
        step(item, found -> {
            if (found.state() == ItemState.APPROVED) {
                lifecycle.record(lifecycle.keep(found.become(ItemState.TICKETING)), AuditEntry.USHER, "item.ticketing", Map.of());
            }
        });
    }

    /** It is in the queue of the desk. */
    public void raised(long item) {
        step(item, this::inQueue);
    }

    /** The item in the queue; on its way there, it goes the rest of it. */
    private RequestItem inQueue(RequestItem item) {
        return switch (item.state()) {
            case APPROVED -> inQueue(lifecycle.keep(item.become(ItemState.TICKETING)));
            case TICKETING -> {
                var now = clock.instant();
                var raised = lifecycle.keep(item.raised(now));
                lifecycle.record(raised, ITSM, "item.raised", Map.of());
                lifecycle.happened(new Happening.Raised(raised, now));
                yield raised;
            }
            case DRAFT, REVIEW, SUBMITTED, RETURNED, AWAITING_EVIDENCE, PENDING_APPROVAL, TICKET_OPEN, IN_PROGRESS, FULFILLED, CLOSED,
                    NOT_FULFILLED,
                    REJECTED, CANCELLED ->
                item;
        };
    }

    /** Somebody at the desk has taken it. */
    public void inProgress(long item) {
        step(item, found -> {
            var queued = inQueue(found);
            if (queued.state() == ItemState.TICKET_OPEN) {
                lifecycle.record(lifecycle.keep(queued.become(ItemState.IN_PROGRESS)), ITSM, "item.in_progress", Map.of());
            }
        });
    }

    /** The desk sends it back to the requester. */
    public void sentBack(long item, String why) {
        step(item, found -> {
            if (found.state().mayBecome(ItemState.RETURNED)) {
                routing.sendBack(found, ITSM, why);
            }
        });
    }

    /** A rule stopped it on its way into the queue: it goes back to the requester. */
    public void stopped(long item, List<Finding> findings) {
        step(item, found -> {
            if (found.state().mayBecome(ItemState.RETURNED)) {
                routing.sendBack(found, AuditEntry.USHER, Routing.texts(findings));
            }
        });
    }

    /** The work is done. The effects are applied, once; the requester is told. */
    public void fulfilled(long item, Map<String, String> results, String note) {
        var organisation = requests.item(item).orElseThrow().person().organisation();
        transactions.run(() -> {
            registers.lock(organisation); // effects are worked out on the registers as the effects before them left them
            requests.itemForUpdate(item).map(this::inQueue)
                    .filter(found -> found.state() == ItemState.TICKET_OPEN || found.state() == ItemState.IN_PROGRESS)
                    .ifPresent(found -> fulfil(found, results, note, ITSM));
        });
    }

    /**
     * The work is done, and not by the desk: at once after the approval, because a file was picked up, or because a follow-up says so.
     *
     * @param actor who has done it: {@code usher}, or the key of a person
     * @param anew  whether the rules are to be judged once more first; a rule that fails sends it back
     */
    public void fulfilledHere(long item, String actor, String note, boolean anew) {
        var organisation = requests.item(item).orElseThrow().person().organisation();
        transactions.run(() -> {
            registers.lock(organisation);
            requests.itemForUpdate(item).filter(found -> found.state().withTheDesk()).ifPresent(found -> {
                var form = judge.form(found, clock.instant());
                var stops = form.stops();
                if (anew && !stops.isEmpty()) {
                    stopped(item, stops);
                } else {
                    fulfil(found, form.ownResults(), note, actor);
                }
            });
        });
    }

    /** The work will not be done, and it is not the desk that says so. */
    public void failedHere(long item, String actor, String why) {
        step(item, found -> {
            if (found.state().mayBecome(ItemState.NOT_FULFILLED)) {
                close(found, why, actor);
            }
        });
    }

    /**
     * What is changed on an occasion before the work is done. Within the transaction of what happened.
     *
     * @param once tells it from the same occasion at another time; under each name it is done once
     */
    void effects(RequestItem item, String on, String once, String actor) {
        registers.lock(item.person().organisation());
        apply(item, on, "effects:" + once, Map.of(), actor);
    }

    private void apply(RequestItem item, String on, String once, Map<String, String> results, String actor) {
        if (!requests.firstTime(item.number(), once)) {
            return;
        }
        var now = clock.instant();
        var organisation = item.person().organisation();
        var facts = registers.current(organisation);
        var done = judge.formAsItStands(item, now).done(on, results);
        registers.apply(organisation, done.changes(), actor, item.reference());
        for (var change : done.changes()) {
            trail.record(new AuditEntry(now, organisation, actor, "effect", item.reference(), details(change, facts)));
        }
        credentials.give(item, done.credentials());
    }

    private void fulfil(RequestItem item, Map<String, String> results, String note, String actor) {
        var now = clock.instant();
        requests.saveResults(item.number(), results);
        var judged = judge.of(item, now).orElseThrow();
        apply(item, Effect.FULFILLED, "effects", results, actor);
        var done = lifecycle.keep(item.fulfilled(now));
        lifecycle.record(done, actor, "item.fulfilled", note.isEmpty() ? Map.of() : Map.of("text", note));
        var labels = judged.form().results();
        var written = results.entrySet().stream().filter(result -> !result.getValue().isEmpty())
                .map(result -> labels.getOrDefault(result.getKey(), result.getKey()) + ": " + result.getValue())
                .collect(Collectors.joining("; "));
        lifecycle.tellRequester(done, Notice.Kind.FULFILLED, "fulfilled", written.isEmpty() ? "fulfilled.text" : "fulfilled.results",
                List.of(),
                done.shownNumber(), done.summary(), written);
        outbox.plan(ClosingJob.KIND, Long.toString(done.number()),
                judged.organisation().calendar().plusWorkingDays(now, CLOSED_AFTER_WORKING_DAYS));
        lifecycle.happened(new Happening.Fulfilled(done, !actor.equals(ITSM), now));
    }

    private static Map<String, String> details(Change change, Registers registers) {
        return switch (change) {
            case Change.Put put -> Map.of("change", "put", "register", put.register(), "key", put.key(), "fields",
                    shown(put.fields(), registers.schema(put.register())));
            case Change.Set set -> Map.of("change", "set", "register", set.register(), "key", set.key(), "fields",
                    shown(set.fields(), registers.schema(set.register())));
            case Change.Remove remove -> Map.of("change", "remove", "register", remove.register(), "key", remove.key());
        };
    }

    /** Fields as the record has them: of a hash only that there is one. */
    private static String shown(Map<String, Object> fields, RegisterSchema schema) {
        var shown = new TreeMap<>(fields);
        shown.replaceAll((field, value) -> schema.field(field).orElse(null) instanceof FieldType.Hash ? "(hash)" : value);
        return shown.toString();
    }

    /** The desk closed it without doing it. */
    public void notFulfilled(long item, String why) {
        step(item, found -> {
            var queued = inQueue(found);
            if (queued.state().mayBecome(ItemState.NOT_FULFILLED)) {
                close(queued, why, ITSM);
            }
        });
    }

    private void close(RequestItem item, String why, String actor) {
        var closed = lifecycle.keep(item.become(ItemState.NOT_FULFILLED));
        lifecycle.record(closed, actor, "item.not_fulfilled", Map.of("text", why));
        lifecycle.tellRequester(closed, Notice.Kind.NOT_FULFILLED, "not_fulfilled", "not_fulfilled.text",
                List.of(lifecycle.button(closed.person(), "copy", "copy", closed.reference())), closed.shownNumber(), closed.summary(),
                why);
        lifecycle.happened(new Happening.NotFulfilled(closed, why, !actor.equals(ITSM), clock.instant()));
    }

    /** The desk called it off. */
    public void cancelled(long item, String why) {
        step(item, found -> {
            if (found.state().mayBecome(ItemState.CANCELLED)) {
                routing.voidApprovals(found, ITSM);
                var cancelled = lifecycle.keep(found.become(ItemState.CANCELLED));
                lifecycle.record(cancelled, ITSM, "item.cancelled", Map.of("reason", why));
                lifecycle.tellRequester(cancelled, Notice.Kind.CANCELLED, "cancelled", "cancelled.text", List.of(), cancelled.shownNumber(),
                        cancelled.summary(), why);
                lifecycle.happened(new Happening.Cancelled(cancelled, clock.instant()));
            }
        });
    }

    /** The ITSM could not be reached so many times; from the third on the requester is told, once. */
    public void delayed(long item, int failures) {
        if (failures < FAILURES_BEFORE_TELLING) {
            return;
        }
        step(item, found -> {
            if (requests.firstTime(item, "told.delayed")) {
                lifecycle.record(found, AuditEntry.USHER, "item.delayed", Map.of("failures", Integer.toString(failures)));
                lifecycle.tellRequester(found, Notice.Kind.TICKET_DELAYED, "delayed", "delayed.text", List.of(), found.shownNumber());
            }
        });
    }

    /** What had to be seen to after fulfilment has been. */
    public void closed(long item) {
        step(item, found -> {
            if (found.state() == ItemState.FULFILLED) {
                lifecycle.record(lifecycle.keep(found.become(ItemState.CLOSED)), AuditEntry.USHER, "item.closed", Map.of());
            }
        });
    }

    private void step(long item, Consumer<RequestItem> work) {
        transactions.run(() -> requests.itemForUpdate(item).ifPresent(work));
    }
}
