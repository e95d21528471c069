package org.usher.checkout;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.facts.FormView;
import org.usher.facts.Judge;
import org.usher.facts.Phrases;
import org.usher.request.Approval;
import org.usher.request.Decision;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.Request;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/** Items and requests as people see them. */
@Singleton
final class Views {

    private final Requests requests;
    private final Judge judge;
    private final AuditTrail trail;
    private final Clock clock;

    Views(Requests requests, Judge judge, AuditTrail trail, Clock clock) {
        this.requests = requests;
        this.judge = judge;
        this.trail = trail;
        this.clock = clock;
    }

    RequestView request(Request request, Person reader, boolean whole) {
        return new RequestView(request.shownNumber(), request.reference(), request.person().key(), request.submitted(),
                request.state().word(),
                Phrases.say(judge.language(reader), "state." + request.state().word()),
                request.items().stream().map(item -> item(item, reader, whole)).toList());
    }

    /** An item, with its history if that is wanted. To whom it is about, but who neither asked for it nor decides, restricted answers are not shown. */
    ItemView item(RequestItem item, Person reader, boolean withHistory) {
        var language = judge.language(reader);
        var organisation = item.person().organisation();
        var judged = judge.of(item, clock.instant(), language);
        var form = judged.form();
        var whole = FormView.of(form, judged.dialogue().acknowledged());
        boolean concerned = item.person().equals(reader) || requests.wasAsked(item, reader);
        return new ItemView(item.shownNumber(), item.reference(), item.conversation(), Judge.title(judged),
                item.subject().isEmpty() ? "" : judge.name(organisation, item.subject()), item.summary(), item.state().word(),
                Phrases.say(language, "state." + item.state().word()), item.dialogue(),
                concerned ? whole : whole.withoutRestricted(form, Phrases.say(language, "restricted")),
                approval(item, organisation).orElse(null), item.milestones().due().orElse(null), form.neededBy().orElse(null),
                withHistory ? history(item, language) : List.of(), item.person().equals(reader) ? actions(item) : List.of());
    }

    private Optional<ItemView.ApprovalLine> approval(RequestItem item, String organisation) {
        var authorisations = requests.authorisations(item.number()).stream().filter(asked -> asked.state() == Approval.State.REQUESTED)
                .toList();
        var asked = authorisations.isEmpty() ? requests.standing(item.number()) : authorisations;
        return requests.approvalOf(item.number()).or(() -> authorisations.stream().findFirst())
                .map(approval -> new ItemView.ApprovalLine(Long.toString(approval.number()), approval.kind().word(),
                        approval.state().word(), approval.approver(),
                        asked.stream().map(each -> judge.name(organisation, each.approver())).distinct()
                                .collect(Collectors.joining(", ")),
                        approval.decision().map(Decision::at).orElse(null),
                        approval.decision().map(decision -> judge.name(organisation, decision.by())).orElse(""),
                        approval.decision().map(Decision::reason).orElse(""),
                        approval.decision().map(Decision::ground).orElse("")));
    }

    private List<ItemView.HistoryLine> history(RequestItem item, String language) {
        var organisation = item.person().organisation();
        var lines = new ArrayList<ItemView.HistoryLine>();
        for (var entry : trail.about(organisation, item.reference())) {
            var phrase = Phrases.template(language, "history." + entry.action(), "");
            if (!phrase.isEmpty()) {
                lines.add(new ItemView.HistoryLine(entry.at(), judge.name(organisation, entry.actor()),
                        filled(phrase, entry, organisation, language)));
            }
        }
        return lines;
    }

    private String filled(String phrase, AuditEntry entry, String organisation, String language) {
        var text = phrase;
        for (var detail : entry.details().entrySet()) {
            var value = switch (detail.getKey()) {
                case "by", "approver" -> judge.name(organisation, detail.getValue());
                case "verdict" -> Phrases.say(language, "verdict." + detail.getValue());
                default -> detail.getValue();
            };
            text = text.replace('{' + detail.getKey() + '}', value);
        }
        return text.replaceAll("\\{[a-z_]+}", "").strip().replaceAll(":$", "");
    }

    private static List<String> actions(RequestItem item) {
        if (item.inCart()) {
            return List.of("edit", "remove");
        }
        var actions = new ArrayList<String>();
        if (item.state() == ItemState.RETURNED) {
            actions.add("mend");
        }
        if (item.state() == ItemState.AWAITING_EVIDENCE) {
            actions.add("evidence");
        }
        if (item.state() == ItemState.PENDING_APPROVAL) {
            actions.add("chase");
        }
        if (item.state().withdrawable() || item.state().withTheDesk() && !item.cancelAsked()) {
            actions.add("withdraw");
        }
        actions.add("copy");
        return actions;
    }
}
