package org.usher.discord;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.usher.approval.ApprovalService;
import org.usher.approval.ApprovalView;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.checkout.CartService;
import org.usher.checkout.CartView;
import org.usher.checkout.RequestService;
import org.usher.checkout.RequestView;
import org.usher.checkout.TaskView;
import org.usher.conversation.Input;
import org.usher.facts.FormView;
import org.usher.file.Files;
import org.usher.file.KeptFile;
import org.usher.file.Upload;
import org.usher.outbox.Notice;
import org.usher.request.Decision;
import org.usher.request.Person;
import org.usher.secret.Credentials;

/** A floor with one form, whose questions a test makes up, and with approvals and reminders. It can be slow, or down. */
final class ScriptedFloor implements Floor {

    static final String ORGANISATION = "test";

    /** Another one, which may know the same numbers. */
    static final String OTHER = "other";
    static final String FORM = "form";

    /** A question of the form. The answer {@code bad} is refused. */
    record Question(String path, String text, String help, String type, List<DialogueView.Option> options, boolean search, boolean optional,
            boolean multiple) {

        static Question text(String path, String text) {
            return new Question(path, text, "", "text", List.of(), false, false, false);
        }

        static Question choice(String path, String text, List<String> options) {
            return new Question(path, text, "", "choice", options.stream().map(each -> new DialogueView.Option(each, each, "")).toList(),
                    false, false,
                    false);
        }

        static Question file(String path, String text) {
            return new Question(path, text, "", "file", List.of(), false, true, false);
        }

        Question several() {
            return new Question(path, text, help, "choices", options, search, optional, true);
        }

        Question searched() {
            return new Question(path, text, help, type, options, true, optional, multiple);
        }

        Question optionally() {
            return new Question(path, text, help, type, options, search, true, multiple);
        }
    }

    private static final class Run {
        final String id = UUID.randomUUID().toString();
        final Person who;
        int turn;
        String status = "asking";
        List<String> messages = List.of();
        @Nullable
        String refusal;
        @Nullable
        String changing;
        final Map<String, String> answers = new LinkedHashMap<>();

        Run(Person who) {
            this.who = who;
        }
    }

    final Map<String, Known> people = new HashMap<>();
    /** What people read who read something else than English. */
    final Map<String, String> languages = new HashMap<>();
    /** What waits for everybody. */
    final List<TaskView> tasks = new ArrayList<>();
    /** People of the other organisation. */
    final Map<String, Known> twins = new HashMap<>();
    final List<Question> questions = new ArrayList<>();
    final Map<String, ApprovalView> approvals = new LinkedHashMap<>();
    final Map<String, String> approvers = new HashMap<>();
    final Map<String, Waiting> reminders = new LinkedHashMap<>();
    /** What became of what is asked for otherwise, by its matter. */
    final Map<String, String> outcomes = new ConcurrentHashMap<>();
    final Map<String, Files.Content> files = new HashMap<>();
    final Map<String, String> passwords = new HashMap<>();
    final AtomicInteger passwordsShown = new AtomicInteger();
    /** To whom drafts were handed over. */
    final List<String> handed = new ArrayList<>();
    private final Set<String> saved = new HashSet<>();
    final AtomicInteger turnsTaken = new AtomicInteger();
    final AtomicInteger decisions = new AtomicInteger();
    volatile boolean down;
    volatile Duration hanging = Duration.ZERO;
    volatile @Nullable CountDownLatch held;
    private final Map<String, Run> runs = new LinkedHashMap<>();

    Person person(String key, String name) {
        var person = new Person(ORGANISATION, key);
        people.put(key, new Known(person, name, name.toLowerCase(java.util.Locale.ROOT) + "@example.org", "north", true));
        return person;
    }

    /** What the floor needs before it can answer anything: its database. */
    private void database() {
        var latch = held;
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        LockSupport.parkNanos(hanging.toNanos());
        if (down) {
            throw new IllegalStateException("The database does not answer");
        }
    }

    @Override
    public List<String> organisations() {
        return twins.isEmpty() ? List.of(ORGANISATION) : List.of(ORGANISATION, OTHER);
    }

    @Override
    public List<Known> people(String number) {
        database();
        return Stream.of(people, twins).map(known -> known.get(number)).filter(Objects::nonNull).toList();
    }

    @Override
    public Optional<Known> known(Person person) {
        return Optional.ofNullable((person.organisation().equals(OTHER) ? twins : people).get(person.key()));
    }

    @Override
    public String language(Person who) {
        database();
        return languages.getOrDefault(who.key(), "en");
    }

    @Override
    public String language(String organisation) {
        return "en";
    }

    @Override
    public List<TaskView> tasks(Person who) {
        return List.copyOf(tasks);
    }

    @Override
    public List<ChatService.Offer> conversations(Person who) {
        database();
        return List.of(new ChatService.Offer(FORM, "A form", "that a test has made up", "Tests"));
    }

    @Override
    public synchronized List<ChatService.Summary> dialogues(Person who) {
        database();
        return runs.values().stream().filter(run -> run.who.equals(who) && (run.status.equals("asking") || run.status.equals("reviewing")))
                .map(run -> new ChatService.Summary(run.id, FORM, "A form", run.status, "requester", "", Instant.EPOCH, Instant.MAX))
                .toList();
    }

    @Override
    public synchronized ChatResult start(Person who, String conversation) {
        database();
        var run = new Run(who);
        run.turn = 1;
        runs.put(run.id, run);
        return new ChatResult.Done(view(run));
    }

    @Override
    public synchronized ChatResult view(Person who, String dialogue) {
        database();
        return mine(who, dialogue).<ChatResult>map(run -> new ChatResult.Done(view(run))).orElse(new ChatResult.NotFound());
    }

    @Override
    public Optional<String> objectionTo(Person who, String file, long bytes) {
        return file.endsWith(".exe") ? Optional.of("Files of this type are not taken.") : Optional.empty();
    }

    @Override
    public Optional<String> objectionTo(Person who, Upload upload) {
        return upload.content().length == 0 ? Optional.of("The file is empty.") : Optional.empty();
    }

    @Override
    public long largestFile() {
        return 1000;
    }

    @Override
    public synchronized ChatResult handIn(Person who, String dialogue, int turn, Upload upload) {
        return turn(who, dialogue, turn, new Input.Say(upload.name() + ": " + new String(upload.content(), StandardCharsets.UTF_8)));
    }

    @Override
    public ChatResult resume(Person who, String dialogue) {
        return view(who, dialogue);
    }

    private Optional<Run> mine(Person who, String dialogue) {
        return Optional.ofNullable(runs.get(dialogue)).filter(run -> run.who.equals(who));
    }

    @Override
    public synchronized ChatResult turn(Person who, String dialogue, int turn, Input input) {
        database();
        var found = mine(who, dialogue);
        if (found.isEmpty()) {
            return new ChatResult.NotFound();
        }
        var run = found.get();
        if (run.turn != turn || run.status.equals("submitted") || run.status.equals("cancelled")) {
            return new ChatResult.OldTurn("You have answered that already.", view(run));
        }
        run.turn++;
        turnsTaken.incrementAndGet();
        run.refusal = null;
        run.messages = List.of();
        var asked = asked(run);
        switch (input) {
            case Input.Say(var text) -> take(run, asked, text);
            case Input.Choose(var values) -> take(run, asked, String.join(", ", values));
            case Input.Skip _ -> take(run, asked, "–");
            case Input.Back _ -> {
                var last = run.answers.keySet().stream().reduce((_, second) -> second);
                last.ifPresent(run.answers::remove);
            }
            case Input.Change(var path) -> run.changing = path.orElse(null);
            case Input.Cancel _ -> {
                run.status = "cancelled";
                run.messages = List.of("I have cancelled it. Nothing was sent.");
            }
            case Input.Submit _ -> {
                run.status = "submitted";
                run.messages = List.of("Done.");
            }
            case Input.Help(var about) -> run.messages = List.of("This is the help." + about);
            case Input.Restart _ -> run.answers.clear();
            case Input.HandIn _,Input.For _ -> run.refusal = "I cannot take that.";
        }
        if (asked(run).isEmpty() && run.status.equals("asking")) {
            run.status = "reviewing";
        } else if (asked(run).isPresent() && run.status.equals("reviewing")) {
            run.status = "asking";
        }
        return run.refusal == null ? new ChatResult.Done(view(run)) : new ChatResult.Refused(view(run));
    }

    private void take(Run run, Optional<Question> asked, String answer) {
        if (asked.isEmpty()) {
            run.refusal = "Nothing is asked.";
        } else if (answer.equals("bad")) {
            run.refusal = "That is bad. Write something good.";
        } else {
            run.answers.put(asked.get().path(), answer);
            run.changing = null;
        }
    }

    private Optional<Question> asked(Run run) {
        return questions.stream().filter(question -> question.path().equals(run.changing)).findFirst()
                .or(() -> questions.stream().filter(question -> !run.answers.containsKey(question.path())).findFirst());
    }

    private DialogueView view(Run run) {
        var asked = asked(run);
        var ended = run.status.equals("submitted") || run.status.equals("cancelled");
        DialogueView.Question prompt = null;
        if (!ended && asked.isPresent()) {
            var question = asked.get();
            prompt = new DialogueView.Question(question.path(), question.text(), question.help(), question.type(),
                    question.search() ? List.of() : question.options(), question.search(), question.optional(), question.multiple(), null,
                    "Section",
                    run.answers.size() + 1, questions.size(), List.of());
        } else if (!ended) {
            prompt = new DialogueView.Question("review", "Please check your answers.", "I have checked them.", "review",
                    List.of(new DialogueView.Option("submit", "Confirm and put into the cart", "")), false,
                    false, false, null,
                    "", questions.size(), questions.size(), List.of());
        }
        var answers = questions.stream().filter(question -> run.answers.containsKey(question.path()))
                .map(question -> new DialogueView.Answered(question.path(), "Label of " + question.path(),
                        run.answers.getOrDefault(question.path(), ""),
                        run.answers.getOrDefault(question.path(), ""), question.text(), "Section", false))
                .toList();
        return new DialogueView(run.id, FORM, "1", "A form", run.turn, run.status, run.messages, prompt,
                run.refusal == null ? null : new DialogueView.Refusal("T-R1", run.refusal), answers, List.of(), run.who.key(), null, true,
                false, null,
                null);
    }

    /** The answers of the only run of a person. */
    synchronized Map<String, String> answers(Person who) {
        return runs.values().stream().filter(run -> run.who.equals(who)).reduce((_, second) -> second).map(run -> Map.copyOf(run.answers))
                .orElse(Map.of());
    }

    /** Answers from another channel. */
    ChatResult elsewhere(Person who, Input input) {
        var run = runs.values().stream().filter(each -> each.who.equals(who)).reduce((_, second) -> second).orElseThrow();
        return turn(who, run.id, run.turn, input);
    }

    @Override
    public synchronized List<ChatService.Hit> search(Person who, String dialogue, String typed, int limit) {
        database();
        return mine(who, dialogue).flatMap(this::asked).map(question -> question.options().stream()
                .filter(option -> option.label().toLowerCase(java.util.Locale.ROOT).contains(typed.toLowerCase(java.util.Locale.ROOT)))
                .limit(limit)
                .map(option -> new ChatService.Hit(option.value(), option.label(), option.hint())).toList()).orElse(List.of());
    }

    @Override
    public List<Known> like(Person asker, String typed, int limit) {
        return people.values().stream().filter(known -> known.person().key().equals(typed)
                || known.name().toLowerCase(java.util.Locale.ROOT).startsWith(typed.toLowerCase(java.util.Locale.ROOT))).limit(limit)
                .toList();
    }

    @Override
    public synchronized ChatResult handOver(Person who, String dialogue, String to) {
        var run = mine(who, dialogue).orElseThrow();
        if (to.equals(who.key())) {
            return new ChatResult.NotNow("", "The draft cannot be handed to that person.");
        }
        handed.add(to);
        return new ChatResult.Done(view(run));
    }

    @Override
    public ChatResult accept(Person who, String dialogue) {
        return view(who, dialogue);
    }

    @Override
    public ChatResult reply(Person who, String dialogue, String question, String value) {
        return new ChatResult.NotFound();
    }

    @Override
    public ChatResult giveBack(Person who, String dialogue) {
        return view(who, dialogue);
    }

    @Override
    public CartView cart(Person who) {
        database();
        return new CartView(List.of(), List.of());
    }

    @Override
    public CartService.Handled edit(Person who, String number) {
        return new CartService.Handled.NotFound();
    }

    @Override
    public CartService.Handled remove(Person who, String number) {
        return new CartService.Handled.NotFound();
    }

    @Override
    public CartService.Checkout checkout(Person who) {
        database();
        return new CartService.Checkout.Refused("Your cart is empty.", List.of(), Map.of());
    }

    @Override
    public List<RequestView> requests(Person who) {
        database();
        return List.of();
    }

    @Override
    public Optional<RequestView> request(Person who, String number) {
        return Optional.empty();
    }

    @Override
    public RequestService.Handled copy(Person who, String number) {
        return new RequestService.Handled.NotFound();
    }

    @Override
    public RequestService.Handled withdraw(Person who, String number, String reason) {
        return new RequestService.Handled.NotFound();
    }

    @Override
    public RequestService.Handled mend(Person who, String number) {
        return new RequestService.Handled.NotFound();
    }

    @Override
    public List<ApprovalService.Candidate> candidates(Person who, String number) {
        return List.of();
    }

    @Override
    public ApprovalService.Reassigned chooseAnother(Person who, String number, String approver) {
        return new ApprovalService.Reassigned.NotFound();
    }

    @Override
    public synchronized Optional<Files.Content> file(Person who, String id) {
        database();
        return Optional.ofNullable(files.get(id)).filter(file -> approvers.containsValue(who.key()));
    }

    /** An approval that waits for somebody, of a form with a file. */
    synchronized void asks(String id, Person approver) {
        approvers.put(id, approver.key());
        var permit = "Permit %s, 20 %% “ok”.pdf".formatted(id).getBytes(StandardCharsets.UTF_8);
        files.put("file-" + id, new Files.Content(new KeptFile("file-" + id, approver, "permit “" + id + "”.pdf", "application/pdf",
                permit.length, "", Instant.EPOCH), permit));
        approvals.put(id,
                new ApprovalView(id, "RITM" + id, "REQ1", "requested", "1", "Requester", "Subject", "2012 scheme – add – Subject", "A form",
                        Instant.EPOCH,
                        null,
                        new FormView(
                                List.of(new FormView.Section("Section", List.of(new FormView.Line("q", "Question", "Answer of the form"),
                                        new FormView.Line("permit", "Permit", "permit.pdf", "file-" + id)))),
                                List.of(), List.of()),
                        "", false, ""));
    }

    @Override
    public synchronized List<ApprovalView> approvals(Person who) {
        database();
        return approvals.values().stream().filter(each -> who.key().equals(approvers.get(each.id())) && each.state().equals("requested"))
                .toList();
    }

    @Override
    public synchronized Optional<ApprovalView> approval(Person who, String id) {
        database();
        return Optional.ofNullable(approvals.get(id)).filter(_ -> who.key().equals(approvers.get(id)));
    }

    @Override
    public synchronized ApprovalService.Decided decide(Person who, String id, Decision.Verdict verdict, String reason) {
        database();
        var approval = approvals.get(id);
        if (approval == null) {
            return new ApprovalService.Decided.NotFound();
        }
        if (!who.key().equals(approvers.get(id))) {
            return new ApprovalService.Decided.NotYours("This decision is not yours.");
        }
        if (!approval.state().equals("requested")) {
            return new ApprovalService.Decided.Already("Already decided.", approval);
        }
        decisions.incrementAndGet();
        var state = verdict == Decision.Verdict.APPROVE ? "approved" : "rejected";
        var decided = new ApprovalView(id, approval.number(), approval.request(), state, approval.requester(), approval.requesterName(),
                approval.subjectName(),
                approval.summary(), approval.title(), approval.asked(), null, approval.form(),
                "It was " + state + (reason.isEmpty() ? "" : ": " + reason), false, "");
        approvals.put(id, decided);
        return new ApprovalService.Decided.Done(decided);
    }

    @Override
    public String notMine(Person who, String id) {
        return "I will ask the requester to choose somebody else.";
    }

    @Override
    public synchronized Optional<String> outcome(Notice notice) {
        database();
        return notice.kind() == Notice.Kind.PLEASE_DECIDE
                ? Optional.ofNullable(approvals.get(notice.matter())).map(ApprovalView::outcome).filter(outcome -> !outcome.isEmpty())
                : Optional.ofNullable(outcomes.get(notice.matter()));
    }

    @Override
    public synchronized Credentials.Shown showPassword(Person who, String id) {
        database();
        if (!who.key().equals(passwords.get(id))) {
            return new Credentials.Shown.NotFound();
        }
        return saved.contains(id)
                ? new Credentials.Shown.Over(credentials(id), "This password cannot be shown again.")
                : new Credentials.Shown.Now(credentials(id), "made-" + passwordsShown.incrementAndGet());
    }

    @Override
    public synchronized Credentials.Saved passwordSaved(Person who, String id) {
        database();
        if (!who.key().equals(passwords.get(id))) {
            return new Credentials.Saved.NotFound();
        }
        saved.add(id);
        return new Credentials.Saved.Done(credentials(id), "Good. The password cannot be shown again.");
    }

    private static Credentials.View credentials(String id) {
        return new Credentials.View(id, "RITM1", "An account", "fay.clerk", "waiting");
    }

    @Override
    public synchronized List<Waiting> reminders(Person who) {
        database();
        return List.copyOf(reminders.values());
    }

    @Override
    public synchronized Answered answer(Person who, String reminder, String answer) {
        database();
        return new Answered.Said(
                reminders.remove(reminder) == null ? "You have answered this already." : "Thank you. I have noted: " + answer);
    }
}
