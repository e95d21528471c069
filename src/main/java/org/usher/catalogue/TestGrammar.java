package org.usher.catalogue;

import java.util.List;

import static org.usher.catalogue.Shape.Key.needed;
import static org.usher.catalogue.Shape.Key.of;
import static org.usher.catalogue.Shape.fixed;
import static org.usher.catalogue.Shape.list;
import static org.usher.catalogue.Shape.oneOf;
import static org.usher.catalogue.Shape.some;

/** The keys of conversation tests, {@code tests/*.yaml}. */
final class TestGrammar {

    private static final Shape TEXT = new Shape.Scalar(Format.TEXT);
    private static final Shape RULE = new Shape.Scalar(Format.RULE);
    private static final Shape LOCAL = new Shape.Scalar(Format.LOCAL);
    private static final Shape ANYTHING = new Shape.Anything();
    private static final Shape VALUES = new Shape.MapOf(Format.WORD, ANYTHING);

    /** What a turn does; one of these. */
    static final List<String> ACTIONS = List.of("start", "say", "choose", "command", "fill", "hand_in", "restart", "wait", "upgrade",
            "registers", "happens", "does", "accept", "authorises");

    private static final Shape TURN = new Shape.Verbed(fixed(
            of("start", new Shape.Scalar(Format.ID), "starts a conversation"),
            of("say", ANYTHING, "types words"),
            of("choose", some(TEXT), "clicks options, by value"),
            of("command", oneOf("back", "change", "help", "restart", "cancel", "skip", "submit"), "presses a command"),
            of("fill", VALUES, "answers whatever of these is asked, by path, until none of them is"),
            of("hand_in", TEXT, "hands a file in, by name"),
            of("restart", oneOf("true"), "the program is restarted"),
            of("wait", new Shape.Scalar(Format.DURATION), "time passes"),
            of("upgrade", VALUES, "a new version of the definition arrives: text in the file, and what stands there now"),
            of("registers", new Shape.MapOf(Format.NAME, VALUES), "entries change meanwhile"),
            of("happens", oneOf("approved", "raised", "fulfilled"), "something happens to the form that was handed in"),
            of("results", VALUES, "with happens: what the desk wrote back"),
            of("does", new Shape.Scalar(Format.NAME), "somebody, named by 'as', does a follow-up"),
            of("authorises", TEXT, "somebody, named by 'as', says yes to an authorisation that the form asks for, by path"),
            of("accept", TEXT, "the person the draft was handed to accepts it"),
            of("question", TEXT, "with say and choose: the question it is sent for; with change: which one"),
            of("about", TEXT, "with help: what is asked"),
            of("as", TEXT, "another person does it"),
            of("asks", TEXT, "the question that is asked then; review at the end; none when it has ended"),
            of("refuses", TEXT, "the rule under which it is refused; true for any"),
            of("options", some(TEXT), "the labels that are offered, all of them"),
            of("offers", some(TEXT), "labels that are among those offered"),
            of("hides", some(TEXT), "labels that are not offered"),
            of("suggests", TEXT, "the proposed answer"),
            of("finds", some(RULE), "rules that have found something by now"),
            of("finds_not", some(RULE), "rules that have found nothing"),
            of("says", some(TEXT), "texts that are among what is said or asked"),
            of("shows", some(TEXT), "beginnings of rows of the tables that are shown, cells parted by ' | '"),
            of("shows_not", some(TEXT), "beginnings of rows that are not shown"),
            of("stops", RULE, "the off-ramp that ends it"),
            of("goes", TEXT, "the conversation in which it goes on"),
            of("task", TEXT, "the follow-up that waits then; none when there is none"),
            of("doers", some(TEXT), "the people whose turn it is, by key"),
            of("hands_over", TEXT, "the person the draft is handed to"),

            of("clears", RULE, "the rule that empties the form"),
            of("pauses", RULE, "the rule that keeps the draft until something else is done")), ACTIONS, true);

    private static final Shape REMINDER = fixed(
            needed("id", RULE, "the reminder"),
            of("at", LOCAL, "when it is due first"),
            of("to", some(TEXT), "the people, by key"),
            of("says", some(TEXT), "texts that are in it"),
            of("copy", some(TEXT), "who gets a copy"));

    private static final Shape REVIEW = fixed(
            needed("id", RULE, "the id of the review"),
            needed("entry", TEXT, "the key of the entry"),
            of("due", LOCAL, "when it is due"),
            of("asked", TEXT, "the last moment at which people are asked that has come; none yet"),
            of("next", LOCAL, "the next moment at which anybody is told anything"),
            of("to", some(TEXT), "who is asked, by key"),
            of("escalated", some(TEXT), "who is told of long silence by now, by key; none: nobody yet"),
            of("group", TEXT, "the heading in reports"),
            of("says", some(TEXT), "words of what is asked"));

    static final Shape.Fixed TEST = fixed(
            needed("test", TEXT, "a sentence that says what would be broken"),
            of("given", fixed(
                    of("clock", LOCAL, "the local time at the start"),
                    of("as", TEXT, "the key of the requester"),
                    of("language", new Shape.Scalar(Format.LANGUAGE), "the language of the requester"),
                    of("settings", VALUES, "settings of the organisation that differ"),
                    of("registers", new Shape.MapOf(Format.NAME, VALUES), "entries that differ from the sample data; null takes one away"),
                    of("items", VALUES, "open request items, by number"),
                    of("cart", VALUES, "other items in the requester's cart, by number")), "the situation"),
            needed("turns", list(TURN), "what happens"),
            of("then", fixed(
                    of("status", oneOf("asking", "reviewing", "submitted", "stopped", "cancelled", "expired"), "where the dialogue stands"),
                    of("answers", VALUES, "answers that count, by path; null for one that does not"),
                    of("findings", some(RULE), "rules that have found something, all of them"),
                    of("subject", TEXT, "the key of the person it is for"),
                    of("approver", some(TEXT), "the keys of the people who are asked to decide"),
                    of("automatic", ANYTHING, "true, or the ground on which it is approved without asking; false"),
                    of("eligible", some(TEXT), "people who may be chosen as approver"),
                    of("also", some(TEXT), "the people who may decide as well, without being asked"),
                    of("asked_for", VALUES, "authorisations that people are asked for when it is handed in, all of them: path and person"),
                    of("parts",
                            new Shape.MapOf(Format.WORD,
                                    fixed(of("approver", some(TEXT), "the people who are asked"), of("summary", TEXT, "its summary"))),
                            "the items it becomes, by what each is about"),
                    of("objections", new Shape.MapOf(Format.WORD, some(RULE)), "rules that stand in the way of a decider, by person"),
                    of("ticket", new Shape.Either(oneOf("none"), fixed(
                            of("item", TEXT, "the catalogue item"),
                            of("queue", TEXT, "the assignment group"),
                            of("summary", TEXT, "the short description"),
                            of("due", LOCAL, "when it is due if approved now"),
                            of("needed_by", LOCAL, "when it is needed"),
                            of("flags", some(TEXT), "remarks that the desk must see"),
                            of("variables", VALUES, "values on the ticket, by name"))), "what the desk gets"),
                    of("reminders", new Shape.ListOf(REMINDER, true), "the reminders that are planned, all of them"),
                    of("happened", new Shape.MapOf(Format.NAME, LOCAL),
                            "when things happened that reminders wait for: added, submitted, asked, authorisation, approved, raised, due, fulfilled"),
                    of("results", VALUES, "what the desk writes back before the effects"),
                    of("effects", new Shape.MapOf(Format.NAME, VALUES),
                            "the registers after fulfilment: register, key, field; null for an entry that is gone"),
                    of("credentials", VALUES, "user names that are given with a first password, each with the person who sees it"),
                    of("mails", new Shape.ListOf(fixed(
                            of("id", TEXT, "its name"),
                            of("on", TEXT, "the occasion; submitted without it"),
                            of("to", some(TEXT), "keys of people and addresses, all of them"),
                            of("says", some(TEXT), "texts that are in it"),
                            of("attach", some(TEXT), "what goes with it")), true), "mails that are written, among others"),
                    of("lines", new Shape.ListOf(VALUES, true), "the lines to be picked up, all of them, by column"),
                    of("documents", new Shape.MapOf(Format.NAME, fixed(
                            of("file", TEXT, "what the file is called"),
                            of("sheets", some(TEXT), "its sheets, all of them"),
                            of("says", some(TEXT), "texts that stand in it"))), "the documents that are attached"),
                    of("cart_findings", some(RULE), "rules that object to the cart"),
                    of("reviews", new Shape.ListOf(REVIEW, true), "the rounds of reviews that are open, all of them")),
                    "how it stands at the end"));

    private TestGrammar() {}
}
