package org.usher.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the way to the ITSM and back keeps what it must not forget. Every method joins the open transaction or is one of its own. */
public interface TicketStore {

    /** What is known of an item's ticket; {@link TicketSteps#none} if nothing is. */
    TicketSteps steps(long item);

    /** Changes what is known, as it is now: nobody else can change it meanwhile. */
    void change(long item, UnaryOperator<TicketSteps> change);

    /** Notes that something must be seen to, once more. */
    void want(String kind, long subject);

    /** What must be seen to; none if nothing ever had to be. */
    Optional<Errand> errand(String kind, long subject);

    /** Notes that everything up to a wish was seen to, and that it works; false if more was wished for meanwhile. */
    boolean done(Errand errand);

    /** Notes a failure. */
    void failed(Errand errand, String why, boolean alarm, Instant notBefore);

    /** Everything that was wished for and is not done, whether or not a job is planned for it. */
    List<Errand> open();

    /** Notes a change in the ITSM; false if it had been noted before, on whatever way it came. */
    boolean firstNotice(Itsm.Change change, String via, Instant at);

    /** How far the changes that were read reach, by table. */
    Map<String, Instant> reached();

    void reached(Map<String, Instant> reached);

    /** Forgets changes that were noted so long ago that nobody reports them again. */
    void forget(Instant before);

    /** Keeps a note that is to be left on the ticket of an item; false if it is kept already. */
    boolean addNote(long item, String key, String text);

    /** The notes that are not on the ticket yet. */
    List<Note> notes(long item);

    void noteWritten(long item, String key);

    /** A note for the desk. */
    record Note(String key, String text) {}

    /**
     * Something that must be seen to.
     *
     * @param wanted    how often it was wished for
     * @param done      up to which wish it is done
     * @param failures  failures in a row
     * @param alarm     whether somebody must mend something before it can go on
     * @param why       what was wrong last
     * @param notBefore when it may be tried again
     */
    record Errand(String kind, long subject, long wanted, long done, int failures, boolean alarm, String why, Instant notBefore) {
        public boolean isDone() {
            return done >= wanted;
        }
    }
}
