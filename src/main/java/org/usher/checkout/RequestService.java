package org.usher.checkout;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import org.usher.approval.Lifecycle;
import org.usher.approval.Routing;
import org.usher.conversation.Fulfil;
import org.usher.facts.Judge;
import org.usher.facts.Phrases;
import org.usher.outbox.Transactions;
import org.usher.request.Happening;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.Request;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/** What a requester can do with requests. Numbers are Usher's own or the ITSM's. */
@Singleton
public class RequestService {

    /** A setting of an organisation. */
    private static final String COPY_RULE = "copy_rule";

    private static final int LISTED = 200;

    private final Requests requests;
    private final Transactions transactions;
    private final Judge judge;
    private final Lifecycle lifecycle;
    private final Routing routing;
    private final Reopening reopening;
    private final Copying copying;
    private final Views views;
    private final Clock clock;

    RequestService(Requests requests, Transactions transactions, Judge judge, Lifecycle lifecycle, Routing routing, Reopening reopening,
            Copying copying,
            Views views, Clock clock) {
        this.requests = requests;
        this.transactions = transactions;
        this.judge = judge;
        this.lifecycle = lifecycle;
        this.routing = routing;
        this.reopening = reopening;
        this.copying = copying;
        this.views = views;
        this.clock = clock;
    }

    /** What comes of doing something to a request or an item of it. */
    public sealed interface Handled {

        /** Done; {@code text} says what happens now. */
        record Done(String text) implements Handled {}

        /** It goes on in a dialogue: what was copied, or opened again. */
        record InDialogue(String dialogue) implements Handled {}

        /** It cannot be done; the rule (may be empty) and why. */
        record Refused(String rule, String text) implements Handled {}

        /** There is no such request. */
        record NotFound() implements Handled {}
    }

    /** The person's requests, newest first, without answers and history. */
    public List<RequestView> mine(Person who) {
        return requests.requestsOf(who, LISTED).stream().map(request -> views.request(request, who, false)).toList();
    }

    /** One of the person's requests, with everything; also for who decides on, or is the subject of, one of its items. */
    public Optional<RequestView> one(Person who, String number) {
        return requestOf(who.organisation(), number).flatMap(request -> readable(request, who))
                .map(request -> views.request(request, who, true));
    }

    private Optional<Request> requestOf(String organisation, String number) {
        return requests.request(organisation, number)
                .or(() -> requests.item(organisation, number).flatMap(RequestItem::request).flatMap(requests::request));
    }

    /** The request with the items that concern this person; none if there are none. */
    private Optional<Request> readable(Request request, Person who) {
        if (request.person().equals(who)) {
            return Optional.of(request);
        }
        var items = request.items().stream().filter(item -> item.subject().equals(who.key())
                || requests.wasAsked(item, who)).toList();
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(new Request(request.number(), request.person(), request.submitted(), request.correlation(), request.ticket(),
                        items));
    }

    /** The id under which the organisation knows that only one's own requests are copied; none where it has no name for it. */
    private String ruleOfCopies(Person who) {
        return String.valueOf(judge.facts(who, clock.instant()).organisation().settings().getOrDefault(COPY_RULE, ""));
    }

    /** Opens a new dialogue with the answers of an item (of the only item, if the number is a request's). */
    public Handled copy(Person who, String number) {
        var language = judge.language(who);
        var items = itemsOf(who.organisation(), number);
        if (items.isEmpty()) {
            return new Handled.NotFound();
        }
        if (!items.getFirst().person().equals(who)) {
            return new Handled.Refused(ruleOfCopies(who), Phrases.say(language, "copy_not_yours"));
        }
        if (items.size() > 1) {
            return new Handled.Refused("", Phrases.say(language, "copy_which", number,
                    items.stream().map(RequestItem::shownNumber).collect(Collectors.joining(", "))));
        }
        return transactions.in(() -> judge.of(items.getFirst(), clock.instant()).flatMap(former -> copying.copy(items.getFirst(), former))
                .<Handled>map(Handled.InDialogue::new).orElseGet(Handled.NotFound::new));
    }

    private List<RequestItem> itemsOf(String organisation, String number) {
        return requests.request(organisation, number).map(Request::items)
                .or(() -> requests.item(organisation, number).map(List::of)).orElse(List.of());
    }

    /** Takes a request or an item back: at once before approval, else by asking the desk. */
    public Handled withdraw(Person who, String number, String reason) {
        var items = itemsOf(who.organisation(), number).stream().filter(item -> item.person().equals(who) && item.request().isPresent())
                .toList();
        if (items.isEmpty()) {
            return new Handled.NotFound();
        }
        return transactions.in(() -> {
            var said = items.stream().map(item -> withdraw(requests.itemForUpdate(item.number()).orElseThrow(), reason)).toList();
            boolean anything = said.stream().anyMatch(Handled.Done.class::isInstance);
            var text = said.stream().map(each -> switch (each) {
                case Handled.Done(var done) -> done;
                case Handled.Refused(_, var why) -> why;
                case Handled.InDialogue _,Handled.NotFound _ -> "";
            }).collect(Collectors.joining(" "));
            return anything ? new Handled.Done(text) : new Handled.Refused("", text);
        });
    }

    private Handled withdraw(RequestItem item, String reason) {
        var who = item.person();
        var language = judge.language(who);
        var now = clock.instant();
        if (item.state().withdrawable()) {
            routing.voidApprovals(item, who.key());
            var cancelled = lifecycle.keep(item.become(ItemState.CANCELLED));
            lifecycle.record(cancelled, who.key(), "item.cancelled", Map.of("reason", reason));
            judge.of(cancelled, now).filter(judged -> judged.dialogue().status().open()).ifPresent(reopening::end);
            lifecycle.happened(new Happening.Cancelled(cancelled, now));
            return new Handled.Done(Phrases.say(language, "cancelled_at_once", item.shownNumber()));
        }
        if (!item.state().withTheDesk() || judge.form(item, now).fulfil() instanceof Fulfil.PickUp) {
            return new Handled.Refused("",
                    Phrases.say(language, "cancel_too_late", item.shownNumber(), Phrases.say(language, "state." + item.state().word())));
        }
        if (item.cancelAsked()) {
            return new Handled.Refused("", Phrases.say(language, "cancel_asked_already"));
        }
        var asked = lifecycle.keep(item.askedToCancel());
        lifecycle.record(asked, who.key(), "item.cancel_asked", Map.of("reason", reason));
        lifecycle.happened(new Happening.CancelAsked(asked, reason, now));
        return new Handled.Done(Phrases.say(language, "cancel_asked", item.shownNumber()));
    }

    /** Opens what must be mended of an item that was returned, or the evidence that is missing, in its dialogue. */
    public Handled mend(Person who, String number) {
        var known = requests.item(who.organisation(), number).filter(item -> item.person().equals(who));
        if (known.isEmpty()) {
            return new Handled.NotFound();
        }
        return transactions.in(() -> {
            var item = requests.itemForUpdate(known.get().number()).orElseThrow();
            if (item.state() != ItemState.RETURNED && item.state() != ItemState.AWAITING_EVIDENCE) {
                return new Handled.Refused("", Phrases.say(judge.language(who), "nothing_to_mend", item.shownNumber()));
            }
            var judged = judge.of(item, clock.instant()).orElseThrow();
            if (!judged.dialogue().status().open()) {
                boolean opened = item.state() == ItemState.RETURNED ? reopening.open(judged) : reopening.openForEvidence(judged);
                if (!opened) {
                    return new Handled.Refused("", Phrases.say(judge.language(who), "old_turn"));
                }
                lifecycle.record(item, who.key(), "item.edited", Map.of());
            }
            return new Handled.InDialogue(item.dialogue());
        });
    }
}
