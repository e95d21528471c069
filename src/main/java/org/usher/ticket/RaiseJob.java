package org.usher.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.checkout.Fulfilment;
import org.usher.conversation.Form;
import org.usher.conversation.Fulfil;
import org.usher.conversation.Submission;
import org.usher.document.Documents;
import org.usher.facts.Definitions;
import org.usher.facts.Judge;
import org.usher.file.Files;
import org.usher.outbox.Job;
import org.usher.outbox.Notice;
import org.usher.outbox.Notifier;
import org.usher.outbox.Transactions;
import org.usher.request.Approval;
import org.usher.request.Decision;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.Request;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.secret.Sha256;
import org.usher.validation.Reader;
import org.usher.validation.Severity;

/**
 * Brings a request in the ITSM to where it stands here: whatever is missing there is done, in order, and nothing twice. It does not matter
 * what happened first, how often it was tried, or whether the ITSM was there at the time.
 */
@Singleton
final class RaiseJob implements Job, Errands.Goer {

    static final String KIND = "ticket";
    private static final Duration TIME_TO_DECIDE = Duration.ofDays(3);

    private final Itsm itsm;
    private final Errands errands;
    private final TicketStore store;
    private final Requests requests;
    private final Judge judge;
    private final Definitions definitions;
    private final Fulfilment fulfilment;
    private final ReadableForm readableForm;
    private final Files files;
    private final Documents documents;
    private final Transactions transactions;
    private final AuditTrail audit;
    private final Notifier notifier;
    private final TicketSettings settings;
    private final Clock clock;

    RaiseJob(Itsm itsm, Errands errands, TicketStore store, Requests requests, Judge judge, Definitions definitions, Fulfilment fulfilment,
            ReadableForm readableForm, Files files, Documents documents,
            Transactions transactions, AuditTrail audit, Notifier notifier, TicketSettings settings, Clock clock) {
        this.itsm = itsm;
        this.errands = errands;
        this.store = store;
        this.requests = requests;
        this.judge = judge;
        this.definitions = definitions;
        this.fulfilment = fulfilment;
        this.readableForm = readableForm;
        this.files = files;
        this.documents = documents;
        this.transactions = transactions;
        this.audit = audit;
        this.notifier = notifier;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        return errands.go(KIND, key, this);
    }

    @Override
    public void failed(TicketStore.Errand errand, boolean alarm, String why) {
        var request = requests.request(errand.subject());
        if (request.isEmpty()) {
            return;
        }
        for (var item : request.get().items()) {
            if (!item.state().over() && !alarm) {
                fulfilment.delayed(item.number(), errand.failures() + 1);
            }
        }
        if (alarm && !(errand.alarm() && errand.why().equals(why))) {
            record(request.get().person(), request.get().reference(), Map.of("alarm", why));
            if (!settings.alarmTo().isEmpty()) {
                notifier.tell(new Notice(new Person(request.get().person().organisation(), settings.alarmTo()), Notice.Kind.TICKET_DELAYED,
                        "Alarm: the ticket of " + request.get().reference() + " cannot be opened", why, List.of(),
                        request.get().reference(),
                        clock.instant()));
            }
        }
    }

    @Override
    public Outcome<Boolean> go(long number, Instant now) {
        var found = transactions.in(() -> requests.request(number));
        if (found.isEmpty()) {
            return new Outcome.Ok<>(true);
        }
        var request = found.get();
        var numbers = new LinkedHashMap<Long, RequestItem.Ticket>();
        Outcome<Boolean> whole = new Outcome.Ok<>(true);
        for (var item : request.items()) {
            if (!belongsInTheItsm(item)) {
                continue;
            }
            switch (open(request, item, now)) {
                case Outcome.Ok<Itsm.Ref>(var ref) -> numbers.put(item.number(), new RequestItem.Ticket(ref.number(), ref.id()));
                case Outcome.NotFound<Itsm.Ref>(var what) -> whole = new Outcome.NotFound<>(what);
                case Outcome.Rejected<Itsm.Ref>(var status, var detail) -> whole = new Outcome.Rejected<>(status, detail);
                case Outcome.Unavailable<Itsm.Ref>(var retryAfter, var detail) -> {
                    return new Outcome.Unavailable<>(retryAfter, detail);
                }
            }
        }
        for (var item : request.items()) {
            if (belongsInTheItsm(item) && !numbers.containsKey(item.number())) {
                continue;
            }
            var outcome = bring(item, now);
            switch (outcome) {
                case Outcome.Ok<Boolean> _ -> {
                }
                case Outcome.NotFound<Boolean> _,Outcome.Rejected<Boolean> _ -> whole = outcome;
                case Outcome.Unavailable<Boolean> _ -> {
                    return outcome;
                }
            }
        }
        return whole;
    }

    /** Whether an item in this state must be there in the ITSM. What ended before it got there need never get there. */
    private boolean belongsInTheItsm(RequestItem item) {
        return switch (item.state()) {
            case AWAITING_EVIDENCE, PENDING_APPROVAL, APPROVED, TICKETING -> true;
            case TICKET_OPEN, IN_PROGRESS -> {
                var steps = transactions.in(() -> store.steps(item.number()));
                yield steps.ticket().isPresent() && steps.written().isEmpty();
            }
            case FULFILLED, CLOSED, NOT_FULFILLED -> isToBeClosed(item);
            case DRAFT, REVIEW, SUBMITTED, RETURNED, REJECTED, CANCELLED -> false;
        };
    }

    private boolean isToBeClosed(RequestItem item) {
        return transactions.in(() -> store.steps(item.number())).isToBeClosed();
    }

    // ---- opening

    private Outcome<Itsm.Ref> open(Request request, RequestItem item, Instant now) {
        var form = transactions.in(() -> judge.formForDesk(item, now));
        var order = order(request, item, form);
        var fingerprint = Sha256.of(order.toString());
        var steps = transactions.in(() -> store.steps(item.number()));
        if (steps.ticket().isPresent() && steps.written().equals(fingerprint)) {
            return new Outcome.Ok<>(steps.ticket().get());
        }
        return complete(order).then(_ -> openRequest(request)).then(parent -> itsm.openItem(parent, order).map(ref -> {
            transactions.run(() -> {
                store.change(item.number(), known -> known.opened(ref, fingerprint));
                fulfilment.numbered(request.number(), new RequestItem.Ticket(parent.number(), parent.id()),
                        Map.of(item.number(), new RequestItem.Ticket(ref.number(), ref.id())));
                record(item.person(), item.reference(), Map.of("step", "opened", "ticket", ref.number()));
            });
            return ref;
        }));
    }

    private Outcome<Itsm.Ref> openRequest(Request request) {
        var first = request.items().getFirst();
        var requestedFor = request.items().size() == 1 && !first.subject().isEmpty()
                ? new Person(first.person().organisation(), first.subject())
                : request.person();
        var summary = request.items().size() == 1 ? first.summary() : request.items().size() + " × " + first.summary();
        return itsm.openRequest(new Itsm.RequestOrder(request.correlation(), requestedFor, request.person(), summary));
    }

    private static Itsm.ItemOrder order(Request request, RequestItem item, Form form) {
        var requestedFor = form.subject().exists() ? new Person(item.person().organisation(), form.subject().key()) : item.person();
        return new Itsm.ItemOrder(item.correlation(), form.item(), requestedFor, request.person(), form.summary(), remarks(form),
                form.neededBy(),
                Variables.of(form));
    }

    /** All variables of the system's list must be there, and no answer may be without a place (SH-R12); else nothing is sent. */
    private Outcome<Boolean> complete(Itsm.ItemOrder order) {
        return itsm.variablesOf(order.catalogueItem()).then(list -> {
            var faults = new ArrayList<String>();
            var values = new LinkedHashMap<String, String>();
            order.variables().forEach(variable -> values.put(variable.name(), variable.text()));
            list.forEach((name, variable) -> {
                if (variable.mandatory() && values.getOrDefault(name, "").isBlank()) {
                    faults.add("the variable '" + name + "' (" + variable.label() + ") is missing");
                }
            });
            values.keySet().stream().filter(name -> !list.containsKey(name))
                    .forEach(name -> faults.add("the catalogue item '" + order.catalogueItem() + "' has no variable '" + name + "'"));
            return faults.isEmpty() ? new Outcome.Ok<>(true) : new Outcome.Rejected<>(0, "not sent: " + String.join("; ", faults));
        });
    }

    // ---- what follows

    private Outcome<Boolean> bring(RequestItem item, Instant now) {
        return switch (item.state()) {
            case AWAITING_EVIDENCE -> new Outcome.Ok<>(true);
            case PENDING_APPROVAL -> ask(item);
            case APPROVED, TICKETING -> raise(item, now);
            case TICKET_OPEN, IN_PROGRESS -> item.cancelAsked() ? askToCancel(item) : new Outcome.Ok<>(true);
            case RETURNED -> hold(item);
            case REJECTED -> reject(item);
            case CANCELLED -> cancel(item);
            case FULFILLED, CLOSED, NOT_FULFILLED -> isToBeClosed(item) ? close(item, now) : new Outcome.Ok<>(true);
            case DRAFT, REVIEW, SUBMITTED -> new Outcome.Ok<>(true);
        };
    }

    private Outcome<Boolean> ask(RequestItem item) {
        var approvals = transactions.in(() -> requests.standing(item.number()));
        return approvals.isEmpty() ? new Outcome.Ok<>(true) : ask(item, approvals).map(_ -> true);
    }

    private Outcome<Itsm.Ref> ask(RequestItem item, List<Approval> approvals) {
        var steps = transactions.in(() -> store.steps(item.number()));
        var ticket = steps.ticket().orElseThrow();
        var approvers = approvals.stream().map(Approval::approver).collect(Collectors.joining(","));
        var questions = approvals.stream().map(approval -> question(item, approval)).toList();
        var asked = steps.round() + " " + Sha256.of(questions.toString());
        if (steps.asked().equals(asked)) {
            return new Outcome.Ok<>(ticket);
        }
        return itsm.askApprovals(ticket, questions).map(ref -> {
            note(item, now -> now.asked(asked), "asked", approvers);
            return ref;
        });
    }

    /** The question to an approver, with until when it is to be decided: one moment for each time that somebody was asked. */
    static Itsm.Question question(RequestItem item, Approval approval) {
        return new Itsm.Question(new Person(item.person().organisation(), approval.approver()),
                approval.asked().plus(TIME_TO_DECIDE).truncatedTo(ChronoUnit.SECONDS));
    }

    private Outcome<Boolean> raise(RequestItem item, Instant now) {
        var form = transactions.in(() -> judge.formForDesk(item, now));
        if (form.fulfil() instanceof Fulfil.AtOnce) {
            return new Outcome.Ok<>(true); // what Usher does itself is not put into a queue before it is done
        }
        var stops = form.stops();
        if (!stops.isEmpty() && !(form.fulfil() instanceof Fulfil.PickUp)) {
            transactions.run(() -> fulfilment.stopped(item.number(), stops));
            return new Outcome.Ok<>(true);
        }
        var found = transactions.in(() -> requests.approvalOf(item.number()));
        if (found.isEmpty() || found.get().decision().isEmpty()) {
            return new Outcome.Ok<>(true);
        }
        var approval = found.get();
        transactions.run(() -> fulfilment.ticketing(item.number()));
        return inQueue(item, form, approval).map(_ -> {
            transactions.run(() -> fulfilment.raised(item.number()));
            return true;
        });
    }

    /** What was declared in the form needs no approver there. */
    private Outcome<Itsm.Ref> settle(RequestItem item) {
        var steps = transactions.in(() -> store.steps(item.number()));
        var ticket = steps.ticket().orElseThrow();
        var settled = steps.round() + " declared";
        if (steps.decided().equals(settled)) {
            return new Outcome.Ok<>(ticket);
        }
        return itsm.settle(ticket).map(ref -> {
            note(item, now -> now.decided(settled), "declared", ref.number());
            return ref;
        });
    }

    private Outcome<Itsm.Ref> inQueue(RequestItem item, Form form, Approval approval) {
        var approved = approval.kind() == Approval.Kind.DECLARED
                ? settle(item)
                : ask(item, List.of(approval)).then(_ -> decide(item, approval, "approved"));
        return approved.then(_ -> attach(item, form, approval)).then(_ -> task(item, form, approval));
    }

    /** Brings what was done without the desk to its end there too, from wherever it stands. */
    private Outcome<Boolean> close(RequestItem item, Instant now) {
        var approval = transactions.in(() -> requests.approvalOf(item.number())).filter(found -> found.decision().isPresent());
        if (approval.isEmpty()) {
            return new Outcome.Ok<>(true);
        }
        var form = transactions.in(() -> judge.formForDesk(item, now));
        boolean done = item.state() != ItemState.NOT_FULFILLED;
        var results = new LinkedHashMap<String, String>();
        transactions.in(() -> requests.results(item.number())).forEach((name, value) -> results.put(Variables.name(name), value));
        return inQueue(item, form, approval.get())
                .then(_ -> itsm.close(transactions.in(() -> store.steps(item.number())).ticket().orElseThrow(), done, results,
                        done ? "Done by Usher" : "Closed by Usher"))
                .map(ref -> {
                    note(item, steps -> steps.closing("closed"), "closed", ref.number());
                    return true;
                });
    }

    private Outcome<Itsm.Ref> decide(RequestItem item, Approval approval, String word) {
        var steps = transactions.in(() -> store.steps(item.number()));
        var ticket = steps.ticket().orElseThrow();
        var decided = steps.round() + " " + word;
        if (steps.decided().equals(decided)) {
            return new Outcome.Ok<>(ticket);
        }
        return itsm.decide(ticket, question(item, approval), word.equals("approved"),
                approval.decision().map(RaiseJob::said).orElse("")).map(ref -> {
                    note(item, now -> now.decided(decided), word, approval.approver());
                    return ref;
                });
    }

    private static String said(Decision decision) {
        if (!decision.ground().isEmpty()) {
            return "Approved without asking: " + decision.ground();
        }
        return decision.channel().equals("itsm") ? decision.reason() : decision.reason().isEmpty() ? "Decided in Usher" : decision.reason();
    }

    private Outcome<Itsm.Ref> attach(RequestItem item, Form form, Approval approval) {
        var steps = transactions.in(() -> store.steps(item.number()));
        var ticket = steps.ticket().orElseThrow();
        if (steps.attached() == steps.round()) {
            return new Outcome.Ok<>(ticket);
        }
        var papers = new ArrayList<Itsm.Document>();
        transactions.run(() -> {
            files.of(form.answers()).forEach(file -> papers.add(Itsm.Document.of(file)));
            papers.add(readableForm.of(item, form, approval, steps.round()));
            if (form.attachments().contains(Submission.DATA)) {
                papers.add(FormData.of(item, form, approval, steps.round()));
            }
            documents.of(form, form.attachments(), new Documents.Became(item, approval, Map.of()), mark(steps.round()))
                    .forEach(file -> papers.add(Itsm.Document.of(file)));
        });
        return itsm.attachAll(ticket, papers).map(ref -> {
            note(item, now -> now.withForm(steps.round()), "attached",
                    papers.stream().map(Itsm.Document::name).collect(Collectors.joining(", ")));
            return ref;
        });
    }

    /** What tells the files of a form that was handed in again from the earlier ones. */
    private static String mark(int round) {
        return round == 0 ? "" : "-" + (round + 1);
    }

    private Outcome<Itsm.Ref> task(RequestItem item, Form form, Approval approval) {
        var steps = transactions.in(() -> store.steps(item.number()));
        var due = item.milestones().due().orElseGet(() -> form.dueAfter(approval.decision().map(Decision::at).orElse(approval.asked())));
        var order = new Itsm.TaskOrder(item.correlation() + "-task", form.queue(), form.summary(),
                remarks(form) + approvalLine(item, approval),
                due);
        return itsm.ensureTask(steps.ticket().orElseThrow(), order).map(ref -> {
            note(item, now -> now.inQueue(ref), "in queue", ref.number());
            return ref;
        });
    }

    private String approvalLine(RequestItem item, Approval approval) {
        var organisation = definitions.organisation(item.person().organisation());
        var reader = new Reader(organisation.languages().getFirst(), organisation.calendar().zone());
        return approval.decision()
                .map(decision -> (approval.kind() == Approval.Kind.DECLARED ? "Declared by " : "Approved by ")
                        + judge.name(organisation.id(), decision.by()) + ", " + reader.shown(decision.at())
                        + (decision.ground().isEmpty() ? "" : " (" + decision.ground() + ")") + '\n')
                .orElse("");
    }

    /** What the desk must see before anything else: flags, then what was warned of and agreed to. */
    private static String remarks(Form form) {
        var text = new StringBuilder();
        form.flags().forEach(flag -> text.append(flag).append('\n'));
        form.findings().stream().filter(finding -> finding.severity() == Severity.WARN || finding.severity() == Severity.NOTE)
                .forEach(finding -> text.append(finding.severity() == Severity.WARN ? "Warning " : "Note ").append(finding.rule())
                        .append(": ")
                        .append(finding.text()).append('\n'));
        return text.toString();
    }

    // ---- ends

    private Outcome<Boolean> reject(RequestItem item) {
        return known(item).then(ticket -> {
            var approval = transactions.in(() -> requests.approvalOf(item.number()));
            if (ticket.isEmpty() || approval.isEmpty()) {
                return new Outcome.Ok<>(true);
            }
            return ask(item, List.of(approval.get())).then(_ -> decide(item, approval.get(), "rejected")).map(_ -> true);
        });
    }

    private Outcome<Boolean> cancel(RequestItem item) {
        return known(item).then(ticket -> ticket.isEmpty()
                ? new Outcome.Ok<>(true)
                : once(item, "cancelled", () -> itsm.cancel(ticket.get(), "The requester has withdrawn it.")));
    }

    private Outcome<Boolean> askToCancel(RequestItem item) {
        return known(item).then(ticket -> ticket.isEmpty()
                ? new Outcome.Ok<>(true)
                : once(item, "cancel-asked", () -> {
                    var text = "The requester asks you to cancel this request.";
                    return itsm.comment(ticket.get(), item.correlation() + "-cancel", text).then(
                            _ -> itsm.workNote(transactions.in(() -> store.steps(item.number())).task().orElse(ticket.get()),
                                    item.correlation() + "-cancel",
                                    text));
                }));
    }

    private Outcome<Boolean> hold(RequestItem item) {
        return known(item).then(ticket -> {
            if (ticket.isEmpty()) {
                return new Outcome.Ok<>(true);
            }
            int round = transactions.in(() -> store.steps(item.number())).round();
            return once(item, "held-" + round, () -> itsm.withdrawApprovals(ticket.get()).then(_ -> itsm.hold(ticket.get(),
                    item.correlation() + "-hold-" + round, "It went back to the requester, who has something to mend.")));
        });
    }

    private Outcome<Boolean> once(RequestItem item, String how, Supplier<Outcome<Itsm.Ref>> call) {
        var steps = transactions.in(() -> store.steps(item.number()));
        if (steps.closing().equals(how)) {
            return new Outcome.Ok<>(true);
        }
        return call.get().map(ref -> {
            // What has come to its end meanwhile has yet to be brought there: that must not be forgotten over what was done before.
            note(item, now -> now.isToBeClosed() ? now : now.closing(how), how, ref.number());
            return true;
        });
    }

    /** The item's record in the ITSM, if there is one: also one whose opening was never confirmed to us. */
    private Outcome<Optional<Itsm.Ref>> known(RequestItem item) {
        var steps = transactions.in(() -> store.steps(item.number()));
        if (steps.ticket().isPresent()) {
            return new Outcome.Ok<>(steps.ticket());
        }
        return itsm.findItem(item.correlation()).map(found -> {
            found.ifPresent(ref -> note(item, now -> now.opened(ref, ""), "found", ref.number()));
            return found;
        });
    }

    private void note(RequestItem item, UnaryOperator<TicketSteps> change, String step, String detail) {
        transactions.run(() -> {
            store.change(item.number(), change);
            record(item.person(), item.reference(), Map.of("step", step, "ticket", detail));
        });
    }

    private void record(Person person, String object, Map<String, String> details) {
        audit.record(new AuditEntry(clock.instant(), person.organisation(), AuditEntry.USHER, "ticket.call", object, details));
    }
}
