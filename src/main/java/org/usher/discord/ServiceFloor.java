package org.usher.discord;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import org.usher.approval.ApprovalService;
import org.usher.approval.ApprovalView;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.Outcomes;
import org.usher.checkout.CartService;
import org.usher.checkout.CartView;
import org.usher.checkout.FollowUps;
import org.usher.checkout.RequestService;
import org.usher.checkout.RequestView;
import org.usher.checkout.TaskView;
import org.usher.conversation.Input;
import org.usher.conversation.Organisation;
import org.usher.facts.Definitions;
import org.usher.facts.Judge;
import org.usher.facts.RegisterService;
import org.usher.file.Files;
import org.usher.file.Upload;
import org.usher.outbox.Notice;
import org.usher.outbox.Outbox;
import org.usher.outbox.Transactions;
import org.usher.register.Entry;
import org.usher.register.Registers;
import org.usher.reminder.ReminderView;
import org.usher.reminder.Reminders;
import org.usher.request.Decision;
import org.usher.request.Person;
import org.usher.secret.Credentials;

/** The application floor's services. */
@Singleton
final class ServiceFloor implements Floor {

    private final ChatService chat;
    private final CartService carts;
    private final RequestService requests;
    private final ApprovalService approvals;
    private final Reminders reminders;
    private final Credentials credentials;
    private final Files files;
    private final Definitions definitions;
    private final RegisterService registers;
    private final Transactions transactions;
    private final Outbox outbox;
    private final DiscordSettings settings;
    private final Judge judge;
    private final FollowUps followUps;
    private final Outcomes outcomes;
    private final Clock clock;

    ServiceFloor(ChatService chat, CartService carts, RequestService requests, ApprovalService approvals, Reminders reminders,
            Credentials credentials, Files files,
            Definitions definitions,
            RegisterService registers, Transactions transactions, Outbox outbox, DiscordSettings settings, Judge judge, FollowUps followUps,
            Outcomes outcomes, Clock clock) {
        this.chat = chat;
        this.carts = carts;
        this.requests = requests;
        this.approvals = approvals;
        this.reminders = reminders;
        this.credentials = credentials;
        this.files = files;
        this.definitions = definitions;
        this.registers = registers;
        this.transactions = transactions;
        this.outbox = outbox;
        this.settings = settings;
        this.judge = judge;
        this.followUps = followUps;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    private Phrases phrases(Person who) {
        return Phrases.of(language(who));
    }

    private <T> T read(Supplier<T> reading) {
        return transactions.in(reading);
    }

    @Override
    public List<String> organisations() {
        return definitions.organisations().stream().map(Organisation::id).toList();
    }

    @Override
    public List<Known> people(String number) {
        return read(() -> definitions.organisations().stream().map(organisation -> known(organisation, number)).flatMap(Optional::stream)
                .toList());
    }

    @Override
    public Optional<Known> known(Person person) {
        return read(() -> known(definitions.organisation(person.organisation()), person.key()));
    }

    private Optional<Known> known(Organisation organisation, String key) {
        var facts = registers.current(organisation.id());
        var people = organisation.people();
        var entry = facts.entry(people.register(), key);
        return entry.exists()
                ? Optional.of(
                        new Known(new Person(organisation.id(), key), facts.label(entry), people.email(facts, entry), team(facts, entry),
                                people.isActive(facts, entry)))
                : Optional.empty();
    }

    private String team(Registers facts, Entry entry) {
        var hasTeam = facts.schema(entry.register()).fields().containsKey(settings.teamField());
        var team = hasTeam ? facts.field(entry, settings.teamField()) : "";
        return team instanceof Entry other ? other.key() : String.valueOf(team);
    }

    @Override
    public String language(Person who) {
        return read(() -> judge.language(who));
    }

    @Override
    public String language(String organisation) {
        return definitions.organisation(organisation).languages().getFirst();
    }

    @Override
    public List<TaskView> tasks(Person who) {
        return read(() -> followUps.of(who));
    }

    @Override
    public List<ChatService.Offer> conversations(Person who) {
        return read(() -> chat.conversations(who));
    }

    @Override
    public List<ChatService.Summary> dialogues(Person who) {
        return read(() -> chat.dialogues(who));
    }

    @Override
    public ChatResult start(Person who, String conversation) {
        return chat.start(who, conversation, CHANNEL);
    }

    @Override
    public ChatResult view(Person who, String dialogue) {
        return chat.view(who, dialogue);
    }

    @Override
    public ChatResult turn(Person who, String dialogue, int turn, Input input) {
        return chat.turn(who, dialogue, turn, input, CHANNEL);
    }

    @Override
    public Optional<String> objectionTo(Person who, String file, long bytes) {
        return files.complaint(new Upload(file, new byte[0]).cleanName(), bytes, language(who)).map(Files.Complaint::text);
    }

    @Override
    public Optional<String> objectionTo(Person who, Upload upload) {
        return files.complaint(upload, language(who)).map(Files.Complaint::text);
    }

    @Override
    public long largestFile() {
        return files.largest();
    }

    @Override
    public ChatResult handIn(Person who, String dialogue, int turn, Upload upload) {
        return chat.handIn(who, dialogue, turn, upload, CHANNEL);
    }

    @Override
    public ChatResult resume(Person who, String dialogue) {
        return chat.resume(who, dialogue, CHANNEL);
    }

    @Override
    public List<ChatService.Hit> search(Person who, String dialogue, String typed, int limit) {
        return read(() -> chat.search(who, dialogue, typed, limit));
    }

    @Override
    public List<Known> like(Person asker, String typed, int limit) {
        return read(() -> {
            var organisation = definitions.organisation(asker.organisation());
            var found = registers.current(organisation.id()).find(organisation.people().register(), typed, limit);
            return found.entries().stream().map(entry -> known(organisation, entry.key())).flatMap(Optional::stream).toList();
        });
    }

    @Override
    public ChatResult handOver(Person who, String dialogue, String to) {
        return chat.handOver(who, dialogue, to, CHANNEL);
    }

    @Override
    public ChatResult accept(Person who, String dialogue) {
        return chat.accept(who, dialogue, CHANNEL);
    }

    @Override
    public ChatResult reply(Person who, String dialogue, String question, String value) {
        return chat.reply(who, dialogue, question, value, CHANNEL);
    }

    @Override
    public ChatResult giveBack(Person who, String dialogue) {
        return chat.giveBack(who, dialogue, CHANNEL);
    }

    @Override
    public CartView cart(Person who) {
        return read(() -> carts.cart(who));
    }

    @Override
    public CartService.Handled edit(Person who, String number) {
        return carts.edit(who, number);
    }

    @Override
    public CartService.Handled remove(Person who, String number) {
        return carts.remove(who, number);
    }

    @Override
    public CartService.Checkout checkout(Person who) {
        return carts.checkout(who, CHANNEL);
    }

    @Override
    public List<RequestView> requests(Person who) {
        return read(() -> requests.mine(who));
    }

    @Override
    public Optional<RequestView> request(Person who, String number) {
        return read(() -> requests.one(who, number));
    }

    @Override
    public RequestService.Handled copy(Person who, String number) {
        return requests.copy(who, number);
    }

    @Override
    public RequestService.Handled withdraw(Person who, String number, String reason) {
        return requests.withdraw(who, number, reason);
    }

    @Override
    public RequestService.Handled mend(Person who, String number) {
        return requests.mend(who, number);
    }

    @Override
    public List<ApprovalService.Candidate> candidates(Person who, String number) {
        return read(() -> approvals.candidates(who, number));
    }

    @Override
    public ApprovalService.Reassigned chooseAnother(Person who, String number, String approver) {
        return approvals.chooseAnother(who, number, approver);
    }

    @Override
    public List<ApprovalView> approvals(Person who) {
        return read(() -> approvals.inbox(who));
    }

    @Override
    public Optional<ApprovalView> approval(Person who, String id) {
        return read(() -> approvals.one(who, id));
    }

    @Override
    public Optional<Files.Content> file(Person who, String id) {
        return files.fetch(who, id);
    }

    @Override
    public ApprovalService.Decided decide(Person who, String id, Decision.Verdict verdict, String reason) {
        return approvals.decide(who, id, verdict, reason, CHANNEL);
    }

    @Override
    public String notMine(Person who, String id) {
        transactions.run(() -> outbox.plan(NotMineJob.KIND, id, clock.instant()));
        return phrases(who).say("approval.not_mine");
    }

    @Override
    public Optional<String> outcome(Notice notice) {
        return outcomes.of(notice);
    }

    @Override
    public Credentials.Shown showPassword(Person who, String id) {
        return credentials.show(who, id, CHANNEL);
    }

    @Override
    public Credentials.Saved passwordSaved(Person who, String id) {
        return credentials.saved(who, id, CHANNEL);
    }

    @Override
    public List<Waiting> reminders(Person who) {
        return reminders.sent(who).stream()
                .map(reminder -> new Waiting(reminder.id(), reminder.text(), replies(reminder))).toList();
    }

    private static List<Reply> replies(ReminderView reminder) {
        return reminder.answers().stream().map(button -> new Reply(button.answer(), button.label())).toList();
    }

    @Override
    public Answered answer(Person who, String reminder, String answer) {
        return switch (reminders.answer(who, reminder, answer)) {
            case Reminders.Answered.Done(var text, _) -> new Answered.Said(text);
            case Reminders.Answered.GoesOn(var conversation, var answers, _) ->
                new Answered.GoesOn(chat.startWith(who, conversation, answers, CHANNEL));
            case Reminders.Answered.Past(var text, _) -> new Answered.Said(text);
            case Reminders.Answered.NoSuchAnswer(var text, _) -> new Answered.Said(text);
            case Reminders.Answered.NotFound _ -> new Answered.Said(phrases(who).say("reminders.not_yours"));
        };
    }
}
