package org.usher.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.usher.catalogue.Shape.Fixed;

import static org.usher.catalogue.Shape.Key.needed;
import static org.usher.catalogue.Shape.Key.of;
import static org.usher.catalogue.Shape.fixed;
import static org.usher.catalogue.Shape.list;
import static org.usher.catalogue.Shape.oneOf;
import static org.usher.catalogue.Shape.some;

/**
 * All keys of the definition language: the one table that the check of files and the schema for editors are made from. What the keys mean is told
 * in {@code conversations/README.md}.
 */
final class Grammar {

    static final Shape TEXT = new Shape.Scalar(Format.TEXT);
    static final Shape WORDING = new Shape.Scalar(Format.WORDING);
    static final Shape EXPRESSION = new Shape.Scalar(Format.EXPRESSION);
    static final Shape NAME = new Shape.Scalar(Format.NAME);
    static final Shape ID = new Shape.Scalar(Format.ID);
    static final Shape RULE_ID = new Shape.Scalar(Format.RULE);
    static final Shape WHOLE = new Shape.Scalar(Format.WHOLE);
    static final Shape TRUTH = new Shape.Scalar(Format.TRUTH);
    static final Shape DURATION = new Shape.Scalar(Format.DURATION);
    static final Shape PERIOD = new Shape.Scalar(Format.PERIOD);
    static final Shape REGEX = new Shape.Scalar(Format.REGEX);
    static final Shape ANYTHING = new Shape.Anything();

    /** What a rule can begin with; the verb is the severity. */
    static final List<String> VERBS = List.of("require", "authorise", "warn", "note", "off_ramp", "switch");

    /** Names that expressions find without anybody declaring them. */
    static final Set<String> RESERVED = Set.of("requester", "settings", "now", "today", "cart", "it", "this", "n", "decider", "result",
            "typed", "found", "sum", "doer", "doers",
            "people", "hash", "days", "hours", "workingDays", "plusMonths", "dateOf", "plain", "words", "slug", "masked", "initials", "key",
            "label", "true",
            "false", "null", "in", "has",
            "size", "facts__");

    private static final Shape EXPRESSIONS = new Shape.MapOf(Format.NAME, EXPRESSION);
    private static final Shape ANSWERS = new Shape.MapOf(Format.PATH, EXPRESSION);

    // ---- rules

    private static final Fixed RULE_KEYS = fixed(
            of("when", EXPRESSION, "the rule only counts while this holds"),
            of("require", EXPRESSION, "block: the answer is refused unless this holds"),
            of("authorise", EXPRESSION, "the item waits for evidence unless this holds"),
            of("warn", EXPRESSION, "asks 'go on anyway?' if this holds"),
            of("note", EXPRESSION, "says something if this holds"),
            of("off_ramp", EXPRESSION, "ends the conversation if this holds; 'to' says who can do it"),
            of("switch", EXPRESSION, "goes on in another conversation, 'to', if this holds"),
            needed("say", WORDING, "what the person is told, and how to put it right"),
            of("source", TEXT, "the document and step that the rule comes from"),
            of("basis", oneOf("explicit", "derived"), "whether the document says it, or it follows from it"),
            of("enabled", EXPRESSION, "true, false, or an expression on settings"),
            of("acknowledge", TRUTH, "a note that needs an 'understood'"),
            of("confirmed", EXPRESSION, "a warning to which the person has said yes already, by an answer, if this holds"),
            of("hand_over", EXPRESSION, "the person to whom the draft can be handed"),
            of("offer", fixed(needed("ask", WORDING, "the question"), needed("set", ANSWERS, "answer: expression")),
                    "a mend that is done on 'yes'"),
            of("clear", new Shape.Either(oneOf("true"), fixed(
                    needed("ask", WORDING, "the question whether to begin again with"),
                    needed("set", ANSWERS, "answer: expression"))), "empties the form, back to its first question"),
            of("pause", oneOf("true"), "something has to be done elsewhere first: the draft is kept"),
            of("to", WORDING, "who can do it, or the conversation to go on in"),
            of("form", TEXT, "the form to use there"),
            of("at", new Shape.Scalar(Format.PATH), "the question it is reported at"));

    private static final Shape RULE = new Shape.Named("rule", () -> new Shape.Verbed(RULE_KEYS, VERBS, true));

    /** A shared rule without a verb is words for a refusal. */
    private static final Shape SHARED_RULE = new Shape.Named("shared_rule", () -> new Shape.Verbed(RULE_KEYS, VERBS, false));

    private static final Shape RULES = new Shape.Named("rules",
            () -> new Shape.MapOf(Format.RULE, new Shape.Either(oneOf("shared"), some(RULE))));

    private static final Shape REFUSAL = new Shape.Named("refusal", () -> new Shape.Either(RULE_ID, fixed(
            of("id", RULE_ID, "the rule under which it is reported"),
            needed("say", WORDING, "what the person is told, and how to put it right"),
            of("source", TEXT, "the document and step"))));

    // ---- questions

    private static final Fixed COMMON = fixed(
            needed("ask", WORDING, "the question in plain words"),
            of("help", WORDING, "more about it"),
            of("label", WORDING, "its short name for the summary"),
            of("when", EXPRESSION, "asked only while this holds"),
            of("suggest", EXPRESSION, "offered as the answer"),
            of("by", EXPRESSION, "the person who answers it, if not the requester"),
            of("optional", TRUTH, "may be passed over"),
            of("table", some(NAME), "tables that are shown with it"),
            of("fresh", TRUTH, "not proposed again for another user"),
            of("personal", TRUTH, "forgotten when the draft is handed to somebody else"),
            of("restricted", TRUTH, "for who asks, who decides and the group that does the work only"),
            of("rules", RULES, "the rules that guard it"),
            of("refuse", REFUSAL, "what is said when an answer is sent that is not offered, or has the wrong form"),
            of("empty", REFUSAL, "what is said when nothing is given"),
            of("early", REFUSAL, "what is said when it is answered before its turn"));

    private static final Shape FORBIDDEN = some(fixed(
            needed("pattern", REGEX, "a regular expression that finds it"),
            needed("is", WORDING, "what it is called")));

    private static final Shape.Key[] TEXT_KEYS = {
            of("at_least", WHOLE, "characters after trimming, or the least number"),
            of("at_most", WHOLE, "characters after trimming, or the greatest number"),
            of("pattern", REGEX, "what all of it must look like"),
            of("rule", RULE_ID, "the rule under which a wrong form is reported"),
            of("say", WORDING, "what is said when the form is wrong"),
            of("source", TEXT, "the document and step"),
            of("without", FORBIDDEN, "what must not be in it; {found} in 'say' names what was found"),
            of("keep", some(fixed(
                    needed("id", RULE_ID, "the rule it stands for"),
                    of("when", EXPRESSION, "kept only while this holds"),
                    needed("text", WORDING, "the words that must stay"),
                    of("say", WORDING, "what is said when they are taken out"),
                    of("source", TEXT, "the document and step"))), "words that must stay in the answer")};

    private static final Shape OPTION = new Shape.Named("option", () -> new Shape.Either(WORDING, fixed(
            needed("label", WORDING, "what the person sees"),
            of("aliases", some(TEXT), "other words for it"),
            of("help", WORDING, "a further line"),
            of("when", EXPRESSION, "offered only while this holds"),
            of("offered", TRUTH, "false: never offered, only refused"),
            of("refuse", REFUSAL, "what is said when it is sent although it is not offered"))));

    private static final Shape FROM = new Shape.Either(NAME, fixed(
            needed("register", NAME, "the register"),
            of("where", EXPRESSIONS, "field: the value it must have"),
            of("only", EXPRESSION, "a condition on 'it'"),
            of("also", new Shape.MapOf(Format.WORD, OPTION), "further options, as under options")));

    private static final Shape.Key[] PICK_KEYS = {
            of("from", FROM, "the register to choose from"),
            of("only", EXPRESSION, "a condition on 'it' that narrows the list"),
            of("headings", EXPRESSION, "the heading under which 'it' is listed"),
            of("unknown", REFUSAL, "what is said when nothing like it is found"),
            of("missing", REFUSAL, "what is said when it is answered before what it hangs on")};

    private static final Shape.Key OPTIONS = of("options", new Shape.MapOf(Format.WORD, OPTION), "value: label");

    static final Shape QUESTIONS = new Shape.Named("questions", () -> list(new Shape.Tagged(steps(), COMMON.with(TEXT_KEYS))));

    private static final Set<String> STEP_TAGS = Set.copyOf(steps().keySet());

    /** The keys with which a step can begin. */
    static Set<String> stepTags() {
        return STEP_TAGS;
    }

    /** Whether a key says how something is asked, rather than what it is. */
    static boolean isQuestionKey(String key) {
        return COMMON.byName().containsKey(key);
    }

    private static Fixed tag(String tag, Fixed keys) {
        return fixed(needed(tag, NAME, "the name of the answer")).with(keys.keys().toArray(Shape.Key[]::new));
    }

    private static Map<String, Fixed> steps() {
        var steps = new LinkedHashMap<String, Fixed>();
        steps.put("section",
                fixed(needed("section", WORDING, "a heading; what follows belongs to it"), of("id", NAME, "a name for translations")));
        for (var type : List.of("text", "long_text", "secret", "integer")) {
            steps.put(type, tag(type, COMMON.with(TEXT_KEYS)));
        }
        for (var type : List.of("acknowledge", "date", "datetime", "email", "phone", "file")) {
            steps.put(type, tag(type, COMMON));
        }
        steps.put("yes_no", tag("yes_no", COMMON.with(of("no", oneOf("back"), "'no' goes back to the question before"))));
        steps.put("person", tag("person", COMMON.with(PICK_KEYS)));
        steps.put("choice", tag("choice", COMMON.with(PICK_KEYS).with(OPTIONS)));
        steps.put("choices", tag("choices", COMMON.with(PICK_KEYS).with(OPTIONS, of("at_least", WHOLE, "how many at least"),
                of("at_most", WHOLE, "how many at most"))));
        steps.put("fixed", fixed(
                needed("fixed", NAME, "the name of the answer"),
                needed("value", EXPRESSION, "what it follows from"),
                of("when", EXPRESSION, "shown only while this holds"),
                of("show", WORDING, "how it is shown"),
                of("label", WORDING, "its short name for the summary"),
                of("restricted", TRUTH, "for who asks, who decides and the group that does the work only"),
                of("rules", RULES, "the rules that guard it"),
                of("refuse", REFUSAL, "what is said when another value is sent")));
        steps.put("evidence", fixed(
                needed("evidence", NAME, "the name of its answers"),
                needed("ask", WORDING, "who has to authorise what"),
                of("help", WORDING, "more about it"),
                of("label", WORDING, "its short name for the summary"),
                of("when", EXPRESSION, "asked only while this holds"),
                of("from", NAME, "the register in which the giver stands"),
                of("giver", EXPRESSION, "who must have given it"),
                of("not", EXPRESSION, "who cannot have given it"),
                of("request", WORDING, "how Usher asks the giver for it, with a yes and a no to press"),
                of("document", oneOf("optional", "required"), "asks for the document itself as well"),
                of("rules", RULES, "the rules that guard it")));
        steps.put("group", fixed(
                needed("group", NAME, "the name of its answers"),
                of("when", EXPRESSION, "asked only while this holds"),
                needed("questions", QUESTIONS, "its questions")));
        steps.put("repeat", fixed(
                needed("repeat", NAME, "the name of its answers"),
                of("when", EXPRESSION, "asked only while this holds"),
                of("ask", WORDING, "said before each turn"),
                needed("more", WORDING, "the question whether there is another"),
                of("at_least", WHOLE, "turns at least"),
                of("at_most", WHOLE, "turns at most"),
                needed("questions", QUESTIONS, "its questions")));
        steps.put("stop", fixed(
                needed("stop", RULE_ID, "the id of the off-ramp"),
                of("when", EXPRESSION, "ends here only while this holds"),
                needed("say", WORDING, "what the person is told"),
                needed("to", WORDING, "who can do it"),
                of("form", TEXT, "the form to use there"),
                of("rule", RULE_ID, "the rule that says so"),
                of("source", TEXT, "the document and step")));
        steps.put("go", fixed(
                needed("go", new Shape.Scalar(Format.GOAL), "the conversation in which it goes on"),
                of("when", EXPRESSION, "goes on there only while this holds"),
                of("carry", ANSWERS, "answer there: expression here")));
        return steps;
    }

    // ---- what is asked of the ITSM, and what follows

    private static final Shape SUBMIT = fixed(
            needed("item", TEXT, "the catalogue item in the ITSM"),
            needed("for", EXPRESSION, "the person it is for"),
            needed("summary", WORDING, "the short description of the ticket"),
            needed("queue", WORDING, "the assignment group"),
            needed("due", fixed(
                    of("after", oneOf("approval"), "what it is counted from"),
                    of("working_days", WHOLE, "so many working days"),
                    of("elapsed", DURATION, "or a length of time")), "the time the desk has"),
            of("each", NAME, "a choice of several: each of it becomes an item of its own, with its own decision and ticket"),
            of("needed_by", EXPRESSION, "when the requester needs it"),
            of("flags", some(fixed(
                    needed("id", RULE_ID, "the rule that wants it"),
                    of("when", EXPRESSION, "only while this holds"),
                    needed("text", WORDING, "what the desk must see"))), "remarks on the ticket"),
            of("variables", new Shape.MapOf(Format.NAME, new Shape.Either(EXPRESSION, fixed(
                    of("label", WORDING, "how the desk sees it called"),
                    needed("value", EXPRESSION, "its value")))), "values besides all answers"),
            of("table", some(NAME), "tables for whoever decides, and on the ticket"),
            of("results", new Shape.MapOf(Format.NAME, new Shape.Either(WORDING, fixed(
                    needed("label", WORDING, "what it is called"),
                    of("value", EXPRESSION, "what it is when Usher does the work itself"),
                    of("refuse", REFUSAL, "what is said when the requester sends it")))), "what the desk may write back, name: label"),
            of("fulfil", new Shape.Either(oneOf("desk", "at_once", "follow"), fixed(
                    needed("pick_up", fixed(
                            needed("file", NAME, "the file, as organisation.yaml names it"),
                            of("each", EXPRESSION, "a list of which each gets a line and is called 'it'"),
                            needed("line", EXPRESSIONS, "column: value")), "lines in a file that is taken away at certain times"))),
                    "who does the work: the desk, Usher itself, the follow-ups, or whoever picks a file up"),
            of("mail", new Shape.MapOf(Format.NAME, fixed(
                    of("on", NAME, "submitted, approved, raised, fulfilled, or a follow-up that was done"),
                    of("when", EXPRESSION, "only if this holds"),
                    needed("to", some(EXPRESSION), "a person, a list of people, or an address"),
                    needed("subject", WORDING, "one line"),
                    needed("text", WORDING, "the words"),
                    of("attach", some(NAME), "what goes with it: form, or a document"))), "mails to people who need not be known to Usher"),
            of("attach", some(NAME), "what is attached to the ticket: form, or a document"),
            of("amount", EXPRESSION, "how much it asks for: a number that rules count over open items"),
            of("also_for", EXPRESSION, "a list of further people whom it is for: the open item counts for each of them"),
            needed("approval", fixed(
                    needed("by", EXPRESSION, "the person who decides, or a list of people of whom the first decides"),
                    of("also", EXPRESSION, "who may decide as well, without being asked: a person, or a list of people"),
                    of("fallback", fixed(
                            needed("by", EXPRESSION, "the people"),
                            of("working_days", WHOLE, "asked besides after so many working days without a decision")),
                            "who is asked when 'by' is nobody who may decide, or besides when nobody has decided in time"),
                    of("send_back", TRUTH, "whether they may also send it back to be mended"),
                    of("automatic", EXPRESSION, "approved without asking if this holds"),
                    of("declared", EXPRESSION, "approved by the requester's own declaration in the form if this holds"),
                    of("ground", WORDING, "why then"),
                    of("eligible", EXPRESSION, "who else may be chosen: a condition on 'it'"),
                    of("rules", RULES, "checked at the decision, with 'decider' and 'approver'")), "who decides"),
            of("cart", TRUTH, "false: handing in sends it at once, without a cart"),
            of("another", fixed(
                    needed("ask", WORDING, "the question whether there is another user"),
                    of("rule", RULE_ID, "the rule that wants it")), "whether another user is asked for"));

    private static final Shape REMINDERS = new Shape.Named("reminders", () -> new Shape.MapOf(Format.RULE, fixed(
            needed("to", some(EXPRESSION), "whom: expressions that give a person"),
            of("when", EXPRESSION, "planned only if this holds"),
            of("before", EXPRESSION, "a moment of the answers, before which it is due"),
            of("working_days", WHOLE, "so many working days before or after"),
            of("days", WHOLE, "so many days before"),
            of("times", some(new Shape.Scalar(Format.TIME)), "local times on that day"),
            of("after",
                    oneOf("added", "submitted", "asked", "authorisation", "approved", "raised", "due", "fulfilled", "waiting", "paused",
                            "handed_over", "question", "ready"),
                    "what must have happened; waiting: the turn of a follow-up has come; paused, handed_over, question, ready: of a draft"),
            of("while", oneOf("question"), "with before: while somebody else has to answer a question of the draft"),
            of("in", DURATION, "how long after that"),
            of("every", DURATION, "how often again"),
            needed("say", WORDING, "the text"),
            of("buttons", new Shape.MapOf(Format.NAME, WORDING), "what the person can answer, name: label"),
            of("until", some(NAME), "what makes it moot"),
            of("copy", fixed(needed("to", some(EXPRESSION), "whom"), needed("from", WHOLE, "from which time on")), "who gets a copy"),
            of("escalate", fixed(needed("after", WHOLE, "after so many"), needed("offer", oneOf("another_approver"), "what is offered")),
                    "what follows silence"))));

    private static final Shape EFFECT_KEYS = new Shape.Verbed(fixed(
            of("when", EXPRESSION, "only if this holds"),
            of("on", NAME, "approved, fulfilled (without it), or a follow-up that was done"),
            of("each", new Shape.Either(EXPRESSION, new Shape.MapOf(Format.NAME, EXPRESSION)),
                    "once for each of this list (a repeat, a choice of several, a list under 'let'), called 'it'; or name: list, for each combination"),
            of("set",
                    fixed(needed("register", NAME, "the register"), of("entry", EXPRESSION, "the entry"),
                            of("where", EXPRESSIONS, "or: all entries with these values, field: value"),
                            needed("to", EXPRESSIONS, "field: value")),
                    "replaces fields of an entry, or of several"),
            of("add",
                    fixed(needed("register", NAME, "the register"), of("key", EXPRESSION, "its key; a new one without it"),
                            needed("to", EXPRESSIONS, "field: value")),
                    "adds an entry"),
            of("generate",
                    fixed(needed("register", NAME, "the register of accounts"),
                            of("entry", EXPRESSION, "the account that gets another password; without it, a new one is added"),
                            of("username", new Shape.MapOf(Format.NAME, EXPRESSION), "the field of the user name: what it is made of"),
                            needed("password", NAME, "the field, of the type hash, that keeps what is made of the password"),
                            of("to", EXPRESSIONS, "further fields: value"),
                            of("show_to", EXPRESSION, "who sees the password, once; without it, the requester")),
                    "gives a user name and a first password, which is shown once"),
            of("remove", fixed(needed("register", NAME, "the register"), needed("where", EXPRESSIONS, "field: value")),
                    "takes entries away")),
            List.of("set", "add", "generate", "remove"), true);

    private static final Shape TABLE = fixed(
            of("caption", WORDING, "what it shows"),
            of("when", EXPRESSION, "shown only while this holds"),
            needed("rows", EXPRESSION, "a list; each entry of it is 'it'"),
            needed("columns", new Shape.MapOf(Format.NAME, new Shape.Either(EXPRESSION, fixed(
                    of("label", WORDING, "the heading"),
                    needed("value", EXPRESSION, "what stands there")))), "name: value of 'it'"),
            of("none", WORDING, "what is said when there is no row"));
    private static final Shape DOCUMENT = fixed(
            needed("file", WORDING, "what the file is called, without its ending"),
            of("again", TRUTH, "attached once more when the work is done"),
            needed("sheets", list(fixed(
                    needed("sheet", WORDING, "what its tab says"),
                    of("when", EXPRESSION, "the sheet is only there if this holds"),
                    of("title", WORDING, "what stands at its top"),
                    needed("parts", list(fixed(
                            needed("part", WORDING, "its heading"),
                            of("when", EXPRESSION, "the part is only there if this holds"),
                            of("rows", some(new Shape.Either(new Shape.Scalar(Format.PATH), fixed(
                                    needed("label", WORDING, "what it is called"),
                                    needed("value", EXPRESSION, "what stands there")))), "questions, whose answers stand there, or values"),
                            of("table", NAME, "a table"),
                            of("text", WORDING, "words"))), "its parts, from top to bottom"))),
                    "its sheets"));

    private static final Shape FOLLOW = list(fixed(
            needed("step", NAME, "its name; its answers are those of a group of that name"),
            of("on", oneOf("approved", "raised", "fulfilled"), "what must have happened; without it: the one before is done"),
            of("when", EXPRESSION, "passed over unless this holds when its turn comes"),
            needed("by", EXPRESSION, "the person who does it, or a list of people of whom the first does it"),
            needed("title", WORDING, "what it is called"),
            needed("say", WORDING, "what those people are told when its turn has come"),
            needed("questions", QUESTIONS, "what they answer"),
            of("rules", RULES, "rules across its questions"),
            of("early", REFUSAL, "what is said before its turn; {first} is what must be done first"),
            of("others", REFUSAL, "what is said to somebody else who wants to do it"),
            of("awaits", TRUTH, "it goes on in another form, and is done when that one is fulfilled"),
            of("fulfils", EXPRESSION, "the work is done if this holds afterwards"),
            of("fails", fixed(needed("when", EXPRESSION, "the work will not be done if this holds afterwards"),
                    needed("say", WORDING, "the reason that the requester is told")), "whether it comes to nothing"),
            of("back", fixed(needed("to", NAME, "this or an earlier follow-up, from which on they are done again"),
                    needed("when", EXPRESSION, "they are done again if this holds afterwards")), "whether it goes back"),
            of("attach", some(NAME), "documents that are attached to the ticket then")));

    // ---- files

    static final Fixed CONVERSATION = fixed(
            needed("conversation", ID, "its id; the name of the file"),
            needed("title", WORDING, "what it is called"),
            of("about", WORDING, "what the list of conversations says of it"),
            of("group", WORDING, "the heading it is listed under"),
            of("uses", some(oneOf("types", "rules", "functions")), "shared files of the organisation"),
            of("start", RULES, "who may begin"),
            of("listed", EXPRESSION, "who sees it in the list"),
            of("let", EXPRESSIONS, "names for what several rules need"),
            of("tables", new Shape.MapOf(Format.NAME, TABLE), "what people are shown in rows and columns"),
            of("documents", new Shape.MapOf(Format.NAME, DOCUMENT), "how the filled-in form is laid out as a document"),
            needed("questions", QUESTIONS, "in the order of asking"),
            of("rules", RULES, "rules across several questions"),
            of("review", fixed(needed("declaration", WORDING, "what the person confirms"),
                    of("record", WORDING, "what is noted with effects that follow at once, where nothing is submitted"),
                    of("table", some(NAME), "tables that are shown with the answers")), "the check of all answers"),
            of("submit", SUBMIT, "what is asked of the ITSM"),
            of("follow", FOLLOW, "what other people do about it after it was handed in, in order"),
            of("reminders", REMINDERS, "who is reminded of what"),
            of("effects", list(EFFECT_KEYS), "what fulfilment changes"),
            of("guidance", some(RULE_ID), "how-to answers that are offered first"));

    static final Fixed ORGANISATION = fixed(
            needed("organisation", ID, "its id; the name of the folder"),
            needed("name", TEXT, "what it is called"),
            needed("zone", new Shape.Scalar(Format.ZONE), "the time zone of its people"),
            needed("languages", some(new Shape.Scalar(Format.LANGUAGE)), "the first is the one the definitions are written in"),
            of("complete", new Shape.MapOf(Format.LANGUAGE, list(new Shape.Scalar(Format.ID))),
                    "language: the conversations that are complete in it; a language that is not named here is complete everywhere"),
            needed("people", NAME, "the register of those who sign in"),
            of("person", fixed(
                    of("name", NAME, "the field of the name"), of("email", NAME, "the field of the e-mail address"),
                    of("phone", NAME, "the field of the telephone number"),
                    of("active", NAME, "the field that says whether the account is active"),
                    of("manager", NAME, "the field of the line manager"), of("chat", NAME, "the field of the chat account"),
                    of("language", NAME, "the field of the language"), of("zone", NAME, "the field of the time zone")),
                    "which field is which"),
            of("disabled_by", ID, "the conversation in which an account is disabled; none is ever deleted"),
            of("working_week", some(oneOf("mon", "tue", "wed", "thu", "fri", "sat", "sun")), "the days that are worked"),
            of("holidays", some(new Shape.Scalar(Format.DATE)), "days that are not worked"),
            of("settings", new Shape.MapOf(Format.NAME, TEXT), "values that rules use"),
            of("dialogue", fixed(
                    of("expires_after", DURATION, "silence after which a dialogue expires"),
                    of("remind_before_expiry", DURATION, "how long before that the person is reminded"),
                    of("refusals_before_human", WHOLE, "refused answers in a row after which a human is offered"),
                    of("ask_again", WHOLE, "working days after which somebody else who has to answer a question is asked again"),
                    of("human", WORDING, "who that is")), "how dialogues behave"),
            of("pick_ups", new Shape.MapOf(Format.NAME, fixed(
                    needed("file", TEXT, "the name of the file"),
                    of("separator", oneOf(",", ";"), "what parts the columns"),
                    needed("columns", some(NAME), "the columns, in order"),
                    needed("seen_by", EXPRESSION, "who sees what waits in it: a condition on 'it'"))), "files that others pick up"),
            of("cart", fixed(of("rules", RULES, "rules over the whole cart"), of("reminders", REMINDERS, "reminders about the cart")),
                    "the cart"),
            of("reports", EXPRESSION, "who may read reports: a condition on 'requester'; without it nobody may"));

    static final Fixed SAMPLES = fixed(
            needed("samples", list(fixed(
                    needed("title", WORDING, "the heading"),
                    of("text", WORDING, "what these people do"),
                    needed("people", new Shape.MapOf(Format.WORD, WORDING), "key of a person: what they can try"))),
                    "whom the demonstration offers to sign in as"),
            of("first", fixed(
                    needed("person", TEXT, "the key of the person to begin with"),
                    needed("try", WORDING, "what to do first")), "what to try first"),
            of("desk", new Shape.MapOf(Format.WORD, new Shape.MapOf(Format.WORD, TEXT)),
                    "queue of the service desk: {user name: name of somebody who works it}"));

    private static final Shape DERIVED_WHERE = new Shape.MapOf(Format.NAME, ANYTHING);

    private static final Shape FIELD = new Shape.Either(NAME, new Shape.Verbed(fixed(
            of("one_of", some(TEXT), "one of a few words"),
            of("list", NAME, "several values of a type"),
            of("many", NAME, "derived: the entries of a register that point here"),
            of("one", NAME, "derived: the first of them"),
            of("by", NAME, "the field there that points here"),
            of("where", DERIVED_WHERE, "further fields and their values"),
            of("order", NAME, "the field to sort by")), List.of("one_of", "list", "many", "one"), true));

    static final Fixed REGISTERS = fixed(needed("registers", new Shape.MapOf(Format.NAME, fixed(
            needed("key", NAME, "the field that identifies an entry"),
            needed("label", TEXT, "how an entry is shown, with fields in braces"),
            of("detail", TEXT, "the second line where entries are listed"),
            of("order", NAME, "the field by which entries are listed; without it, their key"),
            of("search", some(new Shape.Scalar(Format.PATH)),
                    "the fields that a typed name is compared with, or fields of what they refer to"),
            needed("fields", new Shape.MapOf(Format.NAME, FIELD), "field: type"))), "name: shape"));

    static final Fixed TYPES = fixed(needed("types", new Shape.MapOf(Format.NAME, fixed(
            needed("base", NAME, "text, long_text, secret, or another type of this file"),
            of("at_least", WHOLE, "characters after trimming"),
            of("at_most", WHOLE, "characters after trimming"),
            of("pattern", REGEX, "what all of it must look like"),
            of("normalise",
                    some(fixed(needed("match", REGEX, "what was typed"), needed("to", TEXT, "the form, with {1} for the first group"))),
                    "ways to bring it into form"),
            of("rule", RULE_ID, "the rule under which a wrong form is reported"),
            of("say", WORDING, "what is said when the form is wrong"),
            of("source", TEXT, "the document and step"),
            of("without", FORBIDDEN, "what must not be in it; {found} in 'say' names what was found"),
            of("words", new Shape.MapOf(Format.MAYBE, new Shape.Scalar(Format.MAYBE)),
                    "words that stand for a value; \"\" is an empty answer"))),
            "name: type"));

    static final Fixed SHARED_RULES = fixed(
            needed("rules", new Shape.MapOf(Format.RULE, some(SHARED_RULE)), "rules that several forms use"));

    private static final Shape TAKEN = new Shape.Either(NAME, fixed(needed("list", NAME, "several values of a type")));

    static final Fixed FUNCTIONS = fixed(needed("functions", new Shape.MapOf(Format.NAME, fixed(
            of("takes", new Shape.MapOf(Format.NAME, TAKEN), "parameter: type, as under the fields of a register"),
            needed("is", EXPRESSION, "what it gives; it may call the functions above it"),
            of("source", TEXT, "the document and step"))), "name: function"));

    static final Fixed REVIEWS = fixed(needed("reviews", new Shape.MapOf(Format.RULE, fixed(
            needed("of", NAME, "the register whose entries are reviewed; each is called 'it'"),
            of("when", EXPRESSION, "which of them"),
            needed("due", EXPRESSION, "the moment by which an entry is to be reviewed"),
            of("before", PERIOD, "how long before that it is asked first"),
            of("every", PERIOD, "how often it is asked again from that day on"),
            of("at", new Shape.Scalar(Format.TIME), "the local time of day at which it is asked"),
            of("working", TRUTH, "only on days that are worked"),
            needed("to", some(EXPRESSION), "who is asked: expressions that give a person or several"),
            of("pause", EXPRESSION, "while this holds, nobody is asked"),
            needed("name", WORDING, "what it is called in reports"),
            of("group", WORDING, "the heading it stands under in reports"),
            needed("say", WORDING, "what is asked"),
            needed("buttons", new Shape.MapOf(Format.NAME, new Shape.Either(WORDING, fixed(
                    needed("label", WORDING, "what the button says"),
                    of("go", ID, "the conversation in which the answer goes on"),
                    of("carry", ANSWERS, "answer there: expression here"),
                    of("set", EXPRESSIONS, "what it changes in the entry, field: value")))), "what can be answered, name: label"),
            of("until", some(NAME), "the buttons that end the round although the date stays"),
            of("escalate", fixed(
                    needed("id", RULE_ID, "the id of the message"),
                    needed("after", PERIOD, "how long after the day it was due"),
                    needed("to", some(EXPRESSION), "who is told"),
                    needed("say", WORDING, "what they are told")), "what follows silence"),
            of("source", TEXT, "the document and step"))), "id: review"));

    static final Fixed GUIDANCE = fixed(needed("guidance", new Shape.MapOf(Format.RULE, fixed(
            needed("question", TEXT, "the question it answers"),
            needed("answer", TEXT, "the answer"),
            of("keywords", some(TEXT), "words by which it is found"),
            of("each", NAME, "a register: it is about each of its entries, 'it', and found by the entry's label"),
            of("source", TEXT, "the document and step"))), "how-to answers"));

    /** Other words for paths of another file; which paths there are, only that file says. */
    static final Shape TRANSLATION = new Shape.Named("words", () -> new Shape.MapOf(Format.WORD, new Shape.Either(WORDING, translation())));

    private static Shape translation() {
        return TRANSLATION;
    }

    static final Fixed TEST = TestGrammar.TEST;

    private Grammar() {}
}
