package org.usher.chat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.usher.approval.Lifecycle;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.checkout.CartService;
import org.usher.checkout.FollowUps;
import org.usher.conversation.Answer;
import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Engine;
import org.usher.conversation.Freshness;
import org.usher.conversation.Input;
import org.usher.conversation.Reply;
import org.usher.facts.Definitions;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.KeptDialogue;
import org.usher.facts.Phrases;
import org.usher.facts.RegisterService;
import org.usher.file.Files;
import org.usher.file.Upload;
import org.usher.outbox.Notice;
import org.usher.outbox.Outbox;
import org.usher.outbox.Transactions;
import org.usher.reminder.DraftJob;
import org.usher.reminder.Questions;
import org.usher.request.Person;
import org.usher.secret.Hashing;
import org.usher.validation.BuiltIn;
import org.usher.validation.Finding;

/** A message in, replies out, for any channel. Every answer that it acknowledges is on disk. */
@Singleton
public class ChatService {

    private static final int LISTED = 100;
    private static final int ATTEMPTS = 5;
    /** Where a person goes after the last form: a page of Usher's own. */
    private static final String CART = DialogueView.OWN_PAGE + "cart";
    private static final String REQUESTS = DialogueView.OWN_PAGE + "requests";

    private final Definitions definitions;
    private final Dialogues dialogues;
    private final RegisterService registers;
    private final Judge judge;
    private final Transactions transactions;
    private final AuditTrail trail;
    private final CartService cart;
    private final Lifecycle lifecycle;
    private final OffRamps offRamps;
    private final Hashing hashing;
    private final Files files;
    private final Outbox outbox;
    private final FollowUps followUps;
    private final Questions questions;
    private final Clock clock;

    ChatService(Definitions definitions, Dialogues dialogues, RegisterService registers, Judge judge, Transactions transactions,
            AuditTrail trail,
            CartService cart, Lifecycle lifecycle, OffRamps offRamps, Hashing hashing, Files files, Outbox outbox, FollowUps followUps,
            Questions questions, Clock clock) {
        this.definitions = definitions;
        this.dialogues = dialogues;
        this.registers = registers;
        this.judge = judge;
        this.transactions = transactions;
        this.trail = trail;
        this.cart = cart;
        this.lifecycle = lifecycle;
        this.offRamps = offRamps;
        this.hashing = hashing;
        this.files = files;
        this.outbox = outbox;
        this.followUps = followUps;
        this.questions = questions;
        this.clock = clock;
    }

    /** A conversation that the person may start. */
    @Serdeable
    public record Offer(String id, String title, String about, String group) {}

    /**
     * A dialogue in a list.
     *
     * @param role    {@code requester}, {@code asked} (a question waits for the person), {@code offered} (handed to the person), or {@code reader}
     * @param expires when it expires if nobody speaks in it; none while it waits for others, or where it was handed in before
     */
    @Serdeable
    public record Summary(String id, String conversation, String title, String status, String role, String requesterName, Instant touched,
            @Nullable Instant expires) {}

    /** An option found by typing. */
    @Serdeable
    public record Hit(String value, String label, String hint) {}

    /** The conversations this person sees. */
    public List<Offer> conversations(Person who) {
        if (!judge.isActive(who)) {
            return List.of();
        }
        var facts = judge.facts(who, clock.instant());
        return facts.organisation().conversations().values().stream().filter(conversation -> Engine.lists(conversation, who.key(), facts))
                .map(conversation -> new Offer(conversation.id(), Judge.text(conversation.about().title(), facts, who.key()),
                        Judge.text(conversation.about().text(), facts, who.key()),
                        Judge.text(conversation.about().group(), facts, who.key())))
                .toList();
    }

    /** Open dialogues of the person, questions of others that wait for the person, and dialogues handed to the person. */
    public List<Summary> dialogues(Person who) {
        var now = clock.instant();
        var language = judge.language(who);
        var policy = definitions.organisation(who.organisation()).policy();
        var all = new ArrayList<Summary>();
        for (var kept : dialogues.of(who, LISTED)) {
            if (!kept.hasExpired(policy.expiresAfter(), now)) {
                judge.of(kept, language, now)
                        .ifPresent(judged -> all.add(new Summary(kept.id(), kept.dialogue().conversation(), Judge.title(judged),
                                kept.dialogue().status().word(), role(kept, who),
                                judge.name(who.organisation(), kept.dialogue().requester()), kept.touched(),
                                kept.expires(policy.expiresAfter()).orElse(null))));
            }
        }
        return all;
    }

    private static String role(KeptDialogue kept, Person who) {
        if (kept.offeredTo().equals(Optional.of(who.key()))) {
            return "offered";
        }
        if (kept.waitingFor().contains(who.key())) {
            return "asked";
        }
        return kept.dialogue().requester().equals(who.key()) ? "requester" : "reader";
    }

    public ChatResult start(Person who, String conversation, String channel) {
        return start(who, conversation, Map.of(), channel);
    }

    /** Starts with answers that are given already, such as those that came with a click. */
    public ChatResult startWith(Person who, String conversation, Map<String, Answer> answers, String channel) {
        return transactions.in(() -> begin(who, conversation, answers, Map.of(), channel));
    }

    /** Starts with answers that are proposed. */
    public ChatResult start(Person who, String conversation, Map<String, Answer> proposals, String channel) {
        return transactions.in(() -> begin(who, conversation, Map.of(), proposals, channel));
    }

    /** Begins a follow-up: of an item, or goes on with it. */
    private ChatResult beginFollowUp(Person who, String item, String step) {
        if (!judge.isActive(who)) {
            return inactive(judge.language(who));
        }
        return switch (followUps.begin(who, item, step)) {
            case FollowUps.Begun.NotFound _ -> new ChatResult.NotFound();
            case FollowUps.Begun.Refused(var why) -> new ChatResult.NotAllowed(List.of(why));
            case FollowUps.Begun.InDialogue(var kept) -> judge.of(kept, judge.language(who), clock.instant())
                    .<ChatResult>map(judged -> new ChatResult.Done(looked(judged, who, List.of()))).orElseGet(ChatResult.NotFound::new);
        };
    }

    private ChatResult begin(Person who, String conversation, Map<String, Answer> answers, Map<String, Answer> proposals, String channel) {
        return begin(who, conversation, answers, proposals, channel, List.of());
    }

    /**
     * @param said why it is this conversation and not the one that the person wanted
     */
    private ChatResult begin(Person who, String conversation, Map<String, Answer> answers, Map<String, Answer> proposals, String channel,
            List<String> said) {
        var step = Conversation.stepOf(conversation);
        if (step.isPresent()) {
            return beginFollowUp(who, Conversation.formOf(conversation), step.get());
        }
        var now = clock.instant();
        var facts = judge.facts(who, now);
        if (!facts.organisation().people().isActive(facts.registers(), facts.person(who.key()))) {
            return inactive(facts.language());
        }
        var current = definitions.current(who.organisation(), conversation);
        if (current.isEmpty()) {
            return new ChatResult.NotFound();
        }
        var objections = Engine.entrance(current.get(), who.key(), facts);
        if (!objections.isEmpty()) {
            var instead = said.isEmpty() ? Engine.insteadOf(current.get(), who.key(), facts) : Optional.<String>empty();
            return instead.isEmpty()
                    ? new ChatResult.NotAllowed(objections)
                    : begin(who, instead.get(), Map.of(), Map.of(), channel, objections.stream().map(Finding::text).toList());
        }
        var fresh = Dialogue.begin(current.get(), who.key());
        var dialogue = (answers.isEmpty() ? fresh : fresh.answered(answers)).proposing(proposals);
        var kept = KeptDialogue.begun(UUID.randomUUID().toString(), who.organisation(), dialogue, now,
                registers.version(who.organisation()));
        var judged = new Judge.Case(kept, facts.organisation(), current.get(), facts, false);
        var look = Engine.look(current.get(), dialogue, facts);
        var arrived = kept.after(look.dialogue(), look.waitingFor(), now);
        dialogues.add(arrived);
        record(arrived, who.key(), "dialogue.begun",
                Map.of("conversation", conversation, "version", dialogue.version(), "channel", channel));
        return new ChatResult.Done(DialogueViews.view(judged.after(arrived), look, who, said));
    }

    /** The dialogue as it stands. */
    public ChatResult view(Person who, String id) {
        return transactions.in(() -> visible(who, id).map(judged -> {
            var expired = expireIfDue(judged);
            return (ChatResult) new ChatResult.Done(
                    looked(expired, who, expired == judged ? List.of() : List.of(phrase(expired, "expired"))));
        }).orElseGet(ChatResult.NotFound::new));
    }

    private Optional<Judge.Case> visible(Person who, String id) {
        return dialogues.find(id).filter(kept -> kept.organisation().equals(who.organisation()))
                .filter(kept -> kept.dialogue().requester().equals(who.key()) || kept.waitingFor().contains(who.key())
                        || kept.offeredTo().equals(Optional.of(who.key())) || dialogues.mayRead(id, who.key()))
                .flatMap(kept -> judge.of(kept, language(who, kept), clock.instant()));
    }

    private String language(Person who, KeptDialogue kept) {
        return judge.language(who, registers.at(who.organisation(), kept.factsVersion()));
    }

    private static DialogueView looked(Judge.Case judged, Person who, List<String> messages) {
        return DialogueViews.view(judged, Engine.look(judged.conversation(), judged.dialogue(), judged.facts(), who.key()), who, messages);
    }

    private static String phrase(Judge.Case judged, String key, Object... values) {
        return Phrases.say(judged.facts().language(), key, values);
    }

    private static ChatResult inactive(String language) {
        return new ChatResult.NotNow(BuiltIn.INACTIVE.id(), Phrases.say(language, "inactive"));
    }

    /** One turn. {@code turn} is the number of the view that the input answers. */
    public ChatResult turn(Person who, String id, int turn, Input input, String channel) {
        var step = transactions.in(() -> take(who, id, turn, input, channel, Set.of()));
        while (step instanceof Step.LockFirst(var subjects)) {
            step = transactions.in(() -> {
                cart.lock(who.organisation(), subjects); // before anything is read: what others have sent meanwhile counts
                return take(who, id, turn, input, channel, subjects);
            });
        }
        // Whoever is too late, by the number or because another turn was quicker, is shown the dialogue as it stands.
        return step instanceof Step.Taken(var result)
                ? result
                : transactions.in(() -> visible(who, id)
                        .<ChatResult>map(judged -> new ChatResult.OldTurn(phrase(judged, "old_turn"), looked(judged, who, List.of())))
                        .orElseGet(ChatResult.NotFound::new));
    }

    /**
     * Answers, with a button of a {@linkplain Questions message}, what somebody is asked in the dialogue of another person.
     *
     * @param question {@link Questions#mark} of the question that the message asked
     */
    public ChatResult reply(Person who, String id, String question, String value, String channel) {
        ChatResult result = new ChatResult.NotFound();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var open = transactions.in(() -> visible(who, id).filter(judged -> judged.kept().waitingFor().contains(who.key()))
                    .map(judged -> looked(judged, who, List.of())));
            var prompt = open.map(DialogueView::prompt);
            if (prompt.isEmpty() || !Questions.mark(prompt.get().question()).equals(question)) {
                return transactions.in(() -> dialogues.find(id)).filter(kept -> kept.organisation().equals(who.organisation()))
                        .<ChatResult>map(_ -> new ChatResult.NotNow("", Phrases.say(judge.language(who), "question.over")))
                        .orElseGet(ChatResult.NotFound::new);
            }
            result = turn(who, id, open.get().turn(), new Input.For(prompt.get().question(), new Input.Choose(List.of(value))), channel);
            if (!(result instanceof ChatResult.OldTurn)) {
                return result;
            }
        }
        return result; // others answer all the time; it can be pressed again
    }

    /** What came of one attempt at a turn. */
    private sealed interface Step {

        record Taken(ChatResult result) implements Step {}

        /** Somebody was quicker. */
        record TooLate() implements Step {}

        /** What may be sent now is counted together with what others send for the same people: nobody else may meanwhile. */
        record LockFirst(Set<String> subjects) implements Step {}
    }

    private Step take(Person who, String id, int turn, Input input, String channel, Set<String> locked) {
        var found = visible(who, id);
        if (found.isEmpty()) {
            return new Step.Taken(new ChatResult.NotFound());
        }
        var subjects = subjectsOfWhatIsSent(found.get());
        if (!locked.containsAll(subjects)) {
            return new Step.LockFirst(subjects);
        }
        return take(who, found.get(), turn, input, channel).<Step>map(Step.Taken::new).orElseGet(Step.TooLate::new);
    }

    /** Whom a form is for that is sent as soon as it is handed in, rather than at the checkout of a cart. */
    private static Set<String> subjectsOfWhatIsSent(Judge.Case judged) {
        if (judged.dialogue().status() != Dialogue.Status.REVIEWING || judged.conversation().submission().isEmpty()
                || judged.form().goesIntoCart() && judged.kept().item().isEmpty()) {
            return Set.of();
        }
        var form = judged.form();
        return Stream.concat(Stream.of(form.subject().key()), form.alsoFor().stream()).filter(person -> !person.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Hands a file in, against which nothing was {@linkplain Files#complaint said}, as the answer to what is asked. */
    public ChatResult handIn(Person who, String id, int turn, Upload upload, String channel) {
        return transactions.in(() -> {
            var file = files.keep(who, upload);
            var result = turn(who, id, turn, new Input.HandIn(new Answer.Attachment(file.id(), file.name(), file.bytes())), channel);
            if (result instanceof ChatResult.Done(var view)
                    && view.answers().stream()
                            .anyMatch(answer -> answer.handedIn().filter(taken -> taken.id().equals(file.id())).isPresent())) {
                trail.record(new AuditEntry(clock.instant(), who.organisation(), who.key(), "file", id,
                        Map.of("name", file.name(), "sha256", file.sha256(), "bytes", Long.toString(file.bytes()), "channel", channel)));
            } else {
                files.forget(file);
            }
            return result;
        });
    }

    /** The result; none if the turn is an old one. */
    private Optional<ChatResult> take(Person who, Judge.Case found, int turn, Input input, String channel) {
        var judged = expireIfDue(found);
        var facts = judged.facts();
        if (judged != found) {
            return Optional.of(new ChatResult.Done(looked(judged, who, List.of(phrase(judged, "expired")))));
        }
        if (!facts.organisation().people().isActive(facts.registers(), facts.person(who.key()))) {
            return Optional.of(inactive(facts.language()));
        }
        if (judged.dialogue().turn() != turn) {
            return Optional.empty();
        }
        if (judged.kept().offeredTo().isPresent()) {
            return Optional.of(new ChatResult.NotNow("",
                    phrase(judged, "handed_waiting", facts.registers().label(facts.person(judged.kept().offeredTo().get())))));
        }
        boolean answers = judged.dialogue().requester().equals(who.key()) || judged.kept().waitingFor().contains(who.key());
        if (!answers) {
            return Optional.of(new ChatResult.NotNow("", phrase(judged, "not_your_turn")));
        }
        if (DialogueViews.asksForAnother(judged)) {
            return anotherUser(judged, who, input);
        }
        if (!judged.dialogue().status().open()) {
            return Optional.of(new ChatResult.Done(DialogueViews.view(judged,
                    Engine.turn(judged.conversation(), judged.dialogue(), who.key(), input, facts), who, List.of())));
        }
        var carried = judged.withdrawn() ? carriedOver(judged) : judged;
        var reply = hashed(Engine.turn(carried.conversation(), carried.dialogue(), who.key(), input, facts));
        var kept = carried.kept().after(reply.dialogue(), waitingFor(carried, reply), facts.now());
        var next = goesOn(reply);
        if (next.isPresent()) {
            kept = kept.goingOn(
                    next.get().conversation().startsWith(DialogueView.OWN_PAGE) ? next.get().conversation() : UUID.randomUUID().toString());
        }
        for (var event : reply.events()) {
            if (event instanceof Reply.Event.HandOver(var to)) {
                kept = kept.offered(Optional.of(to));
            }
        }
        dialogues.keep(kept, turn);
        moved(judged, kept);
        return Optional.of(followed(carried.after(kept), judged, reply, who, next, channel));
    }

    /** Whose answers it waits for after a turn. Who was asked before still is, though a warning that has come up since waits for the requester. */
    private static List<String> waitingFor(Judge.Case before, Reply reply) {
        var waiting = reply.waitingFor();
        if (!waiting.isEmpty() || before.kept().waitingFor().isEmpty() || reply.prompt().isEmpty()) {
            return waiting;
        }
        var asked = Engine.asked(before.conversation(), reply.dialogue(), before.facts());
        return before.kept().waitingFor().stream().filter(asked::contains).toList();
    }

    /** Sees to the reminders of a draft that has come to lie, or lies no longer, and lets messages show what became of what they ask. */
    private void moved(Judge.Case before, KeptDialogue after) {
        var kinds = EnumSet.noneOf(Notice.Kind.class);
        if (!before.kept().waitingFor().isEmpty()) {
            kinds.add(Notice.Kind.QUESTION);
        }
        if (before.kept().offeredTo().isPresent()) {
            kinds.add(Notice.Kind.HAND_OVER);
        }
        if (!kinds.isEmpty()) {
            lifecycle.settled(after.organisation(), kinds, after.id());
        }
        if (DraftJob.concerns(before.conversation(), before.kept(), after)) {
            outbox.plan(DraftJob.KIND, after.id(), clock.instant());
        }
    }

    /** Whatever comes after the turn sees of a secret no more than its hash. */
    private Reply hashed(Reply reply) {
        var hashes = new LinkedHashMap<String, String>();
        reply.secrets().forEach((path, secret) -> hashes.put(path, hashing.hash(secret)));
        return hashes.isEmpty() ? reply : reply.keepingHashes(hashes);
    }

    private static Optional<Reply.Event.GoesOn> goesOn(Reply reply) {
        return reply.events().stream().filter(Reply.Event.GoesOn.class::isInstance).map(Reply.Event.GoesOn.class::cast).findFirst();
    }

    /** Sees to all that follows from a turn that was kept. */
    private ChatResult followed(Judge.Case now, Judge.Case before, Reply reply, Person who, Optional<Reply.Event.GoesOn> next,
            String channel) {
        var kept = now.kept();
        var messages = new ArrayList<String>();
        if (before.withdrawn()) {
            messages.add(phrase(now, "carried_over"));
        }
        for (var event : reply.events()) {
            follow(event, now, who, channel);
        }
        if (reply.events().stream().anyMatch(Reply.Event.Submitted.class::isInstance) && now.conversation().submission().isPresent()) {
            kept = handIn(now, messages, channel);
        } else if (now.conversation().step().isEmpty() && reply.events().stream().anyMatch(Reply.Event.Submitted.class::isInstance)) {
            changeAtOnce(now, who);
            messages.add(phrase(now, "noted"));
        }
        if (next.isPresent() && now.conversation().submission().isEmpty() && now.conversation().step().isEmpty()) {
            changeAtOnce(now, who);
        }
        if (!who.key().equals(now.dialogue().requester()) && reply.refusal().isEmpty()) {
            tellWhoAsked(now, reply, who);
        }
        if (reply.events().stream().anyMatch(Reply.Event.Submitted.class::isInstance) && now.conversation().step().isPresent()) {
            messages.add(followUps.done(now));
        }
        var asked = kept.waitingFor().stream().filter(key -> !before.kept().waitingFor().contains(key)).toList();
        if (!asked.isEmpty()) {
            questions.ask(now.after(kept), asked);
        }
        var view = DialogueViews.view(now.after(kept), reply, who, messages);
        if (next.isPresent() && !next.get().conversation().startsWith(DialogueView.OWN_PAGE)) {
            var opened = beginWith(kept.next().orElseThrow(), who, next.get(), channel);
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        return reply.refusal().isPresent() ? new ChatResult.Refused(view) : new ChatResult.Done(view);
    }

    /** What a conversation that asks nothing of the ITSM changes in the registers: at once, with who said so and why. */
    private void changeAtOnce(Judge.Case judged, Person who) {
        if (judged.conversation().effects().isEmpty()) {
            return;
        }
        registers.lock(who.organisation());
        var latest = judge.of(judged.kept(), judged.facts().language(), judged.facts().now()).orElse(judged);
        var changes = Engine.changes(latest.conversation(), latest.dialogue(), latest.facts());
        var noted = Engine.noted(latest.conversation(), latest.dialogue(), latest.facts());
        registers.apply(who.organisation(), changes, who.key(), noted);
        var forgetting = latest.dialogue().forgettingSecrets(); // what was made of them has been put where it belongs
        if (!forgetting.equals(latest.dialogue())) {
            dialogues.save(latest.kept().after(forgetting, latest.kept().waitingFor(), latest.facts().now()), latest.dialogue().turn());
        }
        for (var change : changes) {
            record(judged.kept(), who.key(), "effect",
                    Map.of("register", change.register(), "key", change.key(), "change",
                            change.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
                            "why", noted));
        }
    }

    /** Hands in what is submitted, and says where it went. */
    private KeptDialogue handIn(Judge.Case now, List<String> messages, String channel) {
        var item = cart.handIn(now);
        var kept = dialogues.find(now.kept().id()).orElseThrow().handedIn(item.number()); // handing in may have changed what it says
        boolean ofACart = now.form().goesIntoCart();
        if (!item.inCart() || !ofACart) {
            kept = kept.goingOn(REQUESTS);
        }
        dialogues.save(kept, kept.dialogue().turn());
        if (item.inCart() && !ofACart) {
            cart.sendAtOnce(item, channel);
            messages.add(phrase(now, "sent_at_once", item.reference()));
        } else {
            messages.add(phrase(now, item.inCart() ? "in_cart" : "handed_in_again", item.reference()));
        }
        return kept;
    }

    /** Opens the conversation that a dialogue goes on in, under an id that the dialogue already names. A result if that person may not begin it. */
    private Optional<ChatResult> beginWith(String id, Person who, Reply.Event.GoesOn next, String channel) {
        var now = clock.instant();
        var facts = judge.facts(who, now);
        var current = definitions.current(who.organisation(), next.conversation()).orElseThrow();
        var objections = Engine.entrance(current, who.key(), facts);
        if (!objections.isEmpty()) {
            return Optional.of(new ChatResult.NotAllowed(objections));
        }
        var dialogue = Dialogue.begin(current, who.key());
        var carried = next.carry().isEmpty() ? dialogue : dialogue.answered(next.carry());
        var look = Engine.look(current, carried, facts);
        var kept = KeptDialogue.begun(id, who.organisation(), look.dialogue(), now, registers.version(who.organisation()));
        dialogues.add(kept.after(look.dialogue(), look.waitingFor(), now));
        record(kept, who.key(), "dialogue.begun",
                Map.of("conversation", next.conversation(), "version", dialogue.version(), "channel", channel));
        return Optional.empty();
    }

    private void follow(Reply.Event event, Judge.Case judged, Person who, String channel) {
        var kept = judged.kept();
        switch (event) {
            case Reply.Event.AnswerTaken(var path, var text) ->
                record(kept, who.key(), "answer", Map.of("question", path, "text", text, "channel", channel));
            case Reply.Event.AnswerRefused(var path, var rule, _) ->
                record(kept, who.key(), "refused", Map.of("question", path, "rule", rule));
            case Reply.Event.Found(var finding) -> record(kept, AuditEntry.USHER, "finding",
                    Map.of("rule", finding.rule(), "severity", finding.severity().word(), "question", finding.at(), "text",
                            finding.text()));
            case Reply.Event.Acknowledged(var finding) -> record(kept, who.key(), "finding.acknowledged",
                    Map.of("rule", finding.rule(), "question", finding.at(), "text", finding.text(), "by", who.key()));
            case Reply.Event.Submitted _ -> record(kept, who.key(), "dialogue.submitted", Map.of("channel", channel));
            case Reply.Event.Stopped(var rule, var text, var to, var form) -> {
                record(kept, who.key(), "off-ramp", Map.of("rule", rule, "text", text, "to", to, "form", form));
                offRamps.took(new OffRamps.OffRamp(judged.facts().now(), kept.organisation(), kept.dialogue().requester(), kept.id(),
                        kept.dialogue().conversation(), rule, text, to, form));
            }
            case Reply.Event.GoesOn(var conversation, _) ->
                record(kept, who.key(), "dialogue.goes_on", Map.of("conversation", conversation));
            case Reply.Event.HandOver(var to) -> handedTo(judged, new Person(kept.organisation(), to));
            case Reply.Event.Cancelled _ -> {
                record(kept, who.key(), "dialogue.cancelled", Map.of());
                cart.givenUp(judged);
            }
            case Reply.Event.Cleared(var rule, var text) ->
                record(kept, who.key(), "dialogue.cleared", Map.of("rule", rule, "text", text));
            case Reply.Event.Paused(var rule, var text) -> record(kept, who.key(), "dialogue.paused", Map.of("rule", rule, "text", text));
            case Reply.Event.Restarted _ -> record(kept, who.key(), "dialogue.restarted", Map.of());
            case Reply.Event.SecretGiven(var path, _) -> record(kept, who.key(), "secret", Map.of("question", path));
        }
    }

    private void record(KeptDialogue kept, String actor, String action, Map<String, String> details) {
        trail.record(new AuditEntry(clock.instant(), kept.organisation(), actor, action, kept.id(), details));
    }

    /** Tells the requester that somebody else has answered, and, if that ended the conversation, how. */
    private void tellWhoAsked(Judge.Case judged, Reply reply, Person who) {
        var requester = judged.kept().requester();
        var ended = reply.events().stream().filter(Reply.Event.Stopped.class::isInstance).map(Reply.Event.Stopped.class::cast)
                .map(Reply.Event.Stopped::text).findFirst().orElse("");
        lifecycle.tell(requester, Notice.Kind.QUESTION, "somebody_answered",
                ended.isEmpty() ? "somebody_answered.text" : "somebody_answered.ended",
                List.of(lifecycle.button(requester, "open", "open_it", judged.kept().id())), judged.kept().id(),
                judge.name(who.organisation(), who.key()), Judge.title(judged), ended);
    }

    // ---- another user

    private Optional<ChatResult> anotherUser(Judge.Case judged, Person who, Input input) {
        var word = switch (input) {
            case Input.Say(var text) -> text.strip();
            case Input.Choose(var values) when values.size() == 1 -> values.getFirst();
            case Input.For(_, Input.Say(var text)) -> text.strip();
            case Input.For(_, Input.Choose(var values)) when values.size() == 1 -> values.getFirst();
            case Input.Choose _,Input.For _,Input.HandIn _,Input.Back _,Input.Change _,Input.Help _,Input.Restart _,Input.Cancel _,Input.Skip _,Input.Submit _ ->
                "";
        };
        var language = judged.facts().language();
        boolean yes = word.equalsIgnoreCase("yes") || word.equalsIgnoreCase(Phrases.say(language, "yes"));
        boolean no = word.equalsIgnoreCase("no") || word.equalsIgnoreCase(Phrases.say(language, "no"));
        if (!yes && !no) {
            return Optional.of(new ChatResult.Refused(looked(judged, who, List.of())
                    .refusing(new DialogueView.Refusal("", phrase(judged, "another.yes_or_no")))));
        }
        var next = yes ? UUID.randomUUID().toString() : CART;
        var turn = judged.dialogue().turn();
        var kept = judged.kept().after(judged.dialogue().nextTurn(), List.of(), judged.facts().now()).goingOn(next);
        if (!dialogues.save(kept, turn)) {
            return Optional.empty();
        }
        if (yes) {
            var current = definitions.current(who.organisation(), judged.conversation().id()).orElse(judged.conversation());
            var dialogue = Dialogue.begin(current, who.key()).proposing(Freshness.proposals(judged.conversation(), judged.dialogue()));
            dialogues.add(KeptDialogue.begun(next, who.organisation(), dialogue, judged.facts().now(), kept.factsVersion()));
            record(kept, who.key(), "dialogue.goes_on", Map.of("conversation", judged.conversation().id(), "dialogue", next));
        }
        return Optional.of(
                new ChatResult.Done(looked(judged.after(kept), who, List.of(phrase(judged, yes ? "another.started" : "another.none")))));
    }

    // ---- coming back

    /** Comes back to a saved dialogue: if its version was withdrawn, its answers are carried over to the one in force, and the person is told. */
    public ChatResult resume(Person who, String id, String channel) {
        return transactions.in(() -> {
            var found = visible(who, id);
            if (found.isEmpty()) {
                return new ChatResult.NotFound();
            }
            var judged = expireIfDue(found.get());
            if (judged != found.get()) {
                return new ChatResult.Done(looked(judged, who, List.of(phrase(judged, "expired"))));
            }
            boolean open = judged.dialogue().status().open();
            if (!open || !judged.withdrawn() || !judged.dialogue().requester().equals(who.key())) {
                return new ChatResult.Done(looked(judged, who, open ? List.of(phrase(judged, "welcome_back")) : List.of()));
            }
            var carried = carriedOver(judged);
            var look = Engine.look(carried.conversation(), carried.dialogue(), carried.facts());
            var kept = carried.kept().after(look.dialogue().nextTurn(), look.waitingFor(),
                    carried.facts().now());
            if (!dialogues.save(kept, judged.dialogue().turn())) {
                return new ChatResult.OldTurn(phrase(judged, "old_turn"), looked(visible(who, id).orElseThrow(), who, List.of()));
            }
            moved(judged, kept);
            record(kept, who.key(), "dialogue.carried_over",
                    Map.of("from", judged.dialogue().version(), "to", kept.dialogue().version(), "channel", channel));
            boolean all = kept.dialogue().status() == Dialogue.Status.REVIEWING;
            return new ChatResult.Done(
                    DialogueViews.view(carried.after(kept), look, who, List.of(phrase(judged, all ? "carried_all" : "carried_over"))));
        });
    }

    private static Judge.Case carriedOver(Judge.Case judged) {
        var dialogue = judged.dialogue().carriedTo(judged.conversation());
        return judged.after(judged.kept().after(dialogue, judged.kept().waitingFor(), judged.kept().touched()));
    }

    /** The dialogue, expired if it was left for too long. */
    private Judge.Case expireIfDue(Judge.Case judged) {
        var kept = judged.kept();
        boolean due = kept.dialogue().status().open()
                && kept.hasExpired(judged.organisation().policy().expiresAfter(), judged.facts().now());
        return due ? expire(judged).orElse(judged) : judged;
    }

    /** Expires a dialogue; none if somebody spoke in it meanwhile. */
    Optional<Judge.Case> expire(Judge.Case judged) {
        var kept = judged.kept();
        var expired = kept.after(kept.dialogue().is(Dialogue.Status.EXPIRED).withoutPending().nextTurn(), List.of(), kept.touched())
                .offered(Optional.empty());
        if (!dialogues.save(expired, kept.dialogue().turn())) {
            return Optional.empty();
        }
        moved(judged, expired);
        record(expired, AuditEntry.USHER, "dialogue.expired", Map.of());
        cart.givenUp(judged.after(expired));
        return Optional.of(judged.after(expired));
    }

    /** Options of what is asked that match what was typed so far. */
    public List<Hit> search(Person who, String id, String typed, int limit) {
        return transactions.in(() -> visible(who, id)).filter(judged -> judged.dialogue().status().open())
                .map(judged -> Engine.search(judged.conversation(), judged.dialogue(), typed, limit, judged.facts()).stream()
                        .map(choice -> new Hit(choice.value(), choice.label(), choice.hint())).toList())
                .orElse(List.of());
    }

    // ---- hand-over

    /** Hands a draft to somebody, who becomes its requester by accepting it (SH-R23). */
    public ChatResult handOver(Person who, String id, String to, String channel) {
        return withDraft(who, id, judged -> {
            var kept = judged.kept();
            var facts = judged.facts();
            var receiver = facts.person(to);
            if (!kept.dialogue().requester().equals(who.key()) || kept.offeredTo().isPresent() || to.equals(who.key())
                    || !facts.organisation().people().isActive(facts.registers(), receiver)) {
                return new ChatResult.NotNow("", phrase(judged, "cannot_hand_over"));
            }
            var offered = kept.after(kept.dialogue().withoutPending().nextTurn(), kept.waitingFor(), facts.now()).offered(Optional.of(to));
            return saved(judged, offered, who, "handed_waiting", () -> handedTo(judged.after(offered), new Person(who.organisation(), to)),
                    facts.registers().label(receiver));
        });
    }

    private void handedTo(Judge.Case judged, Person to) {
        var kept = judged.kept();
        record(kept, kept.dialogue().requester(), "dialogue.handed_over", Map.of("to", to.key()));
        lifecycle.tell(to, Notice.Kind.HAND_OVER, "handed", "handed_text",
                List.of(lifecycle.button(to, "accept", "handed_accept", kept.id()),
                        lifecycle.button(to, "give_back", "handed_back", kept.id()),
                        lifecycle.button(to, "open", "details", kept.id())),
                kept.id(),
                judge.name(kept.organisation(), kept.dialogue().requester()), Judge.title(judged));
    }

    /** Accepts a draft that was handed over. */
    public ChatResult accept(Person who, String id, String channel) {
        return withDraft(who, id, judged -> {
            var kept = judged.kept();
            if (!kept.offeredTo().equals(Optional.of(who.key()))) {
                return new ChatResult.NotNow("", phrase(judged, "not_your_turn"));
            }
            if (!judge.isActive(who)) {
                return inactive(judged.facts().language());
            }
            var objections = Engine.entrance(judged.conversation(), who.key(), judged.facts());
            if (!objections.isEmpty()) {
                return new ChatResult.NotAllowed(objections);
            }
            var first = kept.dialogue().requester();
            var accepted = kept.handed(kept.dialogue().handedTo(who.key(), judged.conversation()).nextTurn(), Optional.of(first));
            var look = Engine.look(judged.conversation(), accepted.dialogue(), judged.facts());
            var arrived = accepted.after(look.dialogue(), look.waitingFor(), judged.facts().now());
            if (!dialogues.save(arrived, kept.dialogue().turn())) {
                return new ChatResult.NotNow("", phrase(judged, "old_turn"));
            }
            moved(judged, arrived);
            dialogues.letRead(id, first);
            record(arrived, who.key(), "dialogue.accepted", Map.of("from", first, "channel", channel));
            lifecycle.tell(new Person(who.organisation(), first), Notice.Kind.HAND_OVER, "handed", "accepted_draft", List.of(), id,
                    judge.name(who.organisation(), who.key()), Judge.title(judged));
            return new ChatResult.Done(DialogueViews.view(judged.after(arrived), look, who, List.of()));
        });
    }

    /** Gives a draft back: one that was offered, or one that was accepted. */
    public ChatResult giveBack(Person who, String id, String channel) {
        return withDraft(who, id, judged -> {
            var kept = judged.kept();
            boolean offered = kept.offeredTo().equals(Optional.of(who.key()));
            boolean accepted = kept.dialogue().requester().equals(who.key()) && kept.handedBy().isPresent() && kept.offeredTo().isEmpty();
            boolean takenBack = kept.dialogue().requester().equals(who.key()) && kept.offeredTo().isPresent();
            if (!offered && !accepted && !takenBack) {
                return new ChatResult.NotNow("", phrase(judged, "not_your_turn"));
            }
            var to = accepted ? kept.handedBy().orElseThrow() : kept.dialogue().requester();
            var dialogue = accepted ? kept.dialogue().handedTo(to, judged.conversation()) : kept.dialogue();
            var returned = kept.handed(dialogue.nextTurn(), Optional.empty()).after(dialogue.nextTurn(), List.of(),
                    judged.facts().now());
            if (accepted) {
                dialogues.letRead(id, who.key());
            }
            return saved(judged, returned, who, "returned_draft", () -> {
                record(returned, who.key(), "dialogue.given_back", Map.of("to", to, "channel", channel));
                if (!takenBack) {
                    lifecycle.tell(new Person(who.organisation(), to), Notice.Kind.HAND_OVER, "handed", "returned_draft",
                            List.of(lifecycle.button(new Person(who.organisation(), to), "open", "open_it", id)), id,
                            judge.name(who.organisation(), who.key()), Judge.title(judged));
                }
            }, judge.name(who.organisation(), who.key()), Judge.title(judged));
        });
    }

    private ChatResult withDraft(Person who, String id, java.util.function.Function<Judge.Case, ChatResult> work) {
        return transactions.in(() -> visible(who, id).map(this::expireIfDue)
                .map(judged -> judged.dialogue().status().open()
                        ? work.apply(judged)
                        : new ChatResult.NotNow("",
                                phrase(judged, judged.dialogue().status() == Dialogue.Status.EXPIRED ? "expired" : "not_your_turn")))
                .orElseGet(ChatResult.NotFound::new));
    }

    private ChatResult saved(Judge.Case judged, KeptDialogue kept, Person who, String phrase, Runnable then, Object... values) {
        if (!dialogues.save(kept, judged.dialogue().turn())) {
            return new ChatResult.NotNow("", phrase(judged, "old_turn"));
        }
        moved(judged, kept);
        then.run();
        return new ChatResult.Done(looked(judged.after(kept), who, List.of(phrase(judged, phrase, values))));
    }
}
