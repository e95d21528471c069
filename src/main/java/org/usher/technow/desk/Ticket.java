package org.usher.technow.desk;

import java.util.List;

/**
 * What the page of a ticket shows.
 *
 * @param assignedTo who has taken it, when the page was made
 * @param remarks     what its description says, line by line
 * @param facts       where it stands
 * @param sections    the answers, as they were asked
 * @param results     what the desk fills in
 * @param actions     what the one who looks may do
 * @param error       what could not be taken; empty if nothing
 * @param typed       what had been written into the form that could not be taken
 */
public record Ticket(String number, String kind, String title, String state, Tone tone, String assignedTo, List<Remark> remarks,
        List<Fact> facts,
        List<Section> sections, List<Field> results, List<Paper> papers, List<Approver> approvers, List<Entry> journal,
        List<Related> related,
        List<Action> actions, String error, String typed) {

    public Ticket {
        remarks = List.copyOf(remarks);
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
        results = List.copyOf(results);
        papers = List.copyOf(papers);
        approvers = List.copyOf(approvers);
        journal = List.copyOf(journal);
        related = List.copyOf(related);
        actions = List.copyOf(actions);
    }

    /** How a state is coloured; it is always said in words, too. */
    public enum Tone {
        NEW, BUSY, WAITING, DONE, ENDED;

        public String style() {
            return "tag tag--" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A line of the description. */
    public record Remark(Weight weight, String text) {

        /** How much it matters. */
        public enum Weight {
            FLAG, WARNING, NOTE, TEXT;

            public String style() {
                return "remark remark--" + name().toLowerCase(java.util.Locale.ROOT);
            }
        }
    }

    /** A fact, with a link if it leads somewhere, and marked if it needs attention. */
    public record Fact(String label, String value, String link, boolean urgent) {
        static Fact of(String label, String value) {
            return new Fact(label, value, "", false);
        }
    }

    /** Answers under a heading. */
    public record Section(String title, List<Fact> answers) {
        public Section {
            answers = List.copyOf(answers);
        }
    }

    /** Something the desk fills in. */
    public record Field(String name, String label, String value) {}

    /** An attachment. */
    public record Paper(String sysId, String name, String size, String by) {}

    /** Somebody who was asked. */
    public record Approver(String name, String state, Tone tone, String when) {}

    /** An entry of the journal. */
    public record Entry(String when, String by, String what, boolean forRequester, String text) {}

    /** Another ticket that belongs to it. */
    public record Related(String number, String kind, String title, String state, Tone tone) {}

    /** What may be done. */
    public enum Action {
        TAKE, PUT_BACK, GO_ON, NOTE, SEND_BACK, COMPLETE, INCOMPLETE, ATTACH
    }

    public boolean may(Action action) {
        return actions.contains(action);
    }

    Ticket refusing(String why, String text) {
        return new Ticket(number, kind, title, state, tone, assignedTo, remarks, facts, sections, results, papers, approvers, journal,
                related, actions,
                why, text);
    }
}
