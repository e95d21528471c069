package org.usher.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.usher.chat.DialogueView;

/**
 * A conversation as its page shows it.
 *
 * @param view    where it stands
 * @param typed   what was typed and refused, so that it can be mended
 * @param found   what a search without scripts found, if one was made
 * @param searched what was searched for
 * @param notice  a friendly word that is not a refusal, such as about an old page; empty: none
 * @param saved   until when it is kept if nobody goes on with it, as shown; empty: not known
 * @param accepted which files are taken
 */
public record ChatPage(DialogueView view, String typed, List<DialogueView.Option> found, String searched, String notice, String saved,
        Accepted accepted) {

    /** So many answers are shown; those before are folded away. */
    private static final int SHOWN = 4;
    /** So many options with short names stand side by side. */
    private static final int SIDE_BY_SIDE = 4;
    private static final int SHORT = 14;

    public ChatPage {
        found = List.copyOf(found);
    }

    ChatPage(DialogueView view, String typed, List<DialogueView.Option> found, String searched, String notice, String saved) {
        this(view, typed, found, searched, notice, saved, new Accepted(List.of(), 0));
    }

    /** Which files are taken: the ends of their names, and the size in bytes. */
    public record Accepted(List<String> types, long largest) {
        public Accepted {
            types = List.copyOf(types);
        }
    }

    /** The same, where files may be handed in. */
    ChatPage accepting(Accepted files) {
        return new ChatPage(view, typed, found, searched, notice, saved, files);
    }

    /** What a browser offers to choose from. */
    public String acceptedNames() {
        return accepted.types().stream().map(type -> '.' + type).collect(Collectors.joining(","));
    }

    /** The largest file, as people read it. */
    public String largestFile() {
        long largest = accepted.largest();
        return largest >= 1_048_576 ? largest / 1_048_576 + " MB" : largest / 1024 + " KB";
    }

    /** The types of files, as people read them. */
    public String fileTypes() {
        return String.join(", ", accepted.types());
    }

    /** The address where the dialogue went on: a page of Usher's own, or another dialogue; empty: nowhere. */
    public String goesOnAt() {
        var next = view.next();
        return next == null ? "" : view.ownPage().map(page -> "/go/" + page).orElse("/dialogues/" + next);
    }

    /** Whether it was sent as it was handed in, so that there is nothing in the cart. */
    public boolean sentAtOnce() {
        return view.ownPage().filter("requests"::equals).isPresent();
    }

    public static ChatPage of(DialogueView view) {
        return new ChatPage(view, "", List.of(), "", "", "");
    }

    /** The page as it stands now, with what came of the last input if that was about just this. */
    static ChatPage of(DialogueView view, Kept.Talk talk) {
        return talk.dialogue().equals(view.id()) && talk.turn() == view.turn() && talk.status().equals(view.status())
                ? new ChatPage(view.saying(talk.messages(), talk.refusal()), talk.typed(), talk.found(), talk.searched(), talk.notice(), "")
                : of(view);
    }

    /** What another node must know to show this page. */
    Kept.Talk talk() {
        var asked = view.prompt();
        boolean mayBeKept = asked == null || !asked.type().equals("secret");
        return new Kept.Talk(view.id(), view.turn(), view.status(), view.messages(), view.refusal(), mayBeKept ? typed : "", found,
                searched,
                notice);
    }

    /** The answers before the last few. */
    public List<DialogueView.Answered> earlier() {
        var asked = asked();
        return asked.subList(0, Math.max(0, asked.size() - SHOWN));
    }

    /** The last few answers. */
    public List<DialogueView.Answered> latest() {
        var asked = asked();
        return asked.subList(Math.max(0, asked.size() - SHOWN), asked.size());
    }

    private List<DialogueView.Answered> asked() {
        return view.answers().stream().filter(answer -> !answer.fixed()).toList();
    }

    /** All answers by the heading they stand under. */
    public Map<String, List<DialogueView.Answered>> sections() {
        var sections = new LinkedHashMap<String, List<DialogueView.Answered>>();
        view.answers().forEach(answer -> sections.computeIfAbsent(answer.section(), _ -> new ArrayList<>()).add(answer));
        return sections;
    }

    public boolean reviewing() {
        return view.prompt() != null && view.prompt().type().equals("review");
    }

    public boolean open() {
        return view.status().equals("asking") || view.status().equals("reviewing");
    }

    /** What is asked; only while something is. */
    public DialogueView.Question prompt() {
        var prompt = view.prompt();
        if (prompt == null) {
            throw new IllegalStateException("Nothing is asked in dialogue " + view.id());
        }
        return prompt;
    }

    public boolean asks() {
        return view.prompt() != null && (view.mine() || !open());
    }

    public boolean sideBySide() {
        var options = prompt().options();
        return options.size() <= SIDE_BY_SIDE
                && options.stream().allMatch(option -> option.label().length() <= SHORT && option.hint().isEmpty());
    }

    public boolean hasChoices() {
        return !prompt().options().isEmpty();
    }

    /** Whether typed words are the first way to answer. */
    public boolean typing() {
        return !hasChoices() || prompt().search();
    }

    public boolean file() {
        return prompt().type().equals("file");
    }

    public boolean longText() {
        return prompt().type().equals("long_text");
    }

    public boolean date() {
        return prompt().type().equals("date") || prompt().type().equals("datetime");
    }

    public boolean secret() {
        return prompt().type().equals("secret");
    }

    public boolean person() {
        return prompt().type().equals("person");
    }

    /** The keyboard a phone offers. */
    public String keyboard() {
        return switch (prompt().type()) {
            case "integer" -> "numeric";
            case "email" -> "email";
            case "phone" -> "tel";
            default -> "text";
        };
    }

    /** The key of the words that say what to type, where it is not plain. */
    public String hint() {
        return switch (prompt().type()) {
            case "date" -> "hint.date";
            case "datetime" -> "hint.datetime";
            case "person" -> !prompt().help().isEmpty() ? "" : "hint.person";
            case "integer" -> "hint.integer";
            default -> prompt().search() && prompt().help().isEmpty() ? "hint.search" : "";
        };
    }

    public boolean suggests() {
        return prompt().suggestion() != null;
    }

    public DialogueView.Option suggestion() {
        var suggestion = prompt().suggestion();
        return suggestion == null ? new DialogueView.Option("", "", "") : suggestion;
    }

    /** Whether an option is the one that is proposed. */
    public boolean suggested(DialogueView.Option option) {
        return suggests() && suggestion().value().equals(option.value());
    }

    /** Whether an option is the first under its heading, which is shown above it. */
    public boolean opensHeading(DialogueView.Option option) {
        var options = prompt().options();
        int at = options.indexOf(option);
        return !option.heading().isEmpty() && (at == 0 || !options.get(at - 1).heading().equals(option.heading()));
    }

    /** Whether the proposal has to be shown apart, because it is not among the options. */
    public boolean suggestsApart() {
        return suggests() && prompt().options().stream().noneMatch(this::suggested);
    }

    public boolean refused() {
        return view.refusal() != null;
    }

    public String refusal() {
        var refusal = view.refusal();
        return refusal == null ? "" : refusal.text();
    }

    public @Nullable String refusalRule() {
        var refusal = view.refusal();
        return refusal == null || refusal.rule().isEmpty() ? null : refusal.rule();
    }

    /** The id of where the answer is typed or chosen, for the link in the list of errors. */
    public String field() {
        return typing() ? "answer" : "choices";
    }

    /** About how many questions there are. */
    public int about() {
        return Math.max(prompt().about(), prompt().number());
    }

    /** The colour of the tag for a severity. */
    public static String colour(String word) {
        return switch (word) {
            case "warn" -> "govuk-tag--orange";
            case "authorise" -> "govuk-tag--purple";
            case "block" -> "govuk-tag--red";
            case "off-ramp" -> "govuk-tag--grey";
            default -> "";
        };
    }
}
