package org.usher.ticket;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.approval.ApprovalService;
import org.usher.approval.ApprovalService.Decided;
import org.usher.checkout.FollowUps;
import org.usher.checkout.Fulfilment;
import org.usher.conversation.Form;
import org.usher.document.Documents;
import org.usher.facts.Judge;
import org.usher.outbox.Job;
import org.usher.outbox.Transactions;
import org.usher.request.Approval;
import org.usher.request.Decision;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/**
 * Looks at an item in the ITSM and lets what changed there count here. It goes by how the item stands, not by what was reported: so it does
 * not matter how often, in which order, or on which way reports come.
 */
@Singleton
final class LookJob implements Job, Errands.Goer {

    static final String KIND = "ticket.look";
    private static final Logger LOG = LoggerFactory.getLogger(LookJob.class);
    private static final String CHANNEL = "itsm";
    /** What the desk calls the documents that are attached when the work is done, and how that is noted. */
    private static final String FINAL = "final";

    private final Itsm itsm;
    private final Errands errands;
    private final TicketStore store;
    private final Requests requests;
    private final Judge judge;
    private final FollowUps followUps;
    private final Fulfilment fulfilment;
    private final ApprovalService approvals;
    private final Documents documents;
    private final Transactions transactions;

    LookJob(Itsm itsm, Errands errands, TicketStore store, Requests requests, Judge judge, FollowUps followUps, Fulfilment fulfilment,
            ApprovalService approvals,
            Documents documents, Transactions transactions) {
        this.itsm = itsm;
        this.errands = errands;
        this.store = store;
        this.requests = requests;
        this.judge = judge;
        this.followUps = followUps;
        this.fulfilment = fulfilment;
        this.approvals = approvals;
        this.documents = documents;
        this.transactions = transactions;
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
        // Nothing of the requester's waits for a look; the log and the health report say it.
    }

    @Override
    public Outcome<Boolean> go(long number, Instant now) {
        var found = transactions.in(() -> requests.item(number));
        var ticket = transactions.in(() -> store.steps(number)).ticket();
        if (found.isEmpty() || ticket.isEmpty() || found.get().state().over()) {
            return new Outcome.Ok<>(true);
        }
        var item = found.get();
        var form = transactions.in(() -> judge.formForDesk(item, now));
        var names = new LinkedHashMap<String, String>();
        form.results().keySet().forEach(name -> names.put(Variables.name(name), name));
        return itsm.look(ticket.get(), names.keySet()).then(seen -> {
            if (item.state() == ItemState.PENDING_APPROVAL && decision(item, seen)) {
                return new Outcome.Ok<>(false);
            }
            var results = new LinkedHashMap<String, String>();
            seen.results().forEach((name, value) -> results.put(names.getOrDefault(name, name), value));
            if (form.fulfil().withoutDesk()) {
                return tooEarly(item, form, ticket.get(), seen, now);
            }
            boolean settled = transactions.in(() -> work(item, seen, results));
            return settled ? attachAgain(item.number(), ticket.get(), results, now) : new Outcome.Ok<>(false);
        });
    }

    /** A ticket of work that is done elsewhere only tells of it: closed before the work is done, it is opened again, and the desk is told what is missing. */
    private Outcome<Boolean> tooEarly(RequestItem item, Form form, Itsm.Ref ticket, Itsm.Seen seen, Instant now) {
        boolean waits = transactions.in(() -> requests.item(item.number()).orElseThrow().state().withTheDesk());
        if (!seen.work().isEnd() || !waits) {
            return new Outcome.Ok<>(true);
        }
        var missing = transactions.in(() -> followUps.task(item, form)).map(Form.Task::title).map(title -> " First: " + title + ".")
                .orElse("");
        return itsm.reopen(ticket,
                "This was closed before the work was done, and is open again. It closes by itself." + missing).map(_ -> {
                    transactions.run(() -> closeIfDone(item.number(), now));
                    return true;
                });
    }

    /** What came to its end in the very moment in which the ticket was opened again is brought to its end there once more. */
    private void closeIfDone(long number, Instant now) {
        var item = requests.itemForUpdate(number).orElseThrow();
        if (item.state().withTheDesk()) {
            return;
        }
        var end = switch (item.state()) {
            case FULFILLED, CLOSED -> TicketSteps.TO_COMPLETE;
            case NOT_FULFILLED -> TicketSteps.TO_FAIL;
            case DRAFT, REVIEW, SUBMITTED, RETURNED, AWAITING_EVIDENCE, PENDING_APPROVAL, APPROVED, TICKETING, TICKET_OPEN, IN_PROGRESS,
                    REJECTED, CANCELLED ->
                "";
        };
        store.change(number, steps -> steps.closing(end));
        item.request().ifPresent(request -> errands.want(RaiseJob.KIND, request, now));
    }

    /** When the work is done, some documents are attached once more, with what the desk wrote back; each once under its name. */
    private Outcome<Boolean> attachAgain(long number, Itsm.Ref ticket, Map<String, String> results, Instant now) {
        var item = transactions.in(() -> requests.item(number)).orElseThrow();
        var steps = transactions.in(() -> store.steps(number));
        if (item.state() != ItemState.FULFILLED || steps.closing().equals(FINAL)) {
            return new Outcome.Ok<>(true);
        }
        var files = transactions.in(() -> {
            var form = judge.formForDesk(item, now);
            return requests.approvalOf(number).map(approval -> documents.of(form, form.attachedAgain(),
                    new Documents.Became(item, approval, results), " – " + FINAL)).orElse(List.of());
        });
        return itsm.attachAll(ticket, files.stream().map(Itsm.Document::of).toList()).map(_ -> {
            if (!files.isEmpty()) {
                transactions.run(() -> store.change(number, known -> known.closing(FINAL)));
            }
            return true;
        });
    }

    /** Lets a decision that was taken there count; true if there was one, after which the item must be looked at again. */
    private boolean decision(RequestItem item, Itsm.Seen seen) {
        var asked = transactions.in(() -> requests.standing(item.number())).stream()
                .filter(open -> open.state() == Approval.State.REQUESTED).map(open -> RaiseJob.question(item, open)).toList();
        for (var said : seen.approvals()) {
            var verdict = switch (said.said()) {
                case APPROVED -> Optional.of(Decision.Verdict.APPROVE);
                case REJECTED -> Optional.of(Decision.Verdict.REJECT);
                case REQUESTED, WITHDRAWN -> Optional.<Decision.Verdict>empty();
            };
            if (verdict.isEmpty()
                    || said.due()
                            .map(due -> !asked.contains(new Itsm.Question(new Person(item.person().organisation(), said.approver()), due)))
                            .orElse(true)) {
                continue;
            }
            var reason = verdict.get() == Decision.Verdict.REJECT && said.comments().isBlank()
                    ? "Rejected in the service desk's system, without a reason"
                    : said.comments();
            var decided = approvals.decideItem(new Person(item.person().organisation(), said.approver()), item.number(), verdict.get(),
                    reason, CHANNEL);
            return switch (decided) {
                case Decided.Done _,Decided.Already _,Decided.Moot _,Decided.SentBack _ -> true;
                case Decided.NotYours _,Decided.ReasonNeeded _,Decided.Objections _,Decided.NotFound _ -> {
                    LOG.warn("{} was decided in the ITSM by {}, which does not count: {}", item.reference(), said.approver(),
                            decided.getClass().getSimpleName());
                    yield false;
                }
            };
        }
        return false;
    }

    /**
     * What the work on it means here; false if it must be looked at again: while it is being brought into the queue from here, or when it has
     * moved here since before the look, which may therefore be out of date.
     */
    private boolean work(RequestItem before, Itsm.Seen seen, Map<String, String> results) {
        var item = requests.itemForUpdate(before.number()).orElseThrow();
        if (item.state() != before.state() || !item.milestones().equals(before.milestones())) {
            return false;
        }
        if (seen.work() == Itsm.Work.OPEN) {
            return true;
        }
        return switch (item.state()) {
            case TICKET_OPEN, IN_PROGRESS -> {
                apply(item.number(), seen, results);
                yield true;
            }
            case APPROVED, TICKETING -> false;
            case PENDING_APPROVAL, AWAITING_EVIDENCE -> {
                if (seen.work() == Itsm.Work.CANCELLED || seen.work() == Itsm.Work.INCOMPLETE) {
                    fulfilment.cancelled(item.number(), seen.reason());
                }
                yield true;
            }
            case DRAFT, REVIEW, SUBMITTED, RETURNED, FULFILLED, CLOSED, NOT_FULFILLED, REJECTED, CANCELLED -> true;
        };
    }

    private void apply(long number, Itsm.Seen seen, Map<String, String> results) {
        switch (seen.work()) {
            case OPEN -> {
            }
            case IN_PROGRESS -> fulfilment.inProgress(number);
            case RETURNED -> fulfilment.sentBack(number, seen.reason());
            case COMPLETE -> fulfilment.fulfilled(number, results, seen.reason());
            case INCOMPLETE -> fulfilment.notFulfilled(number, seen.reason());
            case CANCELLED -> fulfilment.cancelled(number, seen.reason());
        }
    }
}
