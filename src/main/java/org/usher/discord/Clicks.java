package org.usher.discord;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import net.dv8tion.jda.api.components.buttons.ButtonStyle;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import org.usher.conversation.Input;
import org.usher.discord.Handle.Verb;
import org.usher.outbox.Transactions;
import org.usher.request.Decision;

/** What a command, a click, a filled-in form or a typed word means, once it was acknowledged: who it is, and what they want. */
final class Clicks {

    /** The pages of Usher's own that a word leads to. */
    private static final List<String> PAGES = List.of("cart", "requests", "approvals", "reminders", "help");

    private final Floor floor;
    private final Accounts accounts;
    private final Post post;
    private final Linking linking;
    private final Transactions transactions;
    private final Talk talk;
    private final Counter counter;
    private final Tongues tongues = new Tongues();

    /** Somebody with an account, known or not. {@code client}: in the language of their client, as far as it is told. */
    record User(long id, Phrases client) {}

    Clicks(Floor floor, Accounts accounts, Post post, Linking linking, Transactions transactions,
            Fetching fetching) {
        this.floor = floor;
        this.accounts = accounts;
        this.post = post;
        this.linking = linking;
        this.transactions = transactions;
        this.talk = new Talk(floor, accounts, fetching, this::go);
        this.counter = new Counter(floor);
    }

    Talk talk() {
        return talk;
    }

    /** The person behind an account, if it is linked. */
    Optional<Visitor> visitor(User user) {
        var visitor = transactions.in(() -> accounts.find(user.id()))
                .map(account -> new Visitor(account, new Screens(Phrases.of(floor.language(account.person())))));
        tongues.spoken(user.id(), visitor.map(who -> who.screens().phrases()).orElse(user.client()));
        return visitor;
    }

    /** The words in which somebody was spoken to last, if they were. */
    Optional<Phrases> known(long account) {
        return tongues.of(account);
    }

    /** The words for somebody of whom nothing can be looked up at the moment. */
    Phrases phrases(User user) {
        return known(user.id()).orElse(user.client());
    }

    private Screens screens(User user) {
        return new Screens(phrases(user));
    }

    /** The forms that somebody may begin. */
    List<org.usher.chat.ChatService.Offer> conversations(Visitor who) {
        return floor.conversations(who.person());
    }

    // ---- commands

    /** A command, given somewhere; {@code inPrivate} opens the direct messages if they are not closed. */
    void command(Line line, User user, String command, Options options, InPrivate inPrivate) {
        switch (command) {
            case "link" -> link(line, user, options);
            case "help" -> help(line, user, options.get("about").orElse(""));
            default -> linked(line, user, who -> {
                switch (command) {
                    case "access" -> {
                        var where = line.direct() ? line : inPrivate.from(line);
                        options.get("conversation").ifPresentOrElse(conversation -> start(where, who, conversation),
                                () -> talk.menu(where, who));
                    }
                    case "answer" -> answerCommand(line, who, options.get("answer").orElse(""));
                    default -> go(line, who, command);
                }
            });
        }
    }

    /** What there is, or, to somebody who has a form open and asks about something, what there is to say about that. */
    private void help(Line line, User user, String about) {
        var visitor = visitor(user);
        var place = visitor.flatMap(Visitor::place);
        if (about.isBlank() || place.isEmpty()) {
            line.show(visitor.map(Visitor::screens).orElseGet(() -> screens(user)).help());
        } else {
            talk.answer(line, visitor.orElseThrow(), place.get().dialogue(), place.get().turn(), new Input.Help(about), Words.plain(about));
        }
    }

    /** The options of a command. */
    interface Options {
        Optional<String> get(String name);
    }

    /** Goes on in the direct messages: the line there, or the one it came from if they are closed. */
    interface InPrivate {
        Line from(Line line);
    }

    private void start(Line line, Visitor who, String conversation) {
        var offers = floor.conversations(who.person());
        var wanted = offers.stream()
                .filter(offer -> offer.id().equals(conversation) || offer.title().equalsIgnoreCase(conversation.strip())).findFirst();
        if (wanted.isEmpty()) {
            line.whisper(who.tell("menu.no_such_form", conversation));
            talk.menu(line, who);
            return;
        }
        talk.start(line, who, wanted.get().id(), false);
    }

    private void answerCommand(Line line, Visitor who, String answer) {
        var place = who.place();
        if (place.isEmpty()) {
            line.show(who.tell("form.none").buttons(who.screens().go("menu", "go.begin")));
            return;
        }
        if (talk.asksForSecret(who)) {
            line.whisper(who.tell("secret.use_button", who.say("question.write")));
            return;
        }
        var known = floor.search(who.person(), place.get().dialogue(), answer, 2).stream().filter(hit -> hit.value().equals(answer))
                .findFirst();
        var input = known.<Input>map(hit -> new Input.Choose(List.of(hit.value()))).orElseGet(() -> new Input.Say(answer));
        talk.answer(line, who, place.get().dialogue(), place.get().turn(), input,
                Words.plain(known.map(hit -> hit.label()).orElse(answer)));
    }

    // ---- clicks

    /** A click on a button: {@code label} is what it says. */
    void button(Line line, User user, Handle handle, String label) {
        if (handle.verb() == Verb.LINK) {
            unlink(line, user);
            return;
        }
        linked(line, user, who -> press(line, who, handle, label));
    }

    private void press(Line line, Visitor who, Handle handle, String label) {
        switch (handle.verb()) {
            case CHOOSE -> talk.choose(line, who, handle, List.of(handle.argument()), Words.plain(label));
            case COMMAND -> command(handle.argument()).ifPresentOrElse(
                    input -> talk.answer(line, who, handle.subject(), handle.turn(), input, "*" + Words.plain(label) + "*"),
                    () -> unknown(line, who));
            case PAGE -> talk.page(line, who, handle);
            case CHANGE -> talk.whichToChange(line, who, handle);
            case SHOW -> talk.show(line, who, handle.subject());
            case RESUME -> {
                line.settle("✔ " + Words.plain(label));
                talk.resume(line, who, handle.subject());
            }
            case START -> {
                line.settle("✔ " + Words.plain(label));
                talk.start(line, who, handle.argument(), handle.subject().equals("new"));
            }
            case DRAFT -> {
                if (handle.argument().equals("accept")) {
                    talk.accept(line, who, handle.subject());
                } else if (handle.argument().matches("reply\\.[0-9a-f]+\\..+")) {
                    talk.reply(line, who, handle, label);
                } else if (handle.argument().equals("back")) {
                    talk.giveBack(line, who, handle.subject());
                } else {
                    unknown(line, who);
                }
            }
            case APPROVAL -> {
                switch (handle.argument()) {
                    case "approve" -> counter.decide(line, who, handle.subject(), Decision.Verdict.APPROVE, "");
                    case "details" -> counter.approval(line, who, handle.subject(), true);
                    case "not_mine" -> counter.notMine(line, who, handle.subject());
                    default -> unknown(line, who);
                }
            }
            case GO -> go(line, who, handle.argument());
            case ITEM -> {
                switch (handle.argument()) {
                    case "edit" -> counter.edit(line, talk, who, handle.subject());
                    case "remove" -> counter.remove(line, who, handle.subject());
                    default -> unknown(line, who);
                }
            }
            case CHECKOUT -> counter.checkout(line, who);
            case REQUEST -> {
                switch (handle.argument()) {
                    case "copy" -> counter.copy(line, talk, who, handle.subject());
                    case "mend", "evidence" -> counter.mend(line, talk, who, handle.subject());
                    case "chase" -> counter.candidates(line, who, handle.subject());
                    case "open" -> open(line, who, handle.subject());
                    default -> unknown(line, who);
                }
            }
            case REMINDER -> counter.answer(line, talk, who, handle.subject(), handle.argument(), label);
            case APPROVER -> counter.chooseAnother(line, who, handle.subject(), handle.argument(), label);
            case PASSWORD -> {
                switch (handle.argument()) {
                    case "show" -> counter.showPassword(line, who, handle.subject());
                    case "saved" -> counter.passwordSaved(line, who, handle.subject());
                    default -> unknown(line, who);
                }
            }
            case FILE -> counter.file(line, who, handle.subject());
            case SELECT, WRITE, SEARCH, HAND, LINK -> unknown(line, who);
        }
    }

    private static Optional<Input> command(String word) {
        return switch (word) {
            case "back" -> Optional.of(new Input.Back());
            case "restart" -> Optional.of(new Input.Restart());
            case "cancel" -> Optional.of(new Input.Cancel());
            case "help" -> Optional.of(new Input.Help(""));
            case "skip" -> Optional.of(new Input.Skip());
            case "submit" -> Optional.of(new Input.Submit());
            default -> Optional.empty();
        };
    }

    /** What a notice is about: a dialogue by its id, else a request or an item by its number. */
    private void open(Line line, Visitor who, String about) {
        if (about.length() == 36 && about.charAt(8) == '-') {
            talk.resume(line, who, about);
        } else {
            counter.request(line, who, about);
        }
    }

    /** A choice from a menu: the values that were chosen, and how they read. */
    void menu(Line line, User user, Handle handle, List<String> values, List<String> labels) {
        var label = String.join(", ", labels);
        linked(line, user, who -> {
            switch (handle.verb()) {
                case SELECT -> talk.choose(line, who, handle, values, Words.cut(Words.plain(label), 500));
                case CHANGE -> talk.change(line, who, handle, values.getFirst(), label);
                case RESUME -> {
                    line.settle("✔ " + Words.plain(label));
                    talk.resume(line, who, values.getFirst());
                }
                case START -> {
                    line.settle("✔ " + Words.plain(label));
                    talk.start(line, who, values.getFirst(), false);
                }
                case HAND -> talk.handOver(line, who, handle, values.getFirst(), label);
                case ITEM -> counter.look(line, who, values.getFirst());
                case REQUEST -> counter.request(line, who, values.getFirst());
                case APPROVAL -> counter.approval(line, who, values.getFirst(), false);
                case APPROVER -> counter.chooseAnother(line, who, handle.subject(), values.getFirst(), label);
                case CHOOSE, COMMAND, WRITE, SEARCH, PAGE, SHOW, DRAFT, GO, CHECKOUT, REMINDER, PASSWORD, FILE, LINK ->
                    unknown(line, who);
            }
        });
    }

    /** A form that was filled in. */
    void form(Line line, User user, Handle handle, String text) {
        if (handle.verb() == Verb.LINK) {
            if (handle.argument().equals("code")) {
                enter(line, user, text);
            } else {
                begin(line, user, text);
            }
            return;
        }
        linked(line, user, who -> {
            switch (handle.verb()) {
                case WRITE -> talk.answer(line, who, handle.subject(), handle.turn(), new Input.Say(text),
                        handle.argument().equals("secret") ? "*(" + who.say("secret.not_shown") + ")*" : Words.cut(Words.plain(text), 300));
                case SEARCH -> talk.searched(line, who, handle, text);
                case HAND -> talk.toWhom(line, who, handle, text);
                case APPROVAL -> counter.decide(line, who, handle.subject(),
                        handle.argument().equals("send_back") ? Decision.Verdict.SEND_BACK : Decision.Verdict.REJECT, text);
                case REQUEST -> counter.withdraw(line, talk, who, handle.subject(), text);
                case CHOOSE, SELECT, COMMAND, PAGE, CHANGE, SHOW, RESUME, START, DRAFT, GO, ITEM, CHECKOUT, APPROVER, REMINDER, PASSWORD,
                        FILE, LINK ->
                    unknown(line, who);
            }
        });
    }

    private static void unknown(Line line, Visitor who) {
        line.whisper(who.tell("old.button").buttons(who.screens().go("menu", "go.menu")));
    }

    // ---- typing

    /** Words in the direct messages, and files that came with them. */
    void typed(MessageChannel channel, User user, String text, List<Handed> files) {
        var line = new DirectLine(channel);
        var known = visitor(user);
        if (known.isEmpty()) {
            if (text.strip().matches("\\d{6}|\\d{3} \\d{3}") && linking.awaitsCode(user.id())) {
                enter(line, user, text);
            } else {
                line.whisper(screens(user).notLinked());
            }
            return;
        }
        var who = known.get();
        reached(line, who);
        if (!files.isEmpty()) {
            talk.handedIn(channel, who, files);
        } else if (text.isBlank()) {
            line.show(who.tell("typed.nothing"));
        } else if (!talk.typed(channel, who, text)) {
            var word = text.strip().toLowerCase(Locale.ROOT);
            go(line, who, PAGES.stream().filter(page -> who.screens().phrases().means("typed." + page, word)).findFirst().orElse("menu"));
        }
    }

    // ---- pages

    private void go(Line line, Visitor who, String page) {
        switch (page) {
            case "cart" -> counter.cart(line, who);
            case "requests" -> counter.requests(line, who);
            case "approvals" -> counter.approvals(line, who);
            case "reminders" -> counter.reminders(line, who);
            case "help" -> line.show(who.screens().help());
            default -> talk.menu(line, who);
        }
    }

    // ---- who it is

    private void linked(Line line, User user, Consumer<Visitor> then) {
        var visitor = visitor(user);
        if (visitor.isEmpty()) {
            line.whisper(screens(user).notLinked());
            return;
        }
        reached(line, visitor.get());
        then.accept(visitor.get());
    }

    /** Tells somebody whose direct messages were closed that something could not be delivered. */
    private void reached(Line line, Visitor who) {
        if (!who.account().closed()) {
            return;
        }
        int missed = transactions.in(() -> {
            accounts.closed(who.id(), false);
            return post.missed(who.person());
        });
        if (missed > 0) {
            line.whisper(missed == 1 ? who.tell("missed.one") : who.tell("missed.many", missed));
        }
    }

    private void link(Line line, User user, Options options) {
        var number = options.get("staff-number");
        var code = options.get("code");
        if (code.isPresent()) {
            enter(line, user, code.get());
        } else if (number.isPresent()) {
            begin(line, user, number.get());
        } else {
            linked(line, user, who -> {
                var name = floor.known(who.person()).map(Floor.Known::name).orElse("");
                line.whisper(who.tell("link.linked", name, who.person().key()).buttons(who.screens().unlink()));
            });
        }
    }

    private void begin(Line line, User user, String number) {
        var visitor = visitor(user);
        if (visitor.isPresent()) {
            line.whisper(visitor.get().tell("link.account_taken"));
            return;
        }
        var screens = screens(user);
        line.whisper(screens.note(linking.begin(screens.phrases(), user.id(), number)).buttons(screens.code(ButtonStyle.PRIMARY)));
    }

    private void enter(Line line, User user, String code) {
        switch (linking.enter(phrases(user), user.id(), code)) {
            case Linking.Entered.Done(var name) -> {
                var screens = visitor(user).map(Visitor::screens).orElseGet(() -> screens(user));
                line.show(screens.tell("link.welcome", name).buttons(screens.go("menu", "go.begin"), screens.go("help", "go.what")));
            }
            case Linking.Entered.Wrong(var text) ->
                line.whisper(screens(user).note(text).buttons(screens(user).code(ButtonStyle.SECONDARY)));
        }
    }

    private void unlink(Line line, User user) {
        var visitor = visitor(user);
        if (visitor.isPresent() && linking.unlink(visitor.get().account())) {
            line.settle("✔ " + visitor.get().say("settled.unlinked"));
            line.whisper(visitor.get().tell("link.unlinked"));
        } else {
            line.whisper(screens(user).tell("link.not_linked"));
        }
    }
}
