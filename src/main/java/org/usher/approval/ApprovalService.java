package org.usher.approval;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import org.usher.facts.FormView;
import org.usher.facts.Ids;
import org.usher.facts.Judge;
import org.usher.facts.Phrases;
import org.usher.outbox.Notice;
import org.usher.outbox.Transactions;
import org.usher.register.Entry;
import org.usher.request.Approval;
import org.usher.request.Decision;
import org.usher.request.Happening;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.Request;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.validation.Finding;

/** Who decides, and the one decision that counts. */
@Singleton
public class ApprovalService {

    private static final int LISTED = 200;
    private static final int CANDIDATES = 25;

    private final Requests requests;
    private final Transactions transactions;
    private final Judge judge;
    private final Lifecycle lifecycle;
    private final Routing routing;
    private final Authorisations authorisations;
    private final Asking asking;
    private final Clock clock;

    ApprovalService(Requests requests, Transactions transactions, Judge judge, Lifecycle lifecycle, Routing routing,
            Authorisations authorisations, Asking asking, Clock clock) {
        this.requests = requests;
        this.transactions = transactions;
        this.judge = judge;
        this.lifecycle = lifecycle;
        this.routing = routing;
        this.authorisations = authorisations;
        this.asking = asking;
        this.clock = clock;
    }

    /** What comes of a decision. */
    public sealed interface Decided {

        /** It counts. */
        record Done(ApprovalView approval) implements Decided {}

        /** It was decided before: by whom and when (SH-R09). */
        record Already(String text, ApprovalView approval) implements Decided {}

        /** Somebody else decides (SH-R08). */
        record NotYours(String text) implements Decided {}

        /** A no needs a reason (SH-R10). */
        record ReasonNeeded(String text) implements Decided {}

        /** This person may not decide it (any more); what stands in the way. */
        record Objections(List<Finding> findings) implements Decided {
            public Objections {
                findings = List.copyOf(findings);
            }
        }

        /** A rule fails today: the item went back to the requester instead. */
        record SentBack(List<Finding> findings) implements Decided {
            public SentBack {
                findings = List.copyOf(findings);
            }
        }

        /** Nobody has to decide it any more. */
        record Moot(String text) implements Decided {}

        /** There is no such approval. */
        record NotFound() implements Decided {}
    }

    /** What comes of choosing another approver. */
    public sealed interface Reassigned {

        /** The other one was asked. */
        record Done(ApprovalView approval) implements Reassigned {}

        /** It cannot be; why. */
        record Refused(String text) implements Reassigned {}

        /** There is no such item of this person's. */
        record NotFound() implements Reassigned {}
    }

    /** Somebody who can be chosen. */
    @Serdeable
    public record Candidate(String key, String name, String detail) {}

    /** What waits for the person's decision, oldest first. */
    public List<ApprovalView> inbox(Person who) {
        return requests.inbox(who, LISTED).stream().map(approval -> view(approval, who)).toList();
    }

    /** What the person has decided, newest first. */
    public List<ApprovalView> decided(Person who) {
        return requests.decidedBy(who, LISTED).stream().map(approval -> view(approval, who)).toList();
    }

    /** One approval, for who decides it. */
    public Optional<ApprovalView> one(Person who, String id) {
        return Ids.number(id).flatMap(requests::approval).filter(approval -> approval.approver().equals(who.key()))
                .filter(approval -> item(approval).person().organisation().equals(who.organisation())).map(approval -> view(approval, who));
    }

    /** Decides. */
    public Decided decide(Person who, String id, Decision.Verdict verdict, String reason, String channel) {
        // Which item an approval is about never changes, so it may be read before the item is locked.
        var known = Ids.number(id).flatMap(requests::approval);
        if (known.isEmpty() || !item(known.get()).person().organisation().equals(who.organisation())) {
            return new Decided.NotFound();
        }
        return transactions.in(() -> {
            var item = requests.itemForUpdate(known.get().item()).orElseThrow();
            return decide(who, item, requests.approval(known.get().number()).orElseThrow(), verdict, reason.strip(), channel);
        });
    }

    /** A decision that was taken in the ITSM on an item: the same door. */
    public Decided decideItem(Person who, long item, Decision.Verdict verdict, String reason, String channel) {
        return transactions.in(() -> {
            var locked = requests.itemForUpdate(item).filter(found -> found.person().organisation().equals(who.organisation()));
            var standing = locked.map(found -> requests.standing(found.number())).orElse(List.of());
            var approval = standing.stream().filter(asked -> asked.approver().equals(who.key())).findFirst()
                    .or(() -> standing.stream().findFirst());
            return approval.isEmpty()
                    ? new Decided.NotFound()
                    : decide(who, locked.get(), approval.get(), verdict, reason.strip(), channel);
        });
    }

    private Decided decide(Person who, RequestItem item, Approval approval, Decision.Verdict verdict, String reason, String channel) {
        var language = judge.language(who);
        var bar = bar(who, item, approval, language);
        if (bar.isPresent()) {
            return bar.get();
        }
        var decision = new Decision(verdict, who.key(), clock.instant(), channel, reason, "");
        return approval.kind() == Approval.Kind.AUTHORISATION
                ? authorise(who, item, approval, decision, language)
                : judged(who, item, approval, decision, language);
    }

    /** What keeps a person from deciding here, whatever they decide; empty if nothing does. */
    private Optional<Decided> bar(Person who, RequestItem item, Approval approval, String language) {
        if (!approval.approver().equals(who.key()) || approval.kind() == Approval.Kind.AUTO
                || approval.kind() == Approval.Kind.DECLARED) {
            return Optional.of(new Decided.NotYours(Phrases.say(language, "not_yours")));
        }
        boolean authorisation = approval.kind() == Approval.Kind.AUTHORISATION;
        var taken = authorisation ? approval.decision() : approval.decision().or(() -> requests.decisionOn(item.number()));
        if (taken.isPresent()) {
            return Optional.of(new Decided.Already(already(taken.get(), who, language), view(approval, who)));
        }
        boolean waits = authorisation
                ? item.state() == ItemState.AWAITING_EVIDENCE && authorisations.wants(item, approval)
                : item.state() == ItemState.PENDING_APPROVAL;
        if (approval.state() == Approval.State.VOID || !waits) {
            return Optional.of(new Decided.Moot(Phrases.say(language, "void")));
        }
        if (!judge.isActive(who)) {
            return Optional.of(new Decided.NotYours(Phrases.say(language, "inactive")));
        }
        return item.subject().equals(who.key())
                ? Optional.of(new Decided.NotYours(Phrases.say(language, "own_access")))
                : Optional.empty();
    }

    /** What a decision lacks in itself; empty if nothing. */
    private static Optional<Decided> lack(Decision decision, boolean maySendBack, String language) {
        if (decision.verdict() == Decision.Verdict.SEND_BACK && !maySendBack) {
            return Optional.of(new Decided.NotYours(Phrases.say(language, "no_send_back")));
        }
        return decision.verdict() != Decision.Verdict.APPROVE && decision.reason().isEmpty()
                ? Optional.of(new Decided.ReasonNeeded(Phrases.say(language, "reason_needed")))
                : Optional.empty();
    }

    /** Decides on the form as a whole, if its rules let this person. */
    private Decided judged(Person who, RequestItem item, Approval approval, Decision decision, String language) {
        var judged = judge.of(item, decision.at(), language);
        var form = judged.form();
        var objections = form.objectionsTo(judged.facts().person(who.key()));
        if (!objections.isEmpty()) {
            lifecycle.record(item, who.key(), "decision.refused", Map.of("rules", Routing.rules(objections)));
            return new Decided.Objections(objections);
        }
        var lack = lack(decision, form.maySendBack(), language);
        if (lack.isPresent()) {
            return lack.get();
        }
        var stops = form.stops();
        if (decision.verdict() == Decision.Verdict.APPROVE && !stops.isEmpty()) {
            routing.sendBack(item, who.key(), Routing.texts(judge.form(item, decision.at()).stops())); // in the requester's language
            return new Decided.SentBack(stops);
        }
        var decided = approval.decided(decision);
        lifecycle.keep(item, decided);
        lifecycle.record(item, who.key(), "decision",
                Map.of("verdict", decision.verdict().word(), "by", who.key(), "reason", decision.reason(), "channel", decision.channel(),
                        "approval", Long.toString(approval.number())));
        routing.othersNeedNot(item, decided);
        switch (decision.verdict()) {
            case APPROVE -> approved(item, decided, form.dueAfter(decision.at()));
            case REJECT -> rejected(item, decided);
            case SEND_BACK -> routing.sendBack(item, who.key(), decision.reason());
        }
        return new Decided.Done(view(decided, who));
    }

    /** Gives or refuses an authorisation that the form needs: with a yes the item goes on, with a no it is rejected. */
    private Decided authorise(Person who, RequestItem item, Approval approval, Decision decision, String language) {
        var lack = lack(decision, false, language);
        if (lack.isPresent()) {
            return lack.get();
        }
        boolean given = decision.verdict() == Decision.Verdict.APPROVE;
        var decided = approval.decided(decision);
        lifecycle.keep(item, decided);
        lifecycle.record(item, who.key(), given ? "authorisation.given" : "authorisation.refused",
                Map.of("by", who.key(), "text", approval.question().orElseThrow().words(), "reason", decision.reason(), "channel",
                        decision.channel(), "approval", Long.toString(approval.number())));
        if (given) {
            authorised(item, decided);
        } else {
            authorisations.end(item, who.key());
            rejected(item, decided);
        }
        return new Decided.Done(view(decided, who));
    }

    private void authorised(RequestItem item, Approval given) {
        boolean goesOn = authorisations.given(item, given);
        lifecycle.tellRequester(item, Notice.Kind.QUESTION, "authorised", "authorised.text", List.of(), item.shownNumber(), item.summary(),
                judge.name(item.person().organisation(), given.approver()));
        if (goesOn) {
            routing.goOn(item);
        }
    }

    private void approved(RequestItem item, Approval approval, Instant due) {
        var decision = approval.decision().orElseThrow();
        var approved = lifecycle.keep(item.approved(decision.at(), due));
        var by = judge.name(item.person().organisation(), decision.by());
        lifecycle.tellRequester(approved, Notice.Kind.APPROVED, "approved",
                decision.reason().isEmpty() ? "approved.text" : "approved.reason", List.of(),
                approved.shownNumber(), approved.summary(), by, decision.reason());
        lifecycle.happened(new Happening.Approved(approved, approval, decision.at()));
    }

    private void rejected(RequestItem item, Approval approval) {
        var decision = approval.decision().orElseThrow();
        var rejected = lifecycle.keep(item.become(ItemState.REJECTED));
        lifecycle.tellRequester(rejected, Notice.Kind.REJECTED, "rejected", "rejected.text",
                List.of(lifecycle.button(rejected.person(), "copy", "copy", rejected.reference())), rejected.shownNumber(),
                rejected.summary(),
                judge.name(item.person().organisation(), decision.by()), decision.reason());
        lifecycle.happened(new Happening.Rejected(rejected, approval, decision.at()));
    }

    private String already(Decision decision, Person who, String language) {
        return Phrases.say(language, "already", Phrases.say(language, "verdict." + decision.verdict().word()),
                judge.name(who.organisation(), decision.by()),
                lifecycle.shown(who, decision.at()));
    }

    /** Reminds the approver at the requester's wish, at most once an hour; the answer says what was done. Empty if there is no such item of this person's. */
    public Optional<String> chase(Person requester, String itemNumber) {
        var known = requests.item(requester.organisation(), itemNumber).filter(item -> item.person().equals(requester));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(transactions.in(() -> {
            var item = requests.itemForUpdate(known.get().number()).orElseThrow();
            var language = judge.language(requester);
            var approval = requests.approvalOf(item.number());
            if (item.state() != ItemState.PENDING_APPROVAL || approval.isEmpty()) {
                return Phrases.say(language, "another_approver.not_possible", item.shownNumber());
            }
            var asked = requests.standing(item.number()).stream().filter(each -> each.kind() != Approval.Kind.ENTITLED).toList();
            var name = names(item, asked);
            var hour = clock.instant().getEpochSecond() / 3600;
            if (!requests.firstTime(item.number(), "chase:" + approval.get().number() + ":" + hour)) {
                return Phrases.say(language, "chased_already", name);
            }
            for (var each : asked) {
                lifecycle.record(item, requester.key(), "approval.chased", Map.of("approver", each.approver()));
                asking.tell(item, each);
            }
            return Phrases.say(language, "chased", name);
        }));
    }

    /** Who else may decide on an item that waits; empty if it does not, or is not this person's. */
    public List<Candidate> candidates(Person requester, String itemNumber) {
        return requests.item(requester.organisation(), itemNumber).filter(item -> item.person().equals(requester)).map(this::candidates)
                .orElse(List.of());
    }

    private List<Candidate> candidates(RequestItem item) {
        var now = requests.standing(item.number());
        if (item.state() != ItemState.PENDING_APPROVAL || now.isEmpty()) {
            return List.of();
        }
        var judged = judge.of(item, clock.instant(), judge.language(item.person()));
        return eligible(judged, item, now).stream().limit(CANDIDATES)
                .map(person -> new Candidate(person.key(), judged.facts().registers().label(person),
                        judged.facts().registers().detail(person)))
                .toList();
    }

    /** Those the form lets decide, without who was asked, who asks, whom it is for, and who could not decide anyway. */
    private static List<Entry> eligible(Judge.Case judged, RequestItem item, List<Approval> now) {
        var form = judged.form();
        var facts = judged.facts();
        return form.eligibleApprovers().stream()
                .filter(person -> now.stream().noneMatch(asked -> asked.approver().equals(person.key()))
                        && !person.key().equals(item.person().key()) && !person.equals(form.subject()))
                .filter(person -> facts.organisation().people().isActive(facts.registers(), person))
                .filter(person -> form.objectionsTo(person).isEmpty())
                .toList();
    }

    /** Offers the requester another approver, after so many reminders without an answer (SH-R16). Called within a job. */
    public void offerAnother(long item) {
        transactions.run(() -> {
            var waiting = requests.itemForUpdate(item).filter(found -> found.state() == ItemState.PENDING_APPROVAL);
            var approval = waiting.flatMap(found -> requests.approvalOf(found.number()));
            if (approval.isEmpty() || !requests.firstTime(item, "offer.another:" + approval.get().number())) {
                return;
            }
            var found = waiting.get();
            var buttons = candidates(found).stream().limit(5)
                    .map(candidate -> new Notice.Button("approver", candidate.name(), found.reference() + ":" + candidate.key())).toList();
            if (!buttons.isEmpty()) {
                lifecycle.tellRequester(found, Notice.Kind.CHOOSE_APPROVER, "another_approver", "another_approver.text", buttons,
                        names(found, requests.standing(item)), found.summary());
            }
        });
    }

    /** The requester chooses another approver; the former approval becomes void. */
    public Reassigned chooseAnother(Person requester, String itemNumber, String approver) {
        var known = requests.item(requester.organisation(), itemNumber).filter(item -> item.person().equals(requester));
        if (known.isEmpty()) {
            return new Reassigned.NotFound();
        }
        return transactions.in(() -> {
            var item = requests.itemForUpdate(known.get().number()).orElseThrow();
            var language = judge.language(requester);
            var former = requests.standing(item.number());
            if (item.state() != ItemState.PENDING_APPROVAL || former.isEmpty()) {
                return new Reassigned.Refused(Phrases.say(language, "another_approver.not_possible", item.shownNumber()));
            }
            var judged = judge.of(item, clock.instant(), language);
            if (eligible(judged, item, former).stream().noneMatch(person -> person.key().equals(approver))) {
                return new Reassigned.Refused(Phrases.say(language, "another_approver.not_eligible"));
            }
            routing.voidApprovals(item, requester.key());
            routing.ask(item, List.of(approver), judged.form().fallbackAfter(clock.instant()));
            return new Reassigned.Done(view(requests.approvalOf(item.number()).orElseThrow(), requester));
        });
    }

    private String names(RequestItem item, List<Approval> asked) {
        return asked.stream().filter(approval -> approval.kind() != Approval.Kind.ENTITLED)
                .map(approval -> judge.name(item.person().organisation(), approval.approver()))
                .collect(Collectors.joining(", "));
    }

    private RequestItem item(Approval approval) {
        return requests.item(approval.item()).orElseThrow();
    }

    private ApprovalView view(Approval approval, Person reader) {
        var item = item(approval);
        var organisation = item.person().organisation();
        var language = judge.language(reader);
        var judged = judge.of(item, clock.instant(), language);
        var form = judged.form();
        var request = item.request().flatMap(requests::request).map(Request::shownNumber).orElse("");
        var outcome = approval.decision().or(() -> requests.decisionOn(item.number()))
                .map(decision -> outcome(decision, reader, language)).orElse("");
        return new ApprovalView(Long.toString(approval.number()), item.shownNumber(), request, approval.state().word(), item.person().key(),
                judge.name(organisation, item.person().key()), item.subject().isEmpty() ? "" : judge.name(organisation, item.subject()),
                item.summary(),
                Judge.title(judged), approval.asked(), form.neededBy().orElse(null),
                FormView.of(form, judged.dialogue().acknowledged()), outcome, approval.question().isEmpty() && form.maySendBack(),
                Authorisations.words(approval, form).orElse(""));
    }

    private String outcome(Decision decision, Person reader, String language) {
        if (!decision.ground().isEmpty()) {
            var declared = decision.channel().equals(Approval.Kind.DECLARED.word());
            return Phrases.say(language, declared ? "outcome.declared" : "outcome.auto", lifecycle.shown(reader, decision.at()),
                    decision.ground(), judge.name(reader.organisation(), decision.by()));
        }
        return Phrases.say(language, decision.reason().isEmpty() ? "outcome" : "outcome.reason",
                Phrases.say(language, "verdict." + decision.verdict().word()), judge.name(reader.organisation(), decision.by()),
                lifecycle.shown(reader, decision.at()), decision.reason());
    }
}
