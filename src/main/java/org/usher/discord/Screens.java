package org.usher.discord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.buttons.ButtonStyle;
import net.dv8tion.jda.api.components.selections.SelectOption;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import org.usher.approval.ApprovalService;
import org.usher.approval.ApprovalView;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.checkout.CartView;
import org.usher.checkout.ItemView;
import org.usher.checkout.RequestView;
import org.usher.checkout.TaskView;
import org.usher.discord.Handle.Verb;
import org.usher.facts.FormView;
import org.usher.facts.TableView;
import org.usher.outbox.Notice;
import org.usher.secret.Credentials;
import org.usher.validation.Finding;

import static org.usher.discord.Words.label;
import static org.usher.discord.Words.plain;

/** What is shown for each thing there is, in the words of one language. Functions of what they are given. */
record Screens(Phrases phrases) {

    /** Options that still are buttons. */
    static final int AS_BUTTONS = 5;
    /** Options of one menu. */
    static final int IN_A_MENU = 25;

    private static final int BUTTON_LABEL = 80;
    private static final int OPTION_LABEL = 100;
    /** Files of a form that can be fetched with buttons. */
    private static final int FILES = 10;

    /** The argument of a search that is a form with menus. */
    static final String SEVERAL = "several";
    /** The mark of the line that asks; a form finds the question by it. */
    static final String QUESTION = "### ";
    /** What opens and closes a passage in letters of one width. */
    private static final String FENCE = "```";
    private static final int TABLE_PIECE = 1500;

    private String say(String key, Object... values) {
        return phrases.say(key, values);
    }

    private Sheet sheet() {
        return new Sheet(phrases);
    }

    // ---- a dialogue

    /** A page of the options of a question: those found, and whether there are more. */
    record Page(List<DialogueView.Option> options, int number, boolean more) {
        Page {
            options = List.copyOf(options);
        }

        /** A page of what the question lists itself. */
        static Page of(DialogueView.Question question, int number) {
            return of(question.options(), number);
        }

        static Page of(List<DialogueView.Option> all, int number) {
            int from = Math.min(all.size(), number * IN_A_MENU);
            int to = Math.min(all.size(), from + IN_A_MENU);
            return new Page(all.subList(from, to), number, to < all.size());
        }
    }

    /** A dialogue as it stands. */
    Sheet dialogue(DialogueView view, Page page) {
        var sheet = sheet();
        var question = view.prompt();
        if (question == null || !asks(view)) {
            return ended(view, sheet);
        }
        sheet.say("-# " + progress(view, question));
        view.messages().forEach(message -> sheet.say(plain(message)));
        var refusal = view.refusal();
        if (refusal != null) {
            sheet.say("⚠️ " + plain(refusal.text()));
        }
        if (question.type().equals("review")) {
            return review(view, question, sheet);
        }
        sheet.say(QUESTION + plain(question.text()).replace('\n', ' '));
        if (!question.help().isBlank()) {
            sheet.say("-# " + plain(question.help()).replace("\n", "\n-# "));
        }
        if (question.type().equals("file")) {
            sheet.say("-# " + plain(say("question.file")));
        }
        tables(question.tables(), sheet);
        options(view, question, page, sheet);
        sheet.buttons(otherWays(view, question, page));
        return sheet.buttons(always(view));
    }

    /** Whether the reader is asked something: not if the draft was handed to somebody else, or is only theirs to read. */
    static boolean asks(DialogueView view) {
        boolean open = view.status().equals("asking") || view.status().equals("reviewing");
        return view.prompt() != null && (view.mine() || !open);
    }

    private String progress(DialogueView view, DialogueView.Question question) {
        var section = question.section().isEmpty() ? "" : " · " + plain(question.section());
        return plain(view.title()) + section + " · " + plain(say("question.progress", question.number(), question.about()));
    }

    private void options(DialogueView view, DialogueView.Question question, Page page, Sheet sheet) {
        if (page.options().isEmpty()) {
            return;
        }
        boolean few = page.options().size() <= AS_BUTTONS && page.number() == 0 && !page.more() && !question.multiple();
        if (few) {
            var hints = page.options().stream().filter(option -> !option.hint().isBlank())
                    .map(option -> "**" + plain(option.label()) + "** – " + plain(option.hint())).toList();
            sheet.say(String.join("\n", hints));
            var suggested = question.suggestion() == null ? "" : question.suggestion().value();
            sheet.buttons(page.options().stream()
                    .map(option -> Button.of(option.value().equals(suggested) ? ButtonStyle.PRIMARY : ButtonStyle.SECONDARY,
                            new Handle(Verb.CHOOSE, view.id(), view.turn(), option.value()).id(), label(option.label(), BUTTON_LABEL)))
                    .toList());
            return;
        }
        if (question.multiple() && (page.more() || page.number() > 0)) {
            sheet.say("-# " + plain(say("question.many")));
            return;
        }
        var menu = StringSelectMenu.create(new Handle(Verb.SELECT, view.id(), view.turn(), String.valueOf(page.number())).id())
                .setPlaceholder(say(question.multiple() ? "choose.all" : "choose.one"))
                .setRequiredRange(1, question.multiple() ? page.options().size() : 1);
        menu.addOptions(menuOptions(page.options()));
        sheet.menu(menu.build());
    }

    static List<SelectOption> menuOptions(List<DialogueView.Option> options) {
        var labels = new HashMap<String, Integer>();
        var values = new HashSet<String>();
        var all = new ArrayList<SelectOption>();
        for (var option : options) {
            if (!values.add(option.value())) {
                continue;
            }
            var text = label(option.label(), OPTION_LABEL);
            int same = labels.merge(text, 1, Integer::sum);
            var told = same == 1 ? text : label(Words.cut(text, OPTION_LABEL - 6) + " (" + same + ")", OPTION_LABEL);
            var one = SelectOption.of(told, Handle.inMenu(option.value()));
            var hint = option.heading().isBlank() || option.hint().isBlank()
                    ? option.heading() + option.hint()
                    : option.heading() + " – " + option.hint();
            all.add(hint.isBlank() ? one : one.withDescription(label(hint, OPTION_LABEL)));
        }
        return all;
    }

    private List<Button> otherWays(DialogueView view, DialogueView.Question question, Page page) {
        var buttons = new ArrayList<Button>();
        var suggestion = question.suggestion();
        boolean listed = suggestion != null && !question.multiple() && page.options().size() <= AS_BUTTONS && page.number() == 0
                && page.options().stream().anyMatch(option -> option.value().equals(suggestion.value()));
        if (suggestion != null && !listed) {
            buttons.add(Button.primary(new Handle(Verb.CHOOSE, view.id(), view.turn(), suggestion.value()).id(),
                    label(say("question.use", suggestion.label()), BUTTON_LABEL)));
        }
        if (question.multiple() && page.more()) {
            buttons.add(Button.secondary(new Handle(Verb.SEARCH, view.id(), view.turn(), SEVERAL).id(),
                    label(say("question.in_form"), BUTTON_LABEL)));
        } else if (question.search()) {
            buttons.add(Button.secondary(new Handle(Verb.SEARCH, view.id(), view.turn(), "").id(),
                    label(say("question.search"), BUTTON_LABEL)));
        } else if (writable(question.type())) {
            buttons.add(Button.secondary(new Handle(Verb.WRITE, view.id(), view.turn(), question.type()).id(),
                    label(say("question.write"), BUTTON_LABEL)));
        }
        if (page.number() > 0) {
            buttons.add(
                    Button.secondary(new Handle(Verb.PAGE, view.id(), view.turn(), String.valueOf(page.number() - 1)).id(),
                            label("◀ " + say("question.earlier"), BUTTON_LABEL)));
        }
        if (page.more() && !question.multiple()) {
            buttons.add(Button.secondary(new Handle(Verb.PAGE, view.id(), view.turn(), String.valueOf(page.number() + 1)).id(),
                    label(say("question.more") + " ▶", BUTTON_LABEL)));
        }
        if (question.optional()) {
            buttons.add(Button.secondary(new Handle(Verb.COMMAND, view.id(), view.turn(), "skip").id(),
                    label(say("question.skip"), BUTTON_LABEL)));
        }
        buttons.add(handOver(view));
        return buttons;
    }

    private static boolean writable(String type) {
        return switch (type) {
            case "text", "long_text", "email", "phone", "integer", "date", "datetime", "secret" -> true;
            default -> false;
        };
    }

    /** The people whom somebody may mean who hands a draft over. */
    Sheet toWhom(Handle handle, String typed, List<Floor.Known> found) {
        if (found.isEmpty()) {
            return tell("hand.nobody", typed);
        }
        var options = found.stream().map(each -> new DialogueView.Option(each.person().key(), each.name(), each.person().key())).toList();
        return tell("hand.who").menu(StringSelectMenu.create(new Handle(Verb.HAND, handle.subject(), handle.turn(), "to").id())
                .setPlaceholder(say("choose.one")).addOptions(menuOptions(options)).build());
    }

    /** What is always in reach. */
    private List<Button> always(DialogueView view) {
        return List.of(command(view, "back", say("always.back"), ButtonStyle.SECONDARY),
                Button.secondary(new Handle(Verb.CHANGE, view.id(), view.turn(), "").id(),
                        label(say("always.change"), BUTTON_LABEL)),
                command(view, "help", say("always.help"), ButtonStyle.SECONDARY),
                command(view, "restart", say("always.restart"), ButtonStyle.SECONDARY),
                command(view, "cancel", say("always.cancel"), ButtonStyle.DANGER));
    }

    private Button handOver(DialogueView view) {
        return Button.secondary(new Handle(Verb.HAND, view.id(), view.turn(), "").id(), label(say("always.hand_over"), BUTTON_LABEL));
    }

    private static Button command(DialogueView view, String command, String label, ButtonStyle style) {
        return Button.of(style, new Handle(Verb.COMMAND, view.id(), view.turn(), command).id(), label(label, BUTTON_LABEL));
    }

    private Sheet review(DialogueView view, DialogueView.Question question, Sheet sheet) {
        sheet.say(QUESTION + plain(question.text()));
        var sections = new LinkedHashMap<String, List<String>>();
        view.answers().forEach(answer -> sections.computeIfAbsent(answer.section(), _ -> new ArrayList<>())
                .add(plain(answer.label()) + ": **" + bold(answer.text()) + "**"));
        sections.forEach((heading, lines) -> sheet
                .say((heading.isEmpty() ? "" : "__" + plain(heading) + "__\n") + String.join("\n", lines)));
        tables(question.tables(), sheet);
        view.findings().forEach(finding -> sheet.say("⚠️ " + plain(finding.text())));
        if (!question.help().isBlank()) {
            sheet.say(plain(question.help()));
        }
        return sheet.buttons(command(view, "submit", question.options().getFirst().label(), ButtonStyle.SUCCESS), handOver(view))
                .buttons(always(view));
    }

    /** Bold text must not be empty, or its marks show. */
    private static String bold(String text) {
        return text.isBlank() ? "–" : plain(text.strip());
    }

    private Sheet ended(DialogueView view, Sheet sheet) {
        sheet.say("-# " + plain(view.title()));
        view.messages().forEach(message -> sheet.say(plain(message)));
        var refusal = view.refusal();
        if (refusal != null) {
            sheet.say("⚠️ " + plain(refusal.text()));
        }
        if (view.offered()) {
            return sheet.say(plain(say("draft.handed"))).buttons(
                    Button.success(Handle.of(Verb.DRAFT, view.id(), "accept").id(), label(say("draft.accept"), BUTTON_LABEL)),
                    Button.secondary(Handle.of(Verb.DRAFT, view.id(), "back").id(), label(say("draft.give_back"), BUTTON_LABEL)));
        }
        return switch (view.status()) {
            case "submitted" -> view.ownPage().filter("requests"::equals).isPresent()
                    ? sheet.buttons(go("requests", "go.requests"),
                            Button.secondary(Handle.of(Verb.START, "-", view.conversation()).id(),
                                    label(say("ended.another"), BUTTON_LABEL)))
                    : sheet.say(plain(say("ended.in_cart"))).buttons(checkOut(), go("cart", "go.cart_look"),
                            Button.secondary(Handle.of(Verb.START, "-", view.conversation()).id(),
                                    label(say("ended.another"), BUTTON_LABEL)));
            case "cancelled", "stopped", "expired" -> sheet.buttons(go("menu", "go.else"));
            default -> {
                var whom = view.waitingFor();
                yield sheet.say(plain(whom == null ? say("ended.nothing") : say("ended.waiting", whom)))
                        .buttons(
                                Button.secondary(new Handle(Verb.SHOW, view.id(), view.turn(), "").id(),
                                        label(say("ended.look"), BUTTON_LABEL)),
                                go("menu", "go.else"));
            }
        };
    }

    private Button checkOut() {
        return Button.success(Handle.of(Verb.CHECKOUT, "-", "").id(), label(say("cart.check_out"), BUTTON_LABEL));
    }

    /** A menu of the answers that can be changed, in as many menus as they need. */
    Sheet whichToChange(DialogueView view) {
        var sheet = sheet().say(plain(say("change.which")));
        var answers = view.answers().stream().filter(answer -> !answer.fixed())
                .map(answer -> new DialogueView.Option(answer.question(), answer.label(), answer.text())).toList();
        if (answers.isEmpty()) {
            return sheet().say(plain(say("change.none")));
        }
        for (int page = 0; page * IN_A_MENU < answers.size() && page < 4; page++) {
            sheet.menu(StringSelectMenu.create(new Handle(Verb.CHANGE, view.id(), view.turn(), String.valueOf(page)).id())
                    .setPlaceholder(say("change.answers", page * IN_A_MENU + 1, Math.min(answers.size(), (page + 1) * IN_A_MENU)))
                    .addOptions(menuOptions(Page.of(answers, page).options())).build());
        }
        if (answers.size() > 4 * IN_A_MENU) {
            sheet.say("-# " + plain(say("change.others")));
        }
        return sheet;
    }

    // ---- menus and lists

    Button go(String page, String key) {
        return Button.secondary(Handle.of(Verb.GO, "-", page).id(), label(say(key), BUTTON_LABEL));
    }

    /** What can be begun or gone on with. */
    Sheet menu(List<ChatService.Offer> offers, List<ChatService.Summary> dialogues, List<TaskView> tasks) {
        var sheet = heading("menu");
        var open = dialogues.stream().limit(IN_A_MENU)
                .map(each -> new DialogueView.Option(each.id(), each.title(), roleOf(each))).toList();
        if (!open.isEmpty()) {
            sheet.menu(StringSelectMenu.create(Handle.of(Verb.RESUME, "-", "").id()).setPlaceholder(say("menu.go_on"))
                    .addOptions(menuOptions(open)).build());
        }
        var waiting = tasks.stream().limit(IN_A_MENU)
                .map(each -> new DialogueView.Option(each.id(), each.title(), each.item() + " · " + each.summary())).toList();
        if (!waiting.isEmpty()) {
            sheet.menu(StringSelectMenu.create(Handle.of(Verb.START, "-", "tasks").id()).setPlaceholder(say("menu.tasks"))
                    .addOptions(menuOptions(waiting)).build());
        }
        var begin = offers.stream().map(each -> new DialogueView.Option(each.id(), each.title(), each.about())).toList();
        for (int page = 0; page * IN_A_MENU < begin.size() && page < 3; page++) {
            sheet.menu(StringSelectMenu.create(Handle.of(Verb.START, "-", String.valueOf(page)).id()).setPlaceholder(say("menu.begin"))
                    .addOptions(menuOptions(Page.of(begin, page).options())).build());
        }
        if (begin.isEmpty() && open.isEmpty() && waiting.isEmpty()) {
            sheet.say(plain(say("menu.nothing")));
        }
        return sheet.buttons(go("cart", "go.cart"), go("requests", "go.requests"), go("approvals", "go.approvals"),
                go("reminders", "go.reminders"),
                go("help", "go.help"));
    }

    private String roleOf(ChatService.Summary dialogue) {
        return switch (dialogue.role()) {
            case "asked", "offered", "reader" -> say("role." + dialogue.role(), dialogue.requesterName());
            default -> say("status." + dialogue.status());
        };
    }

    /** A form of this kind was left open: go on, or begin anew. */
    Sheet resumeOrNew(ChatService.Summary open, String conversation) {
        return sheet()
                .say("**" + bold(open.title()) + "** · " + when(open.touched()) + '\n' + plain(say("resume.open")))
                .buttons(Button.primary(Handle.of(Verb.RESUME, open.id(), "").id(), label(say("resume.go_on"), BUTTON_LABEL)),
                        Button.secondary(Handle.of(Verb.START, "new", conversation).id(), label(say("resume.new"), BUTTON_LABEL)));
    }

    Sheet help() {
        var lines = Bot.COMMANDS.stream().filter(command -> !command.equals("help"))
                .map(command -> "**/" + command + "** – " + plain(say("command." + command))).toList();
        return heading("help").say(String.join("\n", lines)).say(plain(say("help.words"))).buttons(go("menu", "go.begin"));
    }

    private Sheet heading(String key) {
        return sheet().say("### " + plain(say("heading." + key)));
    }

    Sheet cart(CartView cart) {
        var sheet = heading("cart");
        if (cart.items().isEmpty()) {
            return sheet.say(plain(say("cart.empty"))).buttons(go("menu", "go.begin_form"));
        }
        cart.items().forEach(item -> sheet.say(line(item)));
        cart.findings().forEach(finding -> sheet.say("⚠️ " + plain(finding.text())));
        sheet.menu(StringSelectMenu.create(Handle.of(Verb.ITEM, "-", "look").id()).setPlaceholder(say("cart.look"))
                .addOptions(menuOptions(itemOptions(cart.items()))).build());
        return sheet.buttons(checkOut(), go("menu", "go.add"));
    }

    private static List<DialogueView.Option> itemOptions(List<ItemView> items) {
        return items.stream().limit(IN_A_MENU)
                .map(item -> new DialogueView.Option(item.reference(), item.subject().isBlank() ? item.title() : item.subject(),
                        item.summary()))
                .toList();
    }

    private String line(ItemView item) {
        return "**" + bold(item.number()) + "** " + plain(item.summary().isBlank() ? item.title() : item.summary()) + " – "
                + plain(item.stateText());
    }

    Sheet cartItem(ItemView item) {
        var sheet = sheet().say("### " + plain(item.title())).say(line(item));
        form(item.form(), sheet);
        var buttons = new ArrayList<Button>();
        buttons.add(Button.primary(Handle.of(Verb.ITEM, item.reference(), "edit").id(), label(say("cart.edit"), BUTTON_LABEL)));
        buttons.add(Button.danger(Handle.of(Verb.ITEM, item.reference(), "remove").id(), label(say("cart.remove"), BUTTON_LABEL)));
        buttons.add(go("cart", "go.cart_back"));
        return sheet.buttons(buttons);
    }

    Sheet requests(List<RequestView> requests) {
        var sheet = heading("requests");
        if (requests.isEmpty()) {
            return sheet.say(plain(say("requests.none"))).buttons(go("menu", "go.begin_form"));
        }
        requests.stream().limit(10).forEach(request -> {
            var lines = new ArrayList<String>();
            lines.add("**" + bold(request.number()) + "** " + when(request.submitted()) + " – " + plain(request.stateText()));
            request.items().forEach(item -> lines.add(line(item)));
            sheet.say(String.join("\n", lines));
        });
        var options = requests.stream().limit(IN_A_MENU).map(request -> new DialogueView.Option(request.reference(), request.number(),
                request.items().isEmpty() ? request.stateText() : request.items().getFirst().summary())).toList();
        if (requests.size() > 10) {
            sheet.say("-# " + plain(say("requests.last", options.size())));
        }
        return sheet.menu(StringSelectMenu.create(Handle.of(Verb.REQUEST, "-", "look").id()).setPlaceholder(say("look_at"))
                .addOptions(menuOptions(options)).build()).buttons(go("menu", "go.begin_form"));
    }

    Sheet request(RequestView request) {
        var sheet = sheet().say("### " + plain(request.number()))
                .say(plain(request.stateText()) + " · " + plain(say("request.sent")) + ' ' + when(request.submitted()));
        var buttons = new ArrayList<Button>();
        for (var item : request.items()) {
            sheet.say(line(item));
            form(item.form(), sheet);
            if (item.approval() != null && !item.approval().approverName().isBlank()) {
                sheet.say(plain(say("request.decision", item.approval().approverName(), say("approval." + item.approval().state()))));
            }
            sheet.say(String.join("\n",
                    item.history().stream()
                            .map(each -> "-# " + when(each.at()) + " " + plain(each.who() + ": " + each.text()).replace('\n', ' '))
                            .toList()));
            for (var action : item.actions()) {
                if (buttons.size() < 15) {
                    action(action, item, request.items().size() > 1).ifPresent(buttons::add);
                }
            }
        }
        buttons.add(go("requests", "go.requests_back"));
        return sheet.buttons(buttons);
    }

    private java.util.Optional<Button> action(String action, ItemView item, boolean several) {
        var which = several ? " (" + (item.subject().isBlank() ? item.number() : item.subject()) + ")" : "";
        var handle = Handle.of(Verb.REQUEST, item.reference(), action.equals("edit") ? "mend" : action).id();
        var style = switch (action) {
            case "edit", "evidence" -> ButtonStyle.PRIMARY;
            case "copy", "chase" -> ButtonStyle.SECONDARY;
            case "withdraw" -> ButtonStyle.DANGER;
            default -> ButtonStyle.UNKNOWN;
        };
        return style == ButtonStyle.UNKNOWN
                ? java.util.Optional.empty()
                : java.util.Optional.of(Button.of(style, handle, label(say("request." + action) + which, BUTTON_LABEL)));
    }

    Sheet candidates(String number, List<ApprovalService.Candidate> candidates) {
        if (candidates.isEmpty()) {
            return sheet().say(plain(say("candidates.none")));
        }
        var options = candidates.stream().limit(IN_A_MENU).map(each -> new DialogueView.Option(each.key(), each.name(), each.detail()))
                .toList();
        return sheet().say(plain(say("candidates.who"))).menu(StringSelectMenu.create(Handle.of(Verb.APPROVER, number, "").id())
                .setPlaceholder(say("choose.one")).addOptions(menuOptions(options)).build());
    }

    /** Discord knows no tables: they are set in letters of one width, or row by row where they are wide, in pieces that fit into a message. */
    private void tables(List<TableView> tables, Sheet sheet) {
        for (var table : tables) {
            sheet.say("__" + plain(table.caption()) + "__");
            if (table.rows().isEmpty()) {
                sheet.say(plain(table.none()));
                continue;
            }
            if (table.wide()) {
                table.rows().forEach(row -> sheet.say(inLines(table.headings(), row)));
                continue;
            }
            var piece = new StringBuilder();
            for (var line : table.text().replace(FENCE, "").split("\n", -1)) {
                if (piece.length() + line.length() > TABLE_PIECE) {
                    sheet.say(FENCE + piece + '\n' + FENCE);
                    piece.setLength(0);
                }
                piece.append('\n').append(line);
            }
            sheet.say(FENCE + piece + '\n' + FENCE);
        }
    }

    private static String inLines(List<String> headings, List<String> row) {
        var lines = new StringBuilder("**" + bold(row.getFirst()) + "**");
        for (int column = 1; column < row.size(); column++) {
            if (!row.get(column).isEmpty()) {
                lines.append("\n").append(plain(headings.get(column))).append(": ").append(plain(row.get(column)));
            }
        }
        return lines.toString();
    }

    private void form(FormView form, Sheet sheet) {
        tables(form.tables(), sheet);
        form.sections().forEach(section -> sheet.say((section.heading().isEmpty() ? "" : "__" + plain(section.heading()) + "__\n")
                + String.join("\n",
                        section.lines().stream().map(each -> plain(each.label()) + ": **" + bold(each.text()) + "**").toList())));
        form.findings().forEach(
                finding -> sheet.say("⚠️ " + plain(finding.text()) + acknowledged(finding)));
    }

    /** The files of a form, each with a button that hands it out. */
    private void files(FormView form, Sheet sheet) {
        var files = new LinkedHashMap<String, String>();
        for (var section : form.sections()) {
            for (var line : section.lines()) {
                var file = line.file();
                if (file != null) {
                    files.put(file, line.text());
                }
            }
        }
        sheet.buttons(files.entrySet().stream().limit(FILES).map(file -> Button.secondary(Handle.of(Verb.FILE, file.getKey(), "").id(),
                label("📎 " + file.getValue(), BUTTON_LABEL))).toList());
        if (files.size() > FILES) {
            sheet.say("-# " + plain(say("file.others", files.size() - FILES)));
        }
    }

    // ---- approvals

    Sheet approvals(List<ApprovalView> inbox) {
        var sheet = heading("approvals");
        if (inbox.isEmpty()) {
            return sheet.say(plain(say("approvals.none"))).buttons(go("menu", "go.else"));
        }
        inbox.stream().limit(10).forEach(
                each -> sheet.say("**" + bold(each.number()) + "** " + plain(each.summary()) + "\n-# " + plain(each.requesterName())
                        + " · " + when(each.asked())));
        var options = inbox.stream().limit(IN_A_MENU)
                .map(each -> new DialogueView.Option(each.id(), each.number() + " " + each.subjectName(), each.summary())).toList();
        return sheet.menu(StringSelectMenu.create(Handle.of(Verb.APPROVAL, "-", "look").id()).setPlaceholder(say("look_at"))
                .addOptions(menuOptions(options)).build());
    }

    /** One approval: as long as it waits, with the buttons to decide it. */
    Sheet approval(ApprovalView approval, boolean everything) {
        var sheet = sheet().say("### " + plain(approval.title()));
        sheet.say("**" + bold(approval.number()) + "** " + plain(approval.summary()) + '\n'
                + plain(approval.subjectName().isBlank()
                        ? say("approval.asked", approval.requesterName())
                        : say("approval.asked_for", approval.requesterName(), approval.subjectName()))
                + (approval.neededBy() == null ? "" : '\n' + plain(say("approval.needed")) + ' ' + when(approval.neededBy())));
        if (!approval.question().isBlank()) {
            sheet.say("**" + bold(approval.question()) + "**");
        }
        if (everything) {
            form(approval.form(), sheet);
            files(approval.form(), sheet);
        } else {
            tables(approval.form().tables(), sheet);
            approval.form().findings()
                    .forEach(finding -> sheet
                            .say("⚠️ " + plain(finding.text()) + acknowledged(finding)));
        }
        if (!approval.state().equals("requested")) {
            return sheet.say((approval.state().equals("approved") ? "✅ " : approval.state().equals("rejected") ? "❌ " : "➖ ")
                    + plain(approval.outcome().isBlank() ? say("approval.moot") : approval.outcome()));
        }
        var buttons = new ArrayList<Button>();
        buttons.add(Button.success(Handle.of(Verb.APPROVAL, approval.id(), "approve").id(), label(say("decide.approve"), BUTTON_LABEL)));
        if (approval.maySendBack()) {
            buttons.add(Button.primary(Handle.of(Verb.APPROVAL, approval.id(), "send_back").id(),
                    label(say("decide.send_back"), BUTTON_LABEL)));
        }
        buttons.add(Button.danger(Handle.of(Verb.APPROVAL, approval.id(), "reject").id(), label(say("decide.reject"), BUTTON_LABEL)));
        buttons.add(Button.secondary(Handle.of(Verb.APPROVAL, approval.id(), "details").id(), label(say("decide.details"), BUTTON_LABEL)));
        if (approval.question().isBlank()) { // an authorisation is nobody else's to give
            buttons.add(
                    Button.secondary(Handle.of(Verb.APPROVAL, approval.id(), "not_mine").id(),
                            label(say("decide.not_mine"), BUTTON_LABEL)));
        }
        return sheet.buttons(buttons);
    }

    /** The announcement in a team's channel: no names in it. */
    Sheet announcement(String approval, String number, boolean decided) {
        var sheet = sheet().say(plain(say("announce.approval")) + " **" + bold(number) + "**");
        return decided
                ? sheet.say(plain(say("announce.decided")))
                : sheet.say(plain(say("announce.who")))
                        .buttons(Button.primary(Handle.of(Verb.APPROVAL, approval, "details").id(),
                                label(say("announce.look"), BUTTON_LABEL)));
    }

    /** A first password, for the one time that it is shown. */
    Sheet password(Credentials.View view, String password) {
        return sheet()
                .say("**" + plain(say("password.username")) + "** `" + view.username() + "`\n**" + plain(say("password.password")) + "** `"
                        + password + '`')
                .say("⚠️ " + plain(say("password.once")))
                .buttons(Button.success(Handle.of(Verb.PASSWORD, view.id(), "saved").id(), label(say("password.saved"), BUTTON_LABEL)));
    }

    // ---- what Usher says by itself

    /** A notice with its buttons. Those that this channel cannot do are left out. */
    Sheet notice(Notice notice) {
        var sheet = sheet().say("**" + bold(notice.subject()) + "**").say(plain(notice.text()));
        var buttons = new ArrayList<Button>();
        Set<String> ids = new HashSet<>();
        for (var button : notice.buttons()) {
            noticeButton(button).filter(each -> each.getCustomId() != null && ids.add(each.getCustomId())).ifPresent(buttons::add);
        }
        return sheet.buttons(buttons.subList(0, Math.min(25, buttons.size())));
    }

    private java.util.Optional<Button> noticeButton(Notice.Button button) {
        var text = label(button.label(), BUTTON_LABEL);
        if (button.action().startsWith("answer:")) {
            return java.util.Optional.of(
                    Button.primary(Handle.of(Verb.REMINDER, button.target(), button.action().substring("answer:".length())).id(), text));
        }
        if (button.action().startsWith("reply:")) {
            int mark = button.target().lastIndexOf(':');
            return java.util.Optional.of(Button.primary(Handle.of(Verb.DRAFT, button.target().substring(0, mark),
                    "reply." + button.target().substring(mark + 1) + '.' + button.action().substring("reply:".length())).id(), text));
        }
        return switch (button.action()) {
            case "approve" -> java.util.Optional.of(Button.success(Handle.of(Verb.APPROVAL, button.target(), "approve").id(), text));
            case "reject" -> java.util.Optional.of(Button.danger(Handle.of(Verb.APPROVAL, button.target(), "reject").id(), text));
            case "send_back" -> java.util.Optional.of(Button.primary(Handle.of(Verb.APPROVAL, button.target(), "send_back").id(), text));
            case "details" -> java.util.Optional.of(Button.secondary(Handle.of(Verb.APPROVAL, button.target(), "details").id(), text));
            case "start" -> java.util.Optional.of(Button.primary(Handle.of(Verb.START, "-", button.target()).id(), text));
            case "copy" -> java.util.Optional.of(Button.secondary(Handle.of(Verb.REQUEST, button.target(), "copy").id(), text));
            case "credentials" -> java.util.Optional.of(Button.primary(Handle.of(Verb.PASSWORD, button.target(), "show").id(), text));
            case "open" -> java.util.Optional.of(Button.secondary(Handle.of(Verb.REQUEST, button.target(), "open").id(), text));
            case "mend" -> java.util.Optional.of(Button.primary(Handle.of(Verb.REQUEST, button.target(), "mend").id(), text));
            case "accept" -> java.util.Optional.of(Button.success(Handle.of(Verb.DRAFT, button.target(), "accept").id(), text));
            case "give_back" -> java.util.Optional.of(Button.secondary(Handle.of(Verb.DRAFT, button.target(), "back").id(), text));
            case "approver" -> {
                int colon = button.target().indexOf(':');
                yield java.util.Optional.of(Button.secondary(
                        Handle.of(Verb.APPROVER, button.target().substring(0, Math.max(0, colon)), button.target().substring(colon + 1))
                                .id(),
                        text));
            }
            default -> java.util.Optional.empty();
        };
    }

    Sheet reminders(List<Floor.Waiting> waiting) {
        var sheet = heading("reminders");
        if (waiting.isEmpty()) {
            return sheet.say(plain(say("reminders.none"))).buttons(go("menu", "go.else"));
        }
        int left = 20;
        for (var each : waiting) {
            sheet.say("• " + plain(each.text()));
            var buttons = each.replies().stream().limit(Math.clamp(left, 0, 5))
                    .map(reply -> Button.secondary(Handle.of(Verb.REMINDER, each.id(), reply.value()).id(),
                            label(reply.label(), BUTTON_LABEL)))
                    .toList();
            left -= buttons.isEmpty() ? 0 : buttons.size() + 1;
            sheet.buttons(buttons);
        }
        return sheet;
    }

    // ---- findings and moments

    /** Why something cannot be done: a phrase, and what the rules find. */
    Sheet objections(String key, List<Finding> findings) {
        var sheet = tell(key);
        findings.forEach(finding -> sheet.say("⚠️ " + plain(finding.text())));
        return sheet;
    }

    private String acknowledged(FormView.FindingView finding) {
        return finding.acknowledged() ? " (" + plain(say("finding.acknowledged")) + ')' : "";
    }

    /** A text that is said elsewhere: by a rule, or by a part of Usher that has words of its own. */
    Sheet note(String text) {
        return sheet().say(plain(text));
    }

    /** A phrase of the channel's own. */
    Sheet tell(String key, Object... values) {
        return note(say(key, values));
    }

    /** The way to where a dialogue stands now. */
    Button where(String dialogue, int turn) {
        return Button.secondary(new Handle(Verb.SHOW, dialogue, turn, "").id(), label(say("go.where"), BUTTON_LABEL));
    }

    /** The ways to become known: with a staff number, or with a code that was sent already. */
    Sheet notLinked() {
        return tell("link.unknown").buttons(
                Button.primary(Handle.of(Verb.LINK, "-", "number").id(), label(say("link.number"), BUTTON_LABEL)),
                code(ButtonStyle.SECONDARY));
    }

    /** The way to enter a code. */
    Button code(ButtonStyle style) {
        return Button.of(style, Handle.of(Verb.LINK, "-", "code").id(), label(say("link.code"), BUTTON_LABEL));
    }

    Button unlink() {
        return Button.danger(Handle.of(Verb.LINK, "-", "unlink").id(), label(say("link.unlink"), BUTTON_LABEL));
    }

    /** A moment, which each reader's client shows in the reader's own zone. */
    static String when(Instant at) {
        return "<t:" + at.getEpochSecond() + ":f>";
    }
}
