package org.usher.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import org.usher.audit.AuditEntry;
import org.usher.conversation.Form;
import org.usher.facts.Judge;
import org.usher.facts.Phrases;
import org.usher.outbox.Notice;
import org.usher.outbox.Outbox;
import org.usher.register.Entry;
import org.usher.request.Approval;
import org.usher.request.Decision;
import org.usher.request.Happening;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.validation.Finding;
import org.usher.validation.Severity;

/** Where an item goes once it is handed in: it waits for evidence, is approved on the spot, or somebody is asked. */
@Singleton
public final class Routing {

    private final Requests requests;
    private final Lifecycle lifecycle;
    private final Judge judge;
    private final Authorisations authorisations;
    private final Asking asking;
    private final Outbox outbox;

    Routing(Requests requests, Lifecycle lifecycle, Judge judge, Authorisations authorisations, Asking asking, Outbox outbox) {
        this.requests = requests;
        this.lifecycle = lifecycle;
        this.judge = judge;
        this.authorisations = authorisations;
        this.asking = asking;
        this.outbox = outbox;
    }

    /** Sends a submitted item on its way. The form was judged without anything that blocks it. */
    public RequestItem route(RequestItem item, Judge.Case handedIn) {
        var judged = authorisations.checked(item, handedIn);
        var form = judged.form();
        var open = form.findings().stream().filter(finding -> finding.severity() == Severity.AUTHORISE).toList();
        if (!open.isEmpty()) {
            return waitForEvidence(item, open);
        }
        var declared = form.declared();
        if (declared.isPresent()) {
            return declare(item, judged, declared.get());
        }
        var ground = form.automatic();
        boolean ownAccess = form.subject().exists() && form.subject().key().equals(item.person().key());
        if (ground.isPresent() && !ownAccess) {
            return approveAtOnce(item, judged, Approval.Kind.AUTO, ground.get());
        }
        var able = form.approvers();
        var approvers = able.isEmpty() ? form.fallbackApprovers() : able;
        if (approvers.isEmpty()) {
            boolean ownDecision = form.approver().exists() && form.approver().equals(form.subject());
            return sendBack(item, AuditEntry.USHER, Phrases.say(judge.language(item.person()), ownDecision ? "own_access" : "no_approver"));
        }
        var asked = ask(item, approvers.stream().map(Entry::key).toList(), form.fallbackAfter(lifecycle.now()));
        entitle(asked, form);
        return asked;
    }

    /** Lets people decide who are not asked. */
    private void entitle(RequestItem item, Form form) {
        var asked = requests.standing(item.number()).stream().map(Approval::approver).toList();
        form.entitledApprovers().stream().map(Entry::key).filter(person -> !asked.contains(person) && !person.equals(item.person().key()))
                .forEach(person -> requests.add(new Approval(0, item.number(), person, Approval.Kind.ENTITLED, Approval.State.REQUESTED,
                        lifecycle.now(), Optional.empty())));
    }

    /** Sends an item on that waited for evidence which has come without its requester's doing. */
    void goOn(RequestItem item) {
        var now = lifecycle.now();
        var again = lifecycle.keep(item.submitted(item.request().orElseThrow(), now));
        lifecycle.happened(new Happening.Submitted(again, now, true));
        var judged = judge.of(again, now).orElseThrow();
        var failing = judged.form().findings().stream().filter(finding -> finding.severity() == Severity.BLOCK).toList();
        if (failing.isEmpty()) {
            route(again, judged);
        } else {
            sendBack(again, AuditEntry.USHER, texts(failing));
        }
    }

    private RequestItem waitForEvidence(RequestItem item, List<Finding> open) {
        var waiting = lifecycle.keep(item.become(ItemState.AWAITING_EVIDENCE));
        lifecycle.record(waiting, AuditEntry.USHER, "item.evidence", Map.of("rules", rules(open), "text", texts(open)));
        var asked = authorisations.ask(waiting);
        var missing = open.stream().filter(finding -> asked.stream().flatMap(each -> each.question().stream())
                .noneMatch(question -> finding.at().startsWith(question.evidence() + '.'))).toList();
        if (missing.isEmpty()) {
            lifecycle.tellRequester(waiting, Notice.Kind.EVIDENCE_MISSING, "authorisation_asked", "authorisation_asked.text", List.of(),
                    waiting.shownNumber(), asked.stream().map(each -> judge.name(item.person().organisation(), each.approver())).distinct()
                            .collect(Collectors.joining(", ")));
        } else {
            lifecycle.tellRequester(waiting, Notice.Kind.EVIDENCE_MISSING, "evidence", "evidence.text",
                    List.of(lifecycle.button(waiting.person(), "mend", "mend", waiting.reference())), waiting.shownNumber(),
                    texts(missing));
        }
        lifecycle.happened(new Happening.EvidenceMissing(waiting, lifecycle.now()));
        return waiting;
    }

    /** The form holds the declaration of the person who hands it in: that is the approval, if this person may decide. */
    private RequestItem declare(RequestItem item, Judge.Case judged, String ground) {
        var form = judged.form();
        var who = item.person().key();
        var objections = form.objectionsTo(judged.facts().person(who));
        if (!form.approver().key().equals(who) || form.subject().key().equals(who) || !objections.isEmpty()) {
            var why = texts(objections);
            return sendBack(item, AuditEntry.USHER, why.isEmpty() ? Phrases.say(judge.language(item.person()), "not_declared") : why);
        }
        return approveAtOnce(item, judged, Approval.Kind.DECLARED, ground);
    }

    private RequestItem approveAtOnce(RequestItem item, Judge.Case judged, Approval.Kind kind, String ground) {
        var now = lifecycle.now();
        var decision = new Decision(Decision.Verdict.APPROVE, item.person().key(), now, kind.word(), "", ground);
        var approval = requests.add(new Approval(0, item.number(), item.person().key(), kind, Approval.State.APPROVED, now,
                Optional.of(decision)));
        var approved = lifecycle.keep(item.become(ItemState.PENDING_APPROVAL).approved(now, judged.form().dueAfter(now)));
        lifecycle.record(approved, item.person().key(), "decision." + kind.word(),
                Map.of("verdict", decision.verdict().word(), "by", decision.by(), "kind", approval.kind().word(), "ground", ground));
        lifecycle.tellRequester(approved, Notice.Kind.APPROVED, "approved", "approved." + kind.word(), List.of(), approved.shownNumber(),
                approved.summary(), ground);
        lifecycle.happened(new Happening.Approved(approved, approval, now));
        return approved;
    }

    /**
     * Asks people to decide: the first decision counts.
     *
     * @param others when others are asked besides, if nobody has decided by then
     */
    RequestItem ask(RequestItem item, List<String> approvers, Optional<Instant> others) {
        var now = lifecycle.now();
        var waiting = item.state() == ItemState.PENDING_APPROVAL ? item : lifecycle.keep(item.become(ItemState.PENDING_APPROVAL));
        var asked = approvers.stream().map(approver -> requests
                .add(new Approval(0, item.number(), approver, Approval.Kind.MANUAL, Approval.State.REQUESTED, now, Optional.empty())))
                .toList();
        for (var approval : asked) {
            lifecycle.record(waiting, AuditEntry.USHER, "approval.asked", Map.of("approver", approval.approver()));
            asking.tell(waiting, approval);
        }
        asked.forEach(approval -> lifecycle.happened(new Happening.Asked(waiting, approval, now)));
        others.ifPresent(when -> outbox.replan(FallbackJob.KIND, Long.toString(item.number()), when));
        return waiting;
    }

    /** Asks the others too, if nobody has decided by now. */
    void askOthers(long number) {
        var item = requests.itemForUpdate(number).filter(found -> found.state() == ItemState.PENDING_APPROVAL);
        if (item.isEmpty()) {
            return;
        }
        var form = judge.form(item.get(), lifecycle.now());
        var asked = requests.standing(number);
        var due = asked.stream().map(Approval::asked).max(Comparator.naturalOrder()).flatMap(form::fallbackAfter);
        if (due.isPresent() && due.get().isAfter(lifecycle.now())) {
            return; // asked anew since: that question has a job of its own
        }
        var others = form.fallbackApprovers().stream().map(Entry::key)
                .filter(other -> asked.stream()
                        .noneMatch(approval -> approval.approver().equals(other) && approval.kind() != Approval.Kind.ENTITLED))
                .toList();
        if (!others.isEmpty()) {
            asked.stream().filter(approval -> others.contains(approval.approver()))
                    .forEach(approval -> lifecycle.keep(item.get(), approval.voided()));
            ask(item.get(), others, Optional.empty());
        }
    }

    /** Sends an item back to its requester; whoever was asked to decide need not any more. */
    public RequestItem sendBack(RequestItem item, String actor, String why) {
        voidApprovals(item, actor);
        var returned = lifecycle.keep(item.become(ItemState.RETURNED));
        lifecycle.record(returned, actor, "item.returned", Map.of("text", why));
        lifecycle.tellRequester(returned, Notice.Kind.RETURNED, "returned", "returned.text",
                List.of(lifecycle.button(returned.person(), "mend", "mend", returned.reference())), returned.shownNumber(),
                returned.summary(), why);
        lifecycle.happened(new Happening.Returned(returned, why, lifecycle.now()));
        return returned;
    }

    /** Makes the approvals of an item void: nobody has to decide it (any more). Tells those who were asked, but for one who knows. */
    public void voidApprovals(RequestItem item, String knows) {
        asking.makeVoid(item, requests.standing(item.number()), knows);
        authorisations.withdraw(item, knows);
    }

    /** One of several has decided: the others need not. */
    void othersNeedNot(RequestItem item, Approval decided) {
        asking.makeVoid(item, requests.standing(item.number()).stream()
                .filter(approval -> approval.state() == Approval.State.REQUESTED).toList(), decided.approver());
    }

    /** The words of findings, one after the other. */
    public static String texts(List<Finding> findings) {
        return findings.stream().map(Finding::text).distinct().collect(Collectors.joining(" "));
    }

    /** The rules of findings. */
    public static String rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).distinct().collect(Collectors.joining(", "));
    }
}
