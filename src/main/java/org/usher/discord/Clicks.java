package org.usher.discord;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import org.usher.conversation.Input;
import org.usher.discord.Accounts.Account;
import org.usher.discord.Handle.Verb;
import org.usher.outbox.Transactions;
import org.usher.request.Decision;

/** What a command, a click, a filled-in form or a typed word means, once it was acknowledged: who it is, and what they want. */
final class Clicks {

    private final Floor floor;
    private final Accounts accounts;
    private final Post post;
    private final Linking linking;
    private final Transactions transactions;
    private final Talk talk;
    private final Counter counter;

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
    Optional<Account> account(long id) {
        return transactions.in(() -> accounts.find(id));
    }

    /** The forms that somebody may begin. */
    List<org.usher.chat.ChatService.Offer> conversations(Account account) {
        return floor.conversations(account.person());
    }

    // ---- commands

    /** A command, given somewhere; {@code inPrivate} opens the direct messages if they are not closed. */
    void command(Line line, long user, String command, Options options, InPrivate inPrivate) {
        switch (command) {
            case "link" -> link(line, user, options);
            case "help" -> line.show(Screens.help());
            default -> linked(line, user, account -> {
                switch (command) {
                    case "access" -> {
                        var where = line.direct() ? line : inPrivate.from(line);
                        options.get("conversation").ifPresentOrElse(conversation -> start(where, account, conversation),
                                () -> talk.menu(where, account));
                    }
                    case "answer" -> answerCommand(line, account, options.get("answer").orElse(""));
                    default -> go(line, account, command);
                }
            });
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

    private void start(Line line, Account account, String conversation) {
        var offers = floor.conversations(account.person());
        var wanted = offers.stream()
                .filter(offer -> offer.id().equals(conversation) || offer.title().equalsIgnoreCase(conversation.strip())).findFirst();
        if (wanted.isEmpty()) {
            line.whisper(Screens.note("There is no form “" + conversation + "” that you may begin. These there are:"));
            talk.menu(line, account);
            return;
        }
        talk.start(line, account, wanted.get().id(), false);
    }

    private void answerCommand(Line line, Account account, String answer) {
        var place = account.place();
        if (place.isEmpty()) {
            line.show(Screens.note("No form is open here.").buttons(Screens.go("menu", "Begin one")));
            return;
        }
        if (talk.asksForSecret(account)) {
            line.whisper(Screens.note("Please use the button “Write the answer” for this; what you write there stays nowhere."));
            return;
        }
        var known = floor.search(account.person(), place.get().dialogue(), answer, 2).stream().filter(hit -> hit.value().equals(answer))
                .findFirst();
        var input = known.<Input>map(hit -> new Input.Choose(List.of(hit.value()))).orElseGet(() -> new Input.Say(answer));
        talk.answer(line, account, place.get().dialogue(), place.get().turn(), input,
                Words.plain(known.map(hit -> hit.label()).orElse(answer)));
    }

    // ---- clicks

    /** A click on a button: {@code label} is what it says. */
    void button(Line line, long user, Handle handle, String label) {
        if (handle.verb() == Verb.LINK) {
            unlink(line, user);
            return;
        }
        linked(line, user, account -> press(line, account, handle, label));
    }

    private void press(Line line, Account account, Handle handle, String label) {
        switch (handle.verb()) {
            case CHOOSE -> talk.choose(line, account, handle, List.of(handle.argument()), Words.plain(label));
            case COMMAND -> command(handle.argument()).ifPresentOrElse(
                    input -> talk.answer(line, account, handle.subject(), handle.turn(), input, "*" + Words.plain(label) + "*"),
                    () -> unknown(line));
            case PAGE -> talk.page(line, account, handle);
            case CHANGE -> talk.whichToChange(line, account, handle);
            case SHOW -> talk.show(line, account, handle.subject());
            case RESUME -> {
                line.settle("✔ " + Words.plain(label));
                talk.resume(line, account, handle.subject());
            }
            case START -> {
                line.settle("✔ " + Words.plain(label));
                talk.start(line, account, handle.argument(), handle.subject().equals("new"));
            }
            case DRAFT -> {
                if (handle.argument().equals("accept")) {
                    talk.accept(line, account, handle.subject());
                } else if (handle.argument().matches("reply\\.[0-9a-f]+\\..+")) {
                    talk.reply(line, account, handle, label);
                } else if (handle.argument().equals("back")) {
                    talk.giveBack(line, account, handle.subject());
                } else {
                    unknown(line);
                }
            }
            case APPROVAL -> {
                switch (handle.argument()) {
                    case "approve" -> counter.decide(line, account, handle.subject(), Decision.Verdict.APPROVE, "");
                    case "details" -> counter.approval(line, account, handle.subject(), true);
                    case "not_mine" -> counter.notMine(line, account, handle.subject());
                    default -> unknown(line);
                }
            }
            case GO -> go(line, account, handle.argument());
            case ITEM -> {
                switch (handle.argument()) {
                    case "edit" -> counter.edit(line, talk, account, handle.subject());
                    case "remove" -> counter.remove(line, account, handle.subject());
                    default -> unknown(line);
                }
            }
            case CHECKOUT -> counter.checkout(line, account);
            case REQUEST -> {
                switch (handle.argument()) {
                    case "copy" -> counter.copy(line, talk, account, handle.subject());
                    case "mend", "evidence" -> counter.mend(line, talk, account, handle.subject());
                    case "chase" -> counter.candidates(line, account, handle.subject());
                    case "open" -> open(line, account, handle.subject());
                    default -> unknown(line);
                }
            }
            case REMINDER -> counter.answer(line, talk, account, handle.subject(), handle.argument(), label);
            case APPROVER -> counter.chooseAnother(line, account, handle.subject(), handle.argument(), label);
            case PASSWORD -> {
                switch (handle.argument()) {
                    case "show" -> counter.showPassword(line, account, handle.subject());
                    case "saved" -> counter.passwordSaved(line, account, handle.subject());
                    default -> unknown(line);
                }
            }
            case SELECT, WRITE, SEARCH, LINK -> unknown(line);
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
    private void open(Line line, Account account, String about) {
        if (about.length() == 36 && about.charAt(8) == '-') {
            talk.resume(line, account, about);
        } else {
            counter.request(line, account, about);
        }
    }

    /** A choice from a menu: the values that were chosen, and how they read. */
    void menu(Line line, long user, Handle handle, List<String> values, List<String> labels) {
        var label = String.join(", ", labels);
        linked(line, user, account -> {
            switch (handle.verb()) {
                case SELECT -> talk.choose(line, account, handle, values, Words.cut(Words.plain(label), 500));
                case CHANGE -> talk.change(line, account, handle, values.getFirst(), label);
                case RESUME -> {
                    line.settle("✔ " + Words.plain(label));
                    talk.resume(line, account, values.getFirst());
                }
                case START -> {
                    line.settle("✔ " + Words.plain(label));
                    talk.start(line, account, values.getFirst(), false);
                }
                case ITEM -> counter.look(line, account, values.getFirst());
                case REQUEST -> counter.request(line, account, values.getFirst());
                case APPROVAL -> counter.approval(line, account, values.getFirst(), false);
                case APPROVER -> counter.chooseAnother(line, account, handle.subject(), values.getFirst(), label);
                case CHOOSE, COMMAND, WRITE, SEARCH, PAGE, SHOW, DRAFT, GO, CHECKOUT, REMINDER, PASSWORD, LINK -> unknown(line);
            }
        });
    }

    /** A form that was filled in. */
    void form(Line line, long user, Handle handle, String text) {
        if (handle.verb() == Verb.LINK) {
            if (handle.argument().equals("code")) {
                enter(line, user, text);
            } else {
                begin(line, user, text);
            }
            return;
        }
        linked(line, user, account -> {
            switch (handle.verb()) {
                case WRITE -> talk.answer(line, account, handle.subject(), handle.turn(), new Input.Say(text),
                        handle.argument().equals("secret") ? "*(not shown)*" : Words.cut(Words.plain(text), 300));
                case SEARCH -> talk.searched(line, account, handle, text);
                case APPROVAL -> counter.decide(line, account, handle.subject(),
                        handle.argument().equals("send_back") ? Decision.Verdict.SEND_BACK : Decision.Verdict.REJECT, text);
                case REQUEST -> counter.withdraw(line, talk, account, handle.subject(), text);
                case CHOOSE, SELECT, COMMAND, PAGE, CHANGE, SHOW, RESUME, START, DRAFT, GO, ITEM, CHECKOUT, APPROVER, REMINDER, PASSWORD,
                        LINK ->
                    unknown(line);
            }
        });
    }

    private static void unknown(Line line) {
        line.whisper(Screens.note("That button is from an earlier time, and I do not know it any more. Nothing has changed.")
                .buttons(Screens.go("menu", "Show what there is")));
    }

    // ---- typing

    /** Words in the direct messages, and files that came with them. */
    void typed(MessageChannel channel, long user, String text, List<Handed> files) {
        var line = new DirectLine(channel);
        var known = account(user);
        if (known.isEmpty()) {
            if (text.strip().matches("\\d{6}|\\d{3} \\d{3}") && linking.awaitsCode(user)) {
                enter(line, user, text);
            } else {
                notLinked(line);
            }
            return;
        }
        var account = known.get();
        reached(line, account);
        if (!files.isEmpty()) {
            talk.handedIn(channel, account, files);
        } else if (text.isBlank()) {
            line.show(Screens.note("I can only read text and files."));
        } else if (!talk.typed(channel, account, text)) {
            go(line, account, text.strip().toLowerCase(java.util.Locale.ROOT));
        }
    }

    // ---- pages

    private void go(Line line, Account account, String page) {
        switch (page) {
            case "cart" -> counter.cart(line, account);
            case "requests", "my requests", "my-requests" -> counter.requests(line, account);
            case "approvals", "inbox" -> counter.approvals(line, account);
            case "reminders" -> counter.reminders(line, account);
            case "help", "?" -> line.show(Screens.help());
            default -> talk.menu(line, account);
        }
    }

    // ---- who it is

    private void linked(Line line, long user, Consumer<Account> then) {
        var account = account(user);
        if (account.isEmpty()) {
            notLinked(line);
            return;
        }
        reached(line, account.get());
        then.accept(account.get());
    }

    /** Tells somebody whose direct messages were closed that something could not be delivered. */
    private void reached(Line line, Account account) {
        if (!account.closed()) {
            return;
        }
        int missed = transactions.in(() -> {
            accounts.closed(account.id(), false);
            return post.missed(account.person());
        });
        if (missed > 0) {
            line.whisper(Screens.note((missed == 1 ? "A message" : missed + " messages")
                    + " from me could not be delivered here, because your direct messages were closed. You find everything on the web and in your e-mail."));
        }
    }

    private static void notLinked(Line line) {
        line.whisper(Screens.note("I do not know you yet: link your staff number first.").buttons(
                Button.primary(Handle.of(Verb.LINK, "-", "number").id(), "Link my staff number"),
                Button.secondary(Handle.of(Verb.LINK, "-", "code").id(), "Enter a code")));
    }

    private void link(Line line, long user, Options options) {
        var number = options.get("staff-number");
        var code = options.get("code");
        if (code.isPresent()) {
            enter(line, user, code.get());
        } else if (number.isPresent()) {
            begin(line, user, number.get());
        } else {
            var account = account(user);
            if (account.isEmpty()) {
                notLinked(line);
                return;
            }
            var name = floor.known(account.get().person()).map(Floor.Known::name).orElse("");
            line.whisper(Screens.note("This account is linked to " + name + " (" + account.get().person().key() + ").")
                    .buttons(Button.danger(Handle.of(Verb.LINK, "-", "unlink").id(), "Unlink it")));
        }
    }

    private void begin(Line line, long user, String number) {
        if (account(user).isPresent()) {
            line.whisper(Screens.note("This account is linked already. Unlink it first with /link."));
            return;
        }
        line.whisper(Screens.note(linking.begin(user, number))
                .buttons(Button.primary(Handle.of(Verb.LINK, "-", "code").id(), "Enter the code")));
    }

    private void enter(Line line, long user, String code) {
        switch (linking.enter(user, code)) {
            case Linking.Entered.Done(var name) ->
                line.show(new Sheet().say("Welcome, " + Words.plain(name) + ". This account is now yours with me.")
                        .buttons(Screens.go("menu", "Begin"), Screens.go("help", "What can you do?")));
            case Linking.Entered.Wrong(var text) -> line.whisper(Screens.note(text)
                    .buttons(Button.secondary(Handle.of(Verb.LINK, "-", "code").id(), "Enter the code")));
        }
    }

    private void unlink(Line line, long user) {
        var account = account(user);
        if (account.isPresent() && linking.unlink(account.get())) {
            line.settle("✔ unlinked");
            line.whisper(Screens.note("This account is not linked any more. What you have begun is kept; you find it on the web."));
        } else {
            line.whisper(Screens.note("This account is not linked."));
        }
    }
}
