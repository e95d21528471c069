package org.usher.discord;

import java.util.List;
import java.util.Optional;

import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.conversation.Input;
import org.usher.discord.Accounts.Account;
import org.usher.discord.Handle.Verb;
import org.usher.file.Upload;

/** Dialogues: what a click or a typed word does to them, and what is shown then. */
final class Talk {

    /** How far pages of a long list go. */
    private static final int LISTED = 500;

    private final Floor floor;
    private final Accounts accounts;
    private final Fetching fetching;
    private final Pages pages;

    /** Pages of Usher's own, such as the cart, to which a dialogue may lead. */
    interface Pages {
        void go(Line line, Account account, String page);
    }

    Talk(Floor floor, Accounts accounts, Fetching fetching, Pages pages) {
        this.floor = floor;
        this.accounts = accounts;
        this.fetching = fetching;
        this.pages = pages;
    }

    // ---- beginning and going on

    void menu(Line line, Account account) {
        line.show(Screens.menu(floor.conversations(account.person()), floor.dialogues(account.person())));
    }

    /** Starts a conversation, or asks first if one of its kind is open. */
    void start(Line line, Account account, String conversation, boolean anew) {
        var open = floor.dialogues(account.person()).stream()
                .filter(each -> each.conversation().equals(conversation) && each.role().equals("requester")).findFirst();
        if (open.isPresent() && !anew) {
            line.show(Screens.resumeOrNew(open.get(), conversation));
            return;
        }
        arrive(line, account, floor.start(account.person(), conversation));
    }

    void resume(Line line, Account account, String dialogue) {
        var offered = floor.dialogues(account.person()).stream()
                .anyMatch(each -> each.id().equals(dialogue) && each.role().equals("offered"));
        arrive(line, account, offered ? floor.view(account.person(), dialogue) : floor.resume(account.person(), dialogue));
    }

    void show(Line line, Account account, String dialogue) {
        arrive(line, account, floor.view(account.person(), dialogue));
    }

    void accept(Line line, Account account, String dialogue) {
        line.settle("✔ accepted");
        arrive(line, account, floor.accept(account.person(), dialogue));
    }

    void giveBack(Line line, Account account, String dialogue) {
        line.settle("✔ given back");
        floor.giveBack(account.person(), dialogue);
        line.show(Screens.note("I have given the draft back."));
    }

    /** Answers, with a button of a message, what somebody else's form asks. */
    void reply(Line line, Account account, Handle handle, String label) {
        var parts = handle.argument().split("\\.", 3);
        switch (floor.reply(account.person(), handle.subject(), parts[1], parts[2])) {
            case ChatResult.Done _ -> line.settle("✔ " + Words.plain(label));
            case ChatResult.Refused(var view) -> line.show(Screens.note(view.refusal() == null ? "" : view.refusal().text()));
            case ChatResult.OldTurn(var text, _) -> line.whisper(Screens.note(text));
            case ChatResult.NotAllowed(var findings) -> line.show(Screens.objections("You cannot answer this.", findings));
            case ChatResult.NotNow(_, var text) -> line.settle(Words.plain(text));
            case ChatResult.NotFound _ -> gone(line, account);
        }
    }

    /** Shows what came of something, where no prompt was answered. */
    void arrive(Line line, Account account, ChatResult result) {
        switch (result) {
            case ChatResult.Done(var view) -> show(line, account, view);
            case ChatResult.Refused(var view) -> show(line, account, view);
            case ChatResult.OldTurn(var text, var view) -> {
                line.whisper(Screens.note(text));
                show(line, account, view);
            }
            case ChatResult.NotAllowed(var findings) -> line.show(Screens.objections("You cannot begin this.", findings));
            case ChatResult.NotNow(_, var text) -> line.show(Screens.note(text));
            case ChatResult.NotFound _ -> gone(line, account);
        }
    }

    private void gone(Line line, Account account) {
        accounts.place(account.id(), Optional.empty());
        line.whisper(Screens.note("That form is not there any more.").buttons(Screens.go("menu", "Something else")));
    }

    // ---- answering

    /** An input to the turn that was shown; {@code said} is how the transcript tells it. */
    void answer(Line line, Account account, String dialogue, int turn, Input input, String said) {
        answered(line, account, floor.turn(account.person(), dialogue, turn, input), said);
    }

    private void answered(Line line, Account account, ChatResult result, String said) {
        switch (result) {
            case ChatResult.Done(var view) -> {
                line.settle("✔ " + said);
                show(line, account, view);
            }
            case ChatResult.Refused(var view) -> {
                line.settle("✎ " + said);
                show(line, account, view);
            }
            case ChatResult.OldTurn(var text, var view) -> {
                var sheet = Screens.note(text);
                sheet.buttons(Button.secondary(new Handle(Verb.SHOW, view.id(), view.turn(), "").id(), "Show where we are"));
                line.whisper(sheet);
            }
            case ChatResult.NotAllowed(var findings) -> line.whisper(Screens.objections("That is not possible.", findings));
            case ChatResult.NotNow(_, var text) -> line.whisper(Screens.note(text));
            case ChatResult.NotFound _ -> gone(line, account);
        }
    }

    /** Options that were clicked or chosen, by what stands in the component; {@code labels} is how they read. */
    void choose(Line line, Account account, Handle handle, List<String> names, String labels) {
        if (names.stream().noneMatch(name -> name.startsWith("#"))) {
            answer(line, account, handle.subject(), handle.turn(), new Input.Choose(names), labels);
            return;
        }
        var values = values(account, handle.subject(), names);
        if (values.size() < names.size()) {
            line.whisper(Screens.note("I do not know that option any more.")
                    .buttons(Button.secondary(new Handle(Verb.SHOW, handle.subject(), handle.turn(), "").id(), "Show where we are")));
            return;
        }
        answer(line, account, handle.subject(), handle.turn(), new Input.Choose(values), labels);
    }

    /** The values behind the names of a component: values too long for one are named by their digests. */
    private List<String> values(Account account, String dialogue, List<String> names) {
        if (!(floor.view(account.person(), dialogue) instanceof ChatResult.Done(var view)) || view.prompt() == null) {
            return List.of();
        }
        var question = view.prompt();
        var options = question.search() ? found(account, view, "", LISTED) : question.options();
        var suggestion = question.suggestion();
        return names.stream().<String>mapMulti((name, found) -> {
            if (suggestion != null && Handle.names(name, suggestion.value())) {
                found.accept(suggestion.value());
            } else {
                options.stream().map(DialogueView.Option::value).filter(value -> Handle.names(name, value)).findFirst().ifPresent(found);
            }
        }).toList();
    }

    /** Whether what is asked is a secret, which must not be written where it stays. */
    boolean asksForSecret(Account account) {
        return account.place().map(place -> floor.view(account.person(), place.dialogue()))
                .filter(result -> result instanceof ChatResult.Done(var view) && view.prompt() != null
                        && view.prompt().type().equals("secret"))
                .isPresent();
    }

    /** Words that were typed into the direct messages while a question is open; what is shown there now is settled as answered. */
    boolean typed(net.dv8tion.jda.api.entities.channel.middleman.MessageChannel channel, Account account, String text) {
        if (account.place().isEmpty()) {
            return false;
        }
        var place = account.place().get();
        if (!(floor.view(account.person(), place.dialogue()) instanceof ChatResult.Done(var view)) || view.prompt() == null) {
            accounts.place(account.id(), Optional.empty());
            return false;
        }
        var line = new DirectLine(channel, Optional.of(new Post.Sent(place.channel(), place.message())),
                view.turn() == place.turn() ? Optional.of(Screens.dialogue(view, page(account, view, 0))) : Optional.empty());
        if (view.prompt().type().equals("secret")) {
            line.whisper(Screens.note("Please do not write a secret here: I cannot remove your message, so delete it yourself. "
                    + "Use the button “Write the answer”; what you write there stays nowhere."));
            return true;
        }
        if (view.turn() != place.turn()) {
            line.whisper(Screens
                    .note("In the meantime you have answered this elsewhere, so I have not taken what you wrote. This is where we are:"));
            show(line, account, view);
            return true;
        }
        answer(line, account, place.dialogue(), place.turn(), new Input.Say(text), Words.cut(Words.plain(text), 300));
        return true;
    }

    /** Files that were sent into the direct messages: the first one answers a question that asks for a file. */
    void handedIn(MessageChannel channel, Account account, List<Handed> files) {
        var place = account.place();
        if (place.isEmpty() || !(floor.view(account.person(), place.get().dialogue()) instanceof ChatResult.Done(var view))
                || view.prompt() == null || !view.prompt().type().equals("file")) {
            new DirectLine(channel).show(Screens.note("I have not kept the file: nothing asks for one at the moment."));
            return;
        }
        var line = new DirectLine(channel, Optional.of(new Post.Sent(place.get().channel(), place.get().message())),
                view.turn() == place.get().turn() ? Optional.of(Screens.dialogue(view, page(account, view, 0))) : Optional.empty());
        var file = files.getFirst();
        var objection = floor.objectionTo(file.name(), file.bytes());
        if (objection.isPresent()) {
            line.whisper(Screens.note(objection.get()));
            return;
        }
        var content = fetching.fetch(file.url(), floor.largestFile());
        if (content.isEmpty()) {
            line.whisper(Screens.note("I could not fetch the file from Discord. Please send it once more, or hand it in on the web."));
            return;
        }
        var upload = new Upload(file.name(), content.get());
        var complaint = floor.objectionTo(upload);
        if (complaint.isPresent()) {
            line.whisper(Screens.note(complaint.get()));
            return;
        }
        if (files.size() > 1) {
            line.whisper(Screens.note("I take one file for a question, so I have taken the first one."));
        }
        answered(line, account, floor.handIn(account.person(), place.get().dialogue(), place.get().turn(), upload),
                Words.plain(upload.cleanName()));
    }

    // ---- options

    /** Another page of the options, in place of the one before. */
    void page(Line line, Account account, Handle handle) {
        if (floor.view(account.person(), handle.subject()) instanceof ChatResult.Done(var view) && view.turn() == handle.turn()
                && view.prompt() != null) {
            line.swap(Screens.dialogue(view, page(account, view, number(handle.argument()))));
        } else {
            stale(line, handle);
        }
    }

    /** What was searched for: one is taken, several are offered, none is a matter for the form. */
    void searched(Line line, Account account, Handle handle, String typed) {
        if (!(floor.view(account.person(), handle.subject()) instanceof ChatResult.Done(var view)) || view.turn() != handle.turn()
                || view.prompt() == null) {
            stale(line, handle);
            return;
        }
        var found = found(account, view, typed, Screens.IN_A_MENU + 1);
        if (found.isEmpty()) {
            answer(line, account, handle.subject(), handle.turn(), new Input.Say(typed), Words.cut(Words.plain(typed), 300));
        } else if (found.size() == 1) {
            answer(line, account, handle.subject(), handle.turn(), new Input.Choose(List.of(found.getFirst().value())),
                    Words.plain(found.getFirst().label()));
        } else {
            boolean more = found.size() > Screens.IN_A_MENU;
            var page = new Screens.Page(found.subList(0, Math.min(found.size(), Screens.IN_A_MENU)), 0, false);
            var sheet = Screens.dialogue(view, page);
            sheet.say("-# Found for “" + Words.plain(Words.cut(typed, 100)) + "”"
                    + (more ? ": the first 25. Search again with more words." : "."));
            line.swap(sheet);
        }
    }

    /** What autocomplete offers for the question that is open. */
    List<ChatService.Hit> suggestions(Account account, String typed) {
        if (account.place().isEmpty()
                || !(floor.view(account.person(), account.place().get().dialogue()) instanceof ChatResult.Done(var view))
                || view.prompt() == null) {
            return List.of();
        }
        return floor.search(account.person(), view.id(), typed, Screens.IN_A_MENU);
    }

    private List<DialogueView.Option> found(Account account, DialogueView view, String typed, int limit) {
        return floor.search(account.person(), view.id(), typed, limit).stream()
                .map(hit -> new DialogueView.Option(hit.value(), hit.label(), hit.hint())).toList();
    }

    private Screens.Page page(Account account, DialogueView view, int number) {
        var question = view.prompt();
        if (question == null) {
            return new Screens.Page(List.of(), 0, false);
        }
        if (!question.search() || (question.type().equals("person") && question.options().isEmpty())) {
            return Screens.Page.of(question, number);
        }
        return Screens.Page.of(found(account, view, "", Math.min(LISTED, (number + 1) * Screens.IN_A_MENU + 1)), number);
    }

    private static int number(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 0, LISTED / Screens.IN_A_MENU);
        } catch (NumberFormatException forged) {
            return 0;
        }
    }

    // ---- changing an answer

    void whichToChange(Line line, Account account, Handle handle) {
        if (floor.view(account.person(), handle.subject()) instanceof ChatResult.Done(var view) && view.turn() == handle.turn()) {
            line.show(Screens.whichToChange(view));
        } else {
            stale(line, handle);
        }
    }

    void change(Line line, Account account, Handle handle, String name, String label) {
        var path = name.startsWith("#") && floor.view(account.person(), handle.subject()) instanceof ChatResult.Done(var view)
                ? view.answers().stream().map(DialogueView.Answered::question).filter(each -> Handle.names(name, each)).findFirst()
                        .orElse(name)
                : name;
        answer(line, account, handle.subject(), handle.turn(), new Input.Change(Optional.of(path)), "change: " + Words.plain(label));
    }

    private static void stale(Line line, Handle handle) {
        line.whisper(Screens.note("That is from an earlier moment of this form; nothing has changed.")
                .buttons(Button.secondary(new Handle(Verb.SHOW, handle.subject(), handle.turn(), "").id(), "Show where we are")));
    }

    // ---- showing

    private void show(Line line, Account account, DialogueView view) {
        var next = view.next();
        if (view.prompt() == null && next != null) {
            if (!view.messages().isEmpty()) {
                var sheet = new Sheet();
                view.messages().forEach(message -> sheet.say(Words.plain(message)));
                line.show(sheet);
            }
            accounts.place(account.id(), Optional.empty());
            view.ownPage().ifPresentOrElse(page -> pages.go(line, account, page), () -> show(line, account, next));
            return;
        }
        var sent = line.show(Screens.dialogue(view, page(account, view, 0)));
        if (line.direct()) {
            accounts.place(account.id(), view.prompt() == null
                    ? Optional.empty()
                    : sent.map(where -> new Accounts.Place(view.id(), view.turn(), where.channel(), where.message())));
        }
    }

    /** Several options of a long list, to be chosen in a form: up to five menus of it. */
    Optional<List<StringSelectMenu>> menus(Account account, Handle handle) {
        if (!(floor.view(account.person(), handle.subject()) instanceof ChatResult.Done(var view)) || view.turn() != handle.turn()
                || view.prompt() == null) {
            return Optional.empty();
        }
        var question = view.prompt();
        var options = question.search() ? found(account, view, "", 5 * Screens.IN_A_MENU) : question.options();
        var menus = new java.util.ArrayList<StringSelectMenu>();
        for (int page = 0; page < 5 && page * Screens.IN_A_MENU < options.size(); page++) {
            var some = Screens.menuOptions(Screens.Page.of(options, page).options());
            menus.add(StringSelectMenu.create("menu" + page).setRequired(false).setRequiredRange(0, some.size()).addOptions(some).build());
        }
        return Optional.of(menus);
    }
}
