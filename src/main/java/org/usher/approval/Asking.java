package org.usher.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import org.usher.audit.AuditEntry;
import org.usher.conversation.Form;
import org.usher.facts.Judge;
import org.usher.outbox.Notice;
import org.usher.request.Approval;
import org.usher.request.Person;
import org.usher.request.RequestItem;

/** Tells people that a decision or an authorisation is asked of them, and that it is not any more. */
@Singleton
final class Asking {

    private final Lifecycle lifecycle;
    private final Judge judge;

    Asking(Lifecycle lifecycle, Judge judge) {
        this.lifecycle = lifecycle;
        this.judge = judge;
    }

    /** Tells whoever is asked that something waits, with the buttons to answer it. */
    void tell(RequestItem item, Approval approval) {
        var whom = new Person(item.person().organisation(), approval.approver());
        var id = Long.toString(approval.number());
        var decided = approval.question().isPresent()
                ? Optional.<Form>empty()
                : Optional.of(judge.form(item, lifecycle.now(), judge.language(whom)));
        var buttons = new ArrayList<Notice.Button>();
        buttons.add(lifecycle.button(whom, "approve", "approve", id));
        if (decided.filter(Form::maySendBack).isPresent()) {
            buttons.add(lifecycle.button(whom, "send_back", "send_back", id));
        }
        buttons.add(lifecycle.button(whom, "reject", "reject", id));
        buttons.add(lifecycle.button(whom, "details", "details", id));
        var requester = judge.name(whom.organisation(), item.person().key());
        approval.question()
                .ifPresent(question -> lifecycle.tell(whom, Notice.Kind.PLEASE_DECIDE, "authorise", "authorise.text", buttons, id,
                        requester, question.words()));
        decided.ifPresent(form -> {
            var tables = form.tables().stream().map(table -> table.caption() + "\n\n" + table.text()).collect(Collectors.joining("\n\n"));
            lifecycle.tellMore(whom, Notice.Kind.PLEASE_DECIDE, "decide", "decide.text", buttons, id, tables, requester, item.summary());
        });
    }

    /** Nobody has to answer any more. Tells those who were asked, but for one who knows. */
    void makeVoid(RequestItem item, List<Approval> approvals, String knows) {
        for (var approval : approvals) {
            lifecycle.keep(item, approval.voided());
            if (approval.state() != Approval.State.REQUESTED) {
                continue;
            }
            lifecycle.record(item, AuditEntry.USHER, "approval.void", Map.of("approver", approval.approver()));
            if (!approval.approver().equals(knows) && approval.kind() != Approval.Kind.ENTITLED) {
                lifecycle.tell(new Person(item.person().organisation(), approval.approver()), Notice.Kind.NO_DECISION_NEEDED, "not_needed",
                        "not_needed.text", List.of(), Long.toString(approval.number()), item.shownNumber(), item.summary());
            }
        }
    }
}
