package org.usher.chat;

import java.time.Instant;
import java.util.List;

import io.micronaut.serde.annotation.Serdeable;

/** The off-ramps people took: where Usher could not help, and who can. */
public interface OffRamps {

    void took(OffRamp offRamp);

    /** Those of an organisation in a time, oldest first. */
    List<OffRamp> between(String organisation, Instant from, Instant to);

    /**
     * An off-ramp that somebody took.
     *
     * @param place who can do it
     * @param form  the form it needs there, may be empty
     */
    @Serdeable
    record OffRamp(Instant at, String organisation, String requester, String dialogue, String conversation, String rule, String reason,
            String place,
            String form) {}
}
