package org.usher.checkout;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import org.usher.approval.Lifecycle;
import org.usher.approval.Routing;
import org.usher.audit.AuditEntry;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Engine;
import org.usher.facts.FormView;
import org.usher.facts.Judge;
import org.usher.facts.Phrases;
import org.usher.outbox.Notice;
import org.usher.outbox.Transactions;
import org.usher.request.Happening;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.Request;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.validation.Finding;
import org.usher.validation.Reader;
import org.usher.validation.Severity;

/** What can be done with a cart. */
@Singleton
public class CartService {

    private static final long LOOK_EVERY_MILLISECONDS = 25;

    private final Requests requests;
    private final Transactions transactions;
    private final Judge judge;
    private final Lifecycle lifecycle;
    private final Routing routing;
    private final Reopening reopening;
    private final Parting parting;
    private final Views views;
    private final CheckoutSettings settings;
    private final Clock clock;

    CartService(Requests requests, Transactions transactions, Judge judge, Lifecycle lifecycle, Routing routing, Reopening reopening,
            Parting parting, Views views,
            CheckoutSettings settings, Clock clock) {
        this.requests = requests;
        this.transactions = transactions;
        this.judge = judge;
        this.lifecycle = lifecycle;
        this.routing = routing;
        this.reopening = reopening;
        this.parting = parting;
        this.views = views;
        this.settings = settings;
        this.clock = clock;
    }

    /** What comes of a checkout. */
    public sealed interface Checkout {

        /** The request, with the ITSM's numbers if they came in time. */
        record Sent(RequestView request) implements Checkout {}

        /** Nothing was sent. {@code text} says why; {@code troubles} has, by number of item, what must be mended: these are open in their dialogues again. */
        record Refused(String text, List<FormView.FindingView> cart, Map<String, List<FormView.FindingView>> troubles) implements Checkout {
            public Refused {
                cart = List.copyOf(cart);
                troubles = Map.copyOf(troubles);
            }
        }
    }

    /** What comes of doing something to one item. */
    public sealed interface Handled {

        /** Done; the id of the item's dialogue. */
        record Done(String dialogue) implements Handled {}

        /** It cannot be done; why. */
        record Refused(String text) implements Handled {}

        /** There is no such item of this person's. */
        record NotFound() implements Handled {}
    }

    /** What lies in the person's cart. */
    public CartView cart(Person who) {
        var items = requests.cart(who);
        return new CartView(items.stream().map(item -> views.item(item, who, true)).toList(),
                items.isEmpty() ? List.of() : FormView.views(cartFindings(who), Set.of()));
    }

    /** What the rules over the whole cart find. */
    private List<Finding> cartFindings(Person who) {
        var facts = judge.facts(who, clock.instant());
        var scope = Judge.scope(facts, who.key());
        var reader = new Reader(facts.language(), facts.organisation().calendar().zone());
        return facts.organisation().cartRules().stream().flatMap(rule -> rule.find(scope, "", reader).stream()).toList();
    }

    /** Opens an item of the cart in its dialogue again. */
    public Handled edit(Person who, String number) {
        return withItem(who, number, item -> {
            if (item.state() == ItemState.DRAFT) {
                return new Handled.Done(item.dialogue());
            }
            var judged = judge.of(item, clock.instant()).orElseThrow();
            if (!reopening.open(judged)) {
                return new Handled.Refused(Phrases.say(judge.language(who), "old_turn"));
            }
            var draft = lifecycle.keep(item.become(ItemState.DRAFT));
            lifecycle.record(draft, who.key(), "item.edited", Map.of());
            return new Handled.Done(item.dialogue());
        });
    }

    /** Takes an item out of the cart for good. */
    public Handled remove(Person who, String number) {
        return withItem(who, number, item -> {
            takeOut(item, who.key());
            judge.of(item, clock.instant()).ifPresent(reopening::end);
            return new Handled.Done(item.dialogue());
        });
    }

    private void takeOut(RequestItem item, String actor) {
        var gone = lifecycle.keep(item.become(ItemState.CANCELLED));
        lifecycle.record(gone, actor, "item.removed", Map.of());
        lifecycle.happened(new Happening.TakenOut(gone, clock.instant()));
    }

    private Handled withItem(Person who, String number, java.util.function.Function<RequestItem, Handled> work) {
        return transactions.in(() -> {
            requests.lockCart(who);
            var item = requests.item(who.organisation(), number).filter(found -> found.person().equals(who));
            if (item.isEmpty()) {
                return new Handled.NotFound();
            }
            return item.get().inCart() ? work.apply(item.get()) : new Handled.Refused(Phrases.say(judge.language(who), "not_in_cart"));
        });
    }

    /**
     * Takes what a dialogue handed in: a new item of the cart, an item of the cart that was changed, or an item of a request that was mended,
     * which goes on from there. Within the transaction of the turn, after the dialogue was kept.
     */
    public RequestItem handIn(Judge.Case judged) {
        var who = judged.kept().requester();
        requests.lockCart(who);
        var form = judged.form();
        var subject = form.subject().key();
        var summary = shortened(form.summary());
        var now = clock.instant();
        var known = requests.itemOfDialogue(judged.kept().id());
        if (known.isEmpty()) {
            var item = lifecycle.add(new RequestItem(0, who, judged.kept().id(), judged.conversation().id(), subject, summary,
                    ItemState.REVIEW,
                    Optional.empty(), UUID.randomUUID().toString(), RequestItem.Milestones.added(now), Optional.empty(), false, ""));
            lifecycle.record(item, who.key(), "item.added", Map.of("dialogue", item.dialogue(), "summary", summary));
            requests.saveAmount(item.number(), form.amount(), form.alsoFor());
            lifecycle.happened(new Happening.Added(item, now));
            return item;
        }
        var item = requests.itemForUpdate(known.get().number()).orElseThrow().described(who, subject, summary);
        requests.saveAmount(item.number(), form.amount(), form.alsoFor());
        return switch (item.state()) {
            case DRAFT -> {
                var back = lifecycle.keep(item.become(ItemState.REVIEW));
                lifecycle.record(back, who.key(), "item.added", Map.of("dialogue", item.dialogue(), "summary", summary));
                lifecycle.happened(new Happening.Added(back, now));
                yield back;
            }
            case RETURNED, AWAITING_EVIDENCE -> {
                var again = lifecycle.keep(item.submitted(item.request().orElseThrow(), now));
                lifecycle.record(again, who.key(), "item.submitted", Map.of("request", Request.reference(again.request().orElseThrow())));
                lifecycle.happened(new Happening.Submitted(again, now, true));
                yield routing.route(again, judged);
            }
            case REVIEW, SUBMITTED, PENDING_APPROVAL, APPROVED, TICKETING, TICKET_OPEN, IN_PROGRESS, FULFILLED, CLOSED, NOT_FULFILLED,
                    REJECTED, CANCELLED ->
                known.get();
        };
    }

    /** Lets nobody else send anything for these people until the transaction ends. Call it before anything else is read. */
    public void lock(String organisation, Set<String> subjects) {
        requests.lockSubjects(organisation, subjects);
    }

    /** Makes a request of one item that was just handed in, because its form knows no cart. Within the transaction of the turn. */
    public RequestItem sendAtOnce(RequestItem item, String channel) {
        submit(item.person(), List.of(item), channel);
        return requests.item(item.number()).orElseThrow();
    }

    /** Gives an item up whose dialogue was cancelled. */
    public void givenUp(Judge.Case judged) {
        requests.lockCart(judged.kept().requester());
        requests.itemOfDialogue(judged.kept().id()).filter(RequestItem::inCart).ifPresent(item -> takeOut(item, item.person().key()));
    }

    static String shortened(String summary) {
        return summary.length() <= 1000 ? summary : summary.substring(0, 999) + "…";
    }

    /** Judges every item anew and makes one request of them; waits a little for the ITSM's numbers. Never call it within a transaction. */
    public Checkout checkout(Person who, String channel) {
        while (true) {
            var subjects = transactions.in(() -> subjects(who, requests.cart(who)));
            var step = transactions.in(() -> checkout(who, subjects, channel));
            if (step.isPresent()) {
                return step.get().refused.<Checkout>map(refused -> refused).orElseGet(
                        () -> new Checkout.Sent(views.request(withNumbers(step.get().request.orElseThrow()), who, false)));
            }
        }
    }

    /** What came of a checkout: a request, or why not. */
    private record Step(Optional<Long> request, Optional<Checkout.Refused> refused) {}

    /** Everybody whom the items are for. */
    private Set<String> subjects(Person who, List<RequestItem> items) {
        var alsoFor = items.isEmpty() ? Map.<Long, Set<String>>of() : requests.alsoFor(who.organisation());
        return items.stream()
                .flatMap(item -> Stream.concat(Stream.of(item.subject()), alsoFor.getOrDefault(item.number(), Set.of()).stream()))
                .filter(subject -> !subject.isEmpty()).collect(Collectors.toSet());
    }

    /** A checkout, while nobody else checks anything out for these people; nothing if the cart is for other people by now. */
    private Optional<Step> checkout(Person who, Set<String> subjects, String channel) {
        requests.lockSubjects(who.organisation(), subjects); // before anything is read: what others have sent meanwhile counts
        requests.lockCart(who);
        var items = requests.cart(who);
        if (!subjects.containsAll(subjects(who, items))) {
            return Optional.empty();
        }
        var refused = objections(who, items);
        return Optional.of(refused.isPresent()
                ? new Step(Optional.empty(), refused)
                : new Step(Optional.of(submit(who, items, channel)), Optional.empty()));
    }

    private Optional<Checkout.Refused> objections(Person who, List<RequestItem> items) {
        var language = judge.language(who);
        if (!judge.isActive(who)) {
            return refused(Phrases.say(language, "inactive"));
        }
        var cart = cartFindings(who).stream().filter(finding -> finding.severity() == Severity.BLOCK).toList();
        if (!cart.isEmpty()) {
            return Optional.of(new Checkout.Refused(Routing.texts(cart), FormView.views(cart, Set.of()), Map.of()));
        }
        if (items.isEmpty()) {
            return refused(Phrases.say(language, "cart_empty"));
        }
        var unfinished = items.stream().filter(item -> item.state() == ItemState.DRAFT).findFirst();
        if (unfinished.isPresent()) {
            return refused(Phrases.say(language, "not_finished", unfinished.get().reference()));
        }
        var troubles = new LinkedHashMap<String, List<FormView.FindingView>>();
        for (var item : items) {
            var judged = judge.of(item, clock.instant()).orElseThrow();
            var found = troubles(judged);
            if (!found.isEmpty()) {
                reopening.open(judged);
                var draft = lifecycle.keep(item.become(ItemState.DRAFT));
                lifecycle.record(draft, AuditEntry.USHER, "item.edited",
                        Map.of("rules", Routing.rules(found), "text", Routing.texts(found)));
                troubles.put(item.reference(), FormView.views(found, judged.dialogue().acknowledged()));
            }
        }
        return troubles.isEmpty()
                ? Optional.empty()
                : Optional.of(new Checkout.Refused(Phrases.say(language, "cart_troubles"), List.of(), troubles));
    }

    private static Optional<Checkout.Refused> refused(String text) {
        return Optional.of(new Checkout.Refused(text, List.of(), Map.of()));
    }

    /** What a person must do something about before this can be sent, on the facts of this moment: rules that block, warnings nobody agreed to, questions that have come up. */
    private static List<Finding> troubles(Judge.Case judged) {
        var blocking = judged.form().findings().stream().filter(finding -> finding.severity() == Severity.BLOCK).toList();
        if (!blocking.isEmpty()) {
            return blocking;
        }
        var dialogue = judged.withdrawn() ? judged.dialogue().carriedTo(judged.conversation()) : judged.dialogue();
        var look = Engine.look(judged.conversation(), dialogue.is(Dialogue.Status.REVIEWING), judged.facts());
        if (look.dialogue().status() == Dialogue.Status.REVIEWING) {
            return List.of();
        }
        var asked = look.prompt().orElseThrow();
        var about = judged.form().findings().stream().filter(finding -> finding.severity() != Severity.AUTHORISE
                && !dialogue.acknowledged().contains(finding.key()) && finding.at().equals(asked.question()))
                .toList();
        return about.isEmpty() ? List.of(new Finding("", Severity.BLOCK, asked.text(), "", asked.question())) : about;
    }

    private long submit(Person who, List<RequestItem> items, String channel) {
        var now = clock.instant();
        var request = requests.add(new Request(0, who, now, UUID.randomUUID().toString(), Optional.empty(), List.of()));
        var submitted = new ArrayList<RequestItem>();
        for (var item : items.stream().flatMap(item -> parting.parts(item).stream()).toList()) {
            var sent = lifecycle.keep(item.submitted(request.number(), now));
            lifecycle.record(sent, who.key(), "item.submitted", Map.of("request", request.reference(), "channel", channel));
            submitted.add(sent);
        }
        lifecycle.tell(who, Notice.Kind.SUBMITTED, "submitted", "submitted.text", List.of(), request.reference(), request.reference(),
                submitted.size());
        for (var item : submitted) {
            lifecycle.happened(new Happening.Submitted(item, now, false));
        }
        for (var item : submitted) {
            routing.route(item, judge.of(item, now).orElseThrow());
        }
        return request.number();
    }

    /** The request, as soon as the ITSM has given it and its items numbers, or as it stands when waiting is over. */
    private Request withNumbers(long number) {
        long end = System.nanoTime() + settings.waitForNumbers().toNanos();
        while (true) {
            var request = requests.request(number).orElseThrow();
            boolean complete = request.ticket().isPresent() && request.items().stream().allMatch(item -> item.ticket().isPresent());
            if (complete || System.nanoTime() >= end) {
                return request;
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return request;
            }
        }
    }
}
