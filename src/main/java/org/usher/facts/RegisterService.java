package org.usher.facts;

import java.util.List;
import java.util.Map;

import org.usher.register.Change;
import org.usher.register.RegisterSchema;
import org.usher.register.Registers;
import org.usher.request.Person;

/** The registers as they stand, and everything that changes them. */
public interface RegisterService {

    /** The facts of an organisation at this moment, with the built-in register {@code items}; asks the database whether they are still fresh. */
    Registers current(String organisation);

    /** The facts, where their version was just read together with something else. */
    Registers at(String organisation, long version);

    /** The version of the facts: it grows whenever a register or an item changes. */
    long version(String organisation);

    /** Lets nobody else change facts of the organisation until the open transaction ends. */
    void lock(String organisation);

    /** Opens the registers of an organisation at start; those that have never had an entry are filled with these. */
    void open(String organisation, List<RegisterSchema> schemas, Registers data);

    /** Notes in the open transaction that items have changed, so that the facts are read again. */
    void itemsChanged(String organisation);

    /**
     * Changes registers in the open transaction, with history.
     *
     * @param why what it is for, such as the reference of an item
     * @param who who changes it: key of a person, or {@code usher}
     */
    void apply(String organisation, List<Change> changes, String who, String why);

    /**
     * Facts as if something had not been done: what was changed for a certain reason is put back to what it was before.
     *
     * @param facts the facts of the organisation, with what was changed
     * @param why   the reason, as given to {@link #apply}
     */
    Registers without(String organisation, Registers facts, String why);

    /** Takes a feed in CSV over into a register: all of it, or, if any line is refused, nothing. The first line names the fields. */
    ImportReport importFeed(String organisation, String register, String csv, Person who);

    /** Every change of an entry, oldest first. */
    List<HistoryRow> history(String organisation, String register, String key);

    /**
     * What came of a feed.
     *
     * @param added     keys of new entries
     * @param changed   keys of entries that changed, with the fields that did
     * @param unchanged how many entries are as they were
     * @param refused   every line that cannot be taken; if there is any, nothing was changed
     */
    record ImportReport(List<String> added, Map<String, List<String>> changed, int unchanged,
            List<RefusedLine> refused) {
        public ImportReport {
            added = List.copyOf(added);
            changed = Map.copyOf(changed);
            refused = List.copyOf(refused);
        }

        public boolean taken() {
            return refused.isEmpty();
        }
    }

    /** A line of a feed that cannot be taken: its number, from 1 for the heading, and what is wrong. */
    record RefusedLine(long line, String why) {}

    /** A former state of an entry. {@code before} and {@code after} are JSON, empty where there was nothing. */
    record HistoryRow(java.time.Instant at, String who, String why, String before, String after) {

        /** What the reason of a feed begins with. */
        public static final String FEED = "feed of ";

        /** Whether the register was fed, rather than somebody having seen to this entry. */
        public boolean byFeed() {
            return why.startsWith(FEED);
        }
    }
}
