package org.usher.reminder;

import java.util.List;

/** Where the rounds of reviews are kept. Every method is called within a transaction. */
public interface ReviewStore {

    /** Keeps a round as it stands now, new or not. */
    void keep(KeptRound round);

    /** Rounds that are open or answered: those that the registers may still call for. */
    List<KeptRound> current(String organisation);

    /** Rounds that are over, the latest first. */
    List<KeptRound> past(String organisation, int limit);
}
