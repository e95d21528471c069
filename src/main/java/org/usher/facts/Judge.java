package org.usher.facts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Engine;
import org.usher.conversation.Facts;
import org.usher.conversation.Form;
import org.usher.conversation.Organisation;
import org.usher.register.Entry;
import org.usher.register.Registers;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.validation.Reader;
import org.usher.validation.Scope;
import org.usher.validation.Wording;

/** Judges forms and dialogues on the facts of this moment; a form whose effects have been applied, on the facts without these. */
@Singleton
public final class Judge {

    /** The built-in register of open items. */
    private static final String ITEMS = "items";

    private final Definitions definitions;
    private final RegisterService registers;
    private final Dialogues dialogues;
    private final Requests requests;

    Judge(Definitions definitions, RegisterService registers, Dialogues dialogues, Requests requests) {
        this.definitions = definitions;
        this.registers = registers;
        this.dialogues = dialogues;
        this.requests = requests;
    }

    /**
     * A dialogue with what it is judged by.
     *
     * @param withdrawn whether the version it is pinned to is no longer in use, so that {@code conversation} is the one in force
     */
    public record Case(KeptDialogue kept, Organisation organisation, Conversation conversation, Facts facts, boolean withdrawn) {

        public Dialogue dialogue() {
            return kept.dialogue();
        }

        /** The form as it is filled in now. */
        public Form form() {
            return Engine.form(conversation, kept.dialogue(), facts);
        }

        /** The same, after the dialogue went on. */
        public Case after(KeptDialogue later) {
            return new Case(later, organisation, conversation, facts, withdrawn);
        }
    }

    /** The form of an item, judged at this moment on today's registers, in the requester's language. */
    public Form form(RequestItem item, Instant now) {
        return form(item, now, language(item.person()));
    }

    /** The form of an item, in the language of a certain reader. */
    public Form form(RequestItem item, Instant now, String language) {
        return of(item, now, language).form();
    }

    /** The form of an item as the desk reads it. */
    public Form formForDesk(RequestItem item, Instant now) {
        return form(item, now, languageOfDesk(item));
    }

    /** What the desk reads of an item: the first language of the organisation, whatever the requester reads. */
    public String languageOfDesk(RequestItem item) {
        return definitions.organisation(item.person().organisation()).languages().getFirst();
    }

    /** The dialogue of an item with what it is judged by. */
    public Optional<Case> of(RequestItem item, Instant now) {
        return dialogues.find(item.dialogue()).flatMap(kept -> of(kept, language(item.person()), now));
    }

    /** The dialogue of an item with what it is judged by, for a reader. */
    public Case of(RequestItem item, Instant now, String language) {
        return dialogues.find(item.dialogue()).flatMap(kept -> of(kept, language, now))
                .orElseThrow(() -> new IllegalStateException("The dialogue of " + item.reference() + " cannot be read"));
    }

    /** A dialogue with what it is judged by; none if its conversation is no longer defined in any version. */
    public Optional<Case> of(KeptDialogue kept, String language, Instant now) {
        var dialogue = kept.dialogue();
        var pinned = definitions.version(kept.organisation(), dialogue.conversation(), dialogue.version());
        var current = registers.at(kept.organisation(), kept.factsVersion());
        if (pinned.isPresent()) {
            var organisation = pinned.get().organisation();
            return Optional
                    .of(new Case(kept, organisation, pinned.get().conversation(),
                            facts(kept, pinned.get().conversation(), organisation, current, language, now), false));
        }
        var organisation = definitions.organisation(kept.organisation());
        return organisation.conversation(dialogue.conversation())
                .map(inForce -> new Case(kept, organisation, inForce, facts(kept, inForce, organisation, current, language, now), true));
    }

    /** What an item is compared with are the others, not itself; and the registers as they would be without what it has brought about. */
    private Facts facts(KeptDialogue kept, Conversation conversation, Organisation organisation, Registers current, String language,
            Instant now) {
        var before = before(kept, conversation, organisation, current, language, now);
        if (kept.item().isEmpty() || !conversation.hasStory()) {
            return before;
        }
        var item = requests.item(kept.item().get());
        if (item.isEmpty()) {
            return before;
        }
        if (conversation.step().isEmpty()) {
            return story(item.get(), kept.dialogue(), conversation, before);
        }
        // A follow-up: what it is about is the form, with all that has become of it.
        var form = dialogues.find(item.get().dialogue());
        return form.flatMap(found -> form(organisation, found.dialogue()).map(conversationOfForm -> Engine
                .factsOfFollowUp(conversationOfForm, found.dialogue(), story(item.get(), found.dialogue(), conversationOfForm, before))))
                .orElse(before);
    }

    private Optional<Conversation> form(Organisation organisation, Dialogue dialogue) {
        return definitions.version(organisation.id(), dialogue.conversation(), dialogue.version()).map(Definitions.Version::conversation)
                .or(() -> organisation.conversation(dialogue.conversation()));
    }

    /** What became of a form since it was handed in: who decided, what was written back, and what others did about it. */
    private Facts story(RequestItem item, Dialogue dialogue, Conversation form, Facts facts) {
        var people = facts.organisation().people().register();
        var decider = requests.decisionOn(item.number());
        var known = facts.knowing(Map.of("result", requests.results(item.number()), "decider",
                decider.map(decision -> facts.person(decision.by())).orElseGet(() -> Entry.none(people))));
        for (var step : requests.steps(item.number())) {
            if (step.done().isEmpty()) {
                known = known.knowing(Map.of("step", step.step(), "doers", step.people().stream().map(known::person).toList()));
                continue;
            }
            var followUp = form.conversationOf(step.step());
            var answered = dialogues.find(step.done().get().dialogue());
            if (followUp.isPresent() && answered.isPresent()) {
                known = known.knowing(Engine.answers(followUp.get(), answered.get().dialogue(),
                        Engine.factsOfFollowUp(form, dialogue, known)));
            }
            known = known.knowing(Map.of("doer", known.person(step.done().get().by())));
        }
        return known;
    }

    /** As {@link #of(RequestItem, Instant)}, but on the registers as they stand, with all that the item has already brought about. */
    public Form formAsItStands(RequestItem item, Instant now) {
        var judged = of(item, now).orElseThrow();
        return Engine.form(judged.conversation(), judged.dialogue(),
                judged.facts().with(registers.current(item.person().organisation())));
    }

    private Facts before(KeptDialogue kept, Conversation conversation, Organisation organisation, Registers current, String language,
            Instant now) {
        var own = kept.item().map(number -> RequestItem.reference(number)).orElse("");
        var cart = inCart(current, kept.requester()).stream().filter(entry -> !entry.key().equals(own)).toList();
        if (own.isEmpty() || !current.has(ITEMS)) {
            return new Facts(organisation, current, now, language, cart);
        }
        var all = current.entries(ITEMS);
        boolean open = all.stream().anyMatch(entry -> entry.key().equals(own));
        var others = open
                ? current.withEntries(ITEMS, all.stream().filter(entry -> !current.field(entry, "number").equals(own)).toList())
                : current;
        if (!open || conversation.hasStory()) {
            others = registers.without(kept.organisation(), others, own);
        }
        return new Facts(organisation, others, now, language, cart);
    }

    /** The entries of the items in a person's cart. */
    public static List<Entry> inCart(Registers registers, Person person) {
        return registers.has(ITEMS)
                ? registers.entriesWhere(ITEMS, "requester", person.key()).stream()
                        .filter(entry -> Boolean.TRUE.equals(registers.field(entry, "in_cart")))
                        .filter(entry -> registers.field(entry, "number").equals(entry.key())).toList()
                : List.of();
    }

    /** What a person may be judged by before any dialogue has begun. */
    public Facts facts(Person who, Instant now) {
        var organisation = definitions.organisation(who.organisation());
        var current = registers.current(who.organisation());
        return new Facts(organisation, current, now, language(who, current), inCart(current, who));
    }

    /** The language a person reads: what their entry says, if the organisation speaks it. */
    public String language(Person who) {
        return language(who, registers.current(who.organisation()));
    }

    /** As {@link #language(Person)}, on registers that were just read. */
    public String language(Person who, Registers current) {
        var organisation = definitions.organisation(who.organisation());
        var field = organisation.people().language();
        var entry = current.entry(organisation.people().register(), who.key());
        var wanted = field.isEmpty() || !entry.exists() ? "" : String.valueOf(current.field(entry, field));
        return organisation.languages().contains(wanted) ? wanted : organisation.languages().getFirst();
    }

    /** In which language and zone a person reads. */
    public Reader reader(Person who) {
        var organisation = definitions.organisation(who.organisation());
        var current = registers.current(who.organisation());
        var field = organisation.people().zone();
        var entry = current.entry(organisation.people().register(), who.key());
        var zone = field.isEmpty() || !entry.exists() ? "" : String.valueOf(current.field(entry, field));
        return new Reader(language(who, current),
                ZoneId.getAvailableZoneIds().contains(zone) ? ZoneId.of(zone) : organisation.calendar().zone());
    }

    /** Whether a person is known and active. */
    public boolean isActive(Person who) {
        var organisation = definitions.organisation(who.organisation());
        var current = registers.current(who.organisation());
        return organisation.people().isActive(current, current.entry(organisation.people().register(), who.key()));
    }

    /** What a person is called; the key, if nobody is known under it. */
    public String name(String organisation, String key) {
        var people = definitions.organisation(organisation).people();
        var current = registers.current(organisation);
        var entry = current.entry(people.register(), key);
        return entry.exists() ? current.label(entry) : key;
    }

    /** What expressions outside a form see: who asks, the cart, the settings, the time. */
    public static Scope scope(Facts facts, String requester) {
        return new Scope(name -> switch (name) {
            case "requester" -> facts.person(requester);
            case "cart" -> facts.cart();
            case "settings" -> facts.organisation().settings();
            case "now" -> facts.now();
            case "today" -> facts.organisation().calendar().startOfDay(facts.now());
            default -> null;
        }, facts.registers(), facts.organisation().calendar());
    }

    /** A text of a definition that stands outside a form, such as the title of a conversation. */
    public static String text(Wording wording, Facts facts, String requester) {
        return wording.in(scope(facts, requester), new Reader(facts.language(), facts.organisation().calendar().zone()));
    }

    /** What a form is called. */
    public static String title(Case judged) {
        return text(judged.conversation().about().title(), judged.facts(), judged.dialogue().requester());
    }
}
