package org.usher.reminder;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Engine;
import org.usher.conversation.Form.Planned;
import org.usher.conversation.Organisation;
import org.usher.conversation.Reminding;
import org.usher.conversation.Round;
import org.usher.facts.Definitions;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.KeptDialogue;
import org.usher.facts.RegisterService;
import org.usher.register.Entry;
import org.usher.register.Registers;
import org.usher.request.Approval;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.validation.Expression;
import org.usher.validation.Reader;
import org.usher.validation.Scope;

/** Finds out which reminders a matter needs as it stands: asked anew whenever something happens to it, and again before one is sent. */
@Singleton
final class Planner {

    private static final String ITEMS = "items";
    private final Judge judge;
    private final Requests requests;
    private final Definitions definitions;
    private final RegisterService registerService;
    private final Dialogues dialogues;

    Planner(Judge judge, Requests requests, Definitions definitions, RegisterService registerService, Dialogues dialogues) {
        this.dialogues = dialogues;
        this.judge = judge;
        this.requests = requests;
        this.definitions = definitions;
        this.registerService = registerService;
    }

    /**
     * A reminder that is needed.
     *
     * @param ends when it is too late for it, if ever
     */
    record Needed(Person to, Instant due, Planned planned, Optional<Instant> ends) {
        Needed {
            // As exact as it is kept.
            due = due.truncatedTo(ChronoUnit.MICROS);
        }

        Reminding reminding() {
            return planned.reminding();
        }
    }

    /** The first reminders of each row that a matter needs now, in the language of a reader. */
    List<Needed> needed(String organisation, Reminder.Matter matter, Instant now, String language) {
        return switch (matter) {
            case Reminder.Matter.Item(var number) -> requests.item(number).map(item -> ofItem(item, now, language)).orElse(List.of());
            case Reminder.Matter.Cart(var person) -> ofCart(new Person(organisation, person), now, language);
            case Reminder.Matter.Draft(var id) -> dialogues.find(id).map(kept -> ofDraft(kept, now, language)).orElse(List.of());
            case Reminder.Matter.Entry _,Reminder.Matter.Dialogue _ -> List.of(); // these are kept by whoever asks
        };
    }

    /** The open round that a reminder of a review is about, while its recipient is still the one to be asked. */
    Optional<Round> round(Reminder reminder, Instant now) {
        if (!(reminder.matter() instanceof Reminder.Matter.Entry(var register, var key))) {
            return Optional.empty();
        }
        var organisation = definitions.organisation(reminder.to().organisation());
        var registers = registerService.current(organisation.id());
        return organisation.reviews().stream().filter(review -> review.id().equals(reminder.kind()) && review.register().equals(register))
                .flatMap(review -> Round.of(organisation, registers, review, registers.entry(register, key), now).stream())
                .filter(round -> Reviews.exact(round.due()).equals(reminder.first()) && round.to().contains(reminder.to().key()))
                .findFirst();
    }

    List<Needed> needed(String organisation, Reminder.Matter matter, Instant now) {
        return needed(organisation, matter, now, definitions.organisation(organisation).languages().getFirst());
    }

    /** The language a person reads. */
    String languageOf(Person person) {
        var organisation = definitions.organisation(person.organisation());
        var field = organisation.people().language();
        var language = field.isEmpty() ? "" : person(organisation, registerService.current(organisation.id()), person.key()).text(field);
        return organisation.languages().contains(language) ? language : organisation.languages().getFirst();
    }

    String nameOf(Person person) {
        var registers = registerService.current(person.organisation());
        var entry = person(definitions.organisation(person.organisation()), registers, person.key());
        return entry.exists() ? registers.label(entry) : person.key();
    }

    /** A draft that lies: because it is paused, because nobody has accepted it, because others are asked, or because it is ready and not sent. */
    private List<Needed> ofDraft(KeptDialogue kept, Instant now, String language) {
        var lies = lies(kept);
        var judged = lies.isEmpty()
                ? Optional.<Judge.Case>empty()
                : judge.of(kept, language, now).filter(found -> found.conversation().submission().isPresent());
        if (judged.isEmpty()) {
            return List.of();
        }
        var found = judged.get();
        var receiver = kept.offeredTo().map(key -> found.facts().person(key))
                .orElseGet(() -> Entry.none(found.organisation().people().register()));
        var form = Engine.form(found.conversation(), kept.dialogue(), found.facts()
                .knowing(Map.of("receiver", receiver, "asked", kept.waitingFor().stream().map(found.facts()::person).toList())));
        var needed = new ArrayList<Needed>();
        for (var planned : form.reminders(Map.of(lies.get(), kept.touched()), List.of())) {
            if (planned.reminding().ofDraft()) {
                planned.to().forEach(to -> needed
                        .add(new Needed(new Person(kept.organisation(), to), planned.due(), planned, Optional.empty())));
            }
        }
        return List.copyOf(needed);
    }

    /** Why a draft lies where it is; nothing, if it is being worked on or has ended. */
    static Optional<Reminding.Anchor> lies(KeptDialogue kept) {
        if (!kept.dialogue().status().open()) {
            return Optional.empty();
        }
        if (kept.offeredTo().isPresent()) {
            return Optional.of(Reminding.Anchor.HANDED_OVER);
        }
        if (kept.dialogue().pending().filter(Dialogue.Pending.Pause.class::isInstance).isPresent()) {
            return Optional.of(Reminding.Anchor.PAUSED);
        }
        if (!kept.waitingFor().isEmpty()) {
            return Optional.of(Reminding.Anchor.QUESTION);
        }
        return kept.dialogue().status() == Dialogue.Status.REVIEWING ? Optional.of(Reminding.Anchor.READY) : Optional.empty();
    }

    private List<Needed> ofItem(RequestItem item, Instant now, String language) {
        if (!live(item.state())) {
            return List.of();
        }
        var organisation = definitions.organisation(item.person().organisation());
        var registers = registerService.current(organisation.id());
        var form = judge.form(item, now, language);
        var approval = requests.approvalOf(item.number());
        var needed = new ArrayList<Needed>();
        var asked = requests.standing(item.number()).stream().filter(each -> each.kind() == Approval.Kind.MANUAL).map(Approval::approver)
                .toList(); // who was chosen instead of the approver is the one to be reminded
        var happened = happened(item, approval);
        requests.authorisations(item.number()).stream().filter(each -> each.state() == Approval.State.REQUESTED).map(Approval::asked)
                .min(Instant::compareTo).ifPresent(moment -> happened.put(Reminding.Anchor.AUTHORISATION, moment));
        requests.steps(item.number()).stream().filter(step -> step.done().isEmpty()).findFirst()
                .ifPresent(step -> happened.put(Reminding.Anchor.WAITING, step.opened()));
        for (var planned : form.reminders(happened, asked)) {
            var reminding = planned.reminding();
            if (reminding.ofDraft() || moot(reminding, item.state())) {
                continue;
            }
            boolean before = reminding.timing() instanceof Reminding.Timing.Before;
            for (var to : planned.to()) {
                var person = new Person(organisation.id(), to);
                var due = before ? local(planned.due(), organisation, registers, to) : planned.due();
                needed.add(new Needed(person, due, planned, before ? form.neededBy() : Optional.empty()));
            }
        }
        return List.copyOf(needed);
    }

    /** Whether anything about an item in this state needs a reminder: not before checkout, nor when it came to nothing. */
    private static boolean live(ItemState state) {
        return switch (state) {
            case SUBMITTED, AWAITING_EVIDENCE, PENDING_APPROVAL, APPROVED, TICKETING, TICKET_OPEN, IN_PROGRESS, FULFILLED, CLOSED -> true;
            case DRAFT, REVIEW, RETURNED, NOT_FULFILLED, REJECTED, CANCELLED -> false;
        };
    }

    private static boolean moot(Reminding reminding, ItemState state) {
        boolean decided = state.compareTo(ItemState.PENDING_APPROVAL) > 0;
        boolean fulfilled = state == ItemState.FULFILLED || state == ItemState.CLOSED;
        return reminding.until().contains("decision") && decided || reminding.until().contains("fulfilled") && fulfilled
                || reminding.until().contains("checkout");
    }

    private static Map<Reminding.Anchor, Instant> happened(RequestItem item, Optional<Approval> approval) {
        var happened = new EnumMap<Reminding.Anchor, Instant>(Reminding.Anchor.class);
        var at = item.milestones();
        happened.put(Reminding.Anchor.ADDED, at.added());
        at.submitted().ifPresent(moment -> happened.put(Reminding.Anchor.SUBMITTED, moment));
        approval.filter(asked -> asked.kind() == Approval.Kind.MANUAL)
                .ifPresent(asked -> happened.put(Reminding.Anchor.ASKED, asked.asked()));
        at.approved().ifPresent(moment -> happened.put(Reminding.Anchor.APPROVED, moment));
        at.raised().ifPresent(moment -> happened.put(Reminding.Anchor.RAISED, moment));
        at.due().ifPresent(moment -> happened.put(Reminding.Anchor.DUE, moment));
        at.fulfilled().ifPresent(moment -> happened.put(Reminding.Anchor.FULFILLED, moment));
        return happened;
    }

    /** The same local time where the person is. */
    private static Instant local(Instant due, Organisation organisation, Registers registers, String person) {
        var field = organisation.people().zone();
        var named = field.isEmpty() ? "" : person(organisation, registers, person).text(field);
        if (named.isEmpty() || !ZoneId.getAvailableZoneIds().contains(named)) {
            return due;
        }
        return due.atZone(organisation.calendar().zone()).toLocalDateTime().atZone(ZoneId.of(named)).toInstant();
    }

    private static Entry person(Organisation organisation, Registers registers, String key) {
        return registers.entry(organisation.people().register(), key);
    }

    // ---- carts

    private List<Needed> ofCart(Person owner, Instant now, String language) {
        var cart = requests.cart(owner);
        var organisation = definitions.organisation(owner.organisation());
        var remindings = organisation.cartReminders();
        if (cart.isEmpty() || remindings.isEmpty()) {
            return List.of();
        }
        var registers = registerService.current(organisation.id());
        var requester = person(organisation, registers, owner.key());
        var entries = cart.stream().map(item -> registers.has(ITEMS) ? registers.entry(ITEMS, item.reference()) : Entry.none(ITEMS))
                .toList();
        var scope = new Scope(name -> switch (name) {
            case "requester" -> requester;
            case "cart" -> entries;
            case "now" -> now;
            case "today" -> organisation.calendar().startOfDay(now);
            case "settings" -> organisation.settings();
            default -> null;
        }, registers, organisation.calendar());
        var reader = new Reader(language, organisation.calendar().zone());
        // A cart that is still being filled is not left lying.
        var added = cart.stream().map(item -> item.milestones().added()).max(Instant::compareTo).orElse(now);
        var needed = new ArrayList<Needed>();
        for (var reminding : remindings) {
            if (reminding.timing() instanceof Reminding.Timing.After(var what, var delay, var workingDays, _)
                    && what == Reminding.Anchor.ADDED
                    && Expression.holds(reminding.when(), scope)) {
                var due = organisation.calendar().plusWorkingDays(added, workingDays).plus(delay);
                var labels = new LinkedHashMap<String, String>();
                reminding.buttons().forEach((name, label) -> labels.put(name, label.in(scope, reader)));
                for (var expression : reminding.to()) {
                    if (expression.value(scope) instanceof Entry entry && entry.exists()) {
                        needed.add(new Needed(new Person(organisation.id(), entry.key()), due,
                                new Planned(reminding, List.of(entry.key()), due, reminding.say().in(scope, reader), labels, List.of()),
                                Optional.empty()));
                    }
                }
            }
        }
        return List.copyOf(needed);
    }
}
