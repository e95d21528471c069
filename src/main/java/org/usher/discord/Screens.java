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
import org.usher.discord.Handle.Verb;
import org.usher.facts.FormView;
import org.usher.facts.TableView;
import org.usher.outbox.Notice;
import org.usher.secret.Credentials;
import org.usher.validation.Finding;

import static org.usher.discord.Words.label;
import static org.usher.discord.Words.plain;

/** What is shown for each thing there is. Functions of what they are given. */
final class Screens {

    /** Options that still are buttons. */
    static final int AS_BUTTONS = 5;
    /** Options of one menu. */
    static final int IN_A_MENU = 25;

    private static final int BUTTON_LABEL = 80;
    private static final int OPTION_LABEL = 100;
    /** The argument of a search that is a form with menus. */
    static final String SEVERAL = "several";
    /** The mark of the line that asks; a form finds the question by it. */
    static final String QUESTION = "### ";
    /** What opens and closes a passage in letters of one width. */
    private static final String FENCE = "```";
    private static final int TABLE_PIECE = 1500;

    private Screens() {}

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
    static Sheet dialogue(DialogueView view, Page page) {
        var sheet = new Sheet();
        var question = view.prompt();
        if (question == null) {
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
            sheet.say("-# Send the file here, with a message.");
        }
        tables(question.tables(), sheet);
        options(view, question, page, sheet);
        sheet.buttons(otherWays(view, question, page));
        return sheet.buttons(always(view));
    }

    private static String progress(DialogueView view, DialogueView.Question question) {
        var section = question.section().isEmpty() ? "" : " · " + plain(question.section());
        return plain(view.title()) + section + " · question " + question.number() + " of about " + question.about();
    }

    private static void options(DialogueView view, DialogueView.Question question, Page page, Sheet sheet) {
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
            sheet.say("-# There are more than fit into one menu. Choose in the form, or write them, parted by commas.");
            return;
        }
        var menu = StringSelectMenu.create(new Handle(Verb.SELECT, view.id(), view.turn(), String.valueOf(page.number())).id())
                .setPlaceholder(question.multiple() ? "Choose all that apply" : "Choose one")
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
            all.add(option.hint().isBlank() ? one : one.withDescription(label(option.hint(), OPTION_LABEL)));
        }
        return all;
    }

    private static List<Button> otherWays(DialogueView view, DialogueView.Question question, Page page) {
        var buttons = new ArrayList<Button>();
        var suggestion = question.suggestion();
        boolean listed = suggestion != null && !question.multiple() && page.options().size() <= AS_BUTTONS && page.number() == 0
                && page.options().stream().anyMatch(option -> option.value().equals(suggestion.value()));
        if (suggestion != null && !listed) {
            buttons.add(Button.primary(new Handle(Verb.CHOOSE, view.id(), view.turn(), suggestion.value()).id(),
                    label("Use: " + suggestion.label(), BUTTON_LABEL)));
        }
        if (question.multiple() && page.more()) {
            buttons.add(Button.secondary(new Handle(Verb.SEARCH, view.id(), view.turn(), SEVERAL).id(), "Choose in a form"));
        } else if (question.search()) {
            buttons.add(Button.secondary(new Handle(Verb.SEARCH, view.id(), view.turn(), "").id(), "Search"));
        } else if (writable(question.type())) {
            buttons.add(Button.secondary(new Handle(Verb.WRITE, view.id(), view.turn(), question.type()).id(), "Write the answer"));
        }
        if (page.number() > 0) {
            buttons.add(
                    Button.secondary(new Handle(Verb.PAGE, view.id(), view.turn(), String.valueOf(page.number() - 1)).id(), "◀ Earlier"));
        }
        if (page.more() && !question.multiple()) {
            buttons.add(Button.secondary(new Handle(Verb.PAGE, view.id(), view.turn(), String.valueOf(page.number() + 1)).id(), "More ▶"));
        }
        if (question.optional()) {
            buttons.add(Button.secondary(new Handle(Verb.COMMAND, view.id(), view.turn(), "skip").id(), "Leave it empty"));
        }
        return buttons;
    }

    private static boolean writable(String type) {
        return switch (type) {
            case "text", "long_text", "email", "phone", "integer", "date", "datetime", "secret" -> true;
            default -> false;
        };
    }

    /** What is always in reach. */
    private static List<Button> always(DialogueView view) {
        return List.of(command(view, "back", "Back", ButtonStyle.SECONDARY),
                Button.secondary(new Handle(Verb.CHANGE, view.id(), view.turn(), "").id(), "Change an answer"),
                command(view, "help", "Help", ButtonStyle.SECONDARY), command(view, "restart", "Start again", ButtonStyle.SECONDARY),
                command(view, "cancel", "Cancel", ButtonStyle.DANGER));
    }

    private static Button command(DialogueView view, String command, String label, ButtonStyle style) {
        return Button.of(style, new Handle(Verb.COMMAND, view.id(), view.turn(), command).id(), label);
    }

    private static Sheet review(DialogueView view, DialogueView.Question question, Sheet sheet) {
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
        return sheet.buttons(command(view, "submit", question.options().getFirst().label(), ButtonStyle.SUCCESS)).buttons(always(view));
    }

    /** Bold text must not be empty, or its marks show. */
    private static String bold(String text) {
        return text.isBlank() ? "–" : plain(text.strip());
    }

    private static Sheet ended(DialogueView view, Sheet sheet) {
        sheet.say("-# " + plain(view.title()));
        view.messages().forEach(message -> sheet.say(plain(message)));
        var refusal = view.refusal();
        if (refusal != null) {
            sheet.say("⚠️ " + plain(refusal.text()));
        }
        if (view.offered()) {
            return sheet.say("This draft was handed to you.").buttons(
                    Button.success(Handle.of(Verb.DRAFT, view.id(), "accept").id(), "Accept it"),
                    Button.secondary(Handle.of(Verb.DRAFT, view.id(), "back").id(), "Give it back"));
        }
        return switch (view.status()) {
            case "submitted" -> view.ownPage().filter("requests"::equals).isPresent()
                    ? sheet.buttons(go("requests", "My requests"),
                            Button.secondary(Handle.of(Verb.START, "-", view.conversation()).id(), "Another one"))
                    : sheet.say("It is in your cart. Nothing is sent before you check out.").buttons(
                            Button.success(Handle.of(Verb.CHECKOUT, "-", "").id(), "Check out"), go("cart", "Look into the cart"),
                            Button.secondary(Handle.of(Verb.START, "-", view.conversation()).id(), "Another one"));
            case "cancelled", "stopped", "expired" -> sheet.buttons(go("menu", "Something else"));
            default -> {
                var whom = view.waitingFor();
                yield sheet.say(whom == null ? "There is nothing to answer at the moment." : "We are waiting for " + plain(whom) + ".")
                        .buttons(Button.secondary(new Handle(Verb.SHOW, view.id(), view.turn(), "").id(), "Look again"),
                                go("menu", "Something else"));
            }
        };
    }

    /** A menu of the answers that can be changed, in as many menus as they need. */
    static Sheet whichToChange(DialogueView view) {
        var sheet = new Sheet().say("Which answer do you want to change?");
        var answers = view.answers().stream().filter(answer -> !answer.fixed())
                .map(answer -> new DialogueView.Option(answer.question(), answer.label(), answer.text())).toList();
        if (answers.isEmpty()) {
            return new Sheet().say("There is no answer yet that could be changed.");
        }
        for (int page = 0; page * IN_A_MENU < answers.size() && page < 4; page++) {
            sheet.menu(StringSelectMenu.create(new Handle(Verb.CHANGE, view.id(), view.turn(), String.valueOf(page)).id())
                    .setPlaceholder("Answers " + (page * IN_A_MENU + 1) + " to " + Math.min(answers.size(), (page + 1) * IN_A_MENU))
                    .addOptions(menuOptions(Page.of(answers, page).options())).build());
        }
        if (answers.size() > 4 * IN_A_MENU) {
            sheet.say("-# For the others, write: change, and the name of the answer.");
        }
        return sheet;
    }

    // ---- menus and lists

    static Button go(String page, String label) {
        return Button.secondary(Handle.of(Verb.GO, "-", page).id(), label);
    }

    /** What can be begun or gone on with. */
    static Sheet menu(List<ChatService.Offer> offers, List<ChatService.Summary> dialogues) {
        var sheet = new Sheet().say("### What do you need?");
        var open = dialogues.stream().limit(IN_A_MENU)
                .map(each -> new DialogueView.Option(each.id(), each.title(), roleOf(each))).toList();
        if (!open.isEmpty()) {
            sheet.menu(StringSelectMenu.create(Handle.of(Verb.RESUME, "-", "").id()).setPlaceholder("Go on with …")
                    .addOptions(menuOptions(open)).build());
        }
        var begin = offers.stream().map(each -> new DialogueView.Option(each.id(), each.title(), each.about())).toList();
        for (int page = 0; page * IN_A_MENU < begin.size() && page < 3; page++) {
            sheet.menu(StringSelectMenu.create(Handle.of(Verb.START, "-", String.valueOf(page)).id()).setPlaceholder("Begin …")
                    .addOptions(menuOptions(Page.of(begin, page).options())).build());
        }
        if (begin.isEmpty() && open.isEmpty()) {
            sheet.say("There is no form that you may begin.");
        }
        return sheet.buttons(go("cart", "Cart"), go("requests", "My requests"), go("approvals", "Approvals"), go("reminders", "Reminders"),
                go("help", "Help"));
    }

    private static String roleOf(ChatService.Summary dialogue) {
        return switch (dialogue.role()) {
            case "asked" -> dialogue.requesterName() + " waits for your answer";
            case "offered" -> "handed to you by " + dialogue.requesterName();
            case "reader" -> "of " + dialogue.requesterName() + ", to read";
            default -> dialogue.status();
        };
    }

    /** A form of this kind was left open: go on, or begin anew. */
    static Sheet resumeOrNew(ChatService.Summary open, String conversation) {
        return new Sheet()
                .say("You have one open: **" + bold(open.title()) + "**, last touched " + when(open.touched())
                        + ". Go on with it, or begin a new one?")
                .buttons(Button.primary(Handle.of(Verb.RESUME, open.id(), "").id(), "Go on with it"),
                        Button.secondary(Handle.of(Verb.START, "new", conversation).id(), "Begin a new one"));
    }

    static Sheet help() {
        return new Sheet().say("### What I can do")
                .say("""
                        **/access** – ask for access, one question at a time. Click, or write the answer here.
                        **/answer** – answer what is being asked; it suggests as you type
                        **/cart** – look into your cart and check out
                        **/requests** – what became of your requests
                        **/approvals** – what waits for your decision
                        **/reminders** – what I have reminded you of
                        **/link** – tie this account to your staff number, or untie it""")
                .say("While a form is open, these words work too: back, change, help, start again, cancel. You can leave at any time: what you have answered is kept.")
                .buttons(go("menu", "Begin"));
    }

    static Sheet cart(CartView cart) {
        var sheet = new Sheet().say("### Your cart");
        if (cart.items().isEmpty()) {
            return sheet.say("It is empty.").buttons(go("menu", "Begin a form"));
        }
        cart.items().forEach(item -> sheet.say(line(item)));
        cart.findings().forEach(finding -> sheet.say("⚠️ " + plain(finding.text())));
        sheet.menu(StringSelectMenu.create(Handle.of(Verb.ITEM, "-", "look").id()).setPlaceholder("Look into …")
                .addOptions(menuOptions(itemOptions(cart.items()))).build());
        return sheet.buttons(Button.success(Handle.of(Verb.CHECKOUT, "-", "").id(), "Check out"), go("menu", "Add another form"));
    }

    private static List<DialogueView.Option> itemOptions(List<ItemView> items) {
        return items.stream().limit(IN_A_MENU)
                .map(item -> new DialogueView.Option(item.reference(), item.subject().isBlank() ? item.title() : item.subject(),
                        item.summary()))
                .toList();
    }

    private static String line(ItemView item) {
        return "**" + bold(item.number()) + "** " + plain(item.summary().isBlank() ? item.title() : item.summary()) + " – "
                + plain(item.stateText());
    }

    static Sheet cartItem(ItemView item) {
        var sheet = new Sheet().say("### " + plain(item.title())).say(line(item));
        form(item.form(), sheet);
        var buttons = new ArrayList<Button>();
        buttons.add(Button.primary(Handle.of(Verb.ITEM, item.reference(), "edit").id(), "Edit"));
        buttons.add(Button.danger(Handle.of(Verb.ITEM, item.reference(), "remove").id(), "Take it out"));
        buttons.add(go("cart", "Back to the cart"));
        return sheet.buttons(buttons);
    }

    static Sheet requests(List<RequestView> requests) {
        var sheet = new Sheet().say("### My requests");
        if (requests.isEmpty()) {
            return sheet.say("There are none yet.").buttons(go("menu", "Begin a form"));
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
            sheet.say("-# The menu has the last " + options.size() + ".");
        }
        return sheet.menu(StringSelectMenu.create(Handle.of(Verb.REQUEST, "-", "look").id()).setPlaceholder("Look at …")
                .addOptions(menuOptions(options)).build()).buttons(go("menu", "Begin a form"));
    }

    static Sheet request(RequestView request) {
        var sheet = new Sheet().say("### " + plain(request.number()))
                .say(plain(request.stateText()) + " – sent " + when(request.submitted()));
        var buttons = new ArrayList<Button>();
        for (var item : request.items()) {
            sheet.say(line(item));
            form(item.form(), sheet);
            if (item.approval() != null && !item.approval().approverName().isBlank()) {
                sheet.say("Decision: " + plain(item.approval().approverName()) + " – " + plain(item.approval().state()));
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
        buttons.add(go("requests", "Back to my requests"));
        return sheet.buttons(buttons);
    }

    private static java.util.Optional<Button> action(String action, ItemView item, boolean several) {
        var which = several ? " (" + (item.subject().isBlank() ? item.number() : item.subject()) + ")" : "";
        return switch (action) {
            case "edit", "evidence" -> java.util.Optional
                    .of(Button.primary(Handle.of(Verb.REQUEST, item.reference(), action.equals("edit") ? "mend" : "evidence").id(),
                            label((action.equals("edit") ? "Mend it" : "Add the evidence") + which, BUTTON_LABEL)));
            case "copy" ->
                java.util.Optional.of(
                        Button.secondary(Handle.of(Verb.REQUEST, item.reference(), "copy").id(), label("Copy it" + which, BUTTON_LABEL)));
            case "withdraw" -> java.util.Optional
                    .of(Button.danger(Handle.of(Verb.REQUEST, item.reference(), "withdraw").id(),
                            label("Withdraw it" + which, BUTTON_LABEL)));
            case "chase" -> java.util.Optional.of(
                    Button.secondary(Handle.of(Verb.REQUEST, item.reference(), "chase").id(),
                            label("Choose another approver" + which, BUTTON_LABEL)));
            default -> java.util.Optional.empty();
        };
    }

    static Sheet candidates(String number, List<ApprovalService.Candidate> candidates) {
        if (candidates.isEmpty()) {
            return new Sheet().say("There is nobody else who may decide this.");
        }
        var options = candidates.stream().limit(IN_A_MENU).map(each -> new DialogueView.Option(each.key(), each.name(), each.detail()))
                .toList();
        return new Sheet().say("Who shall decide instead?").menu(StringSelectMenu.create(Handle.of(Verb.APPROVER, number, "").id())
                .setPlaceholder("Choose one").addOptions(menuOptions(options)).build());
    }

    /** Discord knows no tables: they are set in letters of one width, or row by row where they are wide, in pieces that fit into a message. */
    private static void tables(List<TableView> tables, Sheet sheet) {
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

    private static void form(FormView form, Sheet sheet) {
        tables(form.tables(), sheet);
        form.sections().forEach(section -> sheet.say((section.heading().isEmpty() ? "" : "__" + plain(section.heading()) + "__\n")
                + String.join("\n",
                        section.lines().stream().map(each -> plain(each.label()) + ": **" + bold(each.text()) + "**").toList())));
        form.findings().forEach(
                finding -> sheet.say("⚠️ " + plain(finding.text()) + (finding.acknowledged() ? " (the requester went on knowingly)" : "")));
    }

    // ---- approvals

    static Sheet approvals(List<ApprovalView> inbox) {
        var sheet = new Sheet().say("### What waits for your decision");
        if (inbox.isEmpty()) {
            return sheet.say("Nothing.").buttons(go("menu", "Something else"));
        }
        inbox.stream().limit(10).forEach(
                each -> sheet.say("**" + bold(each.number()) + "** " + plain(each.summary()) + "\n-# " + plain(each.requesterName())
                        + ", since " + when(each.asked())));
        var options = inbox.stream().limit(IN_A_MENU)
                .map(each -> new DialogueView.Option(each.id(), each.number() + " " + each.subjectName(), each.summary())).toList();
        return sheet.menu(StringSelectMenu.create(Handle.of(Verb.APPROVAL, "-", "look").id()).setPlaceholder("Look at …")
                .addOptions(menuOptions(options)).build());
    }

    /** One approval: as long as it waits, with the buttons to decide it. */
    static Sheet approval(ApprovalView approval, boolean everything) {
        var sheet = new Sheet().say("### " + plain(approval.title()));
        sheet.say("**" + bold(approval.number()) + "** " + plain(approval.summary()) + "\nAsked by " + plain(approval.requesterName())
                + (approval.subjectName().isBlank() ? "" : " for " + plain(approval.subjectName()))
                + (approval.neededBy() == null ? "" : "\nNeeded by " + when(approval.neededBy())));
        if (!approval.question().isBlank()) {
            sheet.say("**" + bold(approval.question()) + "**");
        }
        if (everything) {
            form(approval.form(), sheet);
        } else {
            tables(approval.form().tables(), sheet);
            approval.form().findings()
                    .forEach(finding -> sheet
                            .say("⚠️ " + plain(finding.text()) + (finding.acknowledged() ? " (the requester went on knowingly)" : "")));
        }
        if (!approval.state().equals("requested")) {
            return sheet.say((approval.state().equals("approved") ? "✅ " : approval.state().equals("rejected") ? "❌ " : "➖ ")
                    + plain(approval.outcome().isBlank() ? "Nobody has to decide this any more." : approval.outcome()));
        }
        var buttons = new ArrayList<Button>();
        buttons.add(Button.success(Handle.of(Verb.APPROVAL, approval.id(), "approve").id(), "Approve"));
        if (approval.maySendBack()) {
            buttons.add(Button.primary(Handle.of(Verb.APPROVAL, approval.id(), "send_back").id(), "Send back"));
        }
        buttons.add(Button.danger(Handle.of(Verb.APPROVAL, approval.id(), "reject").id(), "Reject"));
        buttons.add(Button.secondary(Handle.of(Verb.APPROVAL, approval.id(), "details").id(), "Details"));
        if (approval.question().isBlank()) { // an authorisation is nobody else's to give
            buttons.add(Button.secondary(Handle.of(Verb.APPROVAL, approval.id(), "not_mine").id(), "Not mine"));
        }
        return sheet.buttons(buttons);
    }

    /** The announcement in a team's channel: no names in it. */
    static Sheet announcement(String approval, String number, String outcome) {
        var sheet = new Sheet().say("An approval: **" + bold(number) + "**");
        return outcome.isBlank()
                ? sheet.say("Who decides it sees it here, and nobody else.")
                        .buttons(Button.primary(Handle.of(Verb.APPROVAL, approval, "details").id(), "Look at it"))
                : sheet.say("It is decided.");
    }

    /** A first password, for the one time that it is shown. */
    static Sheet password(Credentials.View view, String password) {
        return new Sheet().say("**User name:** `" + view.username() + "`\n**Password:** `" + password + "`")
                .say("⚠️ This is shown now and never again; it is kept nowhere. Hand it on in private.")
                .buttons(Button.success(Handle.of(Verb.PASSWORD, view.id(), "saved").id(), "I have saved them"));
    }

    // ---- what Usher says by itself

    /** A notice with its buttons. Those that this channel cannot do are left out. */
    static Sheet notice(Notice notice) {
        var sheet = new Sheet().say("**" + bold(notice.subject()) + "**").say(plain(notice.text()));
        var buttons = new ArrayList<Button>();
        Set<String> ids = new HashSet<>();
        for (var button : notice.buttons()) {
            noticeButton(button).filter(each -> each.getCustomId() != null && ids.add(each.getCustomId())).ifPresent(buttons::add);
        }
        return sheet.buttons(buttons.subList(0, Math.min(25, buttons.size())));
    }

    private static java.util.Optional<Button> noticeButton(Notice.Button button) {
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

    static Sheet reminders(List<Floor.Waiting> waiting) {
        var sheet = new Sheet().say("### Reminders");
        if (waiting.isEmpty()) {
            return sheet.say("There is nothing that I remind you of.").buttons(go("menu", "Something else"));
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

    static Sheet objections(String first, List<Finding> findings) {
        var sheet = new Sheet().say(plain(first));
        findings.forEach(finding -> sheet.say("⚠️ " + plain(finding.text())));
        return sheet;
    }

    static Sheet note(String text) {
        return new Sheet().say(plain(text));
    }

    /** A moment, which each reader's client shows in the reader's own zone. */
    static String when(Instant at) {
        return "<t:" + at.getEpochSecond() + ":f>";
    }
}
