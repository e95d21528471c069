package org.usher.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.usher.register.Change;
import org.usher.register.Entry;
import org.usher.validation.Finding;
import org.usher.validation.Severity;

/**
 * A filled-in form, judged on the facts of one moment. What depends on later events (decision, results) is asked of it with these.
 */
public interface Form {

    /** Whom it is for. */
    Entry subject();

    /** The short description. */
    String summary();

    /** The catalogue item it asks for. */
    String item();

    /** The assignment group. */
    String queue();

    /** The answers that count. */
    List<Reply.Answered> answers();

    /** Answers and further variables as the ticket has them: name, label, text, section. */
    List<Variable> variables();

    /** The tables that whoever decides is shown. */
    List<Table.Shown> tables();

    /** What is attached to the ticket: {@link Submission#FORM}, {@link Submission#DATA}, or the name of a document. */
    List<String> attachments();

    /** Those of them that are attached once more when the work is done. */
    List<String> attachedAgain();

    /**
     * Documents that the form is laid out as, of these names; others are passed over.
     *
     * @param further what became of the form, by name
     */
    List<Layout.Filled> documents(List<String> names, Map<String, Object> further);

    /** Remarks that the desk must see. */
    List<String> flags();

    /** All that the rules find. A block means that it cannot go on as it is; an open authorise that it must wait for evidence. */
    List<Finding> findings();

    /** What keeps it from going on today: what blocks it, and what must wait for evidence. */
    default List<Finding> stops() {
        return findings().stream().filter(finding -> finding.severity() == Severity.BLOCK || finding.severity() == Severity.AUTHORISE)
                .toList();
    }

    /** The authorisations that Usher asks for itself, and those it has got by asking, in the order of the form. */
    List<Authorisation> authorisations();

    /** The person who decides, the first of several; no entry where none is known. */
    Entry approver();

    /** All who are asked to decide: the first decision counts. Neither those who may not sign in, nor whom it is for. */
    List<Entry> approvers();

    /** Who may decide as well, without being asked. */
    List<Entry> entitledApprovers();

    /** The form in parts, each of which is an item of its own; most forms are one. */
    List<Dialogue> parts();

    /** Who is asked when there are no approvers, or besides when they have not decided in time. */
    List<Entry> fallbackApprovers();

    /** When the fallback is asked besides if somebody is asked at this moment; empty: never. */
    Optional<Instant> fallbackAfter(Instant asked);

    /** Whether who decides may also send it back to be mended. */
    boolean maySendBack();

    /** The ground on which it is approved without asking; empty: it must be asked. */
    Optional<String> automatic();

    /** The ground on which the approver, who asks for it, has approved it in the form itself; empty: they have not. */
    Optional<String> declared();

    /** Whether it lies in a cart until it is checked out, rather than being sent as soon as it is handed in. */
    boolean goesIntoCart();

    /** Who else may be chosen as approver. */
    List<Entry> eligibleApprovers();

    /** What stands in the way of this person deciding; empty: may decide. */
    List<Finding> objectionsTo(Entry decider);

    /** When the work is due if it is approved at this moment. */
    Instant dueAfter(Instant approved);

    /** How much it asks for, as rules count it over open items. */
    long amount();

    /** Keys of the people besides the subject for whom the open item counts as well. */
    Set<String> alsoFor();

    /** When the requester needs it. */
    Optional<Instant> neededBy();

    /** What the desk may write back: name to label. */
    Map<String, String> results();

    /**
     * The reminders it plans, given when things happened.
     *
     * @param asked keys of the people who were really asked to decide; none: those whom the form names
     */
    List<Planned> reminders(Map<Reminding.Anchor, Instant> happened, List<String> asked);

    /**
     * What is done on an occasion.
     *
     * @param on      {@code approved}, {@code fulfilled}, or the id of a follow-up that was done
     * @param results what the desk wrote back, by name
     */
    Done done(String on, Map<String, String> results);

    /**
     * What is done on an occasion.
     *
     * @param changes     in order, each judged on the registers as the one before left them
     * @param credentials the user names and first passwords that are given besides
     */
    record Done(List<Change> changes, List<Credentials> credentials) {
        public Done {
            changes = List.copyOf(changes);
            credentials = List.copyOf(credentials);
        }
    }

    // ---- what becomes of it after it was handed in

    /** Who does the work. */
    Fulfil fulfil();

    /** The results that Usher works out when it does the work itself: name to value. */
    Map<String, String> ownResults();

    /** The mails to be written on an occasion. */
    List<Letter> letters(String on);

    /** The lines that go into the file to be picked up: column to value. */
    List<Map<String, Object>> lines();

    /**
     * The follow-up whose turn it is.
     *
     * @param done     those that are done
     * @param happened what has happened to the item
     */
    Optional<Task> task(Set<String> done, Set<Reminding.Anchor> happened);

    /** What is said to somebody who wants to do a follow-up before its turn; {@code first} is what must be done first. */
    Finding tooEarly(String step, String first);

    /** What is said to somebody who wants to do what others do. */
    Finding notTheirs(String step);

    /** Whether somebody may do a follow-up. */
    boolean mayDo(String step, Entry person);

    /** What a follow-up that was done ends. */
    Ended endedBy(String step);

    /** What a follow-up that is done may end. */
    sealed interface Ended {

        /** Nothing: it goes on. */
        record Nothing() implements Ended {}

        /** The work is done. */
        record Fulfilled() implements Ended {}

        /** The work will not be done. */
        record Failed(String why) implements Ended {}

        /** It goes back: these follow-ups are done again, in their order. */
        record Back(List<String> steps) implements Ended {
            public Back {
                steps = List.copyOf(steps);
            }
        }
    }

    /** A follow-up that waits for people: their keys, what it is called, and what they are told. */
    record Task(String step, List<String> people, String title, String text) {
        public Task {
            people = List.copyOf(people);
        }
    }

    /** A mail: keys of people and addresses it goes to, its words, and what goes with it. */
    record Letter(String id, List<String> people, List<String> addresses, String subject, String text, List<String> attach) {
        public Letter {
            people = List.copyOf(people);
            addresses = List.copyOf(addresses);
            attach = List.copyOf(attach);
        }
    }

    /**
     * A user name and a first password that somebody gets. There is no password yet: it is made when that person looks at it.
     *
     * @param register the register of the account
     * @param key      the key of its entry
     * @param username the user name, or how the entry is shown where none is made
     * @param field    the field that keeps the hash of the password
     * @param showTo   the key of the person who may see it, once
     */
    record Credentials(String register, String key, String username, String field, String showTo) {}

    /**
     * An authorisation that Usher asks for.
     *
     * @param path  the path of the evidence
     * @param giver who is asked
     * @param words in which words
     * @param given whether it was given by pressing a button
     */
    record Authorisation(String path, Entry giver, String words, boolean given) {}

    /** A value on the ticket. */
    record Variable(String name, String label, String text, String section) {}

    /**
     * A planned reminder.
     *
     * @param to       keys of the people, each once
     * @param due      when it is due first
     * @param text     what it says
     * @param copyTo   who gets a copy from {@link Reminding#copy} on
     */
    record Planned(Reminding reminding, List<String> to, Instant due, String text, Map<String, String> buttons, List<String> copyTo) {
        public Planned {
            to = List.copyOf(to);
            buttons = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(buttons));
            copyTo = List.copyOf(copyTo);
        }
    }
}
