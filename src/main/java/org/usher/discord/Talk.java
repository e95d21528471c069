package org.usher.discord;

import java.util.List;
import java.util.Optional;

import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.conversation.Input;
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
        void go(Line line, Visitor who, String page);
    }

    Talk(Floor floor, Accounts accounts, Fetching fetching, Pages pages) {
        this.floor = floor;
        this.accounts = accounts;
        this.fetching = fetching;
        this.pages = pages;
    }

    // ---- beginning and going on

    void menu(Line line, Visitor who) {
        line.show(who.screens().menu(floor.conversations(who.person()), floor.dialogues(who.person()), floor.tasks(who.person())));
    }

    /** Starts a conversation, or asks first if one of its kind is open. */
    void start(Line line, Visitor who, String conversation, boolean anew) {
        var open = floor.dialogues(who.person()).stream()
                .filter(each -> each.conversation().equals(conversation) && each.role().equals("requester")).findFirst();
        if (open.isPresent() && !anew) {
            line.show(who.screens().resumeOrNew(open.get(), conversation));
            return;
        }
        arrive(line, who, floor.start(who.person(), conversation));
    }

    void resume(Line line, Visitor who, String dialogue) {
        var offered = floor.dialogues(who.person()).stream()
                .anyMatch(each -> each.id().equals(dialogue) && each.role().equals("offered"));
        arrive(line, who, offered ? floor.view(who.person(), dialogue) : floor.resume(who.person(), dialogue));
    }

    void show(Line line, Visitor who, String dialogue) {
        arrive(line, who, floor.view(who.person(), dialogue));
    }

    void accept(Line line, Visitor who, String dialogue) {
        line.settle("✔ " + who.say("settled.accepted"));
        arrive(line, who, floor.accept(who.person(), dialogue));
    }

    void giveBack(Line line, Visitor who, String dialogue) {
        line.settle("✔ " + who.say("settled.given_back"));
        floor.giveBack(who.person(), dialogue);
        line.show(who.tell("draft.given_back"));
    }

    /** Answers, with a button of a message, what somebody else's form asks. */
    void reply(Line line, Visitor who, Handle handle, String label) {
        var parts = handle.argument().split("\\.", 3);
        switch (floor.reply(who.person(), handle.subject(), parts[1], parts[2])) {
            case ChatResult.Done _ -> line.settle("✔ " + Words.plain(label));
            case ChatResult.Refused(var view) -> line.show(who.note(view.refusal() == null ? "" : view.refusal().text()));
            case ChatResult.OldTurn(var text, _) -> line.whisper(who.note(text));
            case ChatResult.NotAllowed(var findings) -> line.show(who.screens().objections("refused.answer", findings));
            case ChatResult.NotNow(_, var text) -> line.settle(Words.plain(text));
            case ChatResult.NotFound _ -> gone(line, who);
        }
    }

    /** Offers the people whom somebody may mean to whom a draft shall be handed over. */
    void toWhom(Line line, Visitor who, Handle handle, String typed) {
        line.show(who.screens().toWhom(handle, typed, floor.like(who.person(), typed.strip(), Screens.IN_A_MENU)));
    }

    void handOver(Line line, Visitor who, Handle handle, String to, String label) {
        if (floor.handOver(who.person(), handle.subject(), to) instanceof ChatResult.NotNow(_, var text)) {
            line.whisper(who.note(text));
            return;
        }
        line.settle("✔ " + Words.plain(label));
        accounts.place(who.id(), Optional.empty());
        line.show(who.tell("draft.handed_over").buttons(who.screens().go("menu", "go.else")));
    }

    /** Shows what came of something, where no prompt was answered. */
    void arrive(Line line, Visitor who, ChatResult result) {
        switch (result) {
            case ChatResult.Done(var view) -> show(line, who, view);
            case ChatResult.Refused(var view) -> show(line, who, view);
            case ChatResult.OldTurn(var text, var view) -> {
                line.whisper(who.note(text));
                show(line, who, view);
            }
            case ChatResult.NotAllowed(var findings) -> line.show(who.screens().objections("refused.begin", findings));
            case ChatResult.NotNow(_, var text) -> line.show(who.note(text));
            case ChatResult.NotFound _ -> gone(line, who);
        }
    }

    private void gone(Line line, Visitor who) {
        accounts.place(who.id(), Optional.empty());
        line.whisper(who.tell("form.gone").buttons(who.screens().go("menu", "go.else")));
    }

    // ---- answering

    /** An input to the turn that was shown; {@code said} is how the transcript tells it. */
    void answer(Line line, Visitor who, String dialogue, int turn, Input input, String said) {
        answered(line, who, floor.turn(who.person(), dialogue, turn, input), said);
    }

    private void answered(Line line, Visitor who, ChatResult result, String said) {
        switch (result) {
            case ChatResult.Done(var view) -> {
                line.settle("✔ " + said);
                show(line, who, view);
            }
            case ChatResult.Refused(var view) -> {
                line.settle("✎ " + said);
                show(line, who, view);
            }
            case ChatResult.OldTurn(var text, var view) -> {
                var sheet = who.note(text);
                line.whisper(sheet.buttons(who.screens().where(view.id(), view.turn())));
            }
            case ChatResult.NotAllowed(var findings) -> line.whisper(who.screens().objections("refused.impossible", findings));
            case ChatResult.NotNow(_, var text) -> line.whisper(who.note(text));
            case ChatResult.NotFound _ -> gone(line, who);
        }
    }

    /** Options that were clicked or chosen, by what stands in the component; {@code labels} is how they read. */
    void choose(Line line, Visitor who, Handle handle, List<String> names, String labels) {
        if (names.stream().noneMatch(name -> name.startsWith("#"))) {
            answer(line, who, handle.subject(), handle.turn(), new Input.Choose(names), labels);
            return;
        }
        var values = values(who, handle.subject(), names);
        if (values.size() < names.size()) {
            line.whisper(who.tell("old.option").buttons(who.screens().where(handle.subject(), handle.turn())));
            return;
        }
        answer(line, who, handle.subject(), handle.turn(), new Input.Choose(values), labels);
    }

    /** The values behind the names of a component: values too long for one are named by their digests. */
    private List<String> values(Visitor who, String dialogue, List<String> names) {
        if (!(floor.view(who.person(), dialogue) instanceof ChatResult.Done(var view)) || view.prompt() == null) {
            return List.of();
        }
        var question = view.prompt();
        var options = question.search() ? found(who, view, "", LISTED) : question.options();
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
    boolean asksForSecret(Visitor who) {
        return who.place().map(place -> floor.view(who.person(), place.dialogue()))
                .filter(result -> result instanceof ChatResult.Done(var view) && view.prompt() != null
                        && view.prompt().type().equals("secret"))
                .isPresent();
    }

    /** Words that were typed into the direct messages while a question is open; what is shown there now is settled as answered. */
    boolean typed(MessageChannel channel, Visitor who, String text) {
        if (who.place().isEmpty()) {
            return false;
        }
        var place = who.place().get();
        if (!(floor.view(who.person(), place.dialogue()) instanceof ChatResult.Done(var view)) || view.prompt() == null) {
            accounts.place(who.id(), Optional.empty());
            return false;
        }
        var line = answering(channel, who, place, view);
        if (view.prompt().type().equals("secret")) {
            line.whisper(who.tell("secret.written", who.say("question.write")));
            return true;
        }
        if (view.turn() != place.turn()) {
            line.whisper(who.tell("answered.elsewhere"));
            show(line, who, view);
            return true;
        }
        answer(line, who, place.dialogue(), place.turn(), new Input.Say(text), Words.cut(Words.plain(text), 300));
        return true;
    }

    /** The direct messages, where what was asked last can be settled. */
    private DirectLine answering(MessageChannel channel, Visitor who, Accounts.Place place, DialogueView view) {
        return new DirectLine(channel, new Post.Sent(place.channel(), place.message()),
                view.turn() == place.turn() ? who.screens().dialogue(view, page(who, view, 0)) : who.tell("settled.answered"));
    }

    /** Files that were sent into the direct messages: the first one answers a question that asks for a file. */
    void handedIn(MessageChannel channel, Visitor who, List<Handed> files) {
        var place = who.place();
        if (place.isEmpty() || !(floor.view(who.person(), place.get().dialogue()) instanceof ChatResult.Done(var view))
                || view.prompt() == null || !view.prompt().type().equals("file")) {
            new DirectLine(channel).show(who.tell("file.not_asked"));
            return;
        }
        var line = answering(channel, who, place.get(), view);
        var file = files.getFirst();
        var objection = floor.objectionTo(who.person(), file.name(), file.bytes());
        if (objection.isPresent()) {
            line.whisper(who.note(objection.get()));
            return;
        }
        var content = fetching.fetch(file.url(), floor.largestFile());
        if (content.isEmpty()) {
            line.whisper(who.tell("file.not_fetched"));
            return;
        }
        var upload = new Upload(file.name(), content.get());
        var complaint = floor.objectionTo(who.person(), upload);
        if (complaint.isPresent()) {
            line.whisper(who.note(complaint.get()));
            return;
        }
        if (files.size() > 1) {
            line.whisper(who.tell("file.first"));
        }
        answered(line, who, floor.handIn(who.person(), place.get().dialogue(), place.get().turn(), upload),
                Words.plain(upload.cleanName()));
    }

    // ---- options

    /** Another page of the options, in place of the one before. */
    void page(Line line, Visitor who, Handle handle) {
        if (floor.view(who.person(), handle.subject()) instanceof ChatResult.Done(var view) && view.turn() == handle.turn()
                && view.prompt() != null) {
            line.swap(who.screens().dialogue(view, page(who, view, number(handle.argument()))));
        } else {
            stale(line, who, handle);
        }
    }

    /** What was searched for: one is taken, several are offered, none is a matter for the form. */
    void searched(Line line, Visitor who, Handle handle, String typed) {
        if (!(floor.view(who.person(), handle.subject()) instanceof ChatResult.Done(var view)) || view.turn() != handle.turn()
                || view.prompt() == null) {
            stale(line, who, handle);
            return;
        }
        var found = found(who, view, typed, Screens.IN_A_MENU + 1);
        if (found.isEmpty()) {
            answer(line, who, handle.subject(), handle.turn(), new Input.Say(typed), Words.cut(Words.plain(typed), 300));
        } else if (found.size() == 1) {
            answer(line, who, handle.subject(), handle.turn(), new Input.Choose(List.of(found.getFirst().value())),
                    Words.plain(found.getFirst().label()));
        } else {
            boolean more = found.size() > Screens.IN_A_MENU;
            var page = new Screens.Page(found.subList(0, Math.min(found.size(), Screens.IN_A_MENU)), 0, false);
            var sheet = who.screens().dialogue(view, page);
            sheet.say("-# " + Words.plain(who.say(more ? "found.first" : "found.all", Words.cut(typed, 100))));
            line.swap(sheet);
        }
    }

    /** What autocomplete offers for the question that is open. */
    List<ChatService.Hit> suggestions(Visitor who, String typed) {
        if (who.place().isEmpty()
                || !(floor.view(who.person(), who.place().get().dialogue()) instanceof ChatResult.Done(var view))
                || view.prompt() == null) {
            return List.of();
        }
        return floor.search(who.person(), view.id(), typed, Screens.IN_A_MENU);
    }

    private List<DialogueView.Option> found(Visitor who, DialogueView view, String typed, int limit) {
        return floor.search(who.person(), view.id(), typed, limit).stream()
                .map(hit -> new DialogueView.Option(hit.value(), hit.label(), hit.hint())).toList();
    }

    private Screens.Page page(Visitor who, DialogueView view, int number) {
        var question = view.prompt();
        if (question == null) {
            return new Screens.Page(List.of(), 0, false);
        }
        if (!question.search() || (question.type().equals("person") && question.options().isEmpty())) {
            return Screens.Page.of(question, number);
        }
        return Screens.Page.of(found(who, view, "", Math.min(LISTED, (number + 1) * Screens.IN_A_MENU + 1)), number);
    }

    private static int number(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 0, LISTED / Screens.IN_A_MENU);
        } catch (NumberFormatException forged) {
            return 0;
        }
    }

    // ---- changing an answer

    void whichToChange(Line line, Visitor who, Handle handle) {
        if (floor.view(who.person(), handle.subject()) instanceof ChatResult.Done(var view) && view.turn() == handle.turn()) {
            line.show(who.screens().whichToChange(view));
        } else {
            stale(line, who, handle);
        }
    }

    void change(Line line, Visitor who, Handle handle, String name, String label) {
        var path = name.startsWith("#") && floor.view(who.person(), handle.subject()) instanceof ChatResult.Done(var view)
                ? view.answers().stream().map(DialogueView.Answered::question).filter(each -> Handle.names(name, each)).findFirst()
                        .orElse(name)
                : name;
        answer(line, who, handle.subject(), handle.turn(), new Input.Change(Optional.of(path)),
                Words.plain(who.say("settled.change", label)));
    }

    private static void stale(Line line, Visitor who, Handle handle) {
        line.whisper(who.tell("old.moment").buttons(who.screens().where(handle.subject(), handle.turn())));
    }

    // ---- showing

    private void show(Line line, Visitor who, DialogueView view) {
        var next = view.next();
        if (view.prompt() == null && next != null) {
            if (!view.messages().isEmpty()) {
                var sheet = new Sheet(who.screens().phrases());
                view.messages().forEach(message -> sheet.say(Words.plain(message)));
                line.show(sheet);
            }
            accounts.place(who.id(), Optional.empty());
            view.ownPage().ifPresentOrElse(page -> pages.go(line, who, page), () -> show(line, who, next));
            return;
        }
        var sent = line.show(who.screens().dialogue(view, page(who, view, 0)));
        if (line.direct()) {
            accounts.place(who.id(), !Screens.asks(view)
                    ? Optional.empty()
                    : sent.map(where -> new Accounts.Place(view.id(), view.turn(), where.channel(), where.message())));
        }
    }

    /** Several options of a long list, to be chosen in a form: up to five menus of it. */
    Optional<List<StringSelectMenu>> menus(Visitor who, Handle handle) {
        if (!(floor.view(who.person(), handle.subject()) instanceof ChatResult.Done(var view)) || view.turn() != handle.turn()
                || view.prompt() == null) {
            return Optional.empty();
        }
        var question = view.prompt();
        var options = question.search() ? found(who, view, "", 5 * Screens.IN_A_MENU) : question.options();
        var menus = new java.util.ArrayList<StringSelectMenu>();
        for (int page = 0; page < 5 && page * Screens.IN_A_MENU < options.size(); page++) {
            var some = Screens.menuOptions(Screens.Page.of(options, page).options());
            menus.add(StringSelectMenu.create("menu" + page).setRequired(false).setRequiredRange(0, some.size()).addOptions(some).build());
        }
        return Optional.of(menus);
    }
}
